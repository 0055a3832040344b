import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { Retention, StorySettings } from "../../src/model/settings.ts";
import type { Store } from "../../src/store/store.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { doUpkeep } from "../../src/upkeep.ts";
import { madeUpReports } from "../support/made-up-reports.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const dayMs = 86_400_000;
const settings: StorySettings = { windowMs: 2 * dayMs, granularity: "event" };
const outlets = ["herald", "courier", "gazette", "signal", "observer", "lantern"];

const grouperAt = (store: Store, hour: number) =>
  createGrouper({
    store,
    settings: () => settings,
    clock: { now: () => instantOf(hour), sleep: async () => {} },
    log: silentLog,
  });

const upkeepOf = (store: Store, retention: Omit<Retention, "keepMs">, now: Date) =>
  doUpkeep({
    store,
    retention: () => ({ keepMs: 900 * dayMs, ...retention }),
    stories: () => settings,
    clock: { now: () => now, sleep: async () => {} },
    log: silentLog,
  });

/** Which story each report is in, by its key. */
async function placesIn(store: Store): Promise<Map<string, number>> {
  const { items } = await store.stories({ order: "latest", limit: 1000 });
  return new Map(
    items.flatMap(({ story, entries }) => entries.map(({ url }) => [url ?? "", story.id] as const)),
  );
}

/** Every story is what its entries make of it. */
async function expectWhole(store: Store): Promise<void> {
  for (const { story, entries } of (await store.stories({ order: "latest", limit: 1000 })).items) {
    expect([story.id, story.entryCount]).toEqual([story.id, entries.length]);
    expect(entries[0].id).toBe(story.leadEntryId);
    expect(story.lastReportAt.getTime()).toBe(Math.max(...entries.map(({ shownAt }) => shownAt.getTime())));
    expect(story.coverage).toBeLessThanOrEqual(entries.length);
    const ids = new Set(entries.map(({ id }) => id));
    for (const { placement } of entries) expect(ids).toContain(placement.copyGroup);
  }
}

describe("a number of articles a source", () => {
  test("changes nothing of what grouping decides, whether it goes on or begins anew after each upkeep", async () => {
    const pieces = madeUpReports(400).map(({ outlet, ...piece }): Piece => ({
      by: outlets[outlet]!,
      ...piece,
      language: "en",
    }));
    const run = async (retention: Omit<Retention, "keepMs"> | undefined, isRestarting: boolean) => {
      const store = await freshStore();
      const press = await pressOf(store);
      let grouper = grouperAt(store, 0);
      for (let start = 0; start < pieces.length; start += 50) {
        const some = pieces.slice(start, start + 50);
        const hour = Math.max(...some.map((piece) => piece.hour ?? 0));
        await press.publish(...some);
        if (isRestarting) grouper = grouperAt(store, hour);
        await grouper.groupNew();
        if (retention) await upkeepOf(store, retention, instantOf(hour));
      }
      return store;
    };
    await using untouched = await run(undefined, false);
    const expected = await placesIn(untouched);
    for (const isRestarting of [false, true]) {
      await using store = await run({ perSource: 5 }, isRestarting);
      await expectWhole(store);
      const places = await placesIn(store);
      expect(places.size).toBeLessThan(expected.size - 50);
      for (const [url, story] of places) expect([url, story]).toEqual([url, expected.get(url)]);
    }
  });

  test("of a feed that lists a thousand old articles for ever only the newest stay, and none comes back as new", async () => {
    await using store = await freshStore();
    const url = "https://archive.example/feed";
    await store.syncSources([source(url)], at("06:00"));
    const document = Array.from({ length: 1000 }, (_, i) =>
      parsedEntry({ key: `k${i}`, title: `Archive piece number ${i}`, publishedAt: new Date(2015, 0, 1, i) }),
    );
    await savePoll(store, url, document);
    // What is of today keeps the rest out of grouping's sight.
    await savePoll(store, url, [...document, parsedEntry({ key: "new", title: "Fresh today" })]);
    await grouperAt(store, 12).groupNew();
    await upkeepOf(store, { perSource: 100 }, at("13:00"));
    expect((await store.feeds())[0]!.entryCount).toBe(100);
    const kept = await placesIn(store);
    for (let poll = 0; poll < 3; poll++)
      expect(await savePoll(store, url, document)).toEqual({ total: 1000, added: 0, changed: 0 });
    expect(await store.ungroupedEntries(9)).toEqual([]);
    await upkeepOf(store, { perSource: 100 }, at("14:00"));
    expect(await placesIn(store)).toEqual(kept);
    expect(kept.has("https://outlet.example/k999")).toBe(true);
    expect(kept.has("https://outlet.example/k0")).toBe(false);
    await expectWhole(store);
  });

  test("of its own goes before that of all; a source without one keeps all", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    const old = (by: string) =>
      Array.from({ length: 6 }, (_, i): Piece => ({ by, title: `${by} piece ${i} alone`, hour: i }));
    await press.publish(...old("herald"), ...old("courier"), ...old("gazette"));
    await press.publish({ by: "lantern", title: "Much later", hour: 24 * 40 });
    await grouperAt(store, 24 * 40).groupNew();
    const own = { "https://herald.example/feed": 2, "https://courier.example/feed": 4 };
    const counts = async () =>
      Object.fromEntries(
        (await store.feeds()).map((feed) => [feed.source.url.slice(8, -13), feed.entryCount]),
      );
    await upkeepOf(store, { own }, instantOf(24 * 40));
    expect(await counts()).toMatchObject({ herald: 2, courier: 4, gazette: 6 });
    await upkeepOf(store, { own, perSource: 1 }, instantOf(24 * 40));
    expect(await counts()).toMatchObject({ herald: 2, courier: 4, gazette: 1, lantern: 1 });
  });

  test("leaves stories alone that grouping still looks at", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    await press.publish(
      ...[0, 1, 2].map((hour): Piece => ({ by: "herald", title: `Piece ${hour} alone`, hour })),
    );
    await grouperAt(store, 3).groupNew();
    const before = await titlesByStory(store);
    await upkeepOf(store, { perSource: 1 }, instantOf(3));
    expect(await titlesByStory(store)).toEqual(before);
  });

  test("leaves a source alone for this night where others keep placing entries", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    await press.publish(
      ...[0, 1, 2].map((hour): Piece => ({ by: "herald", title: `Piece ${hour} alone`, hour })),
    );
    await press.publish({ by: "lantern", title: "Much later", hour: 24 * 40 });
    await grouperAt(store, 24 * 40).groupNew();
    const busy = { ...store, saveTrimming: async () => false };
    await upkeepOf(busy, { perSource: 1 }, instantOf(24 * 40));
    expect((await placesIn(store)).size).toBe(4);
  });
});

describe("a SQLite file from which much is dropped", () => {
  const filled = async (path: string) => {
    const store = await freshStore(`sqlite:${path}`);
    const press = await pressOf(store);
    await press.publish(
      ...[0, 1, 2].map((hour): Piece => ({ by: "herald", title: `Piece ${hour} alone`, hour })),
    );
    await grouperAt(store, 3).groupNew();
    return store;
  };

  test("has taken its log in when more is asked for: nobody who writes has to", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "wire.db");
    await using store = await filled(path);
    expect((await store.dropStories({ before: instantOf(99), limit: 2 })).dropped).toBe(2);
    const copy = join(folder.path, "copy.db");
    await copyFile(path, copy); // without the log
    await using there = await freshStore(`sqlite:${copy}`);
    expect((await placesIn(there)).size).toBe(1);
  });

  test("is closed as a whole: no log is left beside it", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "wire.db");
    {
      await using store = await filled(path);
      await store.dropStories({ before: instantOf(99), limit: 2 });
    }
    expect(await readdir(folder.path)).toEqual(["wire.db"]);
  });
});
