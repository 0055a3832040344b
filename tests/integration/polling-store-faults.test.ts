import { join } from "node:path";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { type Log, silentLog } from "../../src/base/log.ts";
import type { PollResult } from "../../src/polling/poll-feed.ts";
import type { Store } from "../../src/store/store.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type TestClock, testClock } from "../support/test-clock.ts";

/** The store, whose `method` fails the first time, or so many times; and what the poller logs as an error. */
function failingOnce(method: "releaseFeeds" | "savePoll", times = 1) {
  let failures = 0;
  const logged: string[] = [];
  const log: Log = { ...silentLog, error: (event) => void logged.push(event) };
  const fail = () => Promise.reject(new Error("database is locked"));
  const wrap = (store: Store): Store => ({
    ...store,
    [method]: (given: never) => (failures++ < times ? fail() : store[method](given)),
  });
  return { wrap, log, logged };
}

const busy: Answer = { status: 429, headers: { "retry-after": "7200" } };
const leaseMs = 30_000;

/** An answer that waits until a test gives it. */
function held() {
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  return { asked, answer: ((_, response) => resolve(response)) satisfies Answer as Answer };
}

describe("where the store fails to take claims back,", () => {
  const notGivenBack = ["cannot give feeds back: they wait until their leases run out"];

  test("what waits for a host that said 429 is reported once, and its leases run out", async () => {
    await using outlet = await startOutlet();
    const paths = ["/1", "/2", "/3"];
    for (const path of paths) outlet.serve(path, busy);
    const { wrap, log, logged } = failingOnce("releaseFeeds");
    const settings = { perHost: 1 };
    await using polling = await startPolling({ sources: paths.map(outlet.url), settings, wrap, log });
    const told: PollResult[] = [];
    const results = await polling.poller.pollDue({ drain: true, onResult: (result) => told.push(result) });
    expect(results.map(({ outcome }) => outcome)).toEqual(["error", "skipped", "skipped"]);
    expect(told).toHaveLength(3);
    expect(logged).toEqual(notGivenBack);
    for (let time = 0; time < 3; time++) await polling.clock.advance(leaseMs / 3);
    const claims = await polling.store.claimFeeds({ now: polling.clock.now(), limit: 9, leaseMs, all: true });
    expect(claims).toHaveLength(3);
  });

  test("a stop still ends, and with it the calls that wait", async () => {
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    for (const path of ["/1", "/2"]) outlet.serve(path, answer);
    const { wrap, log, logged } = failingOnce("releaseFeeds");
    const sources = ["/1", "/2"].map(outlet.url);
    await using polling = await startPolling({ sources, settings: { perHost: 1 }, wrap, log });
    const polled = polling.pollNext();
    await asked;
    await polling.poller.stop();
    expect(await polled).toEqual([]);
    expect(logged).toEqual(notGivenBack);
  });

  test("what is gone is reported all the same, and so is the rest", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/gone", { status: 410 });
    outlet.serve("/good", { body: rssOf("1") });
    const { wrap, log, logged } = failingOnce("releaseFeeds");
    const sources = ["/gone", "/good"].map(outlet.url);
    await using polling = await startPolling({ sources, wrap, log });
    await polling.pollNext();
    const results = await polling.poller.pollDue({ all: true });
    expect(results.map(({ outcome }) => outcome)).toEqual(["gone", "not-modified"]);
    expect(logged).toEqual(notGivenBack);
  });
});

test("a document that cannot be stored is its source's error, and its publisher is left alone as after one", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("1"), headers: { etag: '"1"' } });
  const { wrap, log, logged } = failingOnce("savePoll");
  await using polling = await startPolling({ sources: [outlet.url("/feed")], wrap, log });
  const error = `Cannot store what ${outlet.url("/feed")} brought: database is locked`;
  expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "error", error }]);
  expect(logged).toEqual([]);
  expect(await polling.feed()).toMatchObject({
    state: "failing",
    polling: { lastError: error, failures: 1 },
  });
  await polling.clock.advance(30 * minuteMs - 1);
  expect(await polling.poller.pollDue()).toEqual([]);
  expect(await polling.pollNext()).toMatchObject([{ outcome: "ok", new: 1 }]);
  expect(outlet.askedFor("/feed")[1]?.headers).not.toHaveProperty("if-none-match");
});

test("where not even that can be stored, it is fetched again after the shortest interval, not at once", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("1") });
  const { wrap, log, logged } = failingOnce("savePoll", 2);
  await using polling = await startPolling({ sources: [outlet.url("/feed")], wrap, log });
  expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "error", error: "database is locked" }]);
  expect(logged).toEqual(["poll broke off"]);
  await polling.clock.advance(15 * minuteMs - 1);
  expect(await polling.poller.pollDue()).toEqual([]);
  await polling.clock.advance(1);
  expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
});

test("a feed that waited for its host while another process took it over is not fetched a second time", async () => {
  await using folder = await temporaryFolder();
  await using outlet = await startOutlet();
  const { asked, answer } = held();
  outlet.serve("/1", answer);
  outlet.serve("/2", { body: rssOf("2") });
  const clock = testClock();
  const frozen = { ...clock, sleep: (_: number, signal?: AbortSignal) => clock.sleep(Infinity, signal) };
  const sources = ["/1", "/2"].map(outlet.url);
  const given = { sources, databaseUrl: `sqlite:${join(folder.path, "wirefold.db")}` };
  await using late = await startPolling({ ...given, clock: frozen, settings: { perHost: 1 } });
  const polled = late.pollNext();
  const response = await asked;
  await clock.advance(leaseMs);
  const taken = await late.store.claimFeeds({ now: clock.now(), limit: 9, leaseMs });
  expect(taken).toHaveLength(2);
  response.end(rssOf("1"));
  expect(await polled).toMatchObject([
    { outcome: "skipped" },
    { outcome: "skipped", error: "Another process is polling it, or it was taken out of the config." },
  ]);
  expect(outlet.askedFor("/2")).toEqual([]);
});

describe("where the database is out of reach", () => {
  /** Time goes on from the first failure to the last try. */
  const pass = async (clock: TestClock, tries: () => number, all: number) => {
    while (tries() < all) {
      await new Promise((resolve) => setImmediate(resolve));
      if (tries() > 0) await clock.advance(1000);
    }
  };
  const isGone = () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));

  test("an answer is saved once it is there again, within a minute, and the source is not at fault", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("1") });
    let failures = 0;
    const wrap = (store: Store): Store => ({
      ...store,
      savePoll: (poll) => (failures++ < 6 ? isGone() : store.savePoll(poll)),
    });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], wrap });
    const polled = polling.poller.pollDue();
    const since = polling.clock.now().getTime();
    await pass(polling.clock, () => failures, 7);
    expect(await polled).toMatchObject([{ outcome: "ok", new: 1 }]);
    expect(polling.clock.now().getTime() - since).toBe(60_000);
    expect(await polling.feed()).toMatchObject({ state: "ok", polling: { failures: 0 } });
    expect(outlet.requests).toHaveLength(1);
  });

  test("and stays so, its feed is not asked again before the shortest interval, though that cannot be stored", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("1") });
    let isAway = true;
    let failures = 0;
    const wrap = (store: Store): Store => ({
      ...store,
      savePoll: (poll) => (failures++, isAway ? isGone() : store.savePoll(poll)),
      renewLeases: (claims, until) => (isAway ? isGone() : store.renewLeases(claims, until)),
    });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], wrap });
    const polled = polling.poller.pollDue();
    await pass(polling.clock, () => failures, 7);
    expect(await polled).toMatchObject([{ outcome: "error" }]);
    isAway = false;
    const renew = async (minutes: number) => {
      for (let time = 0; time < minutes * 6; time++) {
        await polling.clock.advance(10_000);
        await new Promise((resolve) => setTimeout(resolve, 1)); // the renewal of the claim
      }
    };
    await renew(14);
    expect(await polling.poller.pollDue()).toEqual([]);
    await renew(2);
    expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
  });

  test("before anybody was asked, the feed is tried again when its lease is over", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("1") });
    let isAway = true;
    const wrap = (store: Store): Store => ({
      ...store,
      hostPause: (host, now) => (isAway ? isGone() : store.hostPause(host, now)),
    });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], wrap });
    expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "error" }]);
    expect(outlet.requests).toEqual([]);
    expect(await polling.feed()).toMatchObject({ state: "new", polling: { failures: 0 } });
    isAway = false;
    await polling.clock.advance(leaseMs);
    expect(await polling.poller.pollDue()).toMatchObject([{ outcome: "ok", new: 1 }]);
  });
});
