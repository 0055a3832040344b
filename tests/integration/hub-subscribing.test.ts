import { describe, expect, test } from "vitest";
import { bringStory, fillWithOneStory, startHub } from "../support/hub.ts";
import { freshStore } from "../support/store.ts";
import { type Called, isSigned, startSubscriber, willing } from "../support/subscriber.ts";
import { testSite } from "../support/wire.ts";

const dayMs = 86_400_000;

async function hubWithSubscriber(given: Parameters<typeof startHub>[1] = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await fillWithOneStory(store);
  const hub = stack.use(await startHub(store, given));
  const subscriber = stack.use(await startSubscriber());
  const topic = `${hub.base}/feed.json`;
  const wish = { "hub.mode": "subscribe", "hub.topic": topic, "hub.callback": `${subscriber.base}/cb` };
  return { ...hub, store, subscriber, topic, wish, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe("subscribing", () => {
  test("is taken with 202, and put to the callback with all that was asked", async () => {
    await using given = await hubWithSubscriber();
    const answer = await given.ask({ ...given.wish, "hub.lease_seconds": "86400", "hub.unknown": "x" });
    expect(answer.status).toBe(202);
    expect(given.subscriber.calls).toEqual([]);
    await given.run();
    const [question] = given.subscriber.asked();
    expect(Object.fromEntries(question!.query)).toEqual({
      "hub.mode": "subscribe",
      "hub.topic": given.topic,
      "hub.challenge": expect.stringMatching(/^[\w-]{32}$/),
      "hub.lease_seconds": "86400",
    });
    expect(question!.headers["user-agent"]).toMatch(/^Wirefold\//);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
  });

  test("keeps the callback's own parameters, also those named as the hub's", async () => {
    await using given = await hubWithSubscriber();
    const callback = `${given.subscriber.base}/cb?token=a%20b&hub.topic=own`;
    await given.subscribe(callback, { "hub.callback": callback });
    const [question] = given.subscriber.asked();
    expect(question!.path).toContain("/cb?token=a%20b&hub.topic=own&hub.mode=subscribe&");
    expect(question!.query.getAll("hub.topic")).toEqual(["own", given.topic]);
  });

  test.each([
    ["another text than the challenge", (): object => ({ status: 200, body: "yes" })],
    ["the challenge and more", (call: Called) => ({ body: `${call.query.get("hub.challenge")}\n` })],
    ["404", (): object => ({ status: 404 })],
    [
      "a redirect, which is not followed",
      (call: Called): object => ({ status: 302, headers: { location: `/ok${call.path}` } }),
    ],
    ["no end of text", (): object => ({ status: 200, body: "x".repeat(5_000_000) })],
  ])("comes to nothing where the callback answers %s", async (_, answer) => {
    await using given = await hubWithSubscriber();
    given.subscriber.state.answer = answer;
    await given.ask(given.wish);
    await given.run();
    await given.runAfter(dayMs);
    expect(given.subscriber.calls).toHaveLength(1);
    expect(await given.store.hubStatus()).toMatchObject({ subscriptions: 0, questions: 0 });
  });

  test("is asked about three times in all where the callback's server fails", async () => {
    await using given = await hubWithSubscriber();
    given.subscriber.state.answer = () => ({ status: 503 });
    await given.ask(given.wish);
    await given.run();
    for (const seconds of [11, 21, 600]) await given.runAfter(seconds * 1000);
    expect(given.subscriber.asked()).toHaveLength(3);
    expect((await given.store.hubStatus()).questions).toBe(0);
  });

  test("takes effect where the server comes back in the meantime", async () => {
    await using given = await hubWithSubscriber();
    given.subscriber.state.answer = () => ({ status: 503 });
    await given.ask(given.wish);
    await given.run();
    given.subscriber.state.answer = willing;
    await given.runAfter(11_000);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
  });

  test("ends with its lease, unless it is renewed", async () => {
    await using given = await hubWithSubscriber();
    await given.subscribe(given.wish["hub.callback"], { "hub.lease_seconds": "7200" });
    await given.runAfter(7_000_000);
    await given.subscribe(given.wish["hub.callback"], { "hub.lease_seconds": "7200" });
    await given.runAfter(7_000_000);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
    await given.runAfter(300_000);
    expect((await given.store.hubStatus()).subscriptions).toBe(0);
    await bringStory(given.store, 2);
    await given.runAfter(1000);
    expect(given.subscriber.told()).toEqual([]);
  });

  test.each([
    [undefined, 864_000],
    ["1", 3600],
    ["999999999999", 2_592_000],
  ])("with a lease of %s s has one of %i s", async (wanted, granted) => {
    await using given = await hubWithSubscriber();
    await given.subscribe(
      given.wish["hub.callback"],
      wanted === undefined ? {} : { "hub.lease_seconds": wanted },
    );
    expect(given.subscriber.asked()[0]!.query.get("hub.lease_seconds")).toBe(String(granted));
  });

  test("again with another secret leaves the old one in force until the callback confirms", async () => {
    await using given = await hubWithSubscriber();
    await given.subscribe(given.wish["hub.callback"], { "hub.secret": "one" });
    given.subscriber.state.answer = (call) => (call.method === "GET" ? { status: 404 } : {});
    await given.ask({ ...given.wish, "hub.secret": "two" });
    await given.run();
    await bringStory(given.store, 2);
    await given.run();
    expect(isSigned(given.subscriber.told()[0]!, "one")).toBe(true);
  });

  test("of two wishes for one topic the later one counts, also while the first is being put", async () => {
    await using given = await hubWithSubscriber();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    given.subscriber.state.answer = async (call) => {
      if (call.query.get("hub.mode") === "subscribe") await held;
      return willing(call);
    };
    await given.ask(given.wish);
    await given.hub.look();
    await given.ask({ ...given.wish, "hub.mode": "unsubscribe" });
    release();
    await given.hub.settled();
    await given.run();
    expect(given.subscriber.asked().map((call) => call.query.get("hub.mode"))).toEqual([
      "subscribe",
      "unsubscribe",
    ]);
    expect((await given.store.hubStatus()).subscriptions).toBe(0);
  });
});

describe("unsubscribing", () => {
  test("takes effect once the callback confirms, without a lease in the question", async () => {
    await using given = await hubWithSubscriber();
    await given.subscribe(given.wish["hub.callback"]);
    expect((await given.ask({ ...given.wish, "hub.mode": "unsubscribe" })).status).toBe(202);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
    await given.run();
    expect((await given.store.hubStatus()).subscriptions).toBe(0);
    expect(given.subscriber.asked()[1]!.query.has("hub.lease_seconds")).toBe(false);
  });

  test("by somebody else, whom the callback does not confirm, changes nothing", async () => {
    await using given = await hubWithSubscriber();
    await given.subscribe(given.wish["hub.callback"]);
    given.subscriber.state.answer = () => ({ status: 404 });
    await given.ask({ ...given.wish, "hub.mode": "unsubscribe" });
    await given.run();
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
  });

  test("what is not subscribed is refused, and nobody is asked", async () => {
    await using given = await hubWithSubscriber();
    expect((await given.ask({ ...given.wish, "hub.mode": "unsubscribe" })).status).toBe(404);
    await given.run();
    expect(given.subscriber.calls).toEqual([]);
  });
});

describe("a topic", () => {
  test.each([
    "/feed.rss",
    "/feed.atom",
    "/feed.json?fold=copy&min=2",
    "/categories/World.atom",
    "/sources/1.rss?limit=10",
    "/views/wide.json",
    "/search.rss?q=quake+%26+flood",
  ])("is %s, as the feed names itself", async (path) => {
    await using given = await hubWithSubscriber({ views: [{ slug: "wide", title: "Wide" }] });
    const link = (await fetch(given.base + path)).headers.get("link")!;
    const [, self] = /<([^>]*)>; rel="self"/.exec(link)!;
    const [, hub] = /<([^>]*)>; rel="hub"/.exec(link)!;
    expect(hub).toBe(`${given.base}/hub`);
    expect((await given.ask({ ...given.wish, "hub.topic": self! })).status).toBe(202);
  });

  test.each([
    ["/feed.atom?utm_source=x", 404, "own address is"],
    ["/feed.atom?fold=everything", 400, "fold is"],
    ["/categories/Nowhere.rss", 404, "No source"],
    ["/views/none.rss", 404, "no view"],
    ["/sources.opml", 404, "no feed"],
    ["/feed.rss?after=0&upto=9", 404, "archive"],
    ["/", 404, "no feed"],
    ["/categories/%FF.rss", 404, "no feed"],
  ])("is not %s: %i", async (path, status, words) => {
    await using given = await hubWithSubscriber();
    const answer = await given.ask({ ...given.wish, "hub.topic": given.base + path });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(answer.headers.get("content-type")).toMatch("text/plain");
  });

  test("is at the config's address where it has one, and nowhere else", async () => {
    await using given = await hubWithSubscriber({ site: testSite });
    const ask = async (topic: string) => (await given.ask({ ...given.wish, "hub.topic": topic })).status;
    expect(await ask(`${testSite.url}/feed.rss`)).toBe(202);
    expect(await ask(`${given.base}/feed.rss`)).toBe(404);
    expect(await ask("https://wire.example.org.evil.example/feed.rss")).toBe(404);
  });

  test("that is gone for an hour is denied to its subscribers, once", async () => {
    const views = [{ slug: "wide", title: "Wide" }];
    await using given = await hubWithSubscriber({ views });
    const topic = `${given.base}/views/wide.json`;
    await given.subscribe(given.wish["hub.callback"], { "hub.topic": topic });
    views.pop();
    await given.runAfter(1000);
    await given.runAfter(3_000_000);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
    await given.runAfter(700_000);
    await given.runAfter(60_000);
    const denials = given.subscriber.asked().slice(1);
    expect(denials.map((call) => Object.fromEntries(call.query))).toEqual([
      { "hub.mode": "denied", "hub.topic": topic, "hub.reason": expect.stringContaining("no view") },
    ]);
    expect(await given.store.hubStatus()).toMatchObject({ subscriptions: 0, questions: 0, topics: [] });
  });

  test("that comes back within the hour is told of as before", async () => {
    const views = [{ slug: "wide", title: "Wide" }];
    await using given = await hubWithSubscriber({ views });
    await given.subscribe(given.wish["hub.callback"], { "hub.topic": `${given.base}/views/wide.json` });
    const [view] = views.splice(0);
    await given.runAfter(1000);
    views.push(view!);
    await bringStory(given.store, 2);
    await given.runAfter(600_000);
    expect(given.subscriber.told()).toHaveLength(1);
    await given.runAfter(7_200_000);
    expect((await given.store.hubStatus()).subscriptions).toBe(1);
  });
});
