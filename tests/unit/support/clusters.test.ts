import { expect, test } from "vitest";
import { scoreClusters } from "../../support/clusters.ts";

const placed = (...labels: readonly (readonly [event: string, story: number])[]) =>
  labels.map(([event, story]) => ({ event, story }));

test("groups that are the told ones score 1", () =>
  expect(scoreClusters(placed(["a", 7], ["a", 7], ["b", 9]))).toEqual({
    bcubed: 1,
    pairwise: 1,
    pairPrecision: 1,
  }));

test("a group of two events costs precision", () => {
  const { bcubed, pairwise, pairPrecision } = scoreClusters(placed(["a", 1], ["a", 1], ["b", 1], ["b", 1]));
  expect(bcubed).toBeCloseTo(2 / 3, 10); // precision 1/2, recall 1
  expect(pairPrecision).toBeCloseTo(1 / 3, 10); // two of six pairs
  expect(pairwise).toBeCloseTo(1 / 2, 10);
});

test("an event in two groups costs recall", () => {
  const { bcubed, pairwise, pairPrecision } = scoreClusters(placed(["a", 1], ["a", 1], ["a", 2], ["a", 2]));
  expect(bcubed).toBeCloseTo(2 / 3, 10); // precision 1, recall 1/2
  expect(pairPrecision).toBe(1);
  expect(pairwise).toBeCloseTo(1 / 2, 10); // two of six pairs found
});

test("where all stand alone, no pair is wrong", () =>
  expect(scoreClusters(placed(["a", 1], ["b", 2])).pairPrecision).toBe(1));
