import { expect, test } from "vitest";
import { hubReport } from "../../../src/reader/hub-report.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en as words } from "../../../src/reader/words/en.ts";
import type { HubStatus } from "../../../src/store/store.ts";

const now = new Date("2026-11-20T12:00:00Z");
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const nobody: HubStatus = { subscriptions: 0, due: 0, failing: 0, questions: 0, topics: [], failures: [] };
const topic = "https://wire.example.org/feed.rss";
const failure = {
  topic,
  domain: "reader.example",
  failures: 3,
  failingSince: at(-125),
  error: "it answered 503",
  againAt: at(20),
  expiresAt: at(600),
};

test("nothing is said where nobody has subscribed", () => {
  expect(hubReport(nobody, { now, words })).toBeUndefined();
});

test("counts are said in one sentence", () => {
  const topics = [{ topic, subscriptions: 12, failing: 1 }];
  const status = { ...nobody, subscriptions: 12, due: 3, failing: 1, questions: 1, topics };
  expect(hubReport(status, { now, words })).toEqual({
    summary:
      "12 subscriptions to 1 feed; 2 subscribers being told of a change; 1 failing; 1 callback to be asked.",
    topics: [{ address: topic, amount: "12 subscribers", failing: "1 failing" }],
    failures: [],
  });
});

test("who fails is named by its domain, with what comes next", () => {
  const status = { ...nobody, subscriptions: 1, failing: 1, due: 1, failures: [failure] };
  expect(hubReport(status, { now, words })?.failures).toMatchObject([
    {
      text: "reader.example: it answered 503 (3 times)",
      since: { time: "09:55 UTC" },
      next: "told again in 20\u00a0min",
    },
  ]);
});

test("one whose lease ends before is not said to be told again", () => {
  const status = { ...nobody, subscriptions: 1, failures: [{ ...failure, failures: 1, expiresAt: at(10) }] };
  expect(hubReport(status, { now, words })?.failures).toMatchObject([
    {
      text: "reader.example: it answered 503 (once)",
      next: "not told again: its subscription ends 12:10 UTC",
    },
  ]);
});

test("in German too, but for what a subscriber answered", () => {
  const topics = [{ topic, subscriptions: 2, failing: 1 }];
  const status = { ...nobody, subscriptions: 2, failing: 1, due: 1, topics, failures: [failure] };
  expect(hubReport(status, { now, words: de })).toMatchObject({
    summary: "2 Abonnements von 1 Feed; 1 gestört.",
    failures: [
      { text: "reader.example: it answered 503 (3-mal)", next: "noch 20\u00a0Min. bis zur nächsten Meldung" },
    ],
  });
});
