import { describe, expect, test } from "vitest";
import { createLexicon } from "../../../src/story/lexicon.ts";
import { vectorLength } from "../../../src/story/live.ts";
import { readTerms } from "../../../src/story/terms.ts";
import { weigh } from "../../../src/story/vector.ts";

const freshLexicon = () => createLexicon<unknown>(7 * 86_400_000);

/** The weight of each term of a text, by its stem. */
function weights(title: string, summary?: string, lexicon = freshLexicon()) {
  const terms = readTerms({ title, ...(summary !== undefined && { summary }) }, "en");
  const vector = weigh(terms, lexicon);
  return Object.fromEntries(vector.terms.map(({ text }, i) => [text, vector.weights[i]!]));
}

test("an article is a vector of one length, in whole numbers, its words first", () => {
  const terms = readTerms({ title: "Ferry runs aground off Lorne", summary: "Everyone was saved." }, "en");
  const vector = weigh(terms, freshLexicon());
  expect(Math.hypot(...vector.weights) / vectorLength).toBeCloseTo(1, 3);
  expect(vector.weights.every(Number.isInteger)).toBe(true);
  expect(vector.terms.slice(0, vector.wordCount).map(({ text }) => text)).toEqual(
    terms.words.map(({ stem }) => stem),
  );
});

test("a text without words has no length", () =>
  expect(weigh({ words: [], titlePairs: [] }, freshLexicon())).toEqual({
    terms: [],
    weights: [],
    wordCount: 0,
  }));

describe("a word says more", () => {
  test("in the title than in the summary", () => {
    const { ferri, captain } = weights("ferry", "captain");
    expect(ferri).toBeGreaterThan(captain!);
  });
  test("than a number", () => {
    const found = weights("ferry 214");
    expect(found["ferri"]).toBeGreaterThan(found["214"]!);
  });
  test("than a pair of neighbours", () => {
    const found = weights("ferry captain");
    expect(found["ferri"]).toBeGreaterThan(found["ferri captain"]!);
  });
  test("said twice, yet not twice as much", () => {
    const { ferri, captain } = weights("boat", "captain, ferry and ferry");
    expect(ferri! / captain!).toBeGreaterThan(1.1);
    expect(ferri! / captain!).toBeLessThan(2);
  });
  test("the rarer it is at this moment", () => {
    const lexicon = freshLexicon();
    for (let i = 0; i < 50; i++) lexicon.count([lexicon.get("minist")], 0);
    const { ferri, minist } = weights("ferry minister", undefined, lexicon);
    expect(ferri).toBeGreaterThan(minist!);
  });
});
