import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import type { PollRecord, Store } from "../../../src/store/store.ts";
import { at, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const url = "https://outlet.example/feed";
const text = `<p>${"The ministers met again. ".repeat(80)}</p>` as SafeHtml;
const published = (number: number) => new Date(at("12:00").getTime() - number * 60_000);
const entries = Array.from({ length: 1000 }, (_, number) =>
  parsedEntry({ key: `${number}`, contentHtml: text, publishedAt: published(number) }),
);

async function followed(open: (typeof engines)[number]["open"]) {
  const store = await open();
  await store.syncSources([source(url)], at("11:00"));
  return store;
}

const claimAt = async (store: Store, now: Date) =>
  (await store.claimFeeds({ now, limit: 1, leaseMs: 30_000, all: true }))[0]!;

const recordOf = (claim: Awaited<ReturnType<typeof claimAt>>, etag: string): PollRecord => ({
  feedId: claim.id,
  lease: claim.lease,
  state: "ok",
  fetchUrl: url,
  fetchedAt: at("12:00"),
  polling: { ...claim.polling, validators: { etag }, nextPollAt: at("13:00"), nextPollReason: "hourly" },
  document: { head: { hubUrls: [], authors: [], categories: [] }, entries },
  request: { url, tookMs: 120 },
});

/** Until some of the document is written. */
async function halfway(store: Store): Promise<number> {
  for (;;) {
    const [half] = await store.feeds();
    if (half && half.entryCount > 0) return half.entryCount;
    await setImmediate();
  }
}

const everyKey = async (store: Store) =>
  (await store.entriesOfFeed({ feedId: (await store.feeds())[0]!.id, limit: 5000 })).items.map(
    ({ url }) => url,
  );

describe.each(engines)("a document of a thousand entries on $name", ({ open }) => {
  test("is saved in slices, between which others have their turns, and its validators come last", async () => {
    await using store = await followed(open);
    const saving = store.savePoll(recordOf(await claimAt(store, at("12:00")), '"1"'));
    expect(await halfway(store)).toBeLessThan(500);
    expect((await store.feeds())[0]?.polling.validators).toEqual({});
    expect(await saving).toEqual({ total: 1000, added: 1000, changed: 0 });
    expect((await store.feeds())[0]).toMatchObject({
      entryCount: 1000,
      polling: { validators: { etag: '"1"' } },
    });
    const ids = (await store.entriesOfFeed({ feedId: 1, limit: 5000 })).items.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a)); // newest first, and ids grow with time
  });

  test("that was broken off is brought whole by the next poll, each entry once", async () => {
    await using store = await followed(open);
    void store.savePoll(recordOf(await claimAt(store, at("12:00")), '"1"'));
    await halfway(store);
    // Another process takes the feed over, as it would after this one's end.
    const claim = await claimAt(store, at("12:10"));
    const there = (await store.feeds())[0]!.entryCount;
    expect(await store.savePoll(recordOf(claim, '"2"'))).toEqual({
      total: 1000,
      added: 1000 - there,
      changed: 0,
    });
    expect(new Set(await everyKey(store)).size).toBe(1000);
    expect(await everyKey(store)).toHaveLength(1000);
  });

  test("is written no further by a worker whose lease has gone to another", async () => {
    await using store = await followed(open);
    const late = store.savePoll(recordOf(await claimAt(store, at("12:00")), '"late"'));
    await halfway(store);
    await claimAt(store, at("12:10"));
    const before = (await store.feeds())[0];
    expect(await late).toBeUndefined();
    expect((await store.feeds())[0]).toEqual(before);
  });

  test("changes nothing when it is saved again", async () => {
    await using store = await followed(open);
    await savePoll(store, url, entries);
    const revision = await store.revision();
    expect(await savePoll(store, url, entries)).toEqual({ total: 1000, added: 0, changed: 0 });
    expect(await store.revision()).toBe(revision);
  });

  test("is refreshed as a whole where one of its articles is new, and by itself is not", async () => {
    await using store = await followed(open);
    await savePoll(store, url, entries);
    const counted = entries.map((entry) => ({
      ...entry,
      contentHtml: `${text}<p>12 comments</p>` as SafeHtml,
    }));
    const revision = await store.revision();
    expect(await savePoll(store, url, counted)).toEqual({ total: 1000, added: 0, changed: 0 });
    expect(await store.revision()).toBe(revision);
    const texts = async () =>
      new Set(
        await Promise.all([1, 500, 1000].map(async (id) => (await store.entry(id))?.contentHtml ?? "")),
      );
    expect(await texts()).toEqual(new Set([text]));
    const first = parsedEntry({ key: "first", publishedAt: at("12:01") });
    expect(await savePoll(store, url, [first, ...counted])).toEqual({ total: 1001, added: 1, changed: 0 });
    expect(await texts()).toEqual(new Set([counted[0]?.contentHtml]));
  });

  test("of one key an item is told from others by their texts, unless it says the same", async () => {
    await using store = await followed(open);
    const named = entries.map(({ url: _, publishedAt: _date, ...entry }, number) => ({
      ...entry,
      guid: `${number}`,
      contentHtml:
        `<p>${number} ${"words of this article alone ".replaceAll(/\w+/g, (word) => word + number).repeat(20)}</p>` as SafeHtml,
    }));
    await savePoll(store, url, named);
    expect(await savePoll(store, url, named)).toEqual({ total: 1000, added: 0, changed: 0 });
    const edited = named.map((entry) => ({
      ...entry,
      contentHtml: `${entry.contentHtml}<p>More was said later.</p>` as SafeHtml,
    }));
    expect(await savePoll(store, url, edited)).toEqual({ total: 1000, added: 0, changed: 1000 });
  });

  test("is known again as a whole after its site has moved, every guid and link another", async () => {
    await using store = await followed(open);
    await savePoll(store, url, entries);
    const moved = entries.map((entry) => ({
      ...entry,
      identityKeys: [`g:new ${entry.identityKeys[0]}`] as const,
    }));
    expect(await savePoll(store, url, moved)).toMatchObject({ total: 1000, added: 0 });
    expect(await everyKey(store)).toHaveLength(1000);
  });

  test("is known again after its site has moved, also where the first poll since then was broken off", async () => {
    await using store = await followed(open);
    await savePoll(store, url, entries);
    const moved = entries.map((entry, number) => ({
      ...entry,
      contentHtml: `${text}<p>More was said later.</p>` as SafeHtml,
      identityKeys: [`g:new ${number}`] as const,
    }));
    const record = (claim: Awaited<ReturnType<typeof claimAt>>, etag: string) => ({
      ...recordOf(claim, etag),
      document: { head: { hubUrls: [], authors: [], categories: [] }, entries: moved },
    });
    const revision = await store.revision();
    void store.savePoll(record(await claimAt(store, at("12:00")), '"1"'));
    while ((await store.revision()) === revision) await setImmediate();
    const claim = await claimAt(store, at("12:10"));
    expect(await store.savePoll(record(claim, '"2"'))).toMatchObject({ total: 1000, added: 0 });
    expect(await everyKey(store)).toHaveLength(1000);
  });
});
