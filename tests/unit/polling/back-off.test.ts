import { describe, expect, test } from "vitest";
import { backOff, type FailedPoll, type PollFault } from "../../../src/polling/back-off.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date("2026-11-20T12:00:00Z");

const after = (fault: PollFault, failures = 1, given: Partial<FailedPoll> = {}) => {
  const { nextPollAt, ...rest } = backOff({
    url: "https://outlet.example/feed",
    now,
    every: { kind: "interval", ms: 30 * minute },
    settings: { minEveryMs: 15 * minute, maxEveryMs: day },
    fault,
    failures,
    ...given,
  });
  return { ...rest, ms: nextPollAt.getTime() - now.getTime() };
};
const http = (status: number, retryAfterMs?: number): PollFault => ({
  kind: "http",
  status,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

describe("errors in a row", () => {
  test.each([http(500), { kind: "no-feed" }, { kind: "fetch", fault: "timeout" }] satisfies PollFault[])(
    "wait ever longer, up to a day: %j",
    (fault) => {
      const waits = Array.from({ length: 12 }, (_, i) => after(fault, i + 1).ms);
      expect(waits[0]).toBeGreaterThanOrEqual(30 * minute);
      waits.slice(0, 5).forEach((ms, i) => {
        expect(ms).toBeGreaterThanOrEqual(2 ** i * 30 * minute);
        expect(ms).toBeLessThan(2 ** (i + 1) * 30 * minute);
      });
      expect(waits.at(-1)).toBeGreaterThanOrEqual(day / 2);
      expect(waits.at(-1)).toBeLessThanOrEqual(day);
    },
  );

  test.each([
    { failures: 1, from: 30 * minute, to: hour },
    { failures: 30, from: 12 * hour, to: day },
  ])(
    "are spread over the whole step, so that feeds which fail together do not come back together: $failures",
    ({ failures, from, to }) => {
      const waits = Array.from(
        { length: 40 },
        (_, i) => after(http(500), failures, { url: `https://outlet.example/${i}` }).ms,
      );
      expect(new Set(waits).size).toBe(40);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(from);
      expect(Math.min(...waits)).toBeLessThan(from + (to - from) / 8);
      expect(Math.max(...waits)).toBeLessThanOrEqual(to);
      expect(Math.max(...waits)).toBeGreaterThan(to - (to - from) / 8);
    },
  );

  test("are counted in the reason", () => {
    expect(after(http(500), 1).nextPollReason).toBe("tried again after an error");
    expect(after(http(500), 3).nextPollReason).toBe("back-off after 3 errors in a row");
  });

  test("never make a wait that no date can hold", () => {
    expect(after(http(500), 1_000_000).ms).toBeLessThanOrEqual(day);
  });

  test("of a feed with times of its own begin at the shortest interval", () => {
    const { ms } = after(http(500), 1, { every: { kind: "cron", expression: "0 9 * * *" } });
    expect(ms).toBeGreaterThanOrEqual(15 * minute);
    expect(ms).toBeLessThanOrEqual(30 * minute);
  });
});

describe("429 and 503", () => {
  test.each([429, 503])("%i with Retry-After keeps the whole host waiting until then", (status) => {
    const { ms, pause, notBefore, nextPollReason } = after(http(status, 2 * hour));
    expect(ms).toBe(2 * hour);
    expect(notBefore).toEqual(new Date(now.getTime() + 2 * hour));
    expect(nextPollReason).toBe(`the server answered ${status} and said Retry-After: 2 h`);
    expect(pause).toEqual({ until: notBefore, reason: nextPollReason });
  });

  test("a Retry-After shorter than the interval changes nothing but the host's pause", () => {
    const { ms, pause, nextPollReason } = after(http(429, 5000));
    expect(ms).toBe(30 * minute);
    expect(nextPollReason).toBe(
      "not before the interval of 30 min, though the server answered 429 and said Retry-After: 5 s",
    );
    expect(pause).toEqual({
      until: new Date(now.getTime() + 5000),
      reason: "the server answered 429 and said Retry-After: 5 s",
    });
  });

  test("a Retry-After of years is a day", () => {
    expect(after(http(429, 400 * day)).ms).toBe(day);
  });

  test.each([429, 503])(
    "%i without a time keeps that feed waiting an hour at least, longer each time",
    (status) => {
      const { ms, notBefore } = after(http(status));
      expect(ms).toBeGreaterThanOrEqual(hour);
      expect(notBefore?.getTime()).toBe(now.getTime() + ms);
      expect(after(http(status), 4).ms).toBeGreaterThan(3 * hour);
    },
  );

  test.each([429, 503])(
    "%i without a time pauses the host for an hour where a second feed has it too",
    (status) => {
      const { pause, nextPollReason } = after(http(status), 4);
      expect(pause).toEqual({
        until: new Date(now.getTime() + hour),
        reason: nextPollReason,
        ifAlso: status,
      });
    },
  );
});

test.each([401, 403, 451])("%i is tried again slowly", (status) => {
  expect(after(http(status)).ms).toBeGreaterThanOrEqual(hour);
  expect(after(http(status), 2).ms).toBeGreaterThanOrEqual(4 * hour);
  expect(after(http(status), 4).ms).toBeGreaterThanOrEqual(day / 2);
});

test("404 many times in a row is asked once a day", () => {
  expect(after(http(404), 1).ms).toBeLessThanOrEqual(hour);
  expect(after(http(404), 5)).toMatchObject({
    ms: day,
    nextPollReason: "5 times 404 in a row: once in 24 h",
  });
});

test("a fault of this machine's own network is not the feed's: it is tried again soon, and never later than usual", () => {
  const { ms, nextPollReason } = after({ kind: "fetch", fault: "offline" }, 9);
  expect(ms).toBe(30 * minute);
  expect(nextPollReason).toContain("this machine's own network");
  expect(after({ kind: "fetch", fault: "offline" }).ms).toBeLessThanOrEqual(2 * minute);
});

test("a host that no name server knows is tried again soon, then ever more seldom", () => {
  const dns: PollFault = { kind: "fetch", fault: "dns" };
  expect(after(dns, 1).ms).toBeLessThanOrEqual(2 * minute);
  expect(after(dns, 5).ms).toBeGreaterThanOrEqual(16 * minute);
  expect(after(dns, 20).ms).toBeGreaterThanOrEqual(day / 2);
});

describe("hours and days on which the feed asks to be left alone put a retry off too:", () => {
  const skipHours = [12, 13, 14];

  test("the retry lies after them, and the reason says both", () => {
    const { ms, nextPollReason } = after(http(500), 1, { skipHours });
    expect(ms).toBeGreaterThanOrEqual(3 * hour);
    expect(ms).toBeLessThan(3 * hour + 10 * minute);
    expect(nextPollReason).toBe(
      "tried again after an error; the feed asks to be left alone until then (skipHours, skipDays)",
    );
  });

  test("feeds of one host do not all come back at the full hour", () => {
    const waits = Array.from(
      { length: 20 },
      (_, at) => after(http(500), 1, { skipHours, url: `https://outlet.example/${at}` }).ms,
    );
    expect(new Set(waits).size).toBe(20);
  });

  test("a day is skipped whole, up to maxEvery", () => {
    const friday = now.getUTCDay();
    expect(after(http(500), 1, { skipDays: [friday] }).ms).toBeGreaterThanOrEqual(12 * hour);
    const skipDays = [0, 1, 2, 3, 4, 5, 6];
    expect(after(http(500), 1, { skipDays }).ms).toBeLessThanOrEqual(day + 10 * minute);
  });

  test("what the server said stays the least: nothing is asked before it, and the host's pause is as long", () => {
    const { ms, notBefore, pause } = after(http(503, 2 * hour), 1, { skipHours });
    expect(ms).toBeGreaterThanOrEqual(3 * hour);
    expect(notBefore).toEqual(new Date(now.getTime() + 2 * hour));
    expect(pause).toEqual(after(http(503, 2 * hour)).pause);
  });

  test("a retry that falls in none of them is where it was", () => {
    expect(after(http(500), 1, { skipHours: [3] })).toEqual(after(http(500)));
  });
});
