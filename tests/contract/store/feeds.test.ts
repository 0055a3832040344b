import { describe, expect, test } from "vitest";
import { at, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";

describe.each(engines)("feeds on $name", ({ open }) => {
  test("the feeds are those of the config, in its order, and a source listed twice is one feed", async () => {
    await using store = await open();
    const known = { name: "A", category: "World", weight: 2 };
    await store.syncSources([source(b), source(a, known), source(b)], at("12:00"));
    const feeds = await store.feeds();
    expect(feeds.map((feed) => feed.source)).toEqual([{ url: b }, { url: a, ...known }]);
    expect(feeds.every((feed) => feed.state === "new" && feed.entryCount === 0)).toBe(true);
  });

  test("a source that leaves the config and comes back goes on where it was, with its entries", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    await savePoll(store, a, [parsedEntry({ key: "1" })]);
    const [before] = await store.feeds();
    await store.syncSources([source(b)], at("13:00"));
    expect((await store.feeds()).map((feed) => feed.source.url)).toEqual([b]);
    expect(await store.feed(before!.id)).toBeUndefined();
    await store.syncSources([source(a), source(b)], at("14:00"));
    expect((await store.feeds())[0]).toEqual(before);
  });

  test.each(["gone", "failing"] as const)("one that was %s starts anew when it comes back", async (state) => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    await savePoll(store, a, [parsedEntry({ key: "1" })], {
      state,
      fetchUrl: b,
      polling: {
        validators: { etag: '"1"' },
        failures: 7,
        failingSince: at("11:00"),
        lastError: "Cannot fetch it",
        nextPollAt: at("23:00"),
        nextPollReason: "back-off",
        notes: [],
      },
    });
    await store.syncSources([source(a), source(b)], at("12:30"));
    expect((await store.feeds())[0]).toMatchObject({ state, polling: { failures: 7 } });
    await store.syncSources([source(b)], at("13:00"));
    await store.syncSources([source(a), source(b)], at("14:00"));
    const [feed] = await store.feeds();
    expect(feed).toMatchObject({ state: "new", fetchUrl: a, entryCount: 1 });
    expect(feed!.polling).toEqual({
      validators: {},
      failures: 0,
      notes: [],
      nextPollAt: at("14:00"),
      nextPollReason: "not asked yet",
    });
  });

  test("a source that comes back is not asked before the end of its host's pause", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    await savePoll(store, a, [], { state: "failing" });
    await store.pauseHost({ host: "a.example", until: at("16:00"), reason: "the server asked for a pause" });
    await store.syncSources([], at("13:00"));
    await store.syncSources([source(a)], at("14:00"));
    expect((await store.feeds())[0]).toMatchObject({
      state: "new",
      polling: { nextPollAt: at("16:00"), nextPollReason: "the server asked for a pause" },
    });
  });

  test("only feeds that are due are claimed, longest overdue first, and none twice while its lease runs", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    await store.syncSources([source(a), source(b)], at("11:00"));
    const claim = (time: string) => store.claimFeeds({ now: at(time), limit: 10, leaseMs: 60_000 });
    expect(await claim("10:00")).toEqual([]);
    expect((await claim("12:00")).map((feed) => feed.source.url)).toEqual([b, a]);
    expect(await claim("12:00")).toEqual([]);
    expect(await claim("12:02")).toHaveLength(2);
  });

  test("a claim is held for longer where it is renewed, and one that ended or was taken over is not", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("12:00"));
    const claim = (time: string) => store.claimFeeds({ now: at(time), limit: 10, leaseMs: 60_000 });
    const claims = await claim("12:00");
    const ids = claims.map(({ id }) => id);
    expect(await store.renewLeases(claims, at("12:10"))).toEqual(ids);
    expect(await claim("12:09")).toEqual([]);
    const [taken] = await claim("12:10");
    expect(taken?.leasedUntil).toEqual(at("12:11"));
    expect(await store.renewLeases(claims, at("12:30"))).toEqual([]);
    await store.releaseFeeds([taken!]);
    expect(await store.renewLeases([taken!], at("12:30"))).toEqual([]);
    expect((await store.feeds())[0]).not.toHaveProperty("leasedUntil");
  });

  test("a lease that a wrong clock gave, beyond the latest instant that can be, holds nobody off", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 90 * 86_400_000 });
    const claim = { now: at("12:01"), limit: 1, leaseMs: 60_000 };
    expect(await store.claimFeeds(claim)).toEqual([]);
    expect(await store.claimFeeds({ ...claim, latest: at("23:00") })).toHaveLength(1);
    expect(await store.claimFeeds({ ...claim, latest: at("23:00") })).toEqual([]);
  });

  test("a source that was added while the clock was hours ahead is due at once when that is set right", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("18:00"));
    const claim = { now: at("18:00"), limit: 0, leaseMs: 60_000, latest: at("23:00") };
    await store.claimFeeds(claim); // from now on it is known how late it has been
    expect(await store.claimFeeds({ ...claim, now: at("12:00"), limit: 1 })).toHaveLength(1);
  });

  test("a claim that is given back is due again as it was", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    const claims = await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 60_000 });
    await store.releaseFeeds(claims);
    expect(await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 60_000 })).toHaveLength(1);
  });

  test("a worker whose lease has gone to another writes nothing", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    const [frozen] = await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 1000 });
    await store.claimFeeds({ now: at("12:01"), limit: 1, leaseMs: 60_000 });
    const saved = await store.savePoll({
      feedId: frozen!.id,
      lease: frozen!.lease,
      state: "ok",
      fetchUrl: a,
      polling: frozen!.polling,
      document: { head: { hubUrls: [], authors: [], categories: [] }, entries: [parsedEntry({ key: "1" })] },
      fetchedAt: at("12:02"),
      request: { url: a, tookMs: 120 },
    });
    expect(saved).toBeUndefined();
    expect(await store.ungroupedEntries(10)).toEqual([]);
  });

  test("what polling remembers comes back as it was written, instants and all", async () => {
    await using store = await open();
    await store.syncSources([source(a, { every: { kind: "interval", ms: 900_000 } })], at("12:00"));
    const polling = {
      validators: { etag: `W/"x"`, lastModified: "2024-01-01 00:00:00 +0000" },
      bodyHash: "abc",
      redirect: { url: b, count: 2, since: at("09:00") },
      lastPolledAt: at("12:00"),
      lastOkAt: at("11:00"),
      lastChangedAt: at("10:00"),
      nextPollAt: at("12:30"),
      nextPollReason: "the server said max-age=1800",
      notBefore: at("12:20"),
      failures: 3,
      failingSince: at("11:30"),
      lastOutcome: "error",
      lastStatus: 503,
      lastError: "Cannot fetch it",
      notes: ["closed 2 unclosed elements"],
      documentIntervalMs: 3_600_000,
      skipHours: [1, 2],
      skipDays: [0],
    } as const;
    await savePoll(store, a, [], { polling, state: "failing" });
    const [feed] = await store.feeds();
    expect(feed).toMatchObject({
      state: "failing",
      polling,
      source: { every: { kind: "interval", ms: 900_000 } },
    });
  });

  test("a pause holds for every feed of the host, and a poll that was under way does not shorten it", async () => {
    await using store = await open();
    await store.syncSources([source(a), source("https://a.example/other"), source(b)], at("12:00"));
    await store.pauseHost({ host: "a.example", until: at("16:00"), reason: "the server asked for a pause" });
    await savePoll(store, a, []); // asks for 12:30
    const feeds = await store.feeds();
    expect(feeds.map((feed) => feed.polling.nextPollAt)).toEqual([at("16:00"), at("16:00"), at("12:00")]);
    expect(feeds[0]!.polling).toMatchObject({
      notBefore: at("16:00"),
      nextPollReason: "the server asked for a pause",
    });
    expect(feeds[2]!.polling.notBefore).toBeUndefined();
  });

  test("a pause is known of any host until it is over, and only grows", async () => {
    await using store = await open();
    const pause = (until: string) => ({ host: "z.example", until: at(until), reason: `until ${until}` });
    await store.pauseHost(pause("14:00"));
    await store.pauseHost(pause("16:00"));
    await store.pauseHost(pause("15:00"));
    expect(await store.hostPause("z.example", at("15:59"))).toEqual(pause("16:00"));
    expect(await store.hostPause("z.example", at("16:00"))).toBeUndefined();
    expect(await store.hostPause("z.example:8080", at("12:00"))).toBeUndefined();
  });

  test("a feed that a pause kept from being asked waits for its end, and is otherwise as it was", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("12:00"));
    const [before] = await store.feeds();
    const [claim] = await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 60_000 });
    const pause = { host: "b.example", until: at("16:00"), reason: "it leads to b.example" };
    await store.putOff(claim!, pause, at("12:00"));
    const [feed] = await store.feeds();
    expect(feed).toEqual({
      ...before,
      polling: {
        ...before!.polling,
        nextPollAt: at("16:00"),
        nextPollReason: "it leads to b.example",
        notBefore: at("16:00"),
      },
    });
  });

  test("feeds are given another time, but for pauses and those that are left as they are", async () => {
    await using store = await open();
    const [c, d] = ["https://c.example/feed", "https://d.example/feed"] as const;
    await store.syncSources([source(a), source(b), source(c), source(d)], at("12:00"));
    await store.pauseHost({ host: "b.example", until: at("16:00"), reason: "the server asked for a pause" });
    const times = new Map([
      [a, "13:00"],
      [b, "13:00"],
      [c, "12:00"],
    ]);
    const next = (url: string) => {
      const time = times.get(url);
      return time === undefined ? undefined : { nextPollAt: at(time), nextPollReason: "every hour" };
    };
    expect(await store.reschedule((feed) => next(feed.source.url))).toBe(2); // c is asked then, for another reason
    expect(await store.reschedule((feed) => next(feed.source.url))).toBe(0);
    const feeds = (await store.feeds()).map(({ polling }) => [polling.nextPollAt, polling.nextPollReason]);
    expect(feeds).toEqual([
      [at("13:00"), "every hour"],
      [at("16:00"), "the server asked for a pause"],
      [at("12:00"), "every hour"],
      [at("12:00"), "not asked yet"],
    ]);
  });
});
