import { join } from "node:path";
import { parseJsonFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import type { Log } from "../../src/base/log.ts";
import { bringStory, fillWithOneStory, startHub } from "../support/hub.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";
import { isSigned, type Reply, startSubscriber, willing } from "../support/subscriber.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";
import { testSite } from "../support/wire.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

async function subscribed(given: Parameters<typeof startHub>[1] = {}, secret?: string) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await fillWithOneStory(store);
  const hub = stack.use(await startHub(store, given));
  const subscriber = stack.use(await startSubscriber());
  await hub.subscribe(`${subscriber.base}/cb`, secret === undefined ? {} : { "hub.secret": secret });
  return { ...hub, store, subscriber, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Answers a delivery so, and questions as a willing subscriber does. */
const answering =
  (reply: Reply) =>
  (call: Parameters<typeof willing>[0]): Reply =>
    call.method === "GET" ? willing(call) : reply;

describe("a subscriber", () => {
  test("is sent the bytes that a reader gets, with type and links, signed with its secret", async () => {
    await using given = await subscribed({}, "it's a sëcret");
    await bringStory(given.store, 2);
    await given.run();
    const [told, ...more] = given.subscriber.told();
    expect(more).toEqual([]);
    const got = await fetch(`${given.base}/feed.json`);
    expect(told!.body.equals(Buffer.from(await got.arrayBuffer()))).toBe(true);
    expect(told!.headers).toMatchObject({
      "content-type": "application/feed+json; charset=utf-8",
      "content-length": String(told!.body.length),
      link: `<${given.base}/feed.json>; rel="self"; type="application/feed+json", <${given.base}/hub>; rel="hub"`,
      "user-agent": expect.stringMatching(/^Wirefold\//),
    });
    expect(got.headers.get("link")).toBe(told!.headers.link);
    expect(isSigned(told!, "it's a sëcret")).toBe(true);
    const feed = parseJsonFeed(told!.body.toString());
    expect(feed.items?.map((item) => item.title)).toEqual(["Story 2", "Story 1"]);
    expect(feed.hubs).toEqual([{ type: "WebSub", url: `${given.base}/hub` }]);
  });

  test("that gave no secret is sent no signature", async () => {
    await using given = await subscribed();
    await bringStory(given.store, 2);
    await given.run();
    expect(given.subscriber.told()[0]!.headers).not.toHaveProperty("x-hub-signature");
  });

  test("is told nothing on subscribing, nothing where nothing changes, and each change once", async () => {
    await using given = await subscribed();
    await given.runAfter(1000);
    // The revision moves on, the feed's bytes stay.
    await given.store.syncSources(
      [{ url: "https://outlet.example/feed", name: "Outlet", category: "World" }],
      given.clock.now(),
    );
    await given.runAfter(1000);
    expect(given.subscriber.told()).toEqual([]);
    await bringStory(given.store, 2);
    await given.runAfter(1000);
    await given.runAfter(1000);
    expect(given.subscriber.told()).toHaveLength(1);
    await bringStory(given.store, 3);
    await given.runAfter(1000);
    expect(given.subscriber.told()).toHaveLength(2);
  });

  test("of another list is not told of what does not concern it", async () => {
    await using given = await subscribed();
    const callback = `${given.subscriber.base}/search`;
    await given.subscribe(callback, { "hub.topic": `${given.base}/search.rss?q=Story+1` });
    await bringStory(given.store, 2);
    await given.run();
    expect(given.subscriber.told("/cb")).toHaveLength(1);
    expect(given.subscriber.told("/search")).toHaveLength(0);
  });

  test("is told by the config's address where it has one", async () => {
    await using given = await subscribed({ site: testSite });
    await bringStory(given.store, 2);
    await given.run();
    expect(given.subscriber.told()[0]!.headers.link).toContain(
      '<https://wire.example.org/feed.json>; rel="self"',
    );
  });

  test("that answers 410 is told no more", async () => {
    await using given = await subscribed();
    given.subscriber.state.answer = answering({ status: 410 });
    await bringStory(given.store, 2);
    await given.run();
    expect((await given.store.hubStatus()).subscriptions).toBe(0);
    await bringStory(given.store, 3);
    await given.runAfter(hourMs);
    expect(given.subscriber.told()).toHaveLength(1);
  });

  test("is told what changed while it was being told", async () => {
    await using given = await subscribed();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let first = true;
    given.subscriber.state.answer = async () => {
      if (first) {
        first = false;
        await held;
      }
      return { status: 204 };
    };
    await bringStory(given.store, 2);
    await given.hub.look();
    await bringStory(given.store, 3);
    await given.hub.look();
    release();
    await given.hub.settled();
    await given.run();
    const counts = given.subscriber.told().map((call) => parseJsonFeed(call.body.toString()).items?.length);
    expect(counts).toEqual([2, 3]);
  });
});

describe("a subscriber that fails", () => {
  test.each([
    ["500", { status: 500 }],
    ["404", { status: 404 }],
    ["a redirect, which is not followed", { status: 307, headers: { location: "/elsewhere" } }],
  ])("with %s is told later and later, and of the latest alone", async (_, reply) => {
    await using given = await subscribed();
    given.subscriber.state.answer = answering(reply);
    await bringStory(given.store, 2);
    await given.run();
    const waits = [10, 20, 40, 80, 160];
    for (const [index, seconds] of waits.entries()) {
      await given.runAfter(seconds * 1000 - 1);
      expect(given.subscriber.told()).toHaveLength(index + 1);
      await given.runAfter(1);
      expect(given.subscriber.told()).toHaveLength(index + 2);
    }
    await bringStory(given.store, 3);
    given.subscriber.state.answer = willing;
    await given.runAfter(320_000);
    expect(given.subscriber.told()).toHaveLength(7);
    expect(parseJsonFeed(given.subscriber.told()[6]!.body.toString()).items).toHaveLength(3);
    expect((await given.store.hubStatus()).failing).toBe(0);
    await given.runAfter(hourMs);
    expect(given.subscriber.told()).toHaveLength(7);
    expect(given.subscriber.calls.every((call) => call.path.startsWith("/cb"))).toBe(true);
  });

  test("is left alone for as long as Retry-After says", async () => {
    await using given = await subscribed();
    given.subscriber.state.answer = answering({ status: 503, headers: { "retry-after": "600" } });
    await bringStory(given.store, 2);
    await given.run();
    await given.runAfter(599_000);
    expect(given.subscriber.told()).toHaveLength(1);
    await given.runAfter(1000);
    expect(given.subscriber.told()).toHaveLength(2);
  });

  test("is dropped with its lease, and meanwhile asked at least twice a day", async () => {
    await using given = await subscribed();
    given.subscriber.state.answer = answering({ status: 500 });
    await bringStory(given.store, 2);
    for (let hours = 0; hours < 241; hours += 1) await given.runAfter(hourMs);
    const tries = given.subscriber.told().length;
    expect(tries).toBeGreaterThan(24);
    expect(tries).toBeLessThan(40);
    expect((await given.store.hubStatus()).subscriptions).toBe(0);
  });

  test("is told from where it was after a restart, and by another process", async () => {
    await using folder = await temporaryFolder();
    const databaseUrl = `sqlite:${join(folder.path, "wirefold.db")}`;
    const clock = testClock();
    await using subscriber = await startSubscriber();
    {
      await using store = await freshStore(databaseUrl);
      await fillWithOneStory(store);
      await using hub = await startHub(store, { clock, site: testSite });
      await hub.subscribe(`${subscriber.base}/cb`);
      subscriber.state.answer = answering({ status: 500 });
      await bringStory(store, 2);
      await hub.run();
    }
    subscriber.state.answer = willing;
    await using store = await freshStore(databaseUrl);
    await using hub = await startHub(store, { clock, site: testSite });
    await hub.runAfter(9000);
    expect(subscriber.told()).toHaveLength(1);
    await hub.runAfter(1000);
    expect(subscriber.told()).toHaveLength(2);
  });

  test("that is not there any more is due again, and what is logged of it has no path", async () => {
    const lines: unknown[] = [];
    const write = (event: string, facts?: object) => void lines.push([event, facts]);
    const log: Log = { error: write, warn: write, info: write, debug() {} };
    await using given = await subscribed({ log });
    await given.subscriber[Symbol.asyncDispose]();
    await bringStory(given.store, 2);
    await given.run();
    const [failure] = (await given.store.hubStatus()).failures;
    expect(failure).toMatchObject({
      topic: `${given.base}/feed.json`,
      domain: "127.0.0.1",
      failures: 1,
      error: expect.stringContaining("refused the connection"),
    });
    expect(JSON.stringify(lines)).toContain("hub cannot reach a subscriber");
    expect(JSON.stringify(lines)).not.toContain("/cb");
  });
});

test("the status page tells who is told, and who fails, by the domain alone", async () => {
  await using given = await subscribed();
  await using reader = await startReader({ store: given.store, now: given.clock.now() });
  const html = async () => (await reader.get("/status")).text();
  expect(await html()).toContain("1 subscription to 1 feed.");
  given.subscriber.state.answer = answering({ status: 503 });
  await bringStory(given.store, 2);
  await given.run();
  expect(await html()).toContain("127.0.0.1: it answered 503 (once), since <time");
  expect(await html()).not.toContain("/cb");
});

describe("of several", () => {
  test("one that is slow holds up nobody, though it has many subscriptions", async () => {
    await using given = await subscribed();
    await using slow = await startSubscriber();
    for (let callback = 0; callback < 9; callback++) await given.subscribe(`${slow.base}/slow${callback}`);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    slow.state.answer = async (call) => {
      if (call.path.startsWith("/slow0")) await held;
      return { status: 204 };
    };
    await bringStory(given.store, 2);
    await given.hub.look();
    await slow.untilCalled(18);
    await given.subscriber.untilCalled(2);
    expect(given.subscriber.told()).toHaveLength(1);
    expect(slow.told()).toHaveLength(9);
    release();
    await given.hub.settled();
  });

  test("processes over one store none tells a subscriber what another is telling it", async () => {
    await using folder = await temporaryFolder();
    const databaseUrl = `sqlite:${join(folder.path, "wirefold.db")}`;
    const clock = testClock();
    await using subscriber = await startSubscriber();
    await using stores = new AsyncDisposableStack();
    const hubs = [];
    for (let process = 0; process < 3; process++) {
      const store = stores.use(await freshStore(databaseUrl));
      if (process === 0) await fillWithOneStory(store);
      hubs.push({ store, ...stores.use(await startHub(store, { clock, site: testSite })) });
    }
    const [first] = hubs;
    for (let callback = 0; callback < 10; callback++)
      await first!.subscribe(`${subscriber.base}/cb${callback}`);
    for (let story = 2; story < 6; story++) {
      await bringStory(first!.store, story);
      await Promise.all(hubs.map((hub) => hub.run()));
      await Promise.all(hubs.map((hub) => hub.runAfter(1000)));
    }
    const byCallback = Map.groupBy(subscriber.told(), ({ path }) => path);
    expect(byCallback.size).toBe(10);
    for (const calls of byCallback.values()) expect(calls).toHaveLength(4);
  });

  test("a process that dies in the midst leaves who it was telling to another", async () => {
    await using given = await subscribed();
    await bringStory(given.store, 2);
    await given.store.saveHubTopic(`${given.base}/feed.json`, "other bytes", given.clock.now());
    const claim = { limit: 10, leaseMs: 60_000, perDomain: 8, perFailingDomain: 2 };
    expect(await given.store.claimDeliveries({ now: given.clock.now(), ...claim })).toHaveLength(1);
    await given.runAfter(59_000);
    expect(given.subscriber.told()).toEqual([]);
    await given.runAfter(1000);
    expect(given.subscriber.told()).toHaveLength(1);
  });
});

test("a hub that is stopped leaves who it was telling due, at once", async () => {
  await using given = await subscribed();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  given.subscriber.state.answer = async () => {
    await held;
    return { status: 204 };
  };
  await bringStory(given.store, 2);
  await given.hub.look();
  await given.hub.stop();
  const claim = { limit: 10, leaseMs: 60_000, perDomain: 8, perFailingDomain: 2 };
  expect(await given.store.claimDeliveries({ now: given.clock.now(), ...claim })).toHaveLength(1);
  release();
});
