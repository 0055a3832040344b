import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { expectedShares } from "../../../src/story/common-words.ts";
import { readTerms } from "../../../src/story/terms.ts";

test("a common word is expected more often than a rarer one, a rare one not at all", () => {
  const shares = expectedShares("en");
  const share = (stem: string) => shares.get(stem) ?? 0;
  expect(share("govern")).toBeGreaterThan(share("ferri"));
  expect(share("ferri")).toBeGreaterThan(0);
  expect(share("titanfal")).toBe(0);
});

test("words of languages without spaces are listed as the segmenter finds them", () => {
  for (const [subtag, title] of [
    ["zh", "政府发展经济"],
    ["ja", "東京の政府は経済を研究する"],
  ] as const) {
    const { words } = readTerms({ title }, subtag);
    expect(words.filter(({ stem }) => expectedShares(subtag).has(stem)).length).toBeGreaterThanOrEqual(3);
  }
});

test("the forms of a word are counted together", () => {
  const french = expectedShares("fr");
  expect(french.get("minist")).toBeUndefined(); // as French stems it: "ministre", "ministres"
  expect(french.get("ministr")).toBeGreaterThan(3 / 2000);
});

test("stop words are left out: no article is compared by them", () => {
  expect(expectedShares("de").has("der")).toBe(false);
});

test("of a language without a list nothing is expected", () => {
  for (const subtag of ["sw", "und", "../../package"]) expect(expectedShares(subtag).size).toBe(0);
});

test("every list that is shipped is read", () => {
  const folder = resolve(import.meta.dirname, "../../../src/story/usual-words");
  expect(existsSync(folder)).toBe(true);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt")))
    expect(expectedShares(file.replace(".txt", "")).size).toBeGreaterThan(2500);
});
