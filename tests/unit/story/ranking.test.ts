import { expect, test } from "vitest";
import { rankVoices } from "../../../src/story/ranking.ts";

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);
const ago = (hours: number) => new Date(now - hours * hourMs);
const voice = (hoursAgo: number, weight = 1) => ({ at: ago(hoursAgo), weight });
const rank = (...hoursAgo: number[]) => rankVoices(hoursAgo.map((hours) => voice(hours)));
const times = (count: number, hoursAgo: number) => Array.from({ length: count }, () => hoursAgo);

test("six hours are worth as much as twice the coverage", () => {
  expect(rank(0)).toBeCloseTo(rank(...times(2, 6)), 9);
  expect(rank(0)).toBeCloseTo(rank(...times(4, 12)), 9);
  expect(rank(0) - rank(6)).toBeCloseTo(1, 9);
});

test("a story breaking now beats yesterday's big one", () => {
  expect(rank(0)).toBeGreaterThan(rank(...times(15, 24)));
  expect(rank(0, 0.5)).toBeGreaterThan(rank(...times(30, 24)));
});

test("a source of twice the weight is worth two voices, one of half of it half a voice", () => {
  expect(rankVoices([voice(3, 2)])).toBeCloseTo(rank(3, 3), 9);
  expect(rankVoices([voice(3, 0.5), voice(3, 0.5)])).toBeCloseTo(rank(3), 9);
  expect(rankVoices([voice(0, 10)]) - rank(0)).toBeCloseTo(3.32, 2);
});

test("of two stories told at one time the one with more voices stands higher", () =>
  expect(rank(3, 3, 3)).toBeGreaterThan(rank(3, 3)));

test("another voice never lowers a rank, however late it is heard of", () =>
  expect(rank(0, 200)).toBeGreaterThanOrEqual(rank(0)));

test("the order of voices does not matter", () => expect(rank(1, 5, 9)).toBeCloseTo(rank(9, 1, 5), 12));

test("the order of two stories is the order of their halved weights at every later moment", () => {
  const stories = [[0], [2, 3, 4], times(9, 14), [30, 1], times(40, 48)];
  const weightAt = (voices: readonly number[], hours: number) =>
    voices.reduce((sum, age) => sum + 2 ** (-(age + hours) / 6), 0);
  const byRank = stories.toSorted((a, b) => rank(...b) - rank(...a));
  for (const hours of [0, 1, 24, 240])
    expect(stories.toSorted((a, b) => weightAt(b, hours) - weightAt(a, hours))).toEqual(byRank);
});

test("a rank is a small, finite number, a hundred years from now too", () => {
  expect(rank(0)).toBeGreaterThan(10_000);
  expect(rank(0)).toBeLessThan(11_000);
  const late = rankVoices(times(500, 0).map(() => ({ at: new Date("2126-01-01"), weight: 10 })));
  expect(Number.isFinite(late)).toBe(true);
});
