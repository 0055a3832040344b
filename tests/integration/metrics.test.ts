import { createServer } from "node:http";
import express from "express";
import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { Store } from "../../src/store/store.ts";
import { createMetrics } from "../../src/web/metrics.ts";
import { listening } from "../support/listening.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const feedUrl = "https://a.example/feed";

async function startWith(store: Pick<Store, "feedCounts" | "lastStoryId" | "waitingSince">) {
  const clock = { now: () => at("12:30") };
  const metrics = createMetrics({ store, clock, log: silentLog, version: "1.2.3" });
  const app = express();
  app.use(metrics.routes());
  app.get("/", (_request, response) => void response.send("the front page"));
  const server = await listening(createServer(metrics.counting(app)));
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { type: response.headers.get("content-type"), text: await response.text() };
  };
  return { get, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** The value of a figure by its name and labels, as they stand there. */
const valueOf = (text: string, figure: string): number | undefined => {
  const line = text.split("\n").find((one) => one.startsWith(`${figure} `));
  return line === undefined ? undefined : Number(line.slice(figure.length));
};

test("/metrics says in Prometheus' text format how the store does", async () => {
  await using store = await freshStore();
  await store.syncSources([source(feedUrl), source("https://b.example/feed")], at("11:00"));
  await savePoll(store, feedUrl, [parsedEntry({ key: "1" }), parsedEntry({ key: "2" })]);
  await groupBy(store, () => 1);
  await using service = await startWith(store);
  const { type, text } = await service.get("/metrics");
  expect(type).toMatch(/^text\/plain; (?=.*version=0\.0\.4)/);
  // Go's ParseFloat, by which Prometheus reads values, takes NaN in any case.
  const line =
    /^(?:# (?:HELP|TYPE) [a-z_][a-z0-9_]* .+|[a-z_][a-z0-9_]*(?:\{[^{}]*\})? (?:-?[0-9.e+-]+|[Nn]a[Nn]|[+-]?Inf))$/;
  expect(text.split("\n").filter((one) => one !== "" && !line.test(one))).toEqual([]);
  expect(valueOf(text, "wirefold_database_up")).toBe(1);
  expect(valueOf(text, 'wirefold_sources{state="ok"}')).toBe(1);
  expect(valueOf(text, 'wirefold_sources{state="new"}')).toBe(1);
  expect(valueOf(text, "wirefold_entries")).toBe(2);
  expect(valueOf(text, "wirefold_last_story_id")).toBe(1);
  // The other one was due at eleven, and nobody polls.
  expect(valueOf(text, "wirefold_poll_overdue_seconds")).toBe(5400);
  expect(valueOf(text, 'wirefold_build_info{version="1.2.3"}')).toBe(1);
  expect(valueOf(text, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

test("answers are counted by what was asked for and by their status", async () => {
  await using store = await freshStore();
  await using service = await startWith(store);
  for (const path of ["/", "/", "/none", "/feed.rss?limit=5"]) await service.get(path);
  const { text } = await service.get("/metrics");
  expect(valueOf(text, 'wirefold_http_requests_total{kind="page",code="200"}')).toBe(2);
  expect(valueOf(text, 'wirefold_http_requests_total{kind="page",code="404"}')).toBe(1);
  expect(valueOf(text, 'wirefold_http_requests_total{kind="feed",code="404"}')).toBe(1);
  expect(valueOf(text, 'wirefold_http_request_duration_seconds_count{kind="page"}')).toBe(3);
});

test("without an answer of the database the process's own figures are there, and the store's come back with it", async () => {
  await using store = await freshStore();
  await store.syncSources([source(feedUrl)], at("11:00"));
  let isGone = true;
  // A frozen server does not even refuse.
  const feedCounts = () => (isGone ? new Promise<never>(() => undefined) : store.feedCounts());
  await using service = await startWith({
    feedCounts,
    lastStoryId: store.lastStoryId,
    waitingSince: store.waitingSince,
  });
  const without = (await service.get("/metrics")).text;
  expect(valueOf(without, "wirefold_database_up")).toBe(0);
  expect(without).not.toMatch(/^wirefold_(?:sources|entries|last_story_id|poll_overdue_seconds)[ {]/m);
  expect(valueOf(without, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
  isGone = false;
  const again = (await service.get("/metrics")).text;
  expect(valueOf(again, "wirefold_database_up")).toBe(1);
  expect(valueOf(again, 'wirefold_sources{state="new"}')).toBe(1);
});
