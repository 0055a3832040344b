import { describe, expect, test } from "vitest";
import type { NewCorrection } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const feed = "https://a.example/feed";

const made: NewCorrection = {
  kind: "apart",
  storyId: 3,
  title: "two",
  otherTitle: "one",
  these: [2],
  those: [1],
  before: new Map([[2, { copyGroup: 2, layer: "story", reason: { text: "alike" } }]]),
  overrules: [],
};
const nothing = { moves: [], merges: [], ledOn: [], stories: [] } as const;

describe.each(engines)("corrections on $name", ({ open }) => {
  /** Entries 1 and 2 are story 1, entry 3 is story 2. */
  async function storeWithStories() {
    const store = await open();
    await store.syncSources([source(feed)], at("11:00"));
    await savePoll(
      store,
      feed,
      ["three", "two", "one"].map((title) => parsedEntry({ key: title, title, publishedAt: at("10:00") })),
    );
    await groupBy(store, (title) => (title === "three" ? 2 : 1));
    const save = async (act: Parameters<typeof store.saveCorrection>[0]["act"], more: object = {}) =>
      store.saveCorrection({
        decidedAfter: await store.lastPlacement(),
        at: at("13:00"),
        act,
        ...nothing,
        ...more,
      });
    const idOf = async (title: string) =>
      (await store.latestEntries({ limit: 9 })).items.find((entry) => entry.title === title)!.id;
    return { store, save, idOf, [Symbol.asyncDispose]: () => store.close() };
  }

  test("keep both sides, the places of before, and say where everybody is now", async () => {
    await using wire = await storeWithStories();
    const [one, two] = [await wire.idOf("one"), await wire.idOf("two")];
    const before = new Map([[two, made.before.get(2)!]]);
    expect(await wire.save({ ...made, these: [two], those: [one], before })).toBe(1);
    expect(await wire.store.correction(1)).toEqual({
      id: 1,
      kind: "apart",
      madeAt: at("13:00"),
      storyId: 3,
      ledOn: [],
      title: "two",
      otherTitle: "one",
      these: [{ id: two, storyId: 1, before: made.before.get(2) }],
      those: [{ id: one, storyId: 1 }],
    });
    expect(await wire.store.correction(9)).toBeUndefined();
    expect(await wire.store.correctionsOf({ storyIds: [1], limit: 9 })).toHaveLength(1);
    expect(await wire.store.correctionsOf({ storyIds: [2], limit: 9 })).toEqual([]);
  });

  test("a move keeps its place in the order of replay, and every grouper and cache notices", async () => {
    await using wire = await storeWithStories();
    const { store } = wire;
    const order = async () =>
      (await store.placedEntriesSince({ since: at("00:00"), limit: 9 })).items.map(({ id }) => id);
    const [placement, revision, replay] = [
      await store.lastPlacement(),
      await store.revision(),
      await order(),
    ];
    const [first] = replay;
    const moved = { storyId: 3, copyGroup: first!, layer: "hand", reason: { text: "by hand" } } as const;
    await wire.save(made, { moves: [{ entryId: first, placement: moved }] });
    expect((await store.entry(first!))?.placement).toEqual(moved);
    expect(await order()).toEqual(replay);
    expect(await store.lastPlacement()).toBeGreaterThan(placement);
    expect(await store.revision()).toBeGreaterThan(revision);
  });

  test("are refused, and write nothing, where something was placed after they were decided", async () => {
    await using wire = await storeWithStories();
    const decidedAfter = (await wire.store.lastPlacement()) - 1;
    const change = { decidedAfter, at: at("13:00"), act: made, ...nothing };
    expect(await wire.store.saveCorrection(change)).toBeUndefined();
    expect(await wire.store.correction(1)).toBeUndefined();
  });

  test("in force hold the stories of their sides apart, whatever those are called by then", async () => {
    await using wire = await storeWithStories();
    const { store, save } = wire;
    const [one, three] = [await wire.idOf("one"), await wire.idOf("three")];
    const id = (await save({ ...made, these: [three], those: [one] }))!;
    expect(await store.storiesApart()).toEqual([[1, 2]]);
    await savePoll(store, feed, [parsedEntry({ key: "zero" })]);
    await groupBy(store, () => 4);
    const grown = (await store.storiesByIds([2])).map((story) => ({ ...story, id: 4 }));
    const merge = { from: 2, into: 4, reason: "one event", at: at("12:30") };
    await store.saveGrouping({ placements: [], merges: [merge], stories: grown });
    expect(await store.storiesApart()).toEqual([[1, 4]]);
    await save({ kind: "undo", id, outcome: "Back." });
    expect(await store.storiesApart()).toEqual([]);
    expect((await store.correction(id))?.undone).toEqual({ at: at("13:00"), outcome: "Back." });
  });

  test("that a later one overrules end, and are in force again when that one is undone", async () => {
    await using wire = await storeWithStories();
    const { store, save } = wire;
    const sides = { these: [await wire.idOf("three")], those: [await wire.idOf("one")] };
    const apart = (await save({ ...made, ...sides }))!;
    const together = (await save({ ...made, ...sides, kind: "together", overrules: [apart] }))!;
    expect((await store.correction(apart))?.undone?.at).toEqual(at("13:00"));
    expect(await store.storiesApart()).toEqual([]);
    await save({ kind: "undo", id: together, outcome: "Apart." });
    expect((await store.correction(apart))?.undone).toBeUndefined();
    expect(await store.storiesApart()).toEqual([[1, 2]]);
    expect((await store.correctionsInForce()).map(({ id }) => id)).toEqual([apart]);
  });

  test("know which ids led to a story that ends, so that they can lead elsewhere later", async () => {
    await using wire = await storeWithStories();
    const { store, save } = wire;
    const sides = { these: [await wire.idOf("three")], those: [await wire.idOf("one")] };
    const merge = { from: 2, into: 1, reason: "by hand" };
    const id = (await save({ ...made, ...sides, kind: "together", storyId: 2 }, { merges: [merge] }))!;
    expect(await store.story(2)).toEqual({ kind: "merged", into: 1 });
    await save({ kind: "undo", id, outcome: "Apart." }, { ledOn: [{ id: 2, into: 5 }] });
    expect(await store.story(2)).toEqual({ kind: "merged", into: 5 });
    expect((await store.correction(id))?.ledOn).toEqual([]);
  });

  test("keep their stories from retention while they are in force, and go with a side of them when they are undone", async () => {
    await using wire = await storeWithStories();
    const { store, save } = wire;
    const id = (await save({ ...made, these: [await wire.idOf("three")], those: [await wire.idOf("one")] }))!;
    const drop = async () => (await store.dropStories({ before: at("12:01"), limit: 9 })).dropped;
    expect(await drop()).toBe(0);
    expect((await store.correctionsInForce()).map((correction) => correction.id)).toEqual([id]);
    await save({ kind: "undo", id, outcome: "Back." });
    expect(await drop()).toBeGreaterThan(0);
    expect(await store.correction(id)).toBeUndefined();
    expect(await store.storiesApart()).toEqual([]);
  });
});
