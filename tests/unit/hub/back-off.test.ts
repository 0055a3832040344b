import { expect, test } from "vitest";
import { tellAgainAt } from "../../../src/hub/back-off.ts";

const now = new Date("2026-11-20T12:00:00Z");
const waitS = (failures: number, retryAfterMs?: number) =>
  (tellAgainAt(now, failures, retryAfterMs).getTime() - now.getTime()) / 1000;

test("waits double from ten seconds up to twelve hours", () => {
  expect([1, 2, 3, 10, 12, 13, 14, 1000].map((failures) => waitS(failures))).toEqual([
    10, 20, 40, 5120, 20_480, 40_960, 43_200, 43_200,
  ]);
});

test.each([
  [60_000, 60],
  [1000, 10],
  [10 * 86_400_000, 86_400],
])("a Retry-After of %i ms makes a first wait of %i s", (retryAfterMs, seconds) => {
  expect(waitS(1, retryAfterMs)).toBe(seconds);
});
