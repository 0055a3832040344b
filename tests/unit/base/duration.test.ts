import { expect, test } from "vitest";
import { formatDuration, parseDuration, writeDuration } from "../../../src/base/duration.ts";

test.each([
  ["500ms", 500],
  ["1s", 1000],
  ["15m", 900_000],
  ["1.5h", 5_400_000],
  ["24h", 86_400_000],
  ["90d", 7_776_000_000],
  ["15", undefined],
  ["15 minutes", undefined],
  ["-1m", undefined],
  ["", undefined],
])("%s is %s ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  [400, "400 ms"],
  [45_000, "45 s"],
  [720_000, "12 min"],
  [7_500_000, "2 h 5 min"],
  [86_400_000, "24 h"],
  [7_776_000_000, "90 d"],
])("%s ms is written %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each(["500ms", "90s", "15m", "36h", "90d"])("%s is written as the config has it", (text) => {
  expect(writeDuration(parseDuration(text) ?? 0)).toBe(text);
});
