import { describe, expect, test } from "vitest";
import { formatDuration } from "../../../src/base/duration.ts";
import { backOff, type FailedPoll } from "../../../src/polling/back-off.ts";
import { type GoodAnswer, nextCheck } from "../../../src/polling/next-check.ts";
import { beginPace } from "../../../src/polling/pace.ts";
import { paceInWords } from "../../../src/polling/pace-in-words.ts";
import { tellReason, tellReasonAlone } from "../../../src/reader/poll-reasons.ts";
import { durationIn } from "../../../src/reader/told.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import { toldByHub } from "../../../src/store/push-store.ts";
import { askedForByHand } from "../../../src/store/store.ts";

const now = new Date("2026-11-20T12:00:00Z");
const settings = { minEveryMs: 900_000, maxEveryMs: 86_400_000 };
const interval = { kind: "interval", ms: 1_800_000 } as const;
const pace = { kind: "pace" } as const;
const url = "https://outlet.example/feed";
const everyHour = [...Array(24).keys()];

const after = (given: Partial<GoodAnswer>): string =>
  nextCheck({ url, now, every: interval, settings, ...given }).nextPollReason;
const afterError = (given: Partial<FailedPoll>): string =>
  backOff({ url, now, every: interval, settings, fault: { kind: "no-feed" }, failures: 1, ...given })
    .nextPollReason;
const perHour = (usual: number, soon = usual, lately = 1) =>
  paceInWords({
    pace: { ...beginPace([], now), articles: Array.from({ length: 24 }, () => 1) },
    rate: { usual, at: () => soon, lately },
    nowMs: now.getTime(),
    ms: 3_600_000,
  });

/** What polling and the store write, by their own code. */
const written = [
  after({}),
  after({ settings: { ...settings, minEveryMs: 3_600_000 } }),
  after({ freshness: { ms: 3_600_000, says: "max-age=3600, Age: 12" } }),
  after({ freshness: { ms: 90 * 86_400_000, says: "max-age=7776000" } }),
  after({ documentIntervalMs: 7_500_000 }),
  after({ unchangedSince: new Date("2026-11-20T03:00:00Z") }),
  after({ skipHours: everyHour.filter((hour) => hour !== 20) }),
  after({ busy: { at: now, times: 2 } }),
  after({ every: { kind: "cron", expression: "0 */2 * * *" } }),
  after({ every: pace }),
  after({ every: pace, pace: { ...beginPace([], now), begunMs: now.getTime() - 3_600_000 } }),
  after({ every: pace, awaitsNews: true }),
  after({ every: pace, toldUntil: new Date("2026-11-27T12:00:00Z") }),
  afterError({}),
  afterError({ failures: 7 }),
  afterError({ fault: { kind: "fetch", fault: "offline" } }),
  afterError({ fault: { kind: "http", status: 503 } }),
  afterError({ fault: { kind: "http", status: 429, retryAfterMs: 7_200_000 } }),
  afterError({ fault: { kind: "http", status: 429, retryAfterMs: 60_000 } }),
  afterError({ fault: { kind: "http", status: 404 }, failures: 9 }),
  afterError({ failures: 3, skipHours: everyHour.filter((hour) => hour !== 2) }),
  "0 0 30 2 * (cron) never comes",
  askedForByHand,
  toldByHub,
  ...[0.001, 0.01, 0.1, 3].flatMap((usual) =>
    [usual, usual * 3, usual / 3].flatMap((soon) => [perHour(usual, soon), perHour(usual, soon, 3)]),
  ),
  perHour(2000),
];

test.each([...new Set(written)])("what polling writes is known in every language: %s", (reason) => {
  // A language has its own commas in numbers, and keeps numbers with their units.
  const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll(/(?<=\d),(?=\d{3})/g, "");
  expect(plain(tellReason(reason, en).text)).toBe(plain(reason));
  const german = tellReason(reason, de);
  expect(german.lang).toBeUndefined();
  expect(german.text).not.toBe(tellReason(reason, en).text);
});

describe("in German", () => {
  const german = (reason: string) => tellReason(reason, de).text.replaceAll("\u00a0", " ");
  test.each([
    ["every 2 h 5 min", "alle 2 Std. 5 Min."],
    ["the server said max-age=3600, Age: 12", "der Server gab max-age=3600, Age: 12 an"],
    [
      "at least every 24 h (maxEvery), though the server said max-age=7776000",
      "mindestens alle 24 Std. (maxEvery), sonst gälte: der Server gab max-age=7776000 an",
    ],
    ["about 3 articles an hour, asked every 15 min", "etwa 3 Artikel in der Stunde, abgefragt alle 15 Min."],
    ["nothing new for 3 d 4 h, asked every 6 h", "3 Tage 4 Std. lang nichts Neues, abgefragt alle 6 Std."],
    ["outlet.example answers again", "outlet.example antwortet wieder"],
    [
      "it leads to b.example, and there the server answered 503 without saying until when: an hour at least",
      "die Adresse führt zu b.example, und dort gilt: der Server antwortete 503, ohne zu sagen, bis wann: mindestens eine Stunde",
    ],
    [
      "back-off after 4 errors in a row; the feed asks to be left alone until then (skipHours, skipDays)",
      "länger gewartet nach 4 Fehlern in Folge; der Feed bittet, bis dahin in Ruhe gelassen zu werden (skipHours, skipDays)",
    ],
  ])("%s", (reason, text) => expect(german(reason)).toBe(text));
});

test("a reason of no known kind stands as it is, and its language is said where the page has another", () => {
  const odd = "the moon is in the way, asked every 15 min";
  expect(tellReason(odd, de)).toEqual({
    text: "the moon is in the way, asked every 15\u00a0min",
    lang: "en",
  });
  expect(tellReason(odd, en).lang).toBeUndefined();
});

test("where the interval stands beside it the reason says none of its own", () => {
  expect(tellReasonAlone("about 3 articles an hour, asked every 15 min", en).text).toBe(
    "about 3 articles an hour",
  );
  expect(tellReasonAlone("its pace is not known yet, asked again after 17 min", en).text).toBe(
    "its pace is not known yet",
  );
  expect(tellReasonAlone("every 15 min", en).text).toBe("every 15\u00a0min");
});

test("durations are read as they were written", () => {
  for (const ms of [5, 45_000, 720_000, 7_500_000, 86_400_000, 273_600_000])
    expect(durationIn(formatDuration(ms), en)).toBe(formatDuration(ms));
});
