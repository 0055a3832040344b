import { describe, expect, test } from "vitest";
import type { Pace } from "../../../src/model/pace.ts";
import { type GoodAnswer, nextCheck } from "../../../src/polling/next-check.ts";
import { beginPace } from "../../../src/polling/pace.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = new Date("2026-11-20T12:00:00Z"); // a Friday

const answer = (given: Partial<GoodAnswer> = {}): GoodAnswer => ({
  url: "https://outlet.example/feed",
  now,
  every: { kind: "interval", ms: 30 * minute },
  settings: { minEveryMs: 15 * minute, maxEveryMs: 24 * hour },
  ...given,
});
/** Minutes until the next poll, and why. */
const next = (given: Partial<GoodAnswer> = {}) => {
  const { nextPollAt, nextPollReason } = nextCheck(answer(given));
  return { minutes: (nextPollAt.getTime() - now.getTime()) / minute, reason: nextPollReason };
};

test("a feed is asked again after its interval, never earlier and at most a tenth later", () => {
  for (let i = 0; i < 200; i++) {
    const { minutes, reason } = next({ url: `https://outlet.example/${i}` });
    expect(minutes).toBeGreaterThanOrEqual(30);
    expect(minutes).toBeLessThanOrEqual(33);
    expect(reason).toBe("every 30 min");
  }
});

test("feeds of one interval spread, each always to the same place", () => {
  const places = Array.from({ length: 20 }, (_, i) => next({ url: `https://outlet.example/${i}` }).minutes);
  expect(new Set(places).size).toBe(20);
  expect(next({ url: "https://outlet.example/3" }).minutes).toBe(places[3]);
});

describe("the longest wish wins", () => {
  test("the server's max-age over a shorter interval", () => {
    const { minutes, reason } = next({ freshness: { ms: hour, says: "max-age=3600" } });
    expect(minutes).toBeGreaterThanOrEqual(60);
    expect(reason).toBe("the server said max-age=3600");
  });

  test("the interval over a shorter max-age", () => {
    expect(next({ freshness: { ms: minute, says: "max-age=60" } }).reason).toBe("every 30 min");
  });

  test("what the document asks for itself", () => {
    const { minutes, reason } = next({ documentIntervalMs: 2 * hour });
    expect(minutes).toBeGreaterThanOrEqual(120);
    expect(reason).toBe("the feed asks to be polled every 2 h at most");
  });

  test("but no longer than maxEvery, which the reason says", () => {
    const { minutes, reason } = next({ documentIntervalMs: 99_999_999 * minute });
    expect(minutes).toBeLessThanOrEqual(24 * 60 + 10);
    expect(reason).toMatch(/^at least every 24 h \(maxEvery\), though the feed asks/);
  });

  test("and no shorter than minEvery, whatever the source's own interval", () => {
    const { minutes, reason } = next({ every: { kind: "interval", ms: minute } });
    expect(minutes).toBeGreaterThanOrEqual(15);
    expect(reason).toBe("never more often than every 15 min (minEvery)");
  });

  test("a document that asks to be polled at once is polled at the interval", () => {
    expect(next({ documentIntervalMs: 0 }).minutes).toBeGreaterThanOrEqual(30);
  });
});

describe("a feed without validators that does not change", () => {
  const after = (ms: number) => next({ unchangedSince: new Date(now.getTime() - ms) });

  test("is asked ever more seldom, once a day in the end", () => {
    expect(after(0).minutes).toBeLessThan(34);
    expect(after(2 * hour).minutes).toBeGreaterThanOrEqual(120);
    expect(after(90 * 24 * hour).minutes).toBeGreaterThanOrEqual(24 * 60);
    expect(after(90 * 24 * hour).minutes).toBeLessThanOrEqual(24 * 60 + 10);
  });

  test("that changed in the future, by a clock that jumped, is asked at the interval", () => {
    expect(after(-5 * hour).reason).toBe("every 30 min");
  });
});

describe("the hours and days a feed wants to be left alone", () => {
  test("are left out, in GMT", () => {
    const { minutes, reason } = next({ skipHours: [12, 13, 14] });
    expect(minutes).toBeGreaterThanOrEqual(180);
    expect(minutes).toBeLessThan(184);
    expect(reason).toContain("skipHours");
  });

  test("days too, to their end", () => {
    const { minutes, reason } = next({ skipDays: [5] }); // noon of a Friday
    expect(minutes).toBeGreaterThanOrEqual(12 * 60);
    expect(minutes).toBeLessThan(12 * 60 + 4);
    expect(reason).toContain("skipDays");
  });

  test("put nothing off beyond maxEvery", () => {
    const allHours = Array.from({ length: 24 }, (_, i) => i);
    expect(next({ skipHours: allHours }).minutes).toBeLessThanOrEqual(24 * 60 + 10);
    expect(next({ skipDays: [5, 6, 0] }).minutes).toBeLessThanOrEqual(24 * 60 + 10);
  });

  test("are kept by the spread too, which could reach into them", () => {
    for (let i = 0; i < 50; i++) {
      const given = { url: `https://outlet.example/${i}`, documentIntervalMs: 118 * minute, skipHours: [14] };
      expect(nextCheck(answer(given)).nextPollAt.getUTCHours()).not.toBe(14);
    }
  });

  test("are kept by a wait that a busy server makes longer, which leads into them", () => {
    const given = { busy: { at: now, times: 2 }, skipHours: [14, 15] };
    const { minutes, reason } = next(given);
    expect(minutes).toBeGreaterThanOrEqual(240);
    expect(minutes).toBeLessThan(252);
    expect(reason).toContain("skipHours");
  });

  test("change nothing for a poll that falls on none of them", () => {
    expect(next({ skipHours: [3], skipDays: [0] }).reason).toBe("every 30 min");
  });
});

test("a server that was busy lately is asked more seldom, but at the times that the user named", () => {
  const busy = { at: now, times: 1 };
  expect(next({ busy }).minutes).toBeGreaterThanOrEqual(60);
  expect(next({ busy }).reason).toContain("the server had too much to do lately");
  const every = { kind: "cron", expression: "0 * * * *" } as const;
  expect(nextCheck(answer({ every, busy }))).toEqual(nextCheck(answer({ every })));
});

describe("a source with times of its own", () => {
  const every = { kind: "cron", expression: "0 * * * *" } as const;

  test("is asked at the next of them", () => {
    const given = { every, now: new Date("2026-11-20T12:10:00Z") };
    expect(nextCheck(answer(given)).nextPollAt.getUTCMinutes()).toBe(30); // St. John's is half an hour off
    expect(nextCheck(answer(given)).nextPollReason).toBe("at the times of 0 * * * * (cron)");
  });

  test("skips those at which the last answer is still good", () => {
    const { minutes } = next({ every, freshness: { ms: 2 * hour, says: "max-age=7200" } });
    expect(minutes).toBe(150);
  });

  test("does not lose one to an answer that was good for exactly as long", () => {
    const given = {
      every,
      now: new Date("2026-11-20T12:30:02Z"),
      freshness: { ms: hour, says: "max-age=3600" },
    };
    expect(nextCheck(answer(given)).nextPollAt.toISOString()).toBe("2026-11-20T13:30:00.000Z");
  });
});

describe("a source without an interval", () => {
  const every = { kind: "pace" } as const;
  const articles = (stepMs: number) =>
    Array.from({ length: 30 }, (_, i) => ({ publishedAt: new Date(now.getTime() - (i + 1) * stepMs) }));
  /** Watched for a while already. */
  const pace = (stepMs: number): Pace => ({ ...beginPace(articles(stepMs), now), begunMs: 0 });

  test("is asked at its own pace, never earlier than it allows and at most a tenth later", () => {
    for (let i = 0; i < 50; i++) {
      const { minutes, reason } = next({ url: `https://outlet.example/${i}`, every, pace: pace(hour) });
      expect(reason).toMatch(/^about 1 article an hour, asked every \d\d min$/);
      expect(minutes).toBeGreaterThanOrEqual(Number(/every (\d+)/.exec(reason)?.[1]) - 0.5);
      expect(minutes).toBeLessThan(43);
    }
  });

  test("is never asked more often than minEvery, nor less often than maxEvery", () => {
    expect(next({ every, pace: pace(30_000) }).minutes).toBeGreaterThanOrEqual(15);
    expect(next({ every, pace: pace(900 * 24 * hour) }).minutes).toBeLessThanOrEqual(24 * 60 + 10);
    const narrow = { minEveryMs: 2 * hour, maxEveryMs: 3 * hour };
    expect(next({ every, pace: pace(30_000), settings: narrow }).minutes).toBeGreaterThanOrEqual(120);
    expect(next({ every, pace: pace(900 * 24 * hour), settings: narrow }).minutes).toBeLessThan(190);
  });

  test("is left alone for longer where the server or the document asks for it", () => {
    const asked = next({ every, pace: pace(hour), freshness: { ms: 2 * hour, says: "max-age=7200" } });
    expect(asked).toMatchObject({ reason: "the server said max-age=7200" });
    expect(asked.minutes).toBeGreaterThanOrEqual(120);
    expect(next({ every, pace: pace(hour), documentIntervalMs: 3 * hour }).minutes).toBeGreaterThan(180);
    const unchangedSince = new Date(now.getTime() - 4 * hour);
    expect(next({ every, pace: pace(hour), unchangedSince }).minutes).toBeGreaterThanOrEqual(240);
  });

  test("and without a pace yet is asked within the hour", () => {
    expect(next({ every }).minutes).toBeGreaterThanOrEqual(15);
    expect(next({ every }).minutes).toBeLessThan(60);
  });

  test("does not stay in step with ten thousand that were added with it", () => {
    const fresh = beginPace([], now);
    const perMinute = Map.groupBy(
      Array.from({ length: 10_000 }, (_, i) => {
        const url = `https://outlet-${i % 500}.example/${i}`;
        return Math.floor(next({ url, every, pace: fresh }).minutes);
      }),
      (minute) => minute,
    );
    const counts = [...perMinute.values()].map(({ length }) => length);
    expect(Math.min(...perMinute.keys())).toBeGreaterThanOrEqual(15);
    expect(perMinute.size).toBeGreaterThanOrEqual(20);
    expect(Math.max(...counts)).toBeLessThan(700);
  });
});

describe("a feed whose hub tells of news", () => {
  const pace = { kind: "pace" } as const;
  const inDays = (days: number) => new Date(now.getTime() + days * 24 * hour);
  const told = { every: pace, pace: beginPace([], new Date(now.getTime() - hour)), toldUntil: inDays(5) };

  test("is asked daily all the same", () => {
    const { minutes, reason } = next(told);
    expect(minutes).toBeGreaterThanOrEqual(24 * 60);
    expect(minutes).toBeLessThanOrEqual(24 * 60 + 10);
    expect(reason).toBe("its hub tells us of news; asked daily all the same");
  });

  test("and once more when the hub's promise ends", () => {
    const { minutes, reason } = next({ ...told, toldUntil: new Date(now.getTime() + 20 * hour) });
    expect(minutes).toBeGreaterThanOrEqual(20 * 60);
    expect(minutes).toBeLessThanOrEqual(20 * 60 + 10);
    expect(reason).toContain("its hub tells us of news");
  });

  test("within maxEvery, and not sooner than server and document allow", () => {
    const settings = { minEveryMs: 15 * minute, maxEveryMs: 6 * hour };
    expect(next({ ...told, settings }).reason).toContain("(maxEvery), though its hub tells us of news");
    const freshness = { ms: 30 * hour, says: "max-age=108000" };
    const patient = { minEveryMs: 15 * minute, maxEveryMs: 48 * hour };
    expect(next({ ...told, freshness, settings: patient }).reason).toBe("the server said max-age=108000");
  });

  test("is asked at the user's own times where there are any", () => {
    expect(next({ toldUntil: inDays(5) }).reason).toBe("every 30 min");
  });
});
