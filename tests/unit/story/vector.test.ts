import { describe, expect, test } from "vitest";
import { createLexicon } from "../../../src/story/lexicon.ts";
import { createTermIndex } from "../../../src/story/term-index.ts";
import { readTerms } from "../../../src/story/terms.ts";
import { vectorLength, weigh } from "../../../src/story/vector.ts";

const freshLexicon = (index = createTermIndex()) => createLexicon(index, 7 * 86_400_000);
const termsOf = ({ pairs }: { pairs: readonly number[] }) => pairs.filter((_, i) => i % 2 === 0);
const weightsOf = ({ pairs }: { pairs: readonly number[] }) => pairs.filter((_, i) => i % 2 === 1);

/** The weight of each term of a text, by its stem. */
function weights(title: string, summary?: string, lexicon = freshLexicon()) {
  const terms = readTerms({ title, ...(summary !== undefined && { summary }) }, "en");
  const vector = weigh(terms, lexicon);
  const texts = [...terms.words.map(({ stem }) => stem), ...terms.titlePairs];
  return Object.fromEntries(weightsOf(vector).map((weight, i) => [texts[i]!, weight]));
}

test("an article is a vector of one length, in whole numbers, its words first", () => {
  const terms = readTerms({ title: "Ferry runs aground off Lorne", summary: "Everyone was saved." }, "en");
  const lexicon = freshLexicon();
  const vector = weigh(terms, lexicon);
  expect(Math.hypot(...weightsOf(vector)) / vectorLength).toBeCloseTo(1, 3);
  expect(weightsOf(vector).every(Number.isInteger)).toBe(true);
  expect(termsOf(vector).slice(0, vector.wordCount)).toEqual(
    terms.words.map(({ stem }) => lexicon.get(stem)),
  );
});

test("a text without words has no length", () =>
  expect(weigh({ words: [], titlePairs: [] }, freshLexicon())).toEqual({ pairs: [], wordCount: 0 }));

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
    const index = createTermIndex();
    const lexicon = freshLexicon(index);
    for (let i = 0; i < 50; i++) lexicon.count(index.takeSlot([lexicon.get("minist"), 1]), 0);
    const { ferri, minist } = weights("ferry minister", undefined, lexicon);
    expect(ferri).toBeGreaterThan(minist!);
  });
});
