import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { StorySettings } from "../../src/model/settings.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { freshStore } from "../support/store.ts";
import { startPublisher } from "../support/wire.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";

const settings: StorySettings = { windowMs: 120 * 3_600_000, granularity: "event" };
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";

const copies: readonly Piece[] = [
  { by: "herald", title: "Passenger ferry runs aground off Lorne", summary: wire, agency: "AFP", hour: 1 },
  { by: "courier", title: "Island drama ends well", summary: wire, agency: "AFP", hour: 1.5 },
  { by: "bote", title: "Everyone ashore", summary: wire, agency: "AFP", hour: 2 },
];
const ferry = (by: string, end: string, hour: number): Piece => ({
  by,
  title: `Ferry aground off Lorne: ${end}`,
  hour,
});
const own = ferry("gazette", "all 214 rescued", 3);
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 4 };

/** A grouper as a process would have it, and the corrections made at 12:30. */
function processOn(store: Store) {
  const clock = testClock(instantOf(12.5));
  return {
    grouper: createGrouper({ store, settings: () => settings, clock, log: silentLog }),
    corrections: createCorrections({ store, clock }),
  };
}

/** A store into which these pieces came, grouped. */
async function grouped(...pieces: readonly Piece[]) {
  const store = await freshStore();
  const press = await pressOf(store);
  await press.publish(...pieces);
  const parts = processOn(store);
  await parts.grouper.groupNew();
  return {
    store,
    press,
    ...parts,
    idOf: async (title: string) =>
      (await store.latestEntries({ limit: 500 })).items.find((entry) => entry.title === title)!.id,
    placeOf: async (title: string) =>
      (await store.latestEntries({ limit: 500 })).items.find((entry) => entry.title === title)!.placement,
    [Symbol.asyncDispose]: () => store.close(),
  };
}

/** Every story with its entries and their places: what readers and feeds are made of. */
const everything = async (store: Store) =>
  (await store.stories({ order: "latest", limit: 500 })).items.map(({ story, entries }) => ({
    story,
    places: entries.map(({ id, placement }) => ({ id, ...placement })).sort((a, b) => a.id - b.id),
  }));

describe("not the same story", () => {
  test("takes an own report out into a story of its own, with the reason in words", async () => {
    await using news = await grouped(...copies, own, orchestra);
    const { store, corrections } = news;
    const done = await corrections.setApart({
      storyId: 1,
      entryId: await news.idOf(own.title),
      withCopies: false,
    });
    expect(done).toEqual({
      kind: "done",
      correctionId: 1,
      storyId: 1,
      otherId: 3,
      text: "It is a story of its own now.",
    });
    expect(await titlesByStory(store)).toEqual({
      1: copies.map(({ title }) => title),
      2: [orchestra.title],
      3: [own.title],
    });
    const place = await news.placeOf(own.title);
    expect(place.layer).toBe("hand");
    expect(place.reason.text).toBe(
      "Set apart by hand on 20 Nov 2026, 12:30 UTC from “Passenger ferry runs aground off Lorne”",
    );
    const [story] = await store.storiesByIds([1]);
    expect(story).toMatchObject({
      entryCount: 3,
      coverage: 1,
      leadEntryId: await news.idOf(copies[0]!.title),
    });
    expect((await store.storiesByIds([3]))[0]).toMatchObject({ entryCount: 1, coverage: 1 });
  });

  test("takes of a copied text only that entry; the others stay one text", async () => {
    await using news = await grouped(...copies, own);
    const [first, second] = [await news.idOf(copies[0]!.title), await news.idOf(copies[1]!.title)];
    await news.corrections.setApart({ storyId: 1, entryId: first, withCopies: false });
    expect((await news.placeOf(copies[0]!.title)).copyGroup).toBe(first);
    for (const { title } of copies.slice(1)) expect((await news.placeOf(title)).copyGroup).toBe(second);
    expect((await news.store.storiesByIds([1]))[0]).toMatchObject({ entryCount: 3, coverage: 2 });
  });

  test("takes all that carry the text along where that is wanted", async () => {
    await using news = await grouped(...copies, own);
    const entryId = await news.idOf(copies[1]!.title);
    await news.corrections.setApart({ storyId: 1, entryId, withCopies: true });
    expect(await titlesByStory(news.store)).toEqual({ 1: [own.title], 2: copies.map(({ title }) => title) });
    const places = await Promise.all(copies.map(({ title }) => news.placeOf(title)));
    expect(places.map(({ layer }) => layer)).toEqual(["hand", "copy", "copy"]);
    expect((await news.store.storiesByIds([2]))[0]).toMatchObject({ entryCount: 3, coverage: 1 });
  });

  test("is refused, with nothing changed, where there is nothing to set apart", async () => {
    await using news = await grouped(...copies, orchestra);
    const { corrections, store } = news;
    const before = await store.revision();
    const [copy, alone] = [await news.idOf(copies[0]!.title), await news.idOf(orchestra.title)];
    const refusals = [
      await corrections.setApart({ storyId: 2, entryId: alone, withCopies: false }),
      await corrections.setApart({ storyId: 1, entryId: copy, withCopies: true }),
      await corrections.setApart({ storyId: 1, entryId: alone, withCopies: false }),
      await corrections.setApart({ storyId: 9, entryId: alone, withCopies: false }),
    ];
    expect(refusals.map((refusal) => refusal.kind === "refused" && refusal.why)).toEqual([
      "impossible",
      "impossible",
      "impossible",
      "unknown",
    ]);
    expect(await store.revision()).toBe(before);
  });

  test("is found under the id of a story that was merged since", async () => {
    await using news = await grouped(own, orchestra);
    await news.corrections.putTogether({ storyId: 1, otherId: 2 });
    const done = await news.corrections.setApart({
      storyId: 2,
      entryId: await news.idOf(own.title),
      withCopies: false,
    });
    expect(done).toMatchObject({ kind: "done", storyId: 1, otherId: 3 });
  });

  test("is left to whoever groups where entries are placed all the time, and says so", async () => {
    await using news = await grouped(...copies, own);
    let placement = 0;
    const store: Store = { ...news.store, lastPlacement: async () => --placement };
    const { corrections } = processOn(store);
    const refused = await corrections.setApart({
      storyId: 1,
      entryId: await news.idOf(own.title),
      withCopies: false,
    });
    expect(refused).toMatchObject({
      kind: "refused",
      why: "busy",
      text: expect.stringContaining("20 times"),
    });
    expect(await titlesByStory(news.store)).toEqual({ 1: [...copies, own].map(({ title }) => title) });
  });
});

describe("same story as", () => {
  test("makes two stories one: the older id stays, the other leads on, coverage counts both", async () => {
    await using news = await grouped(...copies, orchestra);
    const done = await news.corrections.putTogether({ storyId: 2, otherId: 1 });
    expect(done).toMatchObject({ kind: "done", storyId: 1, text: "They are one story now." });
    expect(await news.store.story(2)).toEqual({ kind: "merged", into: 1 });
    expect((await news.store.storiesByIds([1]))[0]).toMatchObject({ entryCount: 4, coverage: 2 });
    expect(await news.placeOf(orchestra.title)).toMatchObject({
      storyId: 1,
      layer: "hand",
      reason: {
        text: "Put together by hand on 20 Nov 2026, 12:30 UTC with “Passenger ferry runs aground off Lorne”",
      },
    });
  });

  test("is refused for a story and itself, also under its old id, and for one that does not exist", async () => {
    await using news = await grouped(own, orchestra);
    const { corrections } = news;
    await corrections.putTogether({ storyId: 1, otherId: 2 });
    for (const otherId of [1, 2])
      expect(await corrections.putTogether({ storyId: 1, otherId })).toEqual({
        kind: "refused",
        why: "impossible",
        text: "That is this story itself: another one is wanted.",
      });
    expect(await corrections.putTogether({ storyId: 1, otherId: 7 })).toMatchObject({
      why: "unknown",
      text: expect.stringContaining("no story 7"),
    });
  });

  test("of two that were set apart from a third: that still holds, until all three are one", async () => {
    await using news = await grouped(...copies, own);
    const { store, corrections } = news;
    for (const { title } of copies.slice(0, 2))
      await corrections.setApart({ storyId: 1, entryId: await news.idOf(title), withCopies: false });
    expect(await store.storiesApart()).toHaveLength(3);
    await corrections.putTogether({ storyId: 2, otherId: 3 });
    expect(await store.storiesApart()).toEqual([[1, 2]]);
    await corrections.putTogether({ storyId: 1, otherId: 2 });
    expect(await store.storiesApart()).toEqual([]);
    expect(await store.correctionsInForce()).toMatchObject([{ kind: "together" }, { kind: "together" }]);
  });

  test("takes later reports on either of them", async () => {
    await using news = await grouped(own, orchestra);
    await news.corrections.putTogether({ storyId: 1, otherId: 2 });
    await news.press.publish(ferry("herald", "214 rescued", 5), {
      by: "bote",
      title: "Long quarrel over, orchestra accepts lower pay",
      hour: 5,
    });
    await news.grouper.groupNew();
    expect(Object.keys(await titlesByStory(news.store))).toEqual(["1"]);
  });
});

describe("undo", () => {
  test("of what was set apart leads back to what was before, copy groups and all", async () => {
    await using news = await grouped(...copies, own, orchestra);
    const before = await everything(news.store);
    for (const [title, withCopies] of [
      [own.title, false],
      [copies[0]!.title, false],
      [copies[1]!.title, false],
      [copies[1]!.title, true],
    ] as const) {
      const done = await news.corrections.setApart({
        storyId: 1,
        entryId: await news.idOf(title),
        withCopies,
      });
      if (done.kind !== "done") throw new Error(done.text);
      const undone = await news.corrections.undo({ storyId: 1, correctionId: done.correctionId });
      expect(undone).toMatchObject({
        kind: "done",
        storyId: 1,
        text: withCopies ? "They are back where they were." : "It is back where it was.",
      });
      const after = await everything(news.store);
      expect(after.map(({ places }) => places)).toEqual(before.map(({ places }) => places));
      expect(after.at(-1)!.story).toMatchObject({ entryCount: 4, coverage: 2 });
      expect(await news.store.story(done.otherId!)).toEqual({ kind: "merged", into: 1 });
    }
  });

  test("takes along what came since for the sake of it", async () => {
    await using news = await grouped(...copies, orchestra);
    const entryId = await news.idOf(orchestra.title);
    await news.corrections.putTogether({ storyId: 1, otherId: 2 });
    await news.corrections.setApart({ storyId: 1, entryId, withCopies: false });
    const later = { by: "bote", title: "Long quarrel over, orchestra accepts lower pay", hour: 5 };
    await news.press.publish(later);
    await news.grouper.groupNew();
    expect(await titlesByStory(news.store)).toMatchObject({ 3: [orchestra.title, later.title] });
    const undone = await news.corrections.undo({ storyId: 3, correctionId: 2 });
    expect(undone).toMatchObject({
      storyId: 1,
      text: "It is back where it was, with one entry that came since.",
    });
    expect(Object.keys(await titlesByStory(news.store))).toEqual(["1"]);
  });

  test("of what was put together makes two stories again, under a new number to which the old one leads", async () => {
    await using news = await grouped(...copies, orchestra);
    const before = await everything(news.store);
    await news.corrections.putTogether({ storyId: 1, otherId: 2 });
    await news.press.publish({
      by: "bote",
      title: "Long quarrel over, orchestra accepts lower pay",
      hour: 5,
    });
    await news.grouper.groupNew();
    const undone = await news.corrections.undo({ storyId: 1, correctionId: 1 });
    expect(undone).toMatchObject({
      storyId: 1,
      text: "They are two stories again, one entry that came since among them. What was story 2 has the number 3 now; its old address leads there.",
    });
    expect(await news.store.story(2)).toEqual({ kind: "merged", into: 3 });
    const [, first] = await everything(news.store);
    expect(first!.places).toEqual(before[1]!.places);
    expect((await titlesByStory(news.store))[3]).toEqual([
      orchestra.title,
      "Long quarrel over, orchestra accepts lower pay",
    ]);
    expect((await news.placeOf(orchestra.title)).layer).toBe("first");
  });

  test("of a put-together brings back what it overruled", async () => {
    await using news = await grouped(...copies, own);
    await news.corrections.setApart({ storyId: 1, entryId: await news.idOf(own.title), withCopies: false });
    await news.corrections.putTogether({ storyId: 1, otherId: 2 });
    expect(await news.store.storiesApart()).toEqual([]);
    expect((await news.store.correction(1))?.undone?.outcome).toBe("They were put together again by hand.");
    await news.corrections.undo({ storyId: 1, correctionId: 2 });
    expect(await news.store.storiesApart()).toEqual([[1, 3]]);
  });

  test("leaves what a later correction moved where that put it", async () => {
    await using news = await grouped(...copies, own, orchestra);
    const entryId = await news.idOf(own.title);
    await news.corrections.setApart({ storyId: 1, entryId, withCopies: false });
    await news.corrections.putTogether({ storyId: 3, otherId: 2 });
    const undone = await news.corrections.undo({ storyId: 1, correctionId: 1 });
    expect(undone).toMatchObject({ text: expect.stringContaining("It was moved since, and stays") });
    expect((await titlesByStory(news.store))[2]).toEqual([own.title, orchestra.title]);
    expect(await news.store.storiesApart()).toEqual([]);
  });

  test("is refused twice, and of what was never made", async () => {
    await using news = await grouped(...copies, own);
    await news.corrections.setApart({ storyId: 1, entryId: await news.idOf(own.title), withCopies: false });
    await news.corrections.undo({ storyId: 1, correctionId: 1 });
    expect(await news.corrections.undo({ storyId: 1, correctionId: 1 })).toMatchObject({
      why: "impossible",
      text: "It was undone already, on 20 Nov 2026, 12:30 UTC.",
    });
    expect(await news.corrections.undo({ storyId: 1, correctionId: 5 })).toMatchObject({ why: "unknown" });
  });
});

describe("what was set apart", () => {
  /** Reports that would bring both together: alike to each. */
  const bridges = Array.from({ length: 6 }, (_, i) =>
    ferry(
      ["herald", "courier", "bote", "signal", "lantern", "tribune"][i]!,
      "all 214 passengers rescued",
      5 + i,
    ),
  );
  const apart = ferry("observer", "214 passengers rescued", 4);

  async function setApart() {
    const news = await grouped(own, apart);
    expect(Object.keys(await titlesByStory(news.store))).toEqual(["1"]);
    await news.corrections.setApart({ storyId: 1, entryId: await news.idOf(apart.title), withCopies: false });
    return news;
  }

  test("is never joined again by reports that resemble both, nor after a restart", async () => {
    await using news = await setApart();
    let { grouper } = news;
    for (const bridge of bridges) {
      await news.press.publish(bridge);
      await grouper.groupNew();
      expect((await news.placeOf(apart.title)).storyId).not.toBe((await news.placeOf(own.title)).storyId);
      grouper = processOn(news.store).grouper;
    }
    const [one, other] = [await news.placeOf(apart.title), await news.placeOf(own.title)];
    expect([one.storyId, other.storyId]).toEqual([2, 1]);
  });

  test("would be joined by them without that: the test is one", async () => {
    await using news = await setApart();
    await news.corrections.undo({ storyId: 1, correctionId: 1 });
    await news.press.publish(...bridges);
    await news.grouper.groupNew();
    expect(Object.keys(await titlesByStory(news.store))).toEqual(["1"]);
  });
});

test("the merged feed follows: what was set apart is an item of its own, and no id is given twice", async () => {
  await using news = await grouped(...copies, own, orchestra);
  await using wire = await startPublisher(news.store);
  const items = async () => {
    const feed = JSON.parse(await wire.text("/feed.json")) as { items: { id: string; title: string }[] };
    return new Map(feed.items.map(({ id, title }) => [title, id]));
  };
  const before = await items();
  const entryId = await news.idOf(copies[0]!.title);
  await news.corrections.setApart({ storyId: 1, entryId, withCopies: false });
  const apart = await items();
  expect([apart.size, apart.get(own.title)]).toEqual([3, before.get(own.title)]);
  expect([...before.values()]).not.toContain(apart.get(copies[0]!.title));
  await news.corrections.undo({ storyId: 1, correctionId: 1 });
  expect(await items()).toEqual(before);
});

test("retention keeps corrected stories; undone, they go whole", async () => {
  await using news = await grouped(own, orchestra, ferry("observer", "214 rescued", 400));
  await news.corrections.putTogether({ storyId: 1, otherId: 2 });
  const oldest = await news.idOf(own.title);
  await news.corrections.setApart({ storyId: 1, entryId: oldest, withCopies: false });
  const before = await titlesByStory(news.store);
  const drop = () => news.store.dropStories({ before: instantOf(500), limit: 9 });
  await drop();
  const { 3: _uncorrected, ...kept } = before;
  expect(await titlesByStory(news.store)).toEqual(kept);
  for (const correctionId of [2, 1]) await news.corrections.undo({ storyId: 1, correctionId });
  await drop();
  expect(await titlesByStory(news.store)).toEqual({});
  expect(await news.store.correction(1)).toBeUndefined();
  expect(await news.store.storiesApart()).toEqual([]);
});

test("a grouper in another process notices, and neither its batch nor its memory undoes a correction", async () => {
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${join(folder.path, "wire.db")}`;
  await using store = await freshStore(databaseUrl);
  await using elsewhere = await freshStore(databaseUrl);
  const press = await pressOf(store);
  const { grouper } = processOn(store);
  await press.publish(own, ferry("observer", "214 passengers rescued", 4));
  await grouper.groupNew();
  const { corrections } = processOn(elsewhere);
  const [, second] = (await store.latestEntries({ limit: 2 })).items.toReversed();
  // In the middle of a batch: decided on, not saved yet.
  await press.publish(ferry("herald", "all 214 passengers rescued", 5));
  const saving: Store["saveGrouping"] = async (grouping) => {
    if ((await store.storiesApart()).length === 0)
      await corrections.setApart({ storyId: 1, entryId: second!.id, withCopies: false });
    return store.saveGrouping(grouping);
  };
  const clock = testClock(instantOf(12));
  const interrupted = createGrouper({
    store: { ...store, saveGrouping: saving },
    settings: () => settings,
    clock,
    log: silentLog,
  });
  expect(await interrupted.groupNew()).toEqual({ placed: 1, merged: 0 });
  expect((await store.entry(second!.id))?.placement).toMatchObject({ storyId: 2, layer: "hand" });
  await press.publish(ferry("signal", "214 passengers all rescued", 6));
  await grouper.groupNew();
  expect(Object.keys(await titlesByStory(store)).sort()).toEqual(["1", "2"]);
  expect((await store.entry(second!.id))?.placement?.storyId).toBe(2);
});
