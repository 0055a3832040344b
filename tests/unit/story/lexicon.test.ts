import { describe, expect, test } from "vitest";
import { createLexicon } from "../../../src/story/lexicon.ts";

const dayMs = 86_400_000;
const weekLexicon = () => createLexicon<string>(7 * dayMs);
type WeekLexicon = ReturnType<typeof weekLexicon>;
const countMany = (lexicon: WeekLexicon, text: string, times: number, at: number) => {
  for (let i = 0; i < times; i++) lexicon.count([lexicon.get(text)], at);
};

test("one text is one term", () => {
  const lexicon = weekLexicon();
  expect(lexicon.get("ferri")).toBe(lexicon.get("ferri"));
  expect(lexicon.size()).toBe(1);
});

describe("rarity", () => {
  test("falls with every article that carries the term", () => {
    const lexicon = weekLexicon();
    countMany(lexicon, "minist", 40, 0);
    countMany(lexicon, "ferri", 2, 0);
    const rarity = (text: string) => lexicon.rarity(lexicon.get(text));
    expect(rarity("ferri")).toBeGreaterThan(rarity("minist"));
    expect(rarity("never seen")).toBeGreaterThan(rarity("ferri"));
  });

  test("of the first article's terms is no higher than on any other day", () => {
    const lexicon = weekLexicon();
    expect(lexicon.rarity(lexicon.get("ferri"))).toBeCloseTo(Math.log(2001 / 0.5), 9);
  });

  test("is lower where the language's usual words hold the term", () => {
    const lexicon = createLexicon<string>(7 * dayMs, new Map([["year", 0.02]]));
    expect(lexicon.rarity(lexicon.get("year"))).toBeCloseTo(Math.log(2001 / 40.5), 9);
    expect(lexicon.rarity(lexicon.get("ferri"))).toBeCloseTo(Math.log(2001 / 0.5), 9);
  });

  test("of what stands everywhere keeps a trace", () => {
    const lexicon = weekLexicon();
    countMany(lexicon, "news", 100_000, 0);
    expect(lexicon.rarity(lexicon.get("news"))).toBe(0.05);
  });
});

describe("forgetting", () => {
  test("days that lie too far back count no longer, and what was counted in them alone is gone", () => {
    const lexicon = weekLexicon();
    const before = lexicon.rarity(lexicon.get("ferri"));
    countMany(lexicon, "ferri", 5, 0);
    countMany(lexicon, "minist", 1, 3 * dayMs);
    lexicon.forget(8 * dayMs);
    expect(lexicon.get("ferri").documents).toBe(0);
    expect(lexicon.get("minist").documents).toBe(1);
    lexicon.forget(30 * dayMs);
    expect(lexicon.rarity(lexicon.get("ferri"))).toBe(before);
  });

  test("leaves a term that live articles carry", () => {
    const lexicon = weekLexicon();
    const term = lexicon.get("ferri");
    lexicon.addArticle(term, "an article", 1);
    lexicon.count([term], 0);
    lexicon.forget(30 * dayMs);
    expect(lexicon.get("ferri")).toBe(term);
    lexicon.forgetArticle(term, "an article");
    lexicon.dropIfUnused(term);
    expect(lexicon.size()).toBe(0);
  });

  test("what comes from a forgotten day is not counted", () => {
    const lexicon = weekLexicon();
    lexicon.forget(30 * dayMs);
    countMany(lexicon, "ferri", 5, 2 * dayMs);
    expect(lexicon.get("ferri").documents).toBe(0);
  });

  test("does not depend on the order in which the days came", () => {
    const [forwards, backwards] = [weekLexicon(), weekLexicon()];
    const days = [1, 2, 5, 9];
    for (const day of days) countMany(forwards, "ferri", day, day * dayMs);
    for (const day of days.toReversed()) countMany(backwards, "ferri", day, day * dayMs);
    for (const lexicon of [forwards, backwards]) lexicon.forget(11 * dayMs);
    expect(forwards.get("ferri").documents).toBe(14);
    expect(backwards.get("ferri").documents).toBe(14);
  });
});

test("an article leaves its terms with its weight", () => {
  const lexicon = weekLexicon();
  const term = lexicon.get("ferri");
  lexicon.addArticle(term, "first", 1);
  lexicon.addArticle(term, "second", 2);
  lexicon.forgetArticle(term, "first");
  lexicon.forgetArticle(term, "never there");
  expect([term.articles, term.weights]).toEqual([["second"], [2]]);
});
