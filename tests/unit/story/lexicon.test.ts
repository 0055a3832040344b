import { describe, expect, test } from "vitest";
import { createLexicon } from "../../../src/story/lexicon.ts";
import { createTermIndex } from "../../../src/story/term-index.ts";

const dayMs = 86_400_000;
const weekLexicon = (shares?: ReadonlyMap<string, number>) => {
  const index = createTermIndex();
  const lexicon = createLexicon(index, 7 * dayMs, shares);
  /** Counts articles of this one term. */
  const countMany = (text: string, times: number, at: number) => {
    for (let i = 0; i < times; i++) lexicon.count(index.takeSlot([lexicon.get(text), 1]), at);
  };
  const documents = (text: string) => index.documentsOf(lexicon.get(text));
  const rarity = (text: string) => lexicon.rarity(lexicon.get(text));
  return { ...lexicon, index, countMany, documents, rarityOf: rarity };
};

test("one text is one term, in each language another", () => {
  const { index, get } = weekLexicon();
  expect(get("ferri")).toBe(get("ferri"));
  expect(index.termCount()).toBe(1);
  expect(createLexicon(index, 7 * dayMs).get("ferri")).not.toBe(get("ferri"));
});

describe("rarity", () => {
  test("falls with every article that carries the term", () => {
    const { countMany, rarityOf } = weekLexicon();
    countMany("minist", 40, 0);
    countMany("ferri", 2, 0);
    expect(rarityOf("ferri")).toBeGreaterThan(rarityOf("minist"));
    expect(rarityOf("never seen")).toBeGreaterThan(rarityOf("ferri"));
  });

  test("of the first article's terms is no higher than on any other day", () =>
    expect(weekLexicon().rarityOf("ferri")).toBeCloseTo(Math.log(2001 / 0.5), 9));

  test("is lower where the language's usual words hold the term", () => {
    const { rarityOf } = weekLexicon(new Map([["year", 0.02]]));
    expect(rarityOf("year")).toBeCloseTo(Math.log(2001 / 40.5), 9);
    expect(rarityOf("ferri")).toBeCloseTo(Math.log(2001 / 0.5), 9);
  });

  test("of what stands everywhere keeps a trace", () => {
    const { countMany, rarityOf } = weekLexicon();
    countMany("news", 100_000, 0);
    expect(rarityOf("news")).toBe(0.05);
  });
});

describe("forgetting", () => {
  test("days that lie too far back count no longer, and what was counted in them alone is gone", () => {
    const lexicon = weekLexicon();
    const { countMany, documents, rarityOf } = lexicon;
    const before = rarityOf("ferri");
    countMany("ferri", 5, 0);
    countMany("minist", 1, 3 * dayMs);
    lexicon.forget(8 * dayMs);
    expect(documents("ferri")).toBe(0);
    expect(documents("minist")).toBe(1);
    lexicon.forget(30 * dayMs);
    expect(rarityOf("ferri")).toBe(before);
  });

  test("leaves a term that live articles carry", () => {
    const lexicon = weekLexicon();
    const { index, get } = lexicon;
    const term = get("ferri");
    const slot = index.takeSlot([term, 1]);
    index.post(slot);
    lexicon.count(slot, 0);
    lexicon.forget(30 * dayMs);
    expect(get("ferri")).toBe(term);
    index.release(slot);
    expect(index.termCount()).toBe(0);
  });

  test("what comes from a forgotten day is not counted", () => {
    const lexicon = weekLexicon();
    const { countMany, documents } = lexicon;
    lexicon.forget(30 * dayMs);
    countMany("ferri", 5, 2 * dayMs);
    expect(documents("ferri")).toBe(0);
  });

  test("does not depend on the order in which the days came", () => {
    const [forwards, backwards] = [weekLexicon(), weekLexicon()];
    const days = [1, 2, 5, 9];
    for (const day of days) forwards.countMany("ferri", day, day * dayMs);
    for (const day of days.toReversed()) backwards.countMany("ferri", day, day * dayMs);
    for (const lexicon of [forwards, backwards]) lexicon.forget(11 * dayMs);
    expect(forwards.documents("ferri")).toBe(14);
    expect(backwards.documents("ferri")).toBe(14);
  });
});
