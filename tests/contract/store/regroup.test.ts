import { describe, expect, test } from "vitest";
import type { Regrouping } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const feed = "https://a.example/feed";

describe.each(engines)("regrouping on $name", ({ open }) => {
  /** Entries 1 to 4, placed in the order of their ids: 1 and 2 are story 1, 3 and 4 are story 2. */
  async function storeWithStories() {
    const store = await open();
    await store.syncSources([source(feed)], at("11:00"));
    const titles = ["four", "three", "two", "one"];
    await savePoll(
      store,
      feed,
      titles.map((title) => parsedEntry({ key: title, title, publishedAt: at("10:00") })),
    );
    await groupBy(store, (title) => (title === "one" || title === "two" ? 1 : 2));
    const save = async (more: Partial<Regrouping>) =>
      store.saveRegrouping({
        decidedAfter: await store.lastPlacement(),
        at: at("13:00"),
        moves: [],
        merges: [],
        stories: [],
        ...more,
      });
    const order = async () =>
      (await store.entriesPlacedAfter({ after: 0, limit: 9 })).map(({ entry }) => entry.id);
    return { store, save, order, [Symbol.asyncDispose]: () => store.close() };
  }
  const placement = (storyId: number, copyGroup: number) =>
    ({ storyId, copyGroup, layer: "story", reason: { text: "decided again" } }) as const;

  test("entries are read in the order in which they were placed, page by page", async () => {
    await using wire = await storeWithStories();
    const { store } = wire;
    const first = await store.entriesPlacedAfter({ after: 0, limit: 3 });
    const rest = await store.entriesPlacedAfter({ after: first.at(-1)!.order, limit: 3 });
    expect([first.length, rest.length]).toEqual([3, 1]);
    const ids = [...first, ...rest].map(({ entry }) => entry.id);
    expect(new Set(ids)).toEqual(new Set([1, 2, 3, 4]));
    expect(await store.entriesPlacedAfter({ after: rest[0]!.order, limit: 3 })).toEqual([]);
    expect(first[0]!.entry.placement.reason).toEqual({ text: "by the test" });
  });

  test("places are read by id, page by page", async () => {
    await using wire = await storeWithStories();
    const { store } = wire;
    const all = await store.placesNow({ after: 0, limit: 9 });
    expect(all.map(({ entryId }) => entryId)).toEqual([1, 2, 3, 4]);
    expect(await store.placesNow({ after: 2, limit: 1 })).toEqual([all[2]]);
    expect(all[2]!.copyGroup).toBe(3);
  });

  test("what is set aside is brought back, the last decision of each entry, and changes nothing", async () => {
    await using wire = await storeWithStories();
    const { store } = wire;
    const before = [await store.revision(), await store.lastPlacement()];
    const decision = (entryId: number, text: string) =>
      ({ entryId, copyGroup: 1, layer: "copy", reason: { text, score: 0.5 } }) as const;
    expect(await store.broughtBack([1])).toEqual(new Map());
    await store.setAside([decision(1, "first"), decision(2, "“quoted”\n")]);
    await store.setAside([decision(1, "second")]);
    expect(await store.broughtBack([1, 2, 3])).toEqual(
      new Map([
        [1, decision(1, "second")],
        [2, decision(2, "“quoted”\n")],
      ]),
    );
    expect([await store.revision(), await store.lastPlacement()]).toEqual(before);
  });

  test("moved entries keep their place in the order of replay; ids that end lead on; caches and groupers notice", async () => {
    await using wire = await storeWithStories();
    const { store, save, order } = wire;
    const [replay, placed, revision] = [await order(), await store.lastPlacement(), await store.revision()];
    const [one] = await store.storiesByIds([1]);
    const moves = [
      { entryId: 1, placement: placement(3, 1) },
      { entryId: 2, placement: placement(1, 2) },
      { entryId: 3, placement: placement(1, 2) },
      { entryId: 4, placement: placement(1, 4) },
    ];
    const stories = [
      { ...one!, leadEntryId: 2, entryCount: 3 },
      { ...one!, id: 3, leadEntryId: 1, entryCount: 1 },
    ];
    const merges = [{ from: 2, into: 1, reason: "grouped again" }];
    expect(await save({ moves, merges, stories })).toBe(true);
    expect(await store.story(2)).toEqual({ kind: "merged", into: 1 });
    expect((await store.entriesOfStories([1])).get(1)?.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect((await store.entry(1))?.placement).toEqual(placement(3, 1));
    expect((await store.storiesByIds([1]))[0]).toMatchObject({ entryCount: 3 });
    expect(await store.lastStoryId()).toBe(3);
    expect(await order()).toEqual(replay);
    expect(await store.lastPlacement()).toBeGreaterThan(placed);
    expect(await store.revision()).toBeGreaterThan(revision);
  });

  test("decisions made before something was placed are refused, and write nothing", async () => {
    await using wire = await storeWithStories();
    const { store, save } = wire;
    const decidedAfter = (await store.lastPlacement()) - 1;
    expect(await save({ decidedAfter, moves: [{ entryId: 1, placement: placement(2, 1) }] })).toBe(false);
    expect((await store.entry(1))?.placement?.storyId).toBe(1);
  });

  test("under which settings stories were grouped is what was noted last", async () => {
    await using store = await open();
    expect(await store.groupedUnder()).toBeUndefined();
    for (const engine of [1, 2])
      await store.noteGroupedUnder({ granularity: "topic", windowMs: 86_400_000, engine });
    expect(await store.groupedUnder()).toEqual({ granularity: "topic", windowMs: 86_400_000, engine: 2 });
  });
});
