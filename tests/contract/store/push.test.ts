import { describe, expect, test } from "vitest";
import type { FeedHub } from "../../../src/model/source.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const url = "https://outlet.example/feed";
const hub: FeedHub = { url: "https://hub.example/", topic: url };
const base = "https://wire.example/push/";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A good poll of the feed at this time, which names this hub. */
async function poll(store: Store, time: string, named: FeedHub | "none" = hub, feedUrl = url) {
  const fetchedAt = at(time);
  const before = (await store.feeds()).find((feed) => feed.source.url === feedUrl)!;
  const { hub: _, ...known } = before.polling;
  const polling = {
    ...known,
    lastPolledAt: fetchedAt,
    nextPollAt: new Date(fetchedAt.getTime() + 24 * hourMs),
    nextPollReason: "daily",
    ...(named !== "none" && { hub: named }),
  };
  await savePoll(store, feedUrl, [], { fetchedAt, polling });
}

const claim = (store: Store, time: string) =>
  store.claimPushWish({
    now: at(time),
    latest: new Date(at(time).getTime() + 48 * hourMs),
    leaseMs: minuteMs,
    base,
  });
const polling = async (store: Store) => (await store.feeds())[0]!.polling;

async function confirmed(store: Store) {
  await store.syncSources([source(url)], at("09:00"));
  await poll(store, "10:00");
  const wish = (await claim(store, "10:00"))!;
  const answer = { token: wish.token, topic: url, leaseMs: 5 * hourMs, renewAt: at("12:30") };
  expect(await store.confirmPush(answer, at("10:01"))).toBe(true);
  return { wish, answer };
}

describe.each(engines)("asking hubs on $name", ({ open }) => {
  test("a feed that names a hub brings a wish, once, which one process claims at a time", async () => {
    await using store = await open();
    await store.syncSources([source(url)], at("09:00"));
    expect(await claim(store, "09:59")).toBeUndefined();
    await poll(store, "10:00");
    const wish = (await claim(store, "10:00"))!;
    expect(wish).toMatchObject({ hub: hub.url, topic: url, attempts: 0 });
    expect(wish.token).toMatch(/^[\w-]{32}$/);
    expect(wish.secret).toMatch(/^[\w-]{43}$/);
    expect(await claim(store, "10:00")).toBeUndefined();
    await poll(store, "10:30");
    expect(await claim(store, "10:30")).toMatchObject({ token: wish.token, secret: wish.secret });
  });

  test("another hub is another wish, with another callback; none, and there is no wish", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    expect(await polling(store)).toMatchObject({ push: { since: at("10:01"), until: at("15:01") } });
    await poll(store, "11:00", { ...hub, url: "https://other.example/" });
    const other = (await claim(store, "11:00"))!;
    expect(other.hub).toBe("https://other.example/");
    expect([other.token, other.secret]).not.toContain(wish.token);
    expect(await store.pushSecret(wish.token)).toBeUndefined();
    expect(await polling(store)).not.toHaveProperty("push");
    await poll(store, "12:00", "none");
    expect(await store.pushSecret(other.token)).toBeUndefined();
    expect(await claim(store, "14:00")).toBeUndefined();
  });

  test("what was asked and is not confirmed is due again; a hub that fails is left alone for all of its feeds", async () => {
    await using store = await open();
    const b = "https://b.example/feed";
    await store.syncSources([source(url), source(b)], at("09:00"));
    await poll(store, "10:00");
    await poll(store, "10:01", { ...hub, topic: b }, b);
    const first = (await claim(store, "10:05"))!;
    await store.endPushWish(first, { kind: "asked", againAt: at("10:20") });
    const second = (await claim(store, "10:06"))!;
    expect(second.topic).toBe(b);
    await store.endPushWish(second, { kind: "failed", againAt: at("11:00"), error: "no", ofHub: true });
    expect(await claim(store, "10:59")).toBeUndefined();
    expect(await claim(store, "11:00")).toMatchObject({ attempts: 1 });
    const [, report] = await Promise.all((await store.feeds()).map(({ id }) => store.pushOf(id)));
    expect(report).toEqual({ hub: hub.url, attempts: 1, dueAt: at("11:00"), error: "no" });
  });

  test("a hub that confirms before it has answered the request stays confirmed", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    await store.endPushWish(wish, { kind: "failed", againAt: at("10:15"), error: "late", ofHub: false });
    expect(await claim(store, "12:29")).toBeUndefined();
    expect(await claim(store, "12:30")).toMatchObject({ token: wish.token, attempts: 0 });
  });

  test("what a clock that was wrong has put off is due when that is set right", async () => {
    await using store = await open();
    const { answer } = await confirmed(store);
    const wrong = new Date("2030-01-01T00:00:00Z");
    await store.confirmPush({ ...answer, renewAt: wrong }, wrong);
    expect(await claim(store, "10:05")).toBeDefined();
    await store.confirmPush(answer, at("10:05"));
    expect((await polling(store)).push).toEqual({ since: at("10:05"), until: at("15:05") });
    expect(await claim(store, "12:29")).toBeUndefined();
  });

  test("only what was asked for is confirmed: its own topic at its own address", async () => {
    await using store = await open();
    const { answer } = await confirmed(store);
    expect(await store.confirmPush({ ...answer, topic: `${url}2` }, at("10:02"))).toBe(false);
    expect(await store.confirmPush({ ...answer, token: "x" }, at("10:02"))).toBe(false);
    expect(
      await store.denyPush({ ...answer, topic: "x", reason: "no", againAt: at("20:00") }, at("10:02")),
    ).toBe(false);
  });

  test("a renewal goes on from the lease before; one that came too late begins anew", async () => {
    await using store = await open();
    const { answer } = await confirmed(store);
    await store.confirmPush(answer, at("12:30"));
    expect((await polling(store)).push).toEqual({ since: at("10:01"), until: at("17:30") });
    await store.confirmPush(answer, at("18:00"));
    expect((await polling(store)).push).toEqual({ since: at("18:00"), until: at("23:00") });
  });

  test("of a source that is no longer followed nothing is asked, confirmed or taken; coming back it goes on", async () => {
    await using store = await open();
    const { wish, answer } = await confirmed(store);
    await store.syncSources([], at("11:00"));
    expect(await claim(store, "13:00")).toBeUndefined();
    expect(await store.pushSecret(wish.token)).toBeUndefined();
    expect(await store.confirmPush(answer, at("13:00"))).toBe(false);
    await store.syncSources([source(url)], at("14:00"));
    expect(await store.pushSecret(wish.token)).toBe(wish.secret);
  });

  test("where the callbacks' address has changed every hub is told at once", async () => {
    await using store = await open();
    await confirmed(store);
    await store.movePushBase(base, at("11:00"));
    expect(await claim(store, "11:00")).toBeUndefined();
    await store.movePushBase("https://new.example/push/", at("11:00"));
    expect(await claim(store, "11:00")).toBeDefined();
  });
});

describe.each(engines)("news that a hub tells of, on $name", ({ open }) => {
  test("make the feed due, but not within a minute of its last poll, and never later than it was", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    await store.notePush(wish.token, minuteMs, new Date(at("10:00").getTime() + 5000));
    expect(await polling(store)).toMatchObject({
      nextPollAt: at("10:01"),
      nextPollReason: "its hub told of news",
      push: { toldAt: new Date(at("10:00").getTime() + 5000) },
    });
    await store.notePush(wish.token, minuteMs, at("10:05"));
    expect((await polling(store)).nextPollAt).toEqual(at("10:01"));
  });

  test("wait for the end of a pause that its host asked for", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    await store.pauseHost({ host: "outlet.example", until: at("11:30"), reason: "429" });
    await store.notePush(wish.token, minuteMs, at("10:30"));
    expect((await polling(store)).nextPollAt).toEqual(at("11:30"));
  });

  test("leave a feed that fails to its waits", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    const before = { ...(await polling(store)), nextPollAt: at("20:00"), nextPollReason: "back-off" };
    await savePoll(store, url, [], { fetchedAt: at("10:10"), state: "failing", polling: before });
    await store.notePush(wish.token, minuteMs, at("10:30"));
    expect((await polling(store)).nextPollAt).toEqual(at("20:00"));
  });

  test("which come while it is being asked have it asked again", async () => {
    await using store = await open();
    const { wish } = await confirmed(store);
    const [feed] = await store.claimFeeds({ now: at("11:00"), limit: 1, leaseMs: minuteMs, all: true });
    await store.notePush(wish.token, minuteMs, new Date(at("11:00").getTime() + 10_000));
    await store.savePoll({
      feedId: feed!.id,
      lease: feed!.lease,
      state: "ok",
      fetchUrl: url,
      polling: { ...feed!.polling, hub, nextPollAt: at("20:00"), nextPollReason: "daily" },
      fetchedAt: new Date(at("11:00").getTime() + 20_000),
      request: { url, tookMs: 20_000 },
    });
    expect(await polling(store)).toMatchObject({
      nextPollAt: new Date(at("11:01").getTime() + 10_000),
      nextPollReason: "its hub told of news",
    });
    await poll(store, "11:02");
    expect((await polling(store)).nextPollReason).toBe("daily");
  });

  test("which it will tell no longer make the feed due once", async () => {
    await using store = await open();
    const { answer } = await confirmed(store);
    const denial = { ...answer, reason: "gone", againAt: at("20:00") };
    expect(await store.denyPush(denial, at("11:00"))).toBe(true);
    const after = await polling(store);
    expect(after).toMatchObject({
      nextPollAt: at("11:00"),
      nextPollReason: "its hub tells of news no longer",
    });
    expect(after).not.toHaveProperty("push");
    await poll(store, "11:00");
    await store.denyPush(denial, at("11:05"));
    expect((await polling(store)).nextPollReason).toBe("daily");
    expect(await claim(store, "19:59")).toBeUndefined();
    expect(await claim(store, "20:00")).toBeDefined();
  });
});
