import { describe, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const feed = "https://gazette.example/feed";
const other = "https://herald.example/feed";

const minute = (n: number) => new Date(at("06:00").getTime() + n * 60_000);
/** Entries "1" to `count`, shown a minute after one another. */
const entries = (count: number, prefix = "") =>
  Array.from({ length: count }, (_, i) =>
    parsedEntry({ key: `${prefix}${i + 1}`, title: `${prefix}${i + 1}`, publishedAt: minute(i + 1) }),
  );
const closed = at("23:00");

async function feedOf(store: Store, count: number, storyOf: (title: string) => number = Number) {
  await store.syncSources([source(feed), source(other)], at("05:00"));
  await savePoll(store, feed, entries(count), { fetchedAt: at("12:00") });
  await groupBy(store, storyOf);
  const [gazette] = await store.feeds();
  return { feedId: gazette!.id, closedBefore: closed, limit: 100 };
}

const surplus = async (store: Store, query: Parameters<Store["surplusEntries"]>[0]) =>
  (await store.surplusEntries(query)).entries.map(({ storyId }) => storyId);

const ids = async (store: Store) =>
  (await store.stories({ order: "latest", limit: 100 })).items
    .map(({ story }) => story.id)
    .sort((a, b) => a - b);

describe.each(engines)("stories that are dropped for their age on $name", ({ open }) => {
  test("go by ascending id, as many as have so many entries; who asks goes on where it ended", async () => {
    await using store = await open();
    await feedOf(store, 10, (title) => Math.ceil(Number(title) / 2));
    const first = await store.dropStories({ before: at("12:01"), limit: 5 });
    expect([first, await ids(store)]).toEqual([{ dropped: 2, next: 2 }, [3, 4, 5]]);
    const second = await store.dropStories({ before: at("12:01"), after: 2, limit: 50 });
    expect([second, await ids(store)]).toEqual([{ dropped: 3 }, []]);
  });

  test("are looked for among ten times as many as may go", async () => {
    await using store = await open();
    await feedOf(store, 30);
    expect(await store.dropStories({ before: at("11:00"), limit: 2 })).toEqual({ dropped: 0, next: 20 });
    expect(await store.dropStories({ before: at("11:00"), after: 20, limit: 2 })).toEqual({ dropped: 0 });
  });

  test("go some entries at a time where they are large, their lead last, and count what they have", async () => {
    await using store = await open();
    await feedOf(store, 9, () => 1);
    const drop = () => store.dropStories({ before: at("12:01"), limit: 4 });
    expect(await drop()).toEqual({ dropped: 0, next: 0 });
    const found = await store.story(1);
    expect(found.kind === "found" && [found.story.entryCount, found.entries.length]).toEqual([5, 5]);
    expect((await store.feeds())[0]!.entryCount).toBe(5);
    expect([await drop(), await drop()]).toEqual([{ dropped: 0, next: 0 }, { dropped: 1 }]);
    expect((await store.feeds())[0]!.entryCount).toBe(0);
  });
});

describe.each(engines)("of what a source has beyond a number on $name", ({ open }) => {
  test("the oldest are found, in slices; those that were placed nowhere yet are none", async () => {
    await using store = await open();
    const query = await feedOf(store, 7);
    await savePoll(store, other, entries(9, "o"), { fetchedAt: at("12:00") });
    expect(await surplus(store, { ...query, keep: 7 })).toEqual([]);
    expect(await surplus(store, { ...query, keep: 3 })).toEqual([1, 2, 3, 4]);
    const slice = await store.surplusEntries({ ...query, keep: 3, limit: 3 });
    expect(slice.entries.map(({ storyId }) => storyId)).toEqual([1, 2, 3]);
    expect(await surplus(store, { ...query, keep: 3, cursor: slice.next! })).toEqual([4]);
    const feedId = (await store.feeds())[1]!.id;
    expect(await surplus(store, { ...query, feedId, keep: 1 })).toEqual([]);
  });

  test("what is in a story with a later report stays, and so does what is starred or corrected", async () => {
    await using store = await open();
    const query = await feedOf(store, 6);
    const { id: readerId } = await store.addReader(at("12:00"));
    await store.mark({ readerId, storyIds: [2], act: "star", at: at("12:00") });
    const { items } = await store.latestEntries({ limit: 9 });
    const entryOf = (storyId: number) => items.find(({ placement }) => placement.storyId === storyId)!.id;
    await store.saveCorrection({
      decidedAfter: await store.lastPlacement(),
      at: at("12:00"),
      act: {
        kind: "apart",
        storyId: 3,
        title: "3",
        otherTitle: "6",
        these: [entryOf(3)],
        those: [entryOf(6)],
        before: new Map(),
        overrules: [],
      },
      moves: [],
      merges: [],
      ledOn: [],
      stories: [],
    });
    expect(await surplus(store, { ...query, keep: 1, closedBefore: minute(5) })).toEqual([1, 4]);
  });

  test("what goes is gone with its words and does not come back as new; its story is what is left", async () => {
    await using store = await open();
    const query = await feedOf(store, 4, (title) => (Number(title) <= 2 ? 1 : 2));
    const found = await store.surplusEntries({ ...query, keep: 1 });
    expect(found.entries).toHaveLength(3);
    const before = await store.storiesByIds([1, 2]);
    const reports = (await store.reportsOfStories([2])).get(2)!;
    const left = reports.find(({ title }) => title === "4")!;
    const after = {
      ...before[1]!,
      leadEntryId: left.id,
      entryCount: 1,
      coverage: 1,
      lastReportAt: left.shownAt,
    };
    const revision = await store.revision();
    const placement = await store.lastPlacement();
    const trimming = {
      decidedAfter: placement,
      entryIds: found.entries.map(({ id }) => id),
      stories: [{ ...after, updatedAt: at("20:00"), newsAt: at("20:00"), firstReportAt: at("20:00") }],
      ended: [1],
      refolded: [{ entryId: left.id, copyGroup: left.id }],
    };
    expect(await store.saveTrimming(trimming)).toBe(true);
    expect(await store.storiesByIds([1, 2])).toEqual([after]); // when it was news stays
    expect(await store.story(1)).toEqual({ kind: "unknown" });
    expect((await store.feeds())[0]!.entryCount).toBe(1);
    expect(await store.revision()).toBeGreaterThan(revision);
    expect(await store.lastPlacement()).toBe(placement);
    expect(await store.countFound({ search: "1", atMost: 9 })).toBe(0);
    const again = await savePoll(store, feed, entries(4));
    expect(again).toEqual({ total: 4, added: 0, changed: 0 });
    expect((await store.ungroupedEntries(9)).length).toBe(0);
  });

  test("nothing goes where something was placed since, or a story was starred", async () => {
    await using store = await open();
    const query = await feedOf(store, 3);
    const found = await store.surplusEntries({ ...query, keep: 1 });
    const trimming = {
      decidedAfter: await store.lastPlacement(),
      entryIds: found.entries.map(({ id }) => id),
      stories: [],
      ended: [1, 2],
      refolded: [],
    };
    await savePoll(store, other, entries(1, "o"));
    await groupBy(store, () => 9);
    expect(await store.saveTrimming(trimming)).toBe(false);
    const { id: readerId } = await store.addReader(at("12:00"));
    await store.mark({ readerId, storyIds: [2], act: "star", at: at("12:00") });
    const now = { ...trimming, decidedAfter: await store.lastPlacement() };
    expect(await store.saveTrimming(now)).toBe(false);
    expect(await ids(store)).toEqual([1, 2, 3, 9]);
  });

  test("a correction or a regrouping that was decided on a story before it lost entries changes nothing", async () => {
    await using store = await open();
    await feedOf(store, 3, () => 1);
    const [story] = await store.storiesByIds([1]);
    const decidedAfter = await store.lastPlacement();
    const [gone, ...rest] = (await store.reportsOfStories([1])).get(1)!;
    const lead = rest[0]!.id;
    await store.saveTrimming({
      decidedAfter,
      entryIds: [gone!.id],
      stories: [{ ...story!, entryCount: 2, leadEntryId: lead }],
      ended: [],
      refolded: [],
    });
    const stale = {
      decidedAfter,
      at: at("13:00"),
      moves: [],
      merges: [],
      stories: [{ ...story!, leadEntryId: lead }],
    };
    expect(await store.saveRegrouping(stale)).toBe(false);
    const act = { kind: "undo", id: 1, outcome: "" } as const;
    expect(await store.saveCorrection({ ...stale, act, ledOn: [] })).toBeUndefined();
    const apart = {
      kind: "apart",
      storyId: 2,
      title: "",
      otherTitle: "",
      these: [gone!.id],
      those: [lead],
      before: new Map(),
      overrules: [],
    } as const;
    expect(await store.saveCorrection({ ...stale, stories: [], act: apart, ledOn: [] })).toBeUndefined();
    expect((await store.correctionsInForce()).length).toBe(0);
    expect((await store.storiesByIds([1]))[0]!.entryCount).toBe(2);
  });
});
