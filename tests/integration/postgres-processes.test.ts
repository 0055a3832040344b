import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { ClaimedFeed, PollRecord, Store } from "../../src/store/store.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

/** As many stores of one database as there would be processes. */
async function processes(count: number) {
  const database = await freshDatabase();
  const stores = await Promise.all(Array.from({ length: count }, () => openStore(database.url)));
  let ended: Promise<unknown> | undefined;
  const end = () => (ended ??= Promise.all(stores.map((store) => store.close())));
  return {
    url: database.url,
    stores,
    end,
    [Symbol.asyncDispose]: async () => {
      await end();
      await database[Symbol.asyncDispose]();
    },
  };
}

const sources = (count: number, host = (_number: number) => "one.example") =>
  Array.from({ length: count }, (_, number) => source(`https://${host(number)}/feed/${number}`));

const recordOf = (claim: ClaimedFeed, given: Partial<PollRecord> = {}): PollRecord => ({
  feedId: claim.id,
  lease: claim.lease,
  state: "ok",
  fetchUrl: claim.fetchUrl,
  fetchedAt: at("12:00"),
  polling: { ...claim.polling, lastPolledAt: at("12:00"), nextPollAt: at("13:00"), nextPollReason: "hourly" },
  document: {
    head: { hubUrls: [], authors: [], categories: [] },
    entries: [parsedEntry({ key: `of ${claim.id}` })],
  },
  request: { url: claim.fetchUrl, tookMs: 120 },
  ...given,
});

const claim = (store: Store, limit: number, now = at("12:00")) =>
  store.claimFeeds({ now, limit, leaseMs: 60_000, latest: at("23:00"), standInSince: at("10:00") });

describe("several processes on one database", () => {
  test("claim each due feed once, all at the same time", async () => {
    await using here = await processes(4);
    await here.stores[0]!.syncSources(sources(200), at("11:00"));
    const claims = await Promise.all(
      Array.from({ length: 24 }, (_, number) => claim(here.stores[number % 4]!, 15)),
    );
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claim(here.stores[0]!, 200);
    expect(ids.length + rest.length).toBe(200);
  });

  test("save polls of one host that is silent, or answers again, and none waits for another in a circle", async () => {
    await using here = await processes(4);
    const [first] = here.stores as [Store];
    await first.syncSources(sources(60), at("11:00"));
    const failed = { nextPollAt: at("12:00"), nextPollReason: "its host does not answer" };
    const silent = (claimed: ClaimedFeed): PollRecord => {
      const { document: _, ...record } = recordOf(claimed);
      return {
        ...record,
        state: "failing",
        polling: { ...claimed.polling, ...failed, failures: 1, hostFailures: 1 },
        host: { name: "one.example", answers: false, mates: () => failed },
      };
    };
    const claims = await claim(first, 60);
    await Promise.all(claims.map((claimed, number) => here.stores[number % 4]!.savePoll(silent(claimed))));
    const again = await first.claimFeeds({ now: at("12:30"), limit: 60, leaseMs: 60_000, all: true });
    expect(again.every(({ polling }) => polling.hostFailures === 1)).toBe(true);
    const soon = { nextPollAt: at("12:31"), nextPollReason: "its host answers again" };
    const answered = await Promise.all(
      again.map((claimed, number) =>
        here.stores[number % 4]!.savePoll(
          recordOf(claimed, { host: { name: "one.example", answers: true, mates: () => soon } }),
        ),
      ),
    );
    expect(answered.every((saved) => saved?.added === 1)).toBe(true);
    const feeds = await first.feeds();
    expect(feeds.some(({ polling }) => polling.hostFailures !== undefined)).toBe(false);
    await here.end(); // what a connection has counted is known when it ends
    const waits = await query<{ deadlocks: string }>(
      here.url,
      "select deadlocks from pg_stat_database where datname = current_database()",
    );
    expect(waits).toEqual([{ deadlocks: "0" }]);
  });

  test("save polls while the sources change and a host is paused, and nothing is lost", async () => {
    await using here = await processes(3);
    const [first, second, third] = here.stores as [Store, Store, Store];
    const all = sources(40, (number) => `host${number % 4}.example`);
    await first.syncSources(all, at("11:00"));
    const claims = await claim(first, 40);
    const saved = await Promise.all([
      ...claims.map((claimed) => first.savePoll(recordOf(claimed))),
      second.syncSources(all.toReversed(), at("12:00")),
      third.pauseHost({ host: "host1.example", until: at("16:00"), reason: "asked for" }),
      second.reschedule(() => ({ nextPollAt: at("14:00"), nextPollReason: "every 2 h" })),
      third.syncSources(all, at("12:00")),
    ]);
    expect(saved.slice(0, 40)).toEqual(claims.map(() => ({ total: 1, added: 1, changed: 0 })));
    const feeds = await first.feeds();
    expect(feeds.map(({ source: { url } }) => url)).toHaveLength(40);
    expect(feeds.every(({ entryCount }) => entryCount === 1)).toBe(true);
    const paused = feeds.filter(({ fetchUrl }) => fetchUrl.includes("host1."));
    expect(paused.map(({ polling }) => polling.nextPollAt)).toEqual(Array(10).fill(at("16:00")));
  });

  test("see once that the clock was set back, whoever sees it", async () => {
    await using here = await processes(4);
    const [first] = here.stores as [Store];
    await first.syncSources(sources(3), at("11:00"));
    const [claimed] = await claim(first, 1, at("15:00"));
    const polling = {
      ...claimed!.polling,
      lastPolledAt: at("15:00"),
      nextPollAt: at("16:00"),
      nextPollReason: "x",
    };
    await first.savePoll(recordOf(claimed!, { polling }));
    await Promise.all(here.stores.map((store) => claim(store, 0, at("12:00"))));
    const feed = await first.feed(claimed!.id);
    expect(feed?.polling).toMatchObject({ lastPolledAt: at("12:00"), nextPollAt: at("13:00") });
  });

  test("drop stories while their entries are read again, and each entry is there once or not at all", async () => {
    await using here = await processes(2);
    const [first, second] = here.stores as [Store, Store];
    const url = "https://one.example/feed";
    const entries = Array.from({ length: 100 }, (_, key) => parsedEntry({ key: `${key}` }));
    await first.syncSources([source(url)], at("11:00"));
    await savePoll(first, url, entries);
    await groupBy(first, (title) => Number(/\d+/.exec(title)?.[0]) + 1);
    const edited = entries.map((entry) => ({ ...entry, title: `${entry.title}, edited` }));
    const [dropped] = await Promise.all([
      second.dropStories({ before: at("13:00"), limit: 1000 }),
      savePoll(first, url, edited),
    ]);
    expect(dropped.dropped).toBeGreaterThan(0);
    // What was dropped does not come back as new.
    expect(await savePoll(first, url, edited)).toMatchObject({ total: 100, added: 0, changed: 0 });
  });

  test("a feed whose process is frozen while it writes is passed over, and no other waits for it", async () => {
    await using here = await processes(2);
    const [first] = here.stores as [Store];
    await first.syncSources(sources(2), at("11:00"));
    await using frozen = await lockedFeed(here.url, 1);
    expect((await claim(first, 10)).map(({ id }) => id)).toEqual([2]);
    await frozen.thaw();
    expect((await claim(first, 10)).map(({ id }) => id)).toEqual([1]);
  });
});

/** Holds a feed's row as a transaction does that has not ended. */
async function lockedFeed(url: string, id: number) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  await client.query("update feeds set lease = lease where id = $1", [id]);
  return {
    thaw: async () => void (await client.query("rollback")),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
