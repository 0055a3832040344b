import { expect, test } from "vitest";
import { readSearch } from "../../../src/base/search-query.ts";
import { writeSearch } from "../../../src/base/write-search.ts";

test.each([
  ["geneva talks", "geneva talks"],
  ["  “peace talks”   elect* ", '"peace talks" elect*'],
  ['-"a b" -c x', '-"a b" -c x'],
  ["a OR b c", "a OR b c"],
  ['source:"BBC World" source:sun', 'source:"BBC World" OR source:sun'],
  ['title:"peace ta*"', 'title:"peace ta"*'],
  ["after:7d before:2026-11 lang:DE x", "after:7d before:2026-11 lang:DE x"],
  ['"OR" "-x" "source:y"', '"OR" "-x" "source:y"'],
  ["東 東京", "東 東京"],
  ['צה"ל', 'צה"ל'],
  ['"open', "open"],
])("%s is written as %s, and read as the same", (typed, written) => {
  const { clauses } = readSearch(typed);
  expect(writeSearch(clauses)).toBe(written);
  const again = (text: string) =>
    readSearch(text).clauses.map(({ anyOf, isUnwanted }) => [
      isUnwanted,
      anyOf.map(({ text: _, ...term }) => term),
    ]);
  expect(again(written)).toEqual(again(typed));
});
