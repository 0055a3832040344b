import { expect, test } from "vitest";
import { createTermTexts } from "../../../src/story/term-texts.ts";

const words = (count: number) => Array.from({ length: count }, (_, i) => `word ${i} of ${i % 7}`);

test("a text has one number, and no two texts have the same", () => {
  const texts = createTermTexts();
  const numbers = words(20_000).map((word) => texts.numberOf(word, 1));
  expect(new Set(numbers).size).toBe(20_000);
  expect(words(20_000).map((word) => texts.numberOf(word, 1))).toEqual(numbers);
  expect(texts.size()).toBe(20_000);
});

test("one text of two languages is two", () => {
  const texts = createTermTexts();
  expect(texts.numberOf("gift", 1)).not.toBe(texts.numberOf("gift", 2));
});

test("what is dropped makes room, and whoever stands beside it is found as before", () => {
  const texts = createTermTexts();
  const all = words(3000);
  const numbers = all.map((word) => texts.numberOf(word, 1));
  for (let i = 0; i < all.length; i += 3) texts.drop(numbers[i]!);
  expect(texts.size()).toBe(2000);
  const kept = all.filter((_, i) => i % 3 !== 0);
  expect(kept.map((word) => texts.numberOf(word, 1))).toEqual(numbers.filter((_, i) => i % 3 !== 0));
  for (let i = 0; i < 1000; i++) expect(texts.numberOf(`new ${i}`, 1)).toBeLessThan(3000);
  expect(texts.size()).toBe(3000);
});
