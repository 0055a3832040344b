import { describe, expect, test } from "vitest";
import type { StoryTopic } from "../../../src/model/story.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const feed = "https://a.example/feed";
const reason = { text: "alike", score: 0.3, threshold: 0.2, sharedTerms: ["Corvane"], hoursApart: 24 };
const titles = ["one", "two", "three", "four", "five"];

/** `storyId` follows on `earlier`. */
const topic = (storyId: number, earlier?: number): StoryTopic => ({
  storyId,
  profile: { language: "en", title: `Title ${storyId}`, texts: 1, stems: ["corvan"], codes: [storyId] },
  ...(earlier !== undefined && { earlier: { storyId: earlier, reason } }),
});

describe.each(engines)("sagas on $name", ({ open }) => {
  /** Stories 1 to 5, an entry and an hour each; the later the higher their rank. */
  async function storeWithStories() {
    const store = await open();
    await store.syncSources([source(feed)], at("09:00"));
    await savePoll(
      store,
      feed,
      titles.map((title, i) => parsedEntry({ key: title, title, publishedAt: at(`0${i + 1}:00`) })),
    );
    await groupBy(store, (title) => titles.indexOf(title) + 1);
    return store;
  }
  const save = (store: Store, ...topics: StoryTopic[]) =>
    store.saveGrouping({ placements: [], merges: [], stories: [], topics });
  const merge = (store: Store, from: number, into: number) =>
    store.saveGrouping({
      placements: [],
      merges: [{ from, into, reason: "one event", at: at("12:30") }],
      stories: [],
    });
  const earlierOf = async (store: Store, id: number) =>
    (await store.sagas([id], { named: 10 })).get(id)?.earlier.map((story) => story.id) ?? [];

  test("name what came before, the nearest first, and what followed, with the reasons", async () => {
    await using store = await storeWithStories();
    await save(store, topic(1), topic(2, 1), topic(3, 2), topic(4, 3));
    const saga = (await store.sagas([3, 5], { named: 1 })).get(3);
    expect(saga).toEqual({
      earlier: [{ id: 2, title: "two", firstReportAt: at("02:00"), coverage: 1, reason }],
      earlierCount: 2,
      later: [{ id: 4, title: "four", firstReportAt: at("04:00"), coverage: 1, reason }],
    });
    expect((await store.sagas([3, 5], { named: 1 })).has(5)).toBe(false);
  });

  test("a link that was found stays where none is found later, and gives way to another", async () => {
    await using store = await storeWithStories();
    await save(store, topic(3, 1));
    await save(store, topic(3));
    expect(await earlierOf(store, 3)).toEqual([1]);
    await save(store, topic(3, 2));
    expect(await earlierOf(store, 3)).toEqual([2]);
  });

  test("no link leads to a higher id, to itself or to nothing", async () => {
    await using store = await storeWithStories();
    await save(store, topic(2, 3), topic(3, 3), topic(4, 99));
    for (const id of [2, 3, 4]) expect(await earlierOf(store, id)).toEqual([]);
  });

  test("where a story goes into another, links lead on, and its own is taken over", async () => {
    await using store = await storeWithStories();
    await save(store, topic(3, 1), topic(5, 4));
    await merge(store, 4, 3);
    expect(await earlierOf(store, 5)).toEqual([3, 1]);
    await save(store, topic(5, 4));
    expect(await earlierOf(store, 5)).toEqual([3, 1]);
    await merge(store, 3, 2);
    expect(await earlierOf(store, 5)).toEqual([2, 1]);
    await merge(store, 2, 1);
    expect(await earlierOf(store, 1)).toEqual([]);
    expect(await earlierOf(store, 5)).toEqual([1]);
  });

  test("a dropped story's links end, and the others stay", async () => {
    await using store = await open();
    await store.syncSources([source(feed)], at("09:00"));
    const told = (title: string) => [parsedEntry({ key: title, title, publishedAt: at("08:00") })];
    await savePoll(store, feed, told("one"), { fetchedAt: at("10:00") });
    await savePoll(store, feed, [...told("two"), ...told("three")], { fetchedAt: at("11:00") });
    await groupBy(store, (title) => titles.indexOf(title) + 1);
    await save(store, topic(2, 1), topic(3, 2));
    expect((await store.dropStories({ before: at("10:30"), limit: 10 })).dropped).toBe(1);
    expect(await earlierOf(store, 2)).toEqual([]);
    expect(await earlierOf(store, 3)).toEqual([2]);
  });

  test("what a person sets apart is not linked", async () => {
    await using store = await storeWithStories();
    await save(store, topic(2, 1), topic(3, 2));
    const idOf = async (title: string) =>
      (await store.latestEntries({ limit: 9 })).items.find((entry) => entry.title === title)!.id;
    await store.saveCorrection({
      decidedAfter: await store.lastPlacement(),
      at: at("13:00"),
      act: {
        kind: "apart",
        storyId: 2,
        title: "two",
        otherTitle: "one",
        these: [await idOf("two")],
        those: [await idOf("one")],
        before: new Map(),
        overrules: [],
      },
      moves: [],
      merges: [],
      ledOn: [],
      stories: [],
    });
    expect(await earlierOf(store, 2)).toEqual([]);
    expect(await earlierOf(store, 3)).toEqual([2]);
  });

  test("a list can have each saga once: under its newest event, as long as that stands above", async () => {
    await using store = await storeWithStories();
    await save(store, topic(2, 1), topic(3, 2), topic(5, 4));
    const { items } = await store.stories({ order: "top", limit: 10 });
    const quiet = { ...items.find(({ story }) => story.id === 5)!.story, rank: 0 };
    await store.saveGrouping({ placements: [], merges: [], stories: [quiet] });
    const ids = async (more: object) =>
      (await store.stories({ order: "latest", limit: 10, ...more })).items.map(({ story }) => story.id);
    expect(await ids({ sagaOnce: true })).toEqual([5, 4, 3]);
    expect(await ids({})).toEqual([5, 4, 3, 2, 1]);
    expect(await ids({ sagaOnce: true, muted: ["three"] })).toEqual([5, 4, 2]);
  });

  test("stories are remembered with what was stored of them; what is moved by hand is made anew", async () => {
    await using store = await storeWithStories();
    await save(store, topic(2), topic(3));
    const remembered = async () => store.storiesToRemember({ since: at("02:00"), after: 0, limit: 2 });
    expect(await remembered()).toEqual([
      { storyId: 2, firstReportAt: at("02:00"), lastReportAt: at("02:00"), profile: topic(2).profile },
      { storyId: 3, firstReportAt: at("03:00"), lastReportAt: at("03:00"), profile: topic(3).profile },
    ]);
    const entry = (await store.latestEntries({ limit: 5 })).items.find(({ title }) => title === "two");
    await store.saveCorrection({
      decidedAfter: await store.lastPlacement(),
      at: at("13:00"),
      act: { kind: "undo", id: 1, outcome: "" },
      moves: [{ entryId: entry!.id, placement: { ...entry!.placement, storyId: 3 } }],
      merges: [],
      ledOn: [],
      stories: [],
    });
    for (const { profile } of await remembered()) expect(profile).toBeUndefined();
  });

  test("a story tells of those that went into it, the latest first, and why", async () => {
    await using store = await storeWithStories();
    await merge(store, 3, 2);
    await merge(store, 4, 2);
    expect(await store.mergedInto(2, { limit: 1 })).toEqual([
      { id: 4, reason: "one event", at: at("12:30") },
    ]);
    expect((await store.mergedInto(2, { limit: 9 })).map(({ id }) => id)).toEqual([4, 3]);
    expect(await store.mergedInto(4, { limit: 9 })).toEqual([]);
  });

  test("links are news to who keeps feeds", async () => {
    await using store = await storeWithStories();
    const revision = await store.revision();
    await save(store, topic(2, 1));
    expect(await store.revision()).toBeGreaterThan(revision);
  });
});
