import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Log, silentLog } from "../../src/base/log.ts";
import type { Granularity, StorySettings } from "../../src/model/settings.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { type RegroupParts, regroup } from "../../src/story/regroup.ts";
import { madeUpReports } from "../support/made-up-reports.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { freshStore } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 3_600_000;
const settingsOf = (granularity: Granularity): StorySettings => ({ windowMs: 120 * hourMs, granularity });
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";
const copies: readonly Piece[] = [
  { by: "herald", title: "Passenger ferry runs aground off Lorne", summary: wire, agency: "AFP", hour: 1 },
  { by: "courier", title: "Island drama ends well", summary: wire, agency: "AFP", hour: 1.5 },
  { by: "bote", title: "Everyone ashore", summary: wire, agency: "AFP", hour: 2 },
];
const own: Piece = { by: "gazette", title: "Ferry aground off Lorne: all 214 rescued", hour: 3 };
const late: Piece = {
  by: "signal",
  title: "Captain of ferry aground off Lorne questioned in court",
  hour: 100,
};
const orchestra: Piece = {
  by: "observer",
  title: "Orchestra accepts lower pay after long quarrel",
  hour: 101,
};
const saga = [...copies, own, late, orchestra];
const ferry = [...copies, own];
const titles = (pieces: readonly Piece[]) => pieces.map(({ title }) => title);

const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer"];
const manyReports = madeUpReports(100).map(({ outlet, ...piece }): Piece => ({
  by: outlets[outlet]!,
  ...piece,
}));

function processOn(store: Store, granularity: Granularity = "event") {
  const clock = testClock(instantOf(200));
  const run = (given: Partial<RegroupParts> = {}) =>
    regroup({ store, settings: settingsOf(granularity), clock, apply: true, ...given });
  return {
    grouper: createGrouper({ store, settings: () => settingsOf(granularity), clock, log: silentLog }),
    corrections: createCorrections({ store, clock }),
    regroup: run,
  };
}

/** A store into which these pieces came, slice by slice, grouped so far with this granularity. */
async function grouped(granularity: Granularity, ...slices: readonly (readonly Piece[])[]) {
  const store = await freshStore();
  const press = await pressOf(store);
  const { grouper } = processOn(store, granularity);
  for (const slice of slices) {
    await press.publish(...slice);
    await grouper.groupNew();
  }
  return {
    store,
    press,
    ...processOn(store, granularity),
    as: (other: Granularity) => processOn(store, other),
    idOf: async (title: string) =>
      (await store.latestEntries({ limit: 500 })).items.find((entry) => entry.title === title)!.id,
    [Symbol.asyncDispose]: () => store.close(),
  };
}

/** Every entry's place, in the order in which places were given. */
const placesIn = async (store: Store) =>
  (await store.entriesPlacedAfter({ after: 0, limit: 2000 })).map(({ entry }) => ({
    id: entry.id,
    ...entry.placement,
  }));
/** The entries of each story; what it is called left aside. */
const partition = async (store: Store) => {
  const stories = Map.groupBy(await placesIn(store), ({ storyId }) => storyId);
  return [...stories.values()].map((own) => own.map(({ id }) => id));
};
/** Every story as readers and feeds see it. */
const everything = async (store: Store) => ({
  stories: (await store.stories({ order: "latest", limit: 2000 })).items.map(({ story }) => story),
  places: await placesIn(store),
});
const slicesOf = (pieces: readonly Piece[]) =>
  Array.from({ length: 20 }, (_, i) => pieces.slice(i * 5, i * 5 + 5));

describe("deciding again", () => {
  test("with unchanged settings changes nothing, in however many polls the entries came, early or late", async () => {
    await using news = await grouped("event", ...slicesOf(manyReports));
    const before = [await everything(news.store), await news.store.revision()];
    const { plan, end } = await news.regroup();
    expect([plan.entries, plan.moved, plan.refolded, plan.changes, end]).toEqual([100, 0, 0, [], "applied"]);
    expect([await everything(news.store), await news.store.revision()]).toEqual(before);
  });

  test("without apply shows what would change, and writes nothing", async () => {
    await using news = await grouped("copy", saga);
    const before = [await everything(news.store), await news.store.revision()];
    const { plan, end } = await news.as("event").regroup({ apply: false });
    expect(plan).toMatchObject({
      entries: 6,
      stories: 4,
      storiesAfter: 3,
      moved: 1,
      ended: 1,
      split: 0,
      opened: 0,
    });
    expect(end).toBe("planned");
    expect([await everything(news.store), await news.store.revision()]).toEqual(before);
  });

  test("of an empty store finds nothing", async () => {
    await using store = await freshStore();
    expect(await processOn(store).regroup()).toMatchObject({
      end: "applied",
      plan: { entries: 0, changes: [] },
    });
  });

  test("leaves entries that have no place yet to the grouper", async () => {
    await using news = await grouped("copy", copies);
    await news.press.publish(own);
    expect(await news.as("event").regroup()).toMatchObject({ plan: { entries: 3 } });
    expect(await news.store.ungroupedEntries(9)).toHaveLength(1);
  });
});

describe("a coarser setting", () => {
  test("joins stories: the larger keeps its id, the others lead on, reasons and copy groups are those of now", async () => {
    await using news = await grouped("copy", saga);
    const { store } = news;
    expect(Object.keys(await titlesByStory(store))).toEqual(["4", "3", "2", "1"].toSorted());
    await news.as("event").regroup();
    expect(await titlesByStory(store)).toEqual({
      1: titles(ferry),
      3: [late.title],
      4: [orchestra.title],
    });
    expect(await store.story(2)).toEqual({ kind: "merged", into: 1 });
    const places = await placesIn(store);
    expect(places.slice(0, 4).map(({ layer }) => layer)).toEqual(["first", "copy", "copy", "story"]);
    expect(places[3]!.reason.text).toMatch(/^Shares “/);
    expect(await store.storiesByIds([1])).toMatchObject([{ entryCount: 4, coverage: 2 }]);
    expect(await news.as("event").regroup()).toMatchObject({ plan: { changes: [] } });
  });

  test("is no news: no story counts as updated, its first report is the earliest, never a later one", async () => {
    await using news = await grouped("copy", [own], copies);
    const { store } = news;
    const [before] = await store.storiesByIds([2]);
    await news.as("event").regroup();
    expect(await store.storiesByIds([2])).toMatchObject([
      {
        entryCount: 4,
        coverage: 2,
        firstReportAt: instantOf(1),
        lastReportAt: instantOf(3),
        updatedAt: before!.updatedAt,
      },
    ]);
  });
});

describe("a finer setting", () => {
  test("splits stories: most of the entries keep the id, the rest get new ids and their old dates", async () => {
    await using news = await grouped("event", saga);
    const { store } = news;
    await news.as("copy").regroup();
    expect(await titlesByStory(store)).toEqual({
      1: titles(copies),
      2: [late.title],
      3: [orchestra.title],
      4: [own.title],
    });
    expect(await store.storiesByIds([4])).toMatchObject([
      { firstReportAt: instantOf(3), updatedAt: instantOf(3) },
    ]);
  });

  test("there and back again loses and doubles no entry, gives no id twice, and every old id leads somewhere", async () => {
    await using news = await grouped("event", ...slicesOf(manyReports));
    const { store } = news;
    const [before, partitionBefore] = [await everything(store), await partition(store)];
    for (const granularity of ["copy", "topic", "event"] as const) await news.as(granularity).regroup();
    expect(await partition(store)).toEqual(partitionBefore);
    const after = await placesIn(store);
    expect(after.map(({ id }) => id)).toEqual(before.places.map(({ id }) => id));
    const leadsTo = async (id: number) => {
      const found = await store.story(id);
      return found.kind === "merged" ? (await store.story(found.into)).kind : found.kind;
    };
    for (const { id } of before.stories) expect(await leadsTo(id)).toBe("found");
  });
});

describe("afterwards", () => {
  test("an engine that is read back goes on as one that had decided so from the start", async () => {
    const [first, rest] = [manyReports.slice(0, 60), slicesOf(manyReports).slice(12)];
    await using straight = await grouped("event", ...slicesOf(first));
    await using news = await grouped("copy", ...slicesOf(first));
    await news.as("event").regroup();
    for (const { store, press } of [straight, news]) {
      for (const slice of rest) {
        await press.publish(...slice);
        await processOn(store).grouper.groupNew(); // started anew each time
      }
    }
    expect(await partition(news.store)).toEqual(await partition(straight.store));
    const layers = async (store: Store) =>
      (await placesIn(store)).map(({ copyGroup, layer }) => ({ copyGroup, layer }));
    expect(await layers(news.store)).toEqual(await layers(straight.store));
  });
});

describe("corrections by hand", () => {
  test("what was set apart stays apart, under any setting, and undo takes it back", async () => {
    await using news = await grouped("event", saga);
    const { store, corrections } = news;
    const entryId = await news.idOf(own.title);
    await corrections.setApart({ storyId: 1, entryId, withCopies: false });
    for (const granularity of ["topic", "copy", "event"] as const) {
      await news.as(granularity).regroup();
      const mine = (await placesIn(store)).find(({ id }) => id === entryId);
      expect(mine!.layer).toBe("hand");
      expect(mine!.reason.text).toMatch(/^Set apart by hand on /);
      expect((await store.storiesApart()).length).toBeGreaterThan(0);
    }
    const stories = Object.values(await titlesByStory(store));
    expect(stories).toContainEqual(titles(copies));
    expect(stories).toContainEqual([own.title]);
    expect(await corrections.undo({ storyId: 1, correctionId: 1 })).toMatchObject({
      kind: "done",
      text: "It is back where it was.",
    });
    expect(await titlesByStory(store)).toMatchObject({ 1: titles(ferry) });
    expect(await news.regroup()).toMatchObject({ plan: { changes: [] } });
  });

  test("a copy that was set apart does not come back by its text, and the others stay copies of one another", async () => {
    await using news = await grouped("event", saga);
    const { store, corrections } = news;
    const entryId = await news.idOf(copies[0]!.title);
    await corrections.setApart({ storyId: 1, entryId, withCopies: false });
    const before = await everything(store);
    expect(await news.regroup()).toMatchObject({ corrections: 1, plan: { moved: 0 } });
    expect((await everything(store)).places.map(({ reason, ...place }) => place)).toEqual(
      before.places.map(({ reason, ...place }) => place),
    );
    expect(await corrections.undo({ storyId: 1, correctionId: 1 })).toMatchObject({ kind: "done" });
    expect(await titlesByStory(store)).toMatchObject({ 1: titles(ferry) });
  });

  test("what was put together stays together, also as it is split otherwise, and undo parts it again", async () => {
    await using news = await grouped("event", saga);
    const { store, corrections } = news;
    await corrections.putTogether({ storyId: 1, otherId: 3 });
    await news.as("copy").regroup();
    expect(await titlesByStory(store)).toEqual({ 1: titles([...ferry, orchestra]), 2: [late.title] });
    await news.as("event").regroup();
    expect(await titlesByStory(store)).toEqual({ 1: titles([...ferry, orchestra]), 2: [late.title] });
    expect(await corrections.undo({ storyId: 1, correctionId: 1 })).toMatchObject({ kind: "done" });
    await news.as("event").regroup();
    const stories = Object.values(await titlesByStory(store));
    expect(stories).toContainEqual([orchestra.title]);
    expect(stories).toContainEqual(titles(ferry));
    expect(await store.story(3)).toMatchObject({ kind: "merged" });
  });

  test("that were undone hold nothing", async () => {
    await using news = await grouped("event", saga);
    const { store, corrections } = news;
    await corrections.setApart({ storyId: 1, entryId: await news.idOf(own.title), withCopies: false });
    await corrections.undo({ storyId: 1, correctionId: 1 });
    await news.as("copy").regroup();
    expect(await titlesByStory(store)).toMatchObject({ 1: titles(copies), 5: [own.title] });
  });
});

describe("others at work on the same store", () => {
  /** What happens between deciding and moving, the first time. */
  async function meanwhile(work: (store: Store) => Promise<void>) {
    const news = await grouped("copy", saga);
    let done = false;
    const store: Store = {
      ...news.store,
      lastPlacement: async () => {
        if (!done) {
          done = true;
          await work(news.store);
        }
        return news.store.lastPlacement();
      },
    };
    return { ...news, ...processOn(store, "event") };
  }
  const addition: Piece = {
    by: "tribune",
    title: "Ferry aground off Lorne: 214 rescued by boats",
    hour: 3.5,
  };

  test("what another grouper has placed meanwhile is decided on too", async () => {
    await using news = await meanwhile(async (store) => {
      const press = await pressOf(store);
      await press.publish(addition);
      await processOn(store, "copy").grouper.groupNew();
    });
    expect(await news.regroup()).toMatchObject({ end: "applied", plan: { entries: 6 } });
    expect(await titlesByStory(news.store)).toMatchObject({ 1: titles([...ferry, addition]) });
  });

  test("a correction that is made meanwhile holds", async () => {
    await using news = await meanwhile(async (store) => {
      const { items } = await store.latestEntries({ limit: 9 });
      const entryId = items.find(({ title }) => title === copies[2]!.title)!.id;
      await processOn(store).corrections.setApart({ storyId: 1, entryId, withCopies: false });
    });
    expect(await news.regroup()).toMatchObject({ end: "applied" });
    expect(await titlesByStory(news.store)).toMatchObject({
      1: titles([...copies.slice(0, 2), own]),
      5: [copies[2]!.title],
    });
  });

  test("stories that others change each time are left as they are, which is said", async () => {
    await using news = await grouped("copy", saga);
    const before = await everything(news.store);
    const store: Store = { ...news.store, saveRegrouping: () => Promise.resolve(false) };
    expect(await processOn(store, "event").regroup()).toMatchObject({ end: "overtaken" });
    expect(await everything(news.store)).toEqual(before);
  });

  test("a grouper that runs beside it notices, and goes on from there", async () => {
    await using folder = await temporaryFolder();
    const databaseUrl = `sqlite:${join(folder.path, "wire.db")}`;
    await using store = await freshStore(databaseUrl);
    const press = await pressOf(store);
    const service = processOn(store, "event").grouper;
    await press.publish(...ferry);
    await processOn(store, "copy").grouper.groupNew();
    await service.restore();
    await using other = await freshStore(databaseUrl);
    await processOn(other, "event").regroup();
    await press.publish(addition);
    await service.groupNew();
    expect(await titlesByStory(store)).toEqual({ 1: titles([...ferry, addition]) });
  });
});

describe("what is interrupted", () => {
  test("between two moves leaves whole stories, and is finished by doing it again", async () => {
    const reports = madeUpReports(1200).map(({ outlet, ...piece }): Piece => ({
      by: outlets[outlet]!,
      ...piece,
    }));
    await using straight = await grouped("copy", reports);
    await straight.as("event").regroup();
    await using news = await grouped("copy", reports);
    const { store } = news;
    let saves = 0;
    const dying: Store = {
      ...store,
      saveRegrouping: (regrouping) =>
        saves++ === 0 ? store.saveRegrouping(regrouping) : Promise.reject(new Error("killed")),
    };
    await expect(processOn(dying, "event").regroup()).rejects.toThrow("killed");
    expect(await partition(store)).not.toEqual(await partition(straight.store));
    for (const { entryCount, id } of (await everything(store)).stories)
      expect((await store.entriesOfStories([id])).get(id)).toHaveLength(entryCount);
    await news.as("event").regroup();
    expect(await partition(store)).toEqual(await partition(straight.store));
  });

  test("on request while it decides writes nothing", async () => {
    await using news = await grouped("copy", saga);
    const before = await everything(news.store);
    expect(await news.as("event").regroup({ isStopped: () => true })).toMatchObject({ end: "stopped" });
    expect(await everything(news.store)).toEqual(before);
  });
});

describe("settings that changed", () => {
  /** What a service that starts over a store says of its stories' settings, and after each change. */
  const told = async (store: Store, ...changes: readonly Granularity[]) => {
    const lines: unknown[] = [];
    const log: Log = {
      ...silentLog,
      info: (event, facts) => {
        if (event === "stories are grouped under other settings") lines.push(facts?.["settings"]);
      },
    };
    let settings = settingsOf(changes[0]!);
    const grouper = createGrouper({ store, settings: () => settings, clock: testClock(instantOf(200)), log });
    await grouper.restore();
    for (const granularity of changes) {
      settings = settingsOf(granularity);
      await grouper.groupNew();
      await grouper.groupNew();
    }
    return lines;
  };
  const copyLine = "granularity copy and a window of 5d";

  test("are told of once, at the start and on a change, until the stories are regrouped", async () => {
    await using news = await grouped("copy", saga);
    const { store } = news;
    expect(await told(store, "copy")).toEqual([]);
    expect(await told(store, "event")).toEqual([copyLine]);
    expect(await told(store, "copy", "event", "topic", "copy", "event")).toEqual([copyLine, copyLine]);
    expect(await news.as("event").regroup()).toMatchObject({ before: copyLine });
    expect(await told(store, "event")).toEqual([]);
    expect(await news.as("event").regroup()).not.toHaveProperty("before");
  });

  test("before anything was grouped are nothing to tell of", async () => {
    await using store = await freshStore();
    expect(await told(store, "copy", "event", "topic")).toEqual([]);
  });
});
