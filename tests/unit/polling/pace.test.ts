import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pace } from "../../../src/model/pace.ts";
import { beginPace, learnPace } from "../../../src/polling/pace.ts";
import { paceInterval } from "../../../src/polling/pace-interval.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse("2026-11-16T00:00:00Z"); // a Monday
const bounds = { minEveryMs: 15 * minute, maxEveryMs: 24 * hour };

const dated = (times: readonly number[]) => times.map((ms) => ({ publishedAt: new Date(ms) }));
const every = (stepMs: number, count: number, fromMs = start) =>
  Array.from({ length: count }, (_, i) => fromMs + i * stepMs);
/** What the first document of these dates teaches, asked for at `nowMs`. */
const begun = (times: readonly number[], nowMs: number) => beginPace(dated(times), new Date(nowMs));
const interval = (pace: Pace, nowMs: number) => paceInterval(pace, new Date(nowMs), bounds);
const minutes = (pace: Pace, nowMs: number) => interval(pace, nowMs).ms / minute;

/** Follows a feed at its pace as the poller would; answers the instants at which it was asked and what it is known by then. */
function follow(given: Readonly<{ pace: Pace; from: number; to: number; times: readonly number[] }>) {
  let [pace, nowMs] = [given.pace, given.from];
  const polls: number[] = [];
  while (nowMs < given.to) {
    const nextMs = nowMs + interval(pace, nowMs).ms;
    const news = given.times.filter((ms) => ms > nowMs && ms <= nextMs);
    pace = learnPace(pace, { from: new Date(nowMs), to: new Date(nextMs), news: dated(news) });
    polls.push((nowMs = nextMs));
  }
  return { pace, polls, nowMs };
}

describe("a first document tells how soon to ask again", () => {
  test("one of a busy outlet, the shortest interval", () => {
    const now = start + day;
    expect(interval(begun(every(4 * minute, 60, now - 4 * hour), now), now)).toMatchObject({
      ms: 15 * minute,
      reason: expect.stringMatching(/^about 1[45] articles an hour, asked every 15 min$/),
    });
  });

  test("one of a column, some hours", () => {
    const now = start + 8 * day + 12 * hour;
    const { ms, reason } = interval(begun(every(day + 3.1 * hour, 8, start), now), now);
    expect(ms).toBeGreaterThan(hour);
    expect(ms).toBeLessThan(4 * hour);
    expect(reason).toMatch(/^publishes about 1 article a day.*, asked every \d h/);
  });

  test("a busier one sooner than a quieter one, less than in proportion", () => {
    const after = (stepMs: number) =>
      minutes(begun(every(stepMs, 20), start + 20 * stepMs), start + 20 * stepMs);
    const [often, seldom] = [after(1.9 * hour), after(31.7 * hour)];
    expect(seldom / often).toBeGreaterThan(1.5);
    expect(seldom / often).toBeLessThan(8);
  });

  test.each([
    ["without dates", [undefined, undefined, undefined]],
    ["with one date for all", Array<number>(10).fill(start - hour)],
    ["with dates in the future alone", every(hour, 10, start + day)],
    ["with a single article", [start - hour]],
    ["without articles", []],
  ])("one %s nothing: it is asked within the hour, and learnt from then on", (_, times) => {
    const articles = times.map((ms) => (ms === undefined ? {} : { publishedAt: new Date(ms) }));
    const { ms, reason } = interval(beginPace(articles, new Date(start)), start);
    expect(ms).toBeGreaterThan(30 * minute);
    expect(ms).toBeLessThan(hour);
    expect(reason).toMatch(/^its pace is not known yet, asked every \d\d min$/);
  });

  test("one whose dates name only days does not make midnight the time to ask", () => {
    const now = start + 10 * day + hour;
    const { articles } = begun(every(day, 10), now);
    expect(Math.max(...articles)).toBeLessThan(2 * Math.min(...articles));
  });

  test("one with relics of years ago is told by what is recent", () => {
    const now = start + day;
    const recent = every(hour, 20, now - 20 * hour);
    const relics = every(100 * day, 10, start - 1000 * day);
    expect(minutes(begun([...relics, ...recent], now), now)).toBeLessThan(
      1.5 * minutes(begun(recent, now), now),
    );
  });
});

describe("the hours of the day", () => {
  /** Four weeks, an article every quarter of an hour from 8 to 10 GMT and no other. */
  const mornings = every(day, 28, start).flatMap((ms) => every(15 * minute, 8, ms + 8 * hour));
  const first = begun(mornings.slice(0, 16), start + 2 * day);
  const { pace, polls } = follow({
    pace: first,
    from: start + 2 * day,
    to: start + 28 * day,
    times: mornings,
  });

  test("in which a feed publishes are those in which it is asked", () => {
    const lately = polls.filter((ms) => ms > start + 21 * day);
    const inTheMorning = lately.filter((ms) => ms % day >= 8 * hour && ms % day < 11 * hour);
    expect(inTheMorning.length).toBeGreaterThan(lately.length / 2);
    expect(lately.length / 7).toBeLessThan(20);
  });

  test("are said where they are why", () => {
    const eight = start + 28 * day + 8 * hour + 30 * minute;
    expect(interval(pace, eight).reason).toMatch(
      /^about [34] articles an hour at this time of day, asked every \d\d min$/,
    );
    const [noon, atEight] = [minutes(pace, start + 28 * day + 12 * hour), minutes(pace, eight)];
    expect(noon).toBeGreaterThan(5 * atEight);
  });
});

describe("what goes on lately", () => {
  const weekly = begun(every(7 * day, 10, start - 70 * day), start);

  test("makes a burst be followed, and fades", () => {
    const calm = minutes(weekly, start);
    const burst = learnPace(
      { ...weekly, size: 40 },
      {
        from: new Date(start),
        to: new Date(start + 2 * hour),
        news: dated(every(10 * minute, 12, start + minute)),
      },
    );
    expect(minutes(burst, start + 2 * hour)).toBeLessThan(calm / 2);
    expect(interval(burst, start + 2 * hour).reason).toContain("lately");
    const { pace, nowMs } = follow({ pace: burst, from: start + 2 * hour, to: start + 9 * day, times: [] });
    expect(minutes(pace, nowMs)).toBeGreaterThan(1.4 * minutes(burst, start + 2 * hour));
  });

  test("makes a lull cost less: an answer without news teaches as well", () => {
    const busy = begun(every(30 * minute, 48, start), start + day);
    const { pace, nowMs } = follow({ pace: busy, from: start + day, to: start + 2 * day, times: [] });
    expect(minutes(pace, nowMs)).toBeGreaterThan(1.5 * minutes(busy, start + day));
  });
});

test("a feed that has been silent for a year is asked once in the longest interval", () => {
  const pace = begun(every(day, 10), start + 10 * day);
  const { nowMs, pace: silent } = follow({ pace, from: start + 10 * day, to: start + 375 * day, times: [] });
  expect(interval(silent, nowMs)).toMatchObject({
    ms: 24 * hour,
    reason: expect.stringMatching(/^nothing new for \d+ d/),
  });
});

describe("nothing falls out of a document between two polls", () => {
  test("where it holds little: at most half of it is expected to be new", () => {
    const pace = { ...begun(every(30 * minute, 48), start + day), size: 1 };
    const { ms, reason } = interval(pace, start + day);
    expect(ms / (30 * minute)).toBeLessThan(0.6);
    expect(reason).toMatch(/its document holds no more than 1, asked every \d\d min$/);
  });

  test("where more than half of it was new: the next poll comes so much sooner, and the hurry passes", () => {
    const pace = begun(every(day, 10, start - 10 * day), start);
    const [from, to] = [new Date(start), new Date(start + 2 * hour)];
    const crowded = learnPace(pace, { from, to, news: dated(every(minute, 10, start + hour)) });
    expect(crowded.withinMs).toBe(hour);
    expect(minutes(crowded, start + 2 * hour)).toBeLessThanOrEqual(60);
    const later = follow({ pace: crowded, from: start + 2 * hour, to: start + 3 * day, times: [] });
    expect(later.pace).not.toHaveProperty("withinMs");
  });

  test("what came before a document that is new as a whole is not taken for silence", () => {
    const pace = { ...begun(every(hour, 10, start - 10 * hour), start), size: 10 };
    const look = { from: new Date(start), to: new Date(start + 60 * day) };
    const after = learnPace(pace, { ...look, news: dated(every(hour, 10, start + 59.5 * day)) });
    expect(minutes(after, start + 60 * day)).toBeLessThan(2 * minutes(pace, start));
  });
});

describe("what dates cannot say, the polls do", () => {
  const known = begun(every(6 * hour, 20), start + 5 * day);
  const look = { from: new Date(start + 5 * day), to: new Date(start + 5 * day + 4 * hour) };
  const counted = ({ articles }: Pace) => articles.reduce((sum, count) => sum + count, 0);

  test.each([
    ["without a date", {}],
    ["dated before the last poll", { publishedAt: new Date(start + 5 * day - 5 * hour) }],
    ["dated in the future", { publishedAt: new Date(start + 9 * day) }],
  ])("an article %s came at any time between the two polls", (_, article) => {
    const { articles } = learnPace(known, { ...look, news: [article] });
    for (const at of [0, 1, 2, 3]) expect(articles[at]! - known.articles[at]!).toBeCloseTo(0.25, 1);
  });

  test("one that was put in belatedly, dated days before, is no news", () => {
    const old = dated(every(minute, 15, start - 30 * day));
    expect(counted(learnPace(known, { ...look, news: old }))).toBeCloseTo(counted(known), 1);
  });

  test("but it is where nothing known there is dated later: the feed dates all it brings so", () => {
    const late = { ...look, news: dated([start, start + hour]) };
    const newer = { ...late, latestKnownMs: start + 2 * hour };
    expect(counted(learnPace(known, newer))).toBeCloseTo(counted(known), 1);
    const older = { ...late, latestKnownMs: start };
    expect(counted(learnPace(known, older))).toBeCloseTo(counted(known) + 2, 1);
  });

  test("and whatever its date, none of a document that is mostly new is to be missed", () => {
    const old = dated(every(minute, 15, start - 30 * day));
    expect(learnPace(known, { ...look, news: old, size: 20 }).withinMs).toBeLessThan(4 * hour);
  });
});

test("of a document that is new as a whole and stamped within a second no rate is told that nobody has", () => {
  let pace: Pace = { ...begun(every(hour, 20), start), size: 2000 };
  for (let at = start; at < start + day; at += hour) {
    const news = dated(every(0.5, 2000, at + hour - 1000));
    pace = learnPace(pace, { from: new Date(at), to: new Date(at + hour), news });
  }
  expect(interval(pace, start + day).reason).toMatch(/^about 1000 articles an hour or more /);
});

test("a clock that was set back does no harm", () => {
  const pace = begun(every(hour, 20), start + day);
  const back = learnPace(pace, { from: new Date(start + day), to: new Date(start), news: [{}] });
  expect(minutes(back, start)).toBeGreaterThanOrEqual(15);
  expect(JSON.stringify(back)).not.toContain("null");
});

test("a pace takes some hundred bytes, whatever the feed publishes, and comes back from JSON as it was", () => {
  const times = every(17 * minute, 9000);
  const { pace } = follow({
    pace: begun(times.slice(0, 50), start + day),
    from: start + day,
    to: start + 90 * day,
    times,
  });
  expect(JSON.stringify(pace).length).toBeLessThan(500);
  expect(JSON.parse(JSON.stringify(pace))).toEqual(pace);
});

test("no history makes an interval that is none", () => {
  const anyTime = fc.integer({ min: start - 800 * day, max: start + 10 * day });
  fc.assert(
    fc.property(
      fc.array(fc.option(anyTime), { maxLength: 40 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * day }), fc.array(anyTime, { maxLength: 30 })), {
        maxLength: 6,
      }),
      (first, looks) => {
        let pace = beginPace(
          first.map((ms) => (ms === null ? {} : { publishedAt: new Date(ms) })),
          new Date(start),
        );
        let nowMs = start;
        for (const [elapsedMs, news] of looks) {
          const look = { from: new Date(nowMs), to: new Date((nowMs += elapsedMs)), news: dated(news) };
          pace = learnPace(pace, { ...look, size: news.length });
        }
        const { ms, reason } = interval(pace, nowMs);
        expect(ms).toBeGreaterThanOrEqual(bounds.minEveryMs);
        expect(ms).toBeLessThanOrEqual(bounds.maxEveryMs);
        expect(reason).toMatch(/, asked every \d+ (?:min|h)( \d+ min)?$/);
      },
    ),
  );
});
