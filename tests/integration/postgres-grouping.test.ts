import { describe, expect, test } from "vitest";
import type { Placement } from "../../src/model/entry.ts";
import type { Story } from "../../src/model/story.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { freshDatabase } from "../support/postgres.ts";
import { at, parsedEntry, savePoll, source } from "../support/store.ts";

const feed = "https://a.example/feed";

/** Stores of several processes on one database, with so many entries that have no story yet. */
async function processes(count: number, entries: number) {
  const database = await freshDatabase();
  const stores = await Promise.all(Array.from({ length: count }, () => openStore(database.url)));
  const [first] = stores as [Store, ...Store[]];
  await first.syncSources([source(feed)], at("09:00"));
  const news = Array.from({ length: entries }, (_, number) => parsedEntry({ key: `k${number}` }));
  await savePoll(first, feed, news, { fetchedAt: at("10:00") });
  const waiting = await first.ungroupedEntries(entries);
  return {
    stores,
    first,
    ids: waiting.map(({ id }) => id),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await database[Symbol.asyncDispose]();
    },
  };
}

const placed = (storyId: number): Placement => ({
  storyId,
  copyGroup: 1,
  layer: "story",
  reason: { text: "by the test" },
});

const story = (id: number, leadEntryId: number): Story => ({
  id,
  leadEntryId,
  language: "en",
  entryCount: 1,
  coverage: 1,
  firstReportAt: at("10:00"),
  lastReportAt: at("10:00"),
  updatedAt: at("10:00"),
  newsAt: at("10:00"),
  rank: id,
});

const grouping = (entryId: number, storyId = entryId) => ({
  placements: [{ entryId, placement: placed(storyId) }],
  merges: [],
  stories: [story(storyId, entryId)],
});

describe("several processes on one PostgreSQL", () => {
  test("of decisions made after the same placement one is written, whoever is first", async () => {
    await using wire = await processes(4, 8);
    for (let round = 0; round < 8; round++) {
      const decidedAfter = await wire.first.lastPlacement();
      const entryId = wire.ids[round]!;
      const answers = await Promise.all(
        wire.stores.map((store, number) =>
          store.saveGrouping({ ...grouping(entryId, 100 * (number + 1) + round), decidedAfter }),
        ),
      );
      const written = answers.flatMap((answer, number) => (answer === undefined ? [] : [number]));
      expect(written).toHaveLength(1);
      expect(answers[written[0]!]).toBe(decidedAfter + 1);
      const storyId = 100 * (written[0]! + 1) + round;
      expect((await wire.first.entry(entryId))?.placement?.storyId).toBe(storyId);
    }
    expect(await wire.first.storyIds({ from: "lowest", limit: 99 })).toHaveLength(8);
  });

  test("corrections and regrouping are refused likewise while somebody places", async () => {
    await using wire = await processes(3, 2);
    await wire.first.saveGrouping(grouping(wire.ids[0]!));
    const decidedAfter = await wire.first.lastPlacement();
    const [grouper, corrector, regrouper] = wire.stores as [Store, Store, Store];
    const change = { decidedAfter, at: at("11:00"), moves: [], merges: [], stories: [] };
    const act = { kind: "undo", id: 1, outcome: "" } as const;
    const answers = await Promise.all([
      grouper.saveGrouping({ ...grouping(wire.ids[1]!), decidedAfter }),
      corrector.saveCorrection({ ...change, act, ledOn: [] }),
      regrouper.saveRegrouping(change),
    ]);
    expect(answers.filter((answer) => answer !== undefined && answer !== false)).toHaveLength(1);
    expect(await wire.first.lastPlacement()).toBe(decidedAfter + 1);
  });

  test("what many place at once stands in one order of replay, each place once", async () => {
    await using wire = await processes(4, 40);
    await Promise.all(
      wire.ids.map((entryId, number) => wire.stores[number % 4]!.saveGrouping(grouping(entryId))),
    );
    const replay = await wire.first.entriesPlacedAfter({ after: 0, limit: 99 });
    expect(replay.map(({ order }) => order)).toEqual(wire.ids.map((_, number) => number + 1));
    expect(new Set(replay.map(({ entry }) => entry.id))).toEqual(new Set(wire.ids));
    expect(await wire.first.lastStoryId()).toBe(Math.max(...wire.ids));
  });

  test("each of many changes moves the revision on", async () => {
    await using wire = await processes(4, 20);
    const before = await wire.first.revision();
    await Promise.all(
      wire.ids.map((entryId, number) => wire.stores[number % 4]!.saveGrouping(grouping(entryId))),
    );
    expect(await wire.first.revision()).toBe(before + 20);
  });

  test("a page read while stories go into one another has each with its entries", async () => {
    await using wire = await processes(3, 30);
    for (const entryId of wire.ids) await wire.first.saveGrouping(grouping(entryId));
    const [reader, grouper] = [wire.stores[1]!, wire.stores[2]!];
    const [oldest, ...others] = wire.ids as [number, ...number[]];
    const merged = { all: false };
    const merging = (async () => {
      for (const from of others.toReversed())
        await grouper.saveGrouping({
          placements: [],
          merges: [{ from, into: oldest, reason: "one event", at: at("11:00") }],
          stories: [],
        });
      merged.all = true;
    })();
    let pages = 0;
    while (!merged.all) {
      const { items } = await reader.stories({ order: "top", limit: 50 });
      expect(items.flatMap(({ entries }) => entries)).toHaveLength(wire.ids.length);
      pages += 1;
    }
    await merging;
    expect(pages).toBeGreaterThan(1);
  });

  test("a mark made while its story goes into another is not lost", async () => {
    await using wire = await processes(3, 30);
    for (const entryId of wire.ids) await wire.first.saveGrouping(grouping(entryId));
    const [marker, grouper] = [wire.stores[1]!, wire.stores[2]!];
    const readers = await Promise.all(wire.ids.map(() => marker.addReader(at("10:30"))));
    const [oldest, ...others] = wire.ids as [number, ...number[]];
    const marking = others.map((storyId, number) =>
      marker.mark({ readerId: readers[number]!.id, storyIds: [storyId], act: "star", at: at("11:00") }),
    );
    const merging = others.map((from) =>
      grouper.saveGrouping({
        placements: [],
        merges: [{ from, into: oldest, reason: "one event", at: at("11:00") }],
        stories: [],
      }),
    );
    await Promise.all([...marking, ...merging]);
    for (const [number] of others.entries())
      expect(await marker.marksOf(readers[number]!.id, [oldest])).toEqual(
        new Map([[oldest, { isStarred: true }]]),
      );
  });

  test("stories are dropped while entries are placed, polled and edited, and nothing is torn", async () => {
    await using wire = await processes(4, 20);
    for (const entryId of wire.ids) await wire.first.saveGrouping(grouping(entryId));
    const [dropper, poller, grouper] = wire.stores.slice(1) as [Store, Store, Store];
    const edited = (round: number) =>
      Array.from({ length: 20 }, (_, number) =>
        parsedEntry({ key: `k${number}`, title: `Edit ${round} of k${number}` }),
      );
    const polling = (async () => {
      for (let round = 0; round < 5; round++)
        await savePoll(poller, feed, [...edited(round), parsedEntry({ key: `new${round}` })], {
          fetchedAt: at("12:00"),
        });
    })();
    const dropping = (async () => {
      for (let round = 0; round < 10; round++) await dropper.dropStories({ before: at("11:00"), limit: 2 });
    })();
    const placing = (async () => {
      for (let round = 0; round < 10; round++)
        for (const { id } of await grouper.ungroupedEntries(9)) await grouper.saveGrouping(grouping(id));
    })();
    await Promise.all([polling, dropping, placing]);
    for (const { id } of await grouper.ungroupedEntries(9)) await grouper.saveGrouping(grouping(id));
    const { items } = await wire.first.stories({ order: "top", limit: 99 });
    expect(items.map(({ entries }) => entries[0].guid ?? entries[0].title).sort()).toEqual(
      Array.from({ length: 5 }, (_, round) => `Title of new${round}`),
    );
    expect((await wire.first.feeds())[0]?.entryCount).toBe(5);
  });
});
