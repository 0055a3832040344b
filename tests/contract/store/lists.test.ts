import { describe, expect, test } from "vitest";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const world = "https://world.example/feed";
const tech = "https://tech.example/feed";

describe.each(engines)("lists by id on $name", ({ open }) => {
  /** Entries 1 to 8, entry n of story n; the even ones are in Tech. */
  async function eight() {
    const store = await open();
    await store.syncSources(
      [source(world, { category: "World" }), source(tech, { category: "Tech" })],
      at("11:00"),
    );
    for (let number = 1; number <= 8; number++) {
      const title = `number ${number}${number === 5 ? " quake" : ""}`;
      await savePoll(store, number % 2 === 0 ? tech : world, [
        parsedEntry({ key: `k${number}`, title, publishedAt: at(`10:0${9 - number}`) }),
      ]);
      await groupBy(store, () => number, { coverage: number });
    }
    return store;
  }
  const all = { from: "lowest", limit: 100 } as const;

  test("come in the order in which they were given out, from either end, whatever their dates", async () => {
    await using store = await eight();
    expect(await store.storyIds(all)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await store.entryIds({ ...all, from: "highest", limit: 3 })).toEqual([8, 7, 6]);
  });

  test("can be had of a stretch, and of every so many", async () => {
    await using store = await eight();
    for (const read of [store.storyIds, store.entryIds]) {
      expect(await read({ ...all, above: 2, upTo: 5 })).toEqual([3, 4, 5]);
      expect(await read({ ...all, above: 2, multiplesOf: 3 })).toEqual([3, 6]);
    }
  });

  test("hold what the list holds, and nothing else", async () => {
    await using store = await eight();
    for (const read of [store.storyIds, store.entryIds]) {
      expect(await read({ ...all, category: "Tech" })).toEqual([2, 4, 6, 8]);
      expect(await read({ ...all, feedId: 1, upTo: 4 })).toEqual([1, 3]);
      expect(await read({ ...all, search: "quake" })).toEqual([5]);
      expect(await read({ ...all, search: "&" })).toEqual([]);
      expect(await read({ ...all, minCoverage: 7 })).toEqual([7, 8]);
      expect(await read({ ...all, language: "de" })).toEqual([]);
      expect(await read({ ...all, ids: [8, 1, 99] })).toEqual([1, 8]);
    }
  });

  test("stories and entries can be had by their ids, in the order of the list", async () => {
    await using store = await eight();
    const stories = await store.stories({ order: "latest", ids: [7, 2], limit: 10 });
    expect(stories.items.map(({ story }) => story.id)).toEqual([2, 7]);
    const entries = await store.latestEntries({ ids: [7, 2], limit: 10 });
    expect(entries.items.map((entry) => entry.id)).toEqual([2, 7]);
  });

  test("entries without a place in a story are in none", async () => {
    await using store = await eight();
    await savePoll(store, world, [parsedEntry({ key: "k9" })]);
    expect(await store.entryIds({ ...all, above: 7 })).toEqual([8]);
  });

  test("stories that ended say what they are part of today, the latest first", async () => {
    await using store = await eight();
    const merge = (from: number, into: number, time: string) =>
      store.saveGrouping({
        placements: [],
        merges: [{ from, into, reason: "one event", at: at(time) }],
        stories: [],
      });
    await merge(6, 5, "12:00");
    await merge(8, 3, "12:10");
    await merge(5, 2, "12:20");
    expect(await store.endedStories({ above: 0, limit: 10 })).toEqual([
      { id: 5, into: 2, at: at("12:20") },
      { id: 8, into: 3, at: at("12:10") },
      { id: 6, into: 2, at: at("12:00") },
    ]);
    expect(await store.endedStories({ above: 5, upTo: 7, limit: 10 })).toMatchObject([{ id: 6 }]);
    expect(await store.endedStories({ above: 0, limit: 1 })).toMatchObject([{ id: 5 }]);
  });
});
