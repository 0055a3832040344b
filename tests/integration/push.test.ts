import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { PollingSettings } from "../../src/model/settings.ts";
import { pushRoutes } from "../../src/push/routes.ts";
import { createSubscriber } from "../../src/push/subscriber.ts";
import type { Store } from "../../src/store/store.ts";
import { httpClient } from "../support/fetching.ts";
import { bringStory, fillWithOneStory, startHub } from "../support/hub.ts";
import { listening } from "../support/listening.ts";
import { startPolling } from "../support/polling.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";
import { startSubscriber } from "../support/subscriber.ts";
import { type TestClock, testClock } from "../support/test-clock.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Where hubs call, and what asks them, over a store, as the role serve has both. */
async function startPush(store: Store, clock: TestClock) {
  const stack = new AsyncDisposableStack();
  const http = stack.use(httpClient());
  const state = { isOn: true };
  const app = express().disable("etag");
  app.use(pushRoutes({ store, clock, log: silentLog, maxBodyBytes: () => 100_000, isOn: () => state.isOn }));
  const { port } = stack.use(await listening(createServer(app)));
  const base = () => `http://127.0.0.1:${port}/push/`;
  const subscriber = createSubscriber({ store, http, base, clock, log: silentLog });
  return { base: base(), state, subscriber, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const auto: Partial<PollingSettings> = { every: { kind: "pace" } };

/** Our Wirefold, which follows another and its hub. */
async function wires() {
  const stack = new AsyncDisposableStack();
  const clock = testClock();
  const theirs = stack.use(await freshStore());
  await fillWithOneStory(theirs);
  const publisher = stack.use(await startHub(theirs, { clock }));
  const polling = stack.use(
    await startPolling({ clock, sources: [`${publisher.base}/feed.atom`], settings: auto }),
  );
  const push = stack.use(await startPush(polling.store, clock));
  /** Everything that is due now: our polls, our request to the hub, and its questions and news. */
  const run = async () => {
    await polling.poller.pollDue();
    await push.subscriber.look();
    await publisher.run();
  };
  const subscribed = async () => {
    await run();
    // The poll of the feed's own pace that follows finds nothing, and the hub is relied on.
    await polling.pollNext();
    await publisher.run();
  };
  const bring = async (number: number) => {
    await bringStory(theirs, number);
    await publisher.run();
  };
  return {
    clock,
    theirs,
    publisher,
    polling,
    push,
    subscribed,
    bring,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe("one Wirefold follows another", () => {
  test("subscribes to its hub, is told of news, and has them within a minute; else it asks daily", async () => {
    await using given = await wires();
    const { polling, publisher, theirs, clock } = given;
    await given.subscribed();
    expect((await theirs.hubStatus()).subscriptions).toBe(1);
    const quiet = await polling.feed();
    expect(quiet.polling).toMatchObject({
      hub: { url: `${publisher.base}/hub`, topic: `${publisher.base}/feed.atom` },
      push: { until: new Date(new Date("2026-11-20T12:00:00Z").getTime() + 10 * dayMs) },
      nextPollReason: "its hub tells us of news; asked daily all the same",
    });
    expect(quiet.polling.nextPollAt.getTime() - clock.now().getTime()).toBeGreaterThanOrEqual(dayMs);

    await clock.advance(2 * hourMs);
    await given.bring(2);
    const told = await polling.feed();
    expect(told.polling).toMatchObject({ nextPollAt: clock.now(), nextPollReason: "its hub told of news" });
    await polling.poller.pollDue();
    expect(await polling.titles()).toEqual(["Story 1", "Story 2"]);
    expect((await polling.feed()).polling.nextPollReason).toBe(
      "its hub tells us of news; asked daily all the same",
    );
    // More news within the minute wait for its end.
    await clock.advance(5000);
    await given.bring(3);
    expect((await polling.nextDueAt())!.getTime() - clock.now().getTime()).toBe(55_000);
    await polling.pollNext();
    expect(await polling.titles()).toEqual(["Story 1", "Story 2", "Story 3"]);
  });

  test("renews at half of the lease, with the callback that the hub knows", async () => {
    await using given = await wires();
    await given.subscribed();
    const { until, since } = (await given.polling.feed()).polling.push!;
    given.clock.set(new Date(since.getTime() + 5 * dayMs - minuteMs));
    expect(await given.push.subscriber.look()).toBe(false);
    given.clock.set(new Date(since.getTime() + 5 * dayMs));
    expect(await given.push.subscriber.look()).toBe(true);
    await given.publisher.run();
    expect((await given.theirs.hubStatus()).subscriptions).toBe(1);
    expect((await given.polling.feed()).polling.push).toMatchObject({
      since,
      until: new Date(until.getTime() + 5 * dayMs),
    });
  });

  test("goes back to the feed's own pace for a week where a daily poll finds what the hub kept to itself", async () => {
    await using given = await wires();
    const { polling, theirs, clock } = given;
    await given.subscribed();
    await bringStory(theirs, 2); // the hub is not run: it has died
    await polling.pollNext();
    expect(await polling.titles()).toEqual(["Story 1", "Story 2"]);
    const after = (await polling.feed()).polling;
    expect(after.hubMissedAt).toEqual(clock.now());
    expect(after.nextPollReason).not.toContain("hub");
    expect(after.nextPollAt.getTime() - clock.now().getTime()).toBeLessThan(dayMs);
  });

  test("is polled again by the time at which the lease runs out", async () => {
    await using given = await wires();
    const { polling, clock } = given;
    await given.subscribed();
    const { until } = (await polling.feed()).polling.push!;
    for (let polls = 0; clock.now() < until && polls < 30; polls++) await polling.pollNext();
    expect(clock.now().getTime() - until.getTime()).toBeLessThan(11 * minuteMs);
    expect((await polling.feed()).polling.nextPollReason).not.toContain("hub");
  });

  test("reads nothing of what is pushed, and tells the hub 410 where it wants no more", async () => {
    await using given = await wires();
    await given.subscribed();
    given.push.state.isOn = false;
    await given.clock.advance(hourMs);
    await given.bring(2);
    expect((await given.theirs.hubStatus()).subscriptions).toBe(0);
    expect(await given.polling.titles()).toEqual(["Story 1"]);
  });
});

describe("a hub", () => {
  /** A feed that names a hub which the test plays. */
  async function withHub(answer: () => { status: number; headers?: Record<string, string> }) {
    const stack = new AsyncDisposableStack();
    const clock = testClock();
    const hub = stack.use(await startSubscriber(() => answer()));
    const site = stack.use(
      await listening(
        createServer((_request, response) => {
          response.setHeader(
            "link",
            `<${hub.base}/hub>; rel="hub", <https://outlet.example/topic>; rel="self"`,
          );
          response.setHeader("content-type", "application/rss+xml");
          response.end("<rss version='2.0'><channel><title>Outlet</title></channel></rss>");
        }),
      ),
    );
    const sources = [`http://127.0.0.1:${site.port}/feed`];
    const polling = stack.use(await startPolling({ clock, sources, settings: auto }));
    const push = stack.use(await startPush(polling.store, clock));
    await polling.poller.pollDue();
    await push.subscriber.look();
    const form = new URLSearchParams(hub.calls[0]!.body.toString());
    const callback = form.get("hub.callback")!;
    const ask = (query: Record<string, string>, at = callback) =>
      fetch(`${at}?${new URLSearchParams(query).toString()}`);
    const question = {
      "hub.mode": "subscribe",
      "hub.topic": "https://outlet.example/topic",
      "hub.challenge": "<b>challenge",
      "hub.lease_seconds": "86400",
    };
    return {
      clock,
      hub,
      polling,
      push,
      form,
      callback,
      ask,
      question,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  }
  const accepted = () => ({ status: 202 });

  test("is asked by a form, at the address and for the topic that the Link headers name", async () => {
    await using given = await withHub(accepted);
    expect(given.hub.calls[0]).toMatchObject({ method: "POST", path: "/hub" });
    expect(given.hub.calls[0]!.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(Object.fromEntries(given.form)).toMatchObject({
      "hub.mode": "subscribe",
      "hub.topic": "https://outlet.example/topic",
      "hub.lease_seconds": "864000",
      "hub.secret": expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(given.callback.startsWith(given.push.base)).toBe(true);
  });

  test("has its challenge back to the letter, as plain text; all else that it asks is 404", async () => {
    await using given = await withHub(accepted);
    const { question, ask } = given;
    for (const [query, at] of [
      [{ ...question, "hub.topic": "https://outlet.example/other" }],
      [{ ...question, "hub.mode": "unsubscribe" }],
      [{ ...question, "hub.mode": "publish" }],
      [{ "hub.mode": "subscribe" }],
      [question, `${given.push.base}another`],
    ] as const)
      expect((await ask(query, at)).status).toBe(404);
    expect((await given.polling.feed()).polling.push).toBeUndefined();
    const response = await ask(question);
    expect([response.status, await response.text()]).toEqual([200, "<b>challenge"]);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    expect((await given.polling.feed()).polling.push?.until).toEqual(
      new Date(given.clock.now().getTime() + dayMs),
    );
  });

  test("makes the feed due by what it has signed, and by nothing else", async () => {
    await using given = await withHub(accepted);
    await given.ask(given.question);
    await given.clock.advance(5 * minuteMs);
    const before = await given.polling.nextDueAt();
    const body = "<rss>anything</rss>";
    const signature = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const tell = async (sent: string, signed?: string) => {
      const headers = { ...(signed !== undefined && { "x-hub-signature": signed }) };
      return (await fetch(given.callback, { method: "POST", body: sent, headers })).status;
    };
    const secret = given.form.get("hub.secret")!;
    expect(await tell(body)).toBe(202);
    expect(await tell(body, signature("another"))).toBe(202);
    expect(await tell(`${body} `, signature(secret))).toBe(202);
    expect(await tell("x".repeat(200_000), signature(secret)).catch(() => 413)).toBe(413);
    expect(await given.polling.nextDueAt()).toEqual(before);
    expect(await tell(body, signature(secret))).toBe(202);
    expect(await given.polling.nextDueAt()).toEqual(given.clock.now());
  });

  test("that denies is asked again the day after, and the feed goes by its own pace", async () => {
    await using given = await withHub(accepted);
    await given.ask(given.question);
    const { "hub.topic": topic } = given.question;
    const denial = { "hub.mode": "denied", "hub.topic": topic, "hub.reason": "We close." };
    expect((await given.ask(denial)).status).toBe(200);
    const { id, polling } = await given.polling.feed();
    expect(polling.push).toBeUndefined();
    expect(await given.polling.store.pushOf(id)).toMatchObject({
      dueAt: new Date(given.clock.now().getTime() + dayMs),
      error: "it denied the subscription: We close.",
    });
  });

  test("that fails is asked ever more seldom, and as late as it says; the feed goes by its own pace", async () => {
    const reply = { status: 503, headers: {} as Record<string, string> };
    await using given = await withHub(() => reply);
    const { clock, push, hub, polling } = given;
    expect((await polling.feed()).polling.nextPollReason).not.toContain("hub");
    for (const [minutes, calls] of [
      [14, 1],
      [1, 2],
      [29, 2],
      [1, 3],
    ] as const) {
      await clock.advance(minutes * minuteMs);
      await push.subscriber.look();
      expect(hub.calls).toHaveLength(calls);
    }
    reply.headers = { "retry-after": "36000" };
    await clock.advance(hourMs);
    await push.subscriber.look();
    const { id } = await polling.feed();
    expect(await polling.store.pushOf(id)).toMatchObject({
      dueAt: new Date(clock.now().getTime() + 10 * hourMs),
      error: "it answered 503",
    });
  });
});

test("a source's page says what its hub has promised, and what is wrong with it", async () => {
  await using given = await wires();
  const { polling, clock } = given;
  await using reader = await startReader({ store: polling.store, now: clock.now });
  const host = new URL(given.publisher.base).host;
  const page = async () => (await (await reader.get("/sources/1")).text()).replaceAll(/\s|\u00a0/g, " ");
  await polling.poller.pollDue();
  expect(await page()).not.toContain("<dt>Hub");
  await given.push.subscriber.look();
  expect(await page()).toContain(
    `${host} does not tell of news: asked to, it has not confirmed yet; asked again in 15 min.`,
  );
  await given.publisher.run();
  expect(await page()).toContain(`${host} tells of news, until 30 Nov, 12:00 UTC.`);
  await clock.advance(hourMs);
  await given.bring(2);
  expect(await page()).toContain(`${host} tells of news, until 30 Nov, 12:00 UTC; it last did 13:00 UTC.`);
});

test("no hub is asked at a private address that the config does not open", async () => {
  const clock = testClock();
  await using hub = await startSubscriber();
  await using site = await listening(
    createServer((_request, response) => {
      response.setHeader("link", `<http://127.0.0.2:${hub.port}/>; rel="hub"`);
      response.end("<rss version='2.0'><channel><title>Outlet</title></channel></rss>");
    }),
  );
  await using polling = await startPolling({ clock, sources: [`http://127.0.0.1:${site.port}/feed`] });
  await using push = await startPush(polling.store, clock);
  await polling.poller.pollDue();
  expect(await push.subscriber.look()).toBe(true);
  const { id } = await polling.feed();
  expect((await polling.store.pushOf(id))?.error).toMatch(/loopback/);
  expect(hub.calls).toEqual([]);
});
