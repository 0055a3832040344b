import { expect, test } from "vitest";
import { createGrams } from "../../../src/story/grams.ts";

const likeness = (one: string, other: string) => {
  const grams = createGrams();
  grams.take(one);
  return grams.resemblance(other);
};

test("titles are alike by the runs of four letters that they share", () => {
  expect(likeness("strike", "strike")).toBe(1);
  expect(likeness("strike", "strikers")).toBe((2 * 3) / (3 + 5));
  expect(likeness("ferry aground", "orchestra")).toBe(0);
});

test("what is shorter than a run is like nothing", () => {
  expect(likeness("abc", "abc")).toBe(0);
  expect(likeness("ferry", "abc")).toBe(0);
});

test("letters of every script count alike", () =>
  expect(likeness("フェリー座礁", "フェリー座礁事故")).toBe((2 * 3) / (3 + 5)));

test("only the title taken last is compared with", () => {
  const grams = createGrams();
  grams.take("ferry aground off lorne");
  grams.take("x".repeat(3000));
  grams.take("orchestra");
  expect([grams.resemblance("ferry aground"), grams.resemblance("orchestra")]).toEqual([0, 1]);
});
