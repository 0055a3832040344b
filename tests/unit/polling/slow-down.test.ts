import { expect, test } from "vitest";
import { busyAgain, slowedDown } from "../../../src/polling/slow-down.ts";

const now = new Date("2026-11-20T12:00:00Z");
const hourMs = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);
const next = { nextPollAt: later(hourMs), nextPollReason: "every 1 h" };
const given = { from: now, every: { kind: "interval", ms: hourMs }, maxEveryMs: 24 * hourMs } as const;

test.each([
  [1, 2],
  [2, 4],
  [3, 8],
])("after %i answers of a busy server the interval is %i times as long", (times, hours) => {
  const slowed = slowedDown(next, { ...given, busy: { at: now, times } });
  expect(slowed.nextPollAt).toEqual(later(hours * hourMs));
  expect(slowed.nextPollReason).toBe(
    "every 1 h, and longer for now, as the server had too much to do lately (429, 503)",
  );
});

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
  expect(slowedDown(next, { ...given, busy, from: later(24 * hourMs) })).toBe(next);
  const long = { ...next, nextPollAt: later(20 * hourMs) };
  expect(slowedDown(long, { ...given, busy }).nextPollAt).toEqual(later(24 * hourMs));
  const longest = { ...next, nextPollAt: later(25 * hourMs) };
  expect(slowedDown(longest, { ...given, busy })).toBe(longest);
  expect(slowedDown(next, given)).toBe(next);
});

test("a clock that was set back is no reason to wait, and times that the user named stay", () => {
  const busy = { at: later(hourMs), times: 1 };
  expect(slowedDown(next, { ...given, busy })).toBe(next);
  const every = { kind: "cron", expression: "0 * * * *" } as const;
  expect(slowedDown(next, { ...given, every, busy: { at: now, times: 1 } })).toBe(next);
});
