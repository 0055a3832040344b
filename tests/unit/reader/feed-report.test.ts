import { expect, test } from "vitest";
import { feedReport, intervalOf, reasonOfNext } from "../../../src/reader/feed-report.ts";
import { askedForByHand } from "../../../src/store/store.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en as words } from "../../../src/reader/words/en.ts";
import { feed } from "../../support/feed.ts";

/** When a feed whose time is `next` is said to be asked, at noon. */
const next = (nextPollAt: string) => {
  const polling = { nextPollAt: new Date(nextPollAt), nextPollReason: "every 15 min" };
  return feedReport(feed({ polling }), { now: new Date("2026-11-20T12:00:00Z"), words }).next;
};

test("what is overdue is said to be due, and since when", () => {
  for (const at of ["2026-11-20T12:00:00Z", "2026-11-20T11:59:58Z", "2026-11-20T11:30:00Z"])
    expect(next(at)).toMatchObject({ isDue: true, lead: "due since" });
  expect(next("2026-11-20T12:05:00Z")).toMatchObject({
    isDue: false,
    lead: "asked again at",
    at: { time: "12:05 UTC", brief: "in 5\u00a0min" },
  });
});

test("the reason keeps its numbers with their units", () =>
  expect(next("2026-11-20T12:05:00Z")?.reason).toEqual({ text: "every 15\u00a0min" }));

test("an address may be broken after its slashes", () =>
  expect(feedReport(feed(), { now: new Date(), words }).urlPieces).toEqual([
    "https://outlet.example/",
    "feed",
  ]));

test("a source is being asked now for as long as somebody holds it for that", () => {
  const [now, later] = [new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T12:00:30Z")];
  const polling = { nextPollAt: new Date("2026-11-20T13:00:00Z"), nextPollReason: "every 2 h" };
  const asked = feed({ leasedUntil: later, polling });
  expect(feedReport(asked, { now, words }).next).toEqual({ isDue: true, lead: "being asked now" });
  expect(reasonOfNext(asked, later)).toBe("every 2 h"); // who held it is dead
});

test("a feed that was told to wait is said not to be asked before", () => {
  const until = new Date("2026-11-20T14:00:00Z");
  const polling = { nextPollAt: until, notBefore: until, nextPollReason: "Retry-After: 2 h" };
  expect(feedReport(feed({ polling }), { now: new Date("2026-11-20T12:00:00Z"), words }).next?.lead).toBe(
    "not before",
  );
});

test("the interval is what lies between the last poll and the next, not the wish of somebody", () => {
  const polling = {
    lastPolledAt: new Date("2026-11-20T12:00:00Z"),
    nextPollAt: new Date("2026-11-20T12:31:20Z"),
  };
  const now = new Date("2026-11-20T12:10:00Z");
  expect(feedReport(feed({ state: "ok", polling }), { now, words }).interval).toBe("31\u00a0min");
  expect(intervalOf(feed({ polling: { ...polling, nextPollReason: askedForByHand } }))).toBeUndefined();
  expect(intervalOf(feed({ state: "gone", polling }))).toBeUndefined();
  expect(intervalOf(feed())).toBeUndefined();
});

test("what fails is said with how often and since when, what is gone with since when", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const since = new Date("2026-11-19T11:00:00Z");
  const failing = { failures: 5, failingSince: since };
  expect(feedReport(feed({ state: "failing", polling: failing }), { now, words }).trouble).toMatchObject({
    label: "Failing",
    text: "5 failed polls in a row",
    since: { time: "19 Nov, 11:00 UTC", brief: "1 day ago" },
  });
  const gone = feedReport(feed({ state: "gone", polling: { ...failing, lastPolledAt: since } }), {
    now,
    words,
  });
  expect([gone.trouble?.label, gone.trouble?.since?.time, gone.next]).toEqual([
    "Gone",
    "19 Nov, 11:00 UTC",
    undefined,
  ]);
});

test.each([
  [410, "not asked again: the server said that it is gone for good (410)"],
  [404, "not asked again: for a month its server has found nothing there (404)"],
])("what ended with %i says so", (lastStatus, text) => {
  const ended = feed({ state: "gone", polling: { failures: 1, lastStatus } });
  expect(feedReport(ended, { now: new Date(), words }).trouble?.text).toBe(text);
});

test("beside the interval the reason says none, which by chance would be another", () => {
  const lastPolledAt = new Date("2026-11-20T12:00:00Z");
  const polling = {
    lastPolledAt,
    nextPollAt: new Date("2026-11-20T12:31:20Z"),
    nextPollReason: "about 1 article an hour, asked every 30 min",
  };
  const report = feedReport(feed({ state: "ok", polling }), { now: lastPolledAt, words });
  expect([report.interval, report.next?.reason]).toEqual([
    "31\u00a0min",
    { text: "about 1 article an hour" },
  ]);
});

test("a report is in the language of the page, and says where a text is not", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const polling = {
    lastPolledAt: new Date("2026-11-20T11:55:00Z"),
    nextPollAt: new Date("2026-11-20T12:25:00Z"),
    nextPollReason: "tried again after an error",
    failures: 3,
    failingSince: new Date("2026-11-20T10:00:00Z"),
    lastStatus: 500,
    lastError: "Cannot fetch https://a.example/: the server answered 500 Internal Server Error",
  };
  const report = feedReport(feed({ state: "failing", polling }), { now, words: de });
  expect(report).toMatchObject({
    stateLabel: "Gestört",
    trouble: { label: "Gestört", text: "3 Abfragen in Folge fehlgeschlagen" },
    next: { lead: "Abfrage um", reason: { text: "nach einem Fehler noch einmal versucht" } },
    error: {
      text: "https://a.example/ lässt sich nicht abrufen: der Server antwortete 500 Internal Server Error",
    },
  });
  const odd = feed({ polling: { lastError: "Cannot store what it brought: the disk is full" } });
  expect(feedReport(odd, { now, words: de }).error).toMatchObject({ lang: "en" });
});
