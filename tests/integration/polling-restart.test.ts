import { join } from "node:path";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type TestClock, testClock } from "../support/test-clock.ts";

/** A database on disk, which outlives the poller that fills it. */
async function database() {
  const folder = await temporaryFolder();
  return {
    databaseUrl: `sqlite:${join(folder.path, "wirefold.db")}`,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** An answer that waits until a test gives it. */
function held() {
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  return { asked, answer: ((_, response) => resolve(response)) satisfies Answer as Answer };
}

/** The clock of a process that is frozen or dead: it never wakes up. */
const stopped = (clock: TestClock): TestClock => ({
  ...clock,
  sleep: (_, signal) => clock.sleep(Infinity, signal),
});

describe("a restart", () => {
  test("polls nothing before its time, then asks with what was known before", async () => {
    await using here = await database();
    const { databaseUrl } = here;
    await using outlet = await startFeedServer([
      { path: "/1", body: rssOf("1") },
      { path: "/2", body: rssOf("2") },
    ]);
    const clock = testClock();
    const sources = [...outlet.urls, `${outlet.base}/none`];
    {
      await using polling = await startPolling({ sources, databaseUrl, clock });
      await polling.pollNext();
    }
    expect(outlet.requests).toHaveLength(3);
    await using polling = await startPolling({ sources, databaseUrl, clock });
    await clock.advance(30 * minuteMs - 1);
    expect(await polling.poller.pollDue()).toEqual([]);
    await clock.advance(31 * minuteMs); // an interval and its spread; the whole first step of back-off
    const outcomes = (await polling.poller.pollDue()).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(["error", "not-modified", "not-modified"]);
    expect(await polling.titles()).toEqual(["Title of 1", "Title of 2"]);
  });

  test("forgets neither what a server asked to be left alone for, nor what is gone", async () => {
    await using here = await database();
    const { databaseUrl } = here;
    await using outlet = await startOutlet();
    outlet.serve("/busy", { status: 429, headers: { "retry-after": "86400" } });
    outlet.serve("/gone", { status: 410 });
    const clock = testClock();
    const sources = [outlet.url("/gone"), outlet.url("/busy")];
    {
      await using polling = await startPolling({ sources, databaseUrl, clock });
      await polling.pollNext();
    }
    await clock.advance(23 * 60 * minuteMs);
    await using polling = await startPolling({ sources, databaseUrl, clock });
    const results = await polling.poller.pollDue({ all: true });
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["gone", "skipped"]);
    expect(outlet.requests).toHaveLength(2);
  });

  test("in the middle of a poll loses nothing: the feed is due as before", async () => {
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/feed", answer, { body: rssOf("1") });
    await using here = await database();
    const sources = [outlet.url("/feed")];
    {
      await using polling = await startPolling({ sources, ...here });
      const polled = polling.pollNext();
      (await asked).write("<rss>");
      await polling.poller.stop();
      expect(await polled).toEqual([]);
      expect(await polling.feed()).toMatchObject({ state: "new", polling: { failures: 0 } });
      expect(await polling.poller.pollDue()).toEqual([]); // it was stopped
    }
    await using polling = await startPolling({ sources, ...here });
    expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
  });
});

test("a process that was killed holds what it was polling for half a minute", async () => {
  await using here = await database();
  await using outlet = await startOutlet();
  outlet.serve("/feed", held().answer, { body: rssOf("1") });
  const clock = testClock();
  const given = { sources: [outlet.url("/feed")], ...here };
  await using dead = await startPolling({ ...given, clock: stopped(clock) });
  void dead.poller.pollDue({ all: true });
  await using next = await startPolling({ ...given, clock });
  await clock.advance(29_000);
  expect(await next.poller.pollDue()).toEqual([]);
  await clock.advance(1000);
  expect(await next.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
});

describe("two pollers on one store", () => {
  test("do not take from each other what takes long", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/feed", answer);
    const clock = testClock();
    const given = { sources: [outlet.url("/feed")], ...here, clock };
    await using slow = await startPolling(given);
    await using other = await startPolling(given);
    const polled = slow.pollNext();
    const response = await asked;
    for (let time = 0; time < 12; time++) {
      await clock.advance(10_000);
      expect(await other.poller.pollDue()).toEqual([]);
    }
    expect((await other.feed()).leasedUntil?.getTime()).toBeGreaterThan(clock.now().getTime());
    response.end(rssOf("1"));
    expect(await polled).toMatchObject([{ outcome: "ok", new: 1 }]);
    expect(await other.feed()).not.toHaveProperty("leasedUntil");
  });

  test("fetch no feed twice", async () => {
    await using here = await database();
    const paths = Array.from({ length: 40 }, (_, i) => `/${i}`);
    await using outlet = await startFeedServer(paths.map((path) => ({ path, body: rssOf(path.slice(1)) })));
    const clock = testClock();
    const given = { sources: outlet.urls, ...here, clock, settings: { concurrency: 2 } };
    await using one = await startPolling(given);
    await using two = await startPolling(given);
    for (let time = 0; time < 3; time++) {
      const results = await Promise.all([one.poller.pollDue(), two.poller.pollDue(), one.poller.pollDue()]);
      expect(results.flat()).toHaveLength(40);
      expect(outlet.requests).toHaveLength(40 * (time + 1));
      await clock.advance(60 * minuteMs);
    }
    expect(await one.titles()).toHaveLength(40);
  });

  test("say of a feed that the other is polling that it is, where everything was asked for", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/feed", answer);
    const url = outlet.url("/feed");
    const given = { sources: [url], ...here };
    await using one = await startPolling(given);
    await using two = await startPolling(given);
    const first = one.pollNext();
    const response = await asked;
    expect(await two.poller.pollDue({ all: true })).toMatchObject([
      { url, outcome: "skipped", error: `${url}, or its host, is being asked by another process.` },
    ]);
    response.end(rssOf("1"));
    expect(await first).toMatchObject([{ outcome: "ok", new: 1 }]);
  });

  test("where one was frozen and its lease ran out: what it brings is written nowhere", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/feed", answer, { headers: { etag: '"second"' }, body: rssOf("second") });
    const url = outlet.url("/feed");
    const clock = testClock();
    const given = { sources: [url], ...here, clock };
    await using frozen = await startPolling({ ...given, clock: stopped(clock) });
    await using other = await startPolling(given);
    const late = frozen.pollNext();
    const response = await asked;
    expect(await other.poller.pollDue()).toEqual([]);
    await clock.advance(minuteMs);
    expect(await other.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
    const before = await other.feed();

    response.writeHead(200, { etag: '"first"' }).end(rssOf("first"));
    expect(await late).toEqual([
      {
        url,
        outcome: "skipped",
        entries: 0,
        new: 0,
        error: "Another process has polled it meanwhile; its answer is the one kept.",
      },
    ]);
    expect(await other.feed()).toEqual(before);
    expect(await other.titles()).toEqual(["Title of second"]);
  });
});

describe("a clock that jumps", () => {
  test("forward has each feed asked once, not once for every interval that it leapt over", async () => {
    await using outlet = await startFeedServer([{ path: "/feed", body: rssOf("1") }]);
    await using polling = await startPolling({ sources: outlet.urls });
    await polling.pollNext();
    await polling.clock.advance(30 * 24 * 60 * minuteMs);
    expect(await polling.poller.pollDue()).toHaveLength(1);
    expect(await polling.poller.pollDue()).toEqual([]);
  });

  test("back by years makes nobody wait for years: what was polled or paused by the wrong time is due as much earlier", async () => {
    await using outlet = await startOutlet();
    await using busy = await startOutlet();
    outlet.serve("/feed", { body: rssOf("1") });
    busy.serve("/feed", { status: 429, headers: { "retry-after": "7200" } }, { body: rssOf("2") });
    busy.serve("/other", { body: rssOf("3") });
    const clock = testClock("2030-01-01T00:00:00Z");
    await using polling = await startPolling({
      sources: [outlet.url("/feed"), busy.url("/feed"), busy.url("/other")],
      settings: { perHost: 1 },
      clock,
    });
    await polling.pollNext();
    clock.set(new Date("2026-11-20T12:00:00Z"));
    await polling.poller.pollDue();
    expect(busy.requests).toHaveLength(1);
    for (const { polling: next } of await polling.store.feeds())
      expect(next.nextPollAt.getTime() - clock.now().getTime()).toBeLessThanOrEqual(7_200_000);

    clock.set(new Date("2026-11-20T14:00:00Z"));
    const results = await polling.poller.pollDue();
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["not-modified", "ok", "ok"]);
  });

  test("back by an hour leaves what was polled before it jumped forward at its time, and the rest an interval away", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/before", { body: rssOf("1") });
    outlet.serve("/after", { body: rssOf("2") });
    const clock = testClock("2026-11-20T12:00:00Z");
    const [before, after] = [outlet.url("/before"), outlet.url("/after")];
    await using polling = await startPolling({
      sources: [{ url: before, every: { kind: "interval", ms: 300 * minuteMs } }],
      clock,
    });
    await polling.pollNext();
    const dueAt = (await polling.feed()).polling.nextPollAt;
    clock.set(new Date("2026-11-20T13:10:00Z"));
    await polling.store.syncSources(
      [{ url: before, every: { kind: "interval", ms: 300 * minuteMs } }, { url: after }],
      clock.now(),
    );
    await polling.poller.pollDue();
    clock.set(new Date("2026-11-20T12:10:00Z"));
    expect(await polling.poller.pollDue()).toEqual([]);
    expect((await polling.feed(0)).polling.nextPollAt).toEqual(dueAt);
    const waitMs = (await polling.feed(1)).polling.nextPollAt.getTime() - clock.now().getTime();
    expect(waitMs).toBeGreaterThanOrEqual(30 * minuteMs);
    expect(waitMs).toBeLessThan(34 * minuteMs);
  });

  test("leaves a time that a cron expression names years ahead", async () => {
    await using outlet = await startFeedServer([{ path: "/feed", body: rssOf("1") }]);
    await using polling = await startPolling({
      sources: [{ url: outlet.urls[0]!, every: { kind: "cron", expression: "0 0 29 2 *" } }],
    });
    await polling.pollNext();
    expect((await polling.feed()).polling.nextPollAt.getUTCFullYear()).toBe(2028);
    await polling.clock.advance(minuteMs);
    expect(await polling.poller.pollDue()).toEqual([]);
  });

  test("back asks nothing at once, and breaks nothing", async () => {
    await using outlet = await startFeedServer([{ path: "/feed", body: rssOf("1") }]);
    await using polling = await startPolling({ sources: outlet.urls });
    await polling.pollNext();
    polling.clock.set(new Date("2026-11-20T11:00:00Z"));
    expect(await polling.poller.pollDue()).toEqual([]);
    expect(await polling.poller.pollDue({ all: true })).toMatchObject([{ outcome: "not-modified" }]);
    expect((await polling.feed()).polling.nextPollAt.getTime()).toBeLessThan(Date.UTC(2026, 10, 20, 11, 34));
  });
});
