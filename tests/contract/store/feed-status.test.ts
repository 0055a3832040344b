import { describe, expect, test } from "vitest";
import type { FeedPolling, FeedState } from "../../../src/model/source.ts";
import { BadCursorError, type Store } from "../../../src/store/store.ts";
import { at, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const url = (name: string) => `https://${name}.example/feed`;
const a = url("a");

/** Feeds named by their place and state: "0 ok". */
async function fill(store: Store, states: readonly FeedState[]) {
  await store.syncSources(
    states.map((state, place) => source(url(String(place)), { name: `${place} ${state}` })),
    at("11:00"),
  );
  for (const [place, state] of states.entries())
    if (state !== "new") await savePoll(store, url(String(place)), [], { state });
}

async function read(store: Store, query: Parameters<Store["feedsByUrgency"]>[0]) {
  const { items, next } = await store.feedsByUrgency(query);
  return { names: items.map((feed) => feed.source.name), next };
}

describe.each(engines)("how feeds do on $name", ({ open }) => {
  test("they are counted by state, with their entries, and only those of the config", async () => {
    await using store = await open();
    expect(await store.feedCounts()).toEqual({
      inState: { new: 0, ok: 0, failing: 0, gone: 0 },
      all: 0,
      entries: 0,
    });
    await store.syncSources([source(a), source(url("b")), source(url("c"))], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "1" }), parsedEntry({ key: "2" })]);
    await savePoll(store, url("b"), [parsedEntry({ key: "1" })], { state: "failing" });
    expect(await store.feedCounts()).toEqual({
      inState: { new: 1, ok: 1, failing: 1, gone: 0 },
      all: 3,
      entries: 3,
    });
    await store.syncSources([source(a)], at("13:00"));
    expect(await store.feedCounts()).toMatchObject({ all: 1, entries: 2 });
  });

  test("sources are named in the order of the config, each by it and by itself", async () => {
    await using store = await open();
    await store.syncSources(
      [source(url("b"), { name: "Bee", category: "Bees" }), source(a), source(url("c"))],
      at("11:00"),
    );
    await savePoll(store, a, [parsedEntry({ key: "1" })], { title: "A by itself" });
    await store.syncSources([source(url("b"), { name: "Bee", category: "Bees" }), source(a)], at("13:00"));
    const names = await store.sourceNames();
    expect(names).toEqual([
      { id: expect.any(Number), url: url("b"), name: "Bee", category: "Bees" },
      { id: expect.any(Number), url: a, title: "A by itself" },
    ]);
  });

  test("feeds are had by their ids, in the order asked for; one that is followed no longer is left out", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(url("b")), source(url("c"))], at("11:00"));
    const [first, second, third] = (await store.sourceNames()).map(({ id }) => id);
    await store.syncSources([source(a), source(url("c"))], at("12:00"));
    const feeds = await store.feedsById([third, second, 999, first].map(Number));
    expect(feeds.map((feed) => feed.source.url)).toEqual([url("c"), a]);
  });

  test("red stands first, each state in the order of the config, page after page", async () => {
    await using store = await open();
    await fill(store, ["ok", "gone", "new", "failing", "ok", "failing", "gone"]);
    const ordered = ["3 failing", "5 failing", "1 gone", "6 gone", "2 new", "0 ok", "4 ok"];
    expect((await read(store, { limit: 7 })).names).toEqual(ordered);
    expect((await read(store, { limit: 7 })).next).toBeUndefined();
    for (const limit of [1, 2, 3]) {
      const names: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await read(store, { limit, ...(cursor !== undefined && { cursor }) });
        names.push(...page.names);
        cursor = page.next;
      } while (cursor !== undefined);
      expect(names).toEqual(ordered);
    }
  });

  test("one state alone is paged likewise, and a cursor that is none is refused", async () => {
    await using store = await open();
    await fill(store, ["ok", "failing", "ok", "ok"]);
    const { names, next } = await read(store, { state: "ok", limit: 2 });
    expect(names).toEqual(["0 ok", "2 ok"]);
    expect(await read(store, { state: "ok", limit: 2, cursor: next! })).toEqual({ names: ["3 ok"] });
    expect((await read(store, { state: "gone", limit: 2 })).names).toEqual([]);
    await expect(store.feedsByUrgency({ limit: 2, cursor: "nonsense" })).rejects.toThrow(BadCursorError);
  });
});

/** One feed, polled at noon and due at 12:30; then what else a test wants of it. */
async function polled(
  store: Store,
  { state = "ok", ...given }: Partial<FeedPolling> & { state?: FeedState } = {},
) {
  await store.syncSources([source(a)], at("11:00"));
  const before = (await store.feeds())[0]!;
  const polling = { lastPolledAt: at("12:00"), nextPollAt: at("12:30"), nextPollReason: "every 30 min" };
  await savePoll(store, a, [], { state, polling: { ...before.polling, ...polling, ...given } });
  const feed = (await store.feeds())[0]!;
  return {
    feed,
    polling: feed.polling,
    askSoon: (time: string) => store.askSoon({ feedId: feed.id, now: at(time), leastGapMs: 60_000 }),
    next: async () => (await store.feeds())[0]!.polling,
  };
}

describe.each(engines)("a feed asked for by hand on $name", ({ open }) => {
  test("is due at once, for whoever polls; asking again changes nothing", async () => {
    await using store = await open();
    const { feed, polling, askSoon, next } = await polled(store);
    expect(await askSoon("12:10")).toBe(true);
    expect(await next()).toEqual({
      ...polling,
      nextPollAt: at("12:10"),
      nextPollReason: "asked for by hand",
    });
    expect(await askSoon("12:11")).toBe(false);
    expect((await next()).nextPollAt).toEqual(at("12:10"));
    const claims = await store.claimFeeds({ now: at("12:11"), limit: 9, leaseMs: 60_000 });
    expect(claims.map(({ id }) => id)).toEqual([feed.id]);
    expect(await askSoon("12:11")).toBe(false); // it is being asked
  });

  test("is not asked sooner than a least gap after its last poll", async () => {
    await using store = await open();
    const { polling, askSoon, next } = await polled(store);
    expect(
      await store.askSoon({ feedId: 1, now: new Date(at("12:01").getTime() - 1), leastGapMs: 60_000 }),
    ).toBe(false);
    expect(await next()).toEqual(polling);
    expect(await askSoon("12:01")).toBe(true);
  });

  test("is asked where its last poll lies in the future: the clock was wrong then", async () => {
    await using store = await open();
    const { askSoon } = await polled(store);
    expect(await askSoon("11:00")).toBe(true);
  });

  test("is never asked before its server allows it", async () => {
    await using store = await open();
    const { askSoon, next } = await polled(store, {
      state: "failing",
      nextPollAt: at("15:00"),
      nextPollReason: "Retry-After",
      notBefore: at("14:00"),
    });
    expect(await askSoon("13:59")).toBe(false);
    expect((await next()).nextPollAt).toEqual(at("15:00"));
    expect(await askSoon("14:00")).toBe(true);
  });

  test("is not asked while its host is paused, nor when it is gone, taken out or unknown", async () => {
    await using store = await open();
    await store.pauseHost({ host: "a.example", until: at("14:00"), reason: "paused" }); // before it had a feed
    const { feed, askSoon } = await polled(store, { nextPollAt: at("20:00") });
    expect(await askSoon("13:59")).toBe(false);
    expect(await askSoon("14:00")).toBe(true);
    const later = { polling: { ...feed.polling, nextPollAt: at("20:00") } };
    await savePoll(store, a, [], { state: "gone", ...later });
    expect(await askSoon("15:00")).toBe(false);
    await savePoll(store, a, [], later);
    await store.syncSources([], at("15:00"));
    expect(await askSoon("15:00")).toBe(false);
    expect(await store.askSoon({ feedId: feed.id + 1, now: at("15:00"), leastGapMs: 0 })).toBe(false);
  });
});

describe.each(engines)("whether anybody polls on $name", ({ open }) => {
  test("is doubtful since the longest overdue feed waits, unless some are being asked", async () => {
    await using store = await open();
    expect(await store.waitingSince(at("12:00"))).toBeUndefined();
    await store.syncSources([source(a), source(url("b"))], at("11:00"));
    await savePoll(store, a, []); // next at 12:30
    expect(await store.waitingSince(at("12:00"))).toEqual(at("11:00"));
    const [claim] = await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 60_000 });
    expect(await store.waitingSince(at("12:00"))).toBeUndefined();
    expect(await store.waitingSince(at("12:02"))).toEqual(at("11:00")); // who held it is dead
    await store.releaseFeeds([claim!]);
    await savePoll(store, url("b"), [], { state: "gone" });
    expect(await store.waitingSince(at("12:29"))).toBeUndefined();
    expect(await store.waitingSince(at("12:31"))).toEqual(at("12:30"));
  });
});
