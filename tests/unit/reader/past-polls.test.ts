import { expect, test } from "vitest";
import type { PastPoll } from "../../../src/model/past-poll.ts";
import { pollJson, pollRow, pollTable } from "../../../src/reader/past-polls.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en as words } from "../../../src/reader/words/en.ts";

const reading = { now: new Date("2026-11-20T14:00:00Z"), words };
const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const now = at("14:00");
const url = "https://outlet.example/feed";
const poll: PastPoll = {
  at: at("12:00"),
  outcome: "ok",
  status: 200,
  tookMs: 128,
  bytes: 24_310,
  entries: 20,
  added: 3,
  changed: 1,
  nextPollAt: at("12:30"),
  nextPollReason: "every 30 min",
};
const notModified: PastPoll = {
  at: new Date("2026-11-19T23:50:00Z"),
  outcome: "not-modified",
  status: 304,
  tookMs: 41,
  bytes: 0,
  askedUrl: "https://www.new.example/feed",
  nextPollAt: at("00:20"),
  nextPollReason: "every 30 min",
};

test("a poll that brought a document says how long it took, how large it was and what was new", () =>
  expect(pollRow(poll, url, reading)).toMatchObject({
    time: "12:00",
    answer: "200 OK",
    facts: "in 128\u00a0ms · 24.3\u00a0kB · 3 new of 20 entries · 1 edited",
    nextTime: "12:30",
    why: { text: "every 30\u00a0min" },
  }));

test("of an earlier day the day is said, and of another address its host", () =>
  expect(pollRow(notModified, url, reading)).toMatchObject({
    time: "19 Nov, 23:50",
    answer: "304 Not Modified",
    facts: "in 41\u00a0ms · asked at new.example",
    nextTime: "20 Nov, 00:20",
    why: { text: "every 30\u00a0min" },
  }));

test("an error without an answer has its sentence, a poll that a pause kept from asking its reason", () => {
  const failed = { at: now, nextPollAt: at("15:00"), nextPollReason: "tried again after an error" };
  const error = `Cannot fetch ${url}: no answer within 20 s`;
  expect(pollRow({ ...failed, outcome: "error", tookMs: 20_000, error }, url, reading)).toMatchObject({
    answer: "no answer",
    facts: "in 20\u00a0s",
    error: { text: "no answer within 20\u00a0s" },
  });
  expect(pollRow({ ...failed, outcome: "skipped" }, url, reading)).toMatchObject({
    answer: "not asked",
    facts: "",
  });
});

test("an error that the answer says already is not said again, one of a redirect's end is said whole", () => {
  const failed: PastPoll = { at: now, outcome: "error", status: 500, nextPollReason: "back-off" };
  const found = "the server answered 500 Internal Server Error";
  const row = (error: string) => pollRow({ ...failed, error }, url, reading);
  expect(row(`Cannot fetch ${url}: ${found}`)).not.toHaveProperty("error");
  expect(row(`Cannot fetch ${url} (it redirects to https://b.example/): ${found}`).error).toEqual({
    text: `Cannot fetch ${url} (it redirects to https://b.example/): ${found}`,
  });
});

test("rows are in the language of the page", () => {
  const german = { ...reading, words: de };
  expect(pollRow(poll, url, german)).toMatchObject({
    facts: "in 128\u00a0ms · 24,3\u00a0kB · 3 neu von 20 Einträgen · 1 bearbeitet",
    why: { text: "alle 30\u00a0Min." },
  });
  const failed: PastPoll = { at: now, outcome: "error", nextPollReason: "tried again after an error" };
  const error = `Cannot fetch ${url}: outlet.example refused the connection`;
  expect(pollRow({ ...failed, error }, url, german)).toMatchObject({
    answer: "keine Antwort",
    error: { text: "outlet.example nahm die Verbindung nicht an" },
  });
});

test("the first ten stand open, the rest behind a click", () => {
  const table = pollTable(
    Array.from({ length: 12 }, () => poll),
    url,
    reading,
  );
  expect([table.rows.length, table.older.length]).toEqual([10, 2]);
});

test("programs get the same in the words of `poll --json`", () => {
  expect(pollJson(poll)).toEqual({
    at: "2026-11-20T12:00:00.000Z",
    outcome: "ok",
    status: 200,
    tookMs: 128,
    bytes: 24_310,
    entries: 20,
    new: 3,
    changed: 1,
    nextPollAt: "2026-11-20T12:30:00.000Z",
    nextPollReason: "every 30 min",
  });
  const { nextPollAt: _, ...gone } = poll;
  expect(pollJson(gone)).toMatchObject({ nextPollAt: null });
});
