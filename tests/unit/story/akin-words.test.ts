import { expect, test } from "vitest";
import { akinPairs } from "../../../src/story/akin-words.ts";
import { expectedShares } from "../../../src/story/common-words.ts";
import { languageFor } from "../../../src/story/languages.ts";

const { stem } = languageFor("en");
const areAkin = (a: string, b: string) =>
  (akinPairs("en").get(stem(a)) ?? []).some((pair) => akinPairs("en").get(stem(b))?.includes(pair));

test.each([
  ["launch", "unveil"],
  ["medicine", "medical"],
  ["battle", "conflict"],
])("“%s” and “%s” are akin, either way", (a, b) => {
  expect(areAkin(a, b)).toBe(true);
  expect(areAkin(b, a)).toBe(true);
});

test("what is akin to one word is not akin to one another for that", () => {
  expect(areAkin("launch", "introduction")).toBe(true);
  expect(areAkin("unveil", "ferry")).toBe(false);
});

test("all of them are usual words: a name has no double", () => {
  const usual = expectedShares("en");
  expect([...akinPairs("en").keys()].filter((word) => !usual.has(word))).toEqual([]);
});

test("of a language without a list nothing is known", () => {
  for (const subtag of ["de", "und", "../../package"]) expect(akinPairs(subtag).size).toBe(0);
});
