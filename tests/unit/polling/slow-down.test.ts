import { expect, test } from "vitest";
import { hourMs } from "../../../src/base/duration.ts";
import { busyAgain, slowedDown } from "../../../src/polling/slow-down.ts";

const now = new Date("2026-11-20T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const wish = { ms: hourMs, reason: "every 1 h" };
const given = { now, maxEveryMs: 24 * hourMs };

test.each([
  [1, 2],
  [2, 4],
  [3, 8],
])("after %i answers of a busy server the interval is %i times as long", (times, hours) =>
  expect(slowedDown(wish, { ...given, busy: { at: now, times } })).toEqual({
    ms: hours * hourMs,
    reason: "every 1 h, and longer for now, as the server had too much to do lately (429, 503)",
  }),
);

test("it is counted up by what follows within a day, to three, and begins anew after that", () => {
  const day = 24 * hourMs;
  const once = busyAgain(undefined, now, day);
  expect(once).toEqual({ at: now, times: 1 });
  expect(busyAgain(once, later(hourMs), day).times).toBe(2);
  expect(busyAgain({ at: now, times: 3 }, later(hourMs), day).times).toBe(3);
  expect(busyAgain({ at: now, times: 3 }, later(day), day).times).toBe(1);
});

test("it is over after a day, never longer than maxEvery, and never sooner than without", () => {
  const busy = { at: now, times: 3 };
  expect(slowedDown(wish, { ...given, busy, now: later(24 * hourMs) })).toBe(wish);
  expect(slowedDown({ ...wish, ms: 20 * hourMs }, { ...given, busy }).ms).toBe(24 * hourMs);
  const longest = { ...wish, ms: 24 * hourMs };
  expect(slowedDown(longest, { ...given, busy })).toBe(longest);
  expect(slowedDown(wish, given)).toBe(wish);
});

test("a clock that was set back is no reason to wait", () =>
  expect(slowedDown(wish, { ...given, busy: { at: later(hourMs), times: 1 } })).toBe(wish));
