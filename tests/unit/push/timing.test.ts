import { expect, test } from "vitest";
import { askHubAgainAt, leaseFrom } from "../../../src/push/timing.ts";

const now = new Date("2026-11-20T12:00:00Z");
const hourMs = 3_600_000;
const sinceNow = (at: Date) => (at.getTime() - now.getTime()) / hourMs;

test.each([
  ["86400", 24, 12],
  ["3600", 1, 1],
  ["60", 1 / 60, 1],
  ["99999999999", 720, 360],
  [undefined, 24, 12],
  ["-5", 24, 12],
])("a lease of %s s holds %d h and is renewed after %d h", (seconds, holds, renewed) => {
  const { leaseMs, renewAt } = leaseFrom(seconds, now);
  expect([leaseMs / hourMs, sinceNow(renewAt)]).toEqual([holds, renewed]);
});

test("a hub that does not confirm is asked again after 15 min, twice as long each time, up to a day, or as it asked", () => {
  expect([1, 2, 3, 7, 8, 500].map((times) => sinceNow(askHubAgainAt(now, times)))).toEqual([
    0.25, 0.5, 1, 16, 24, 24,
  ]);
  expect(sinceNow(askHubAgainAt(now, 1, 2 * hourMs))).toBe(2);
  expect(sinceNow(askHubAgainAt(now, 1, 9999 * hourMs))).toBe(168);
});
