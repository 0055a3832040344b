import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { StorySettings } from "../../src/model/settings.ts";
import type { PlacedEntry } from "../../src/model/story.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { madeUpReports } from "../support/made-up-reports.ts";
import { type Piece, heraldSports, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { freshStore } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 3_600_000;
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";

const copies: readonly Piece[] = [
  { by: "herald", title: "Passenger ferry runs aground off Lorne", summary: wire, agency: "AFP", hour: 1 },
  { by: "courier", title: "Island drama ends well", summary: wire, agency: "AFP", hour: 1.5 },
  { by: "bote", title: "Everyone ashore", summary: `Good news for once. ${wire.slice(0, 220)}`, hour: 2 },
];
const ownReport: Piece = { by: "gazette", title: "All 214 rescued from ferry aground off Lorne", hour: 3 };
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 4 };

type Given = Partial<StorySettings> & Readonly<{ hour?: number }>;

function grouperOf(store: Store, { hour = 12, ...given }: Given = {}) {
  const settings: { current: StorySettings } = {
    current: { windowMs: 120 * hourMs, granularity: "event", ...given },
  };
  const clock = testClock(instantOf(hour));
  const grouper = createGrouper({ store, settings: () => settings.current, clock, log: silentLog });
  return { ...grouper, settings, clock };
}

/** A store into which these pieces came, grouped. */
async function grouped(pieces: readonly Piece[], given: Given = {}) {
  const store = await freshStore();
  const press = await pressOf(store);
  await press.publish(...pieces);
  const grouper = grouperOf(store, given);
  const result = await grouper.groupNew();
  return { store, press, grouper, result, [Symbol.asyncDispose]: () => store.close() };
}

const entriesOf = async (store: Store, id: number): Promise<readonly PlacedEntry[]> => {
  const found = await store.story(id);
  if (found.kind !== "found") throw new Error(`story ${id} is ${found.kind}`);
  return found.entries;
};
const storyOf = async (store: Store, id: number) => {
  const found = await store.story(id);
  return found.kind === "found" ? found.story : found;
};
/** Every placement, in the order in which they were made. */
const placements = async (store: Store, since = instantOf(-10_000)) => {
  const { items } = await store.placedEntriesSince({ since, limit: 10_000 });
  return items.map(({ id, title, placement }) => ({ id, title, ...placement }));
};

describe("entries become stories", () => {
  test("copies of one wire text are one copy group, an own report joins them, what is unrelated stays apart", async () => {
    await using newsroom = await grouped([...copies, ownReport, orchestra]);
    const { store, result } = newsroom;
    expect(result).toEqual({ placed: 5, merged: 0 });
    expect(await titlesByStory(store)).toEqual({
      1: [...copies, ownReport].map(({ title }) => title),
      2: [orchestra.title],
    });
    const placed = await placements(store);
    const [first] = placed;
    expect(placed.map(({ layer }) => layer)).toEqual(["first", "copy", "copy", "story", "first"]);
    expect(placed.slice(0, 3).map(({ copyGroup }) => copyGroup)).toEqual([first!.id, first!.id, first!.id]);
    expect(placed[3]!.copyGroup).toBe(placed[3]!.id);
    expect(await store.ungroupedEntries(10)).toEqual([]);
  });

  test("every placement is stored with its reason", async () => {
    await using newsroom = await grouped([...copies, ownReport]);
    const [first, copy, , own] = await placements(newsroom.store);
    expect(first!.reason.text).toBe(
      "Opened the story: no entry known by then in its language shares a telling word with it",
    );
    expect(copy!.reason).toEqual({
      text: "Carries the same text as “Passenger ferry runs aground off Lorne”: 100 % of its phrases, 30 min apart",
      nearestEntryId: first!.id,
      score: 1,
      hoursApart: 0.5,
    });
    expect(own!.reason).toMatchObject({ nearestEntryId: first!.id, threshold: 0.068, hoursApart: 2 });
    expect(own!.reason.sharedTerms).toContain("Lorne");
    expect(own!.reason.text).toMatch(
      /^Shares (?:“[^”]+”, )+“[^”]+” and (?:“[^”]+”|\d more words) with 3 reports, 2 h apart$/,
    );
  });

  test("the own report speaks for the story", async () => {
    await using newsroom = await grouped([...copies, ownReport]);
    const [lead] = await entriesOf(newsroom.store, 1);
    expect(lead!.title).toBe(ownReport.title);
  });

  test("entries are taken by their instants, whatever feed was polled first", async () => {
    await using newsroom = await grouped([orchestra, ownReport, ...copies.toReversed()]);
    const titles = (await placements(newsroom.store)).map(({ title }) => title);
    expect(titles).toEqual([...copies, ownReport, orchestra].map(({ title }) => title));
  });

  test("more entries than one batch takes all find their place", async () => {
    const many = Array.from({ length: 1100 }, (_, i): Piece => ({
      by: "herald",
      title: `Notice ${i}: lot ${i * 7} sold`,
      hour: i / 200,
    }));
    await using newsroom = await grouped(many, { granularity: "copy" });
    expect(newsroom.result.placed).toBe(1100);
    expect(await newsroom.store.lastStoryId()).toBe(1100);
  });

  test("entries of different languages do not meet", async () => {
    const title = "Aurora vor Lorne auf Grund, 214 Menschen gerettet";
    await using newsroom = await grouped([
      { by: "herald", title, summary: wire, language: "de" },
      { by: "bote", title, summary: wire, language: "nl", hour: 1 },
      { by: "courier", title, summary: wire, language: "de-AT", hour: 2 },
    ]);
    const stories = (await placements(newsroom.store)).map(({ storyId }) => storyId);
    expect(stories).toEqual([1, 2, 1]);
    expect(await storyOf(newsroom.store, 1)).toMatchObject({ language: "de", coverage: 1 });
  });
});

describe("coverage", () => {
  test("counts a copy group once", async () => {
    await using newsroom = await grouped(copies);
    expect(await storyOf(newsroom.store, 1)).toMatchObject({ entryCount: 3, coverage: 1 });
  });

  test("counts one publisher once, with all its feeds", async () => {
    await using newsroom = await grouped([
      ownReport,
      { by: "herald", title: "Ferry aground off Lorne: 214 rescued", hour: 4 },
      { by: heraldSports, title: "Rowing team rescued from ferry aground off Lorne", hour: 5 },
    ]);
    expect(await storyOf(newsroom.store, 1)).toMatchObject({ entryCount: 3, coverage: 2 });
  });

  test("counts copies and own reports together, and rises with later ones", async () => {
    await using newsroom = await grouped([...copies, ownReport]);
    const { store, press, grouper } = newsroom;
    const before = await storyOf(store, 1);
    expect(before).toMatchObject({ entryCount: 4, coverage: 2, updatedAt: instantOf(3) });
    await press.publish({ by: "signal", title: "Ferry aground off Lorne: all 214 rescued", hour: 6 });
    await grouper.groupNew();
    expect(await storyOf(store, 1)).toMatchObject({
      entryCount: 5,
      coverage: 3,
      firstReportAt: instantOf(1),
      lastReportAt: instantOf(6),
      updatedAt: instantOf(3),
    });
  });
});

describe("granularity", () => {
  const saga: readonly Piece[] = [
    ...copies,
    ownReport,
    { by: "signal", title: "Captain of ferry aground off Lorne questioned in court", hour: 100 },
    { ...orchestra, hour: 101 },
  ];
  const sizes = async (granularity: StorySettings["granularity"]) => {
    await using newsroom = await grouped(saga, { granularity });
    return Object.values(await titlesByStory(newsroom.store)).map((titles) => titles.length);
  };

  test("of copy a story is one text, of event and topic one event", async () => {
    expect(await sizes("copy")).toEqual([3, 1, 1, 1]);
    expect(await sizes("event")).toEqual([4, 1, 1]);
    expect(await sizes("topic")).toEqual([4, 1, 1]);
  });

  test("that changes is in force with the next entries, and what was placed stays", async () => {
    await using newsroom = await grouped(copies, { granularity: "copy" });
    const { store, press, grouper } = newsroom;
    await press.publish(ownReport);
    await grouper.groupNew();
    grouper.settings.current = { ...grouper.settings.current, granularity: "event" };
    await press.publish({ by: "signal", title: "Ferry aground off Lorne: all 214 rescued", hour: 6 });
    await grouper.groupNew();
    const stories = (await placements(store)).map(({ storyId }) => storyId);
    expect(stories).toEqual([1, 1, 1, 2, 2]);
  });
});

test("a story takes in no report that comes later than the window", async () => {
  const again = { by: "tribune", title: ownReport.title };
  await using newsroom = await grouped([ownReport, { ...again, hour: 20 }, { ...again, hour: 90 }], {
    windowMs: 48 * hourMs,
  });
  expect((await placements(newsroom.store)).map(({ storyId }) => storyId)).toEqual([1, 1, 2]);
});

describe("two stories that turn out to be one", () => {
  const ferry = (by: string, end: string, hour: number): Piece => ({
    by,
    title: `Ferry aground off Lorne: ${end}`,
    hour,
  });

  /** Two stories on one event, as a coarser setting left them, and the report that brings them together. */
  async function merged() {
    const newsroom = await grouped([ferry("herald", "boats sent", 1), ferry("bote", "passengers saved", 2)], {
      granularity: "copy",
    });
    const { press, grouper } = newsroom;
    grouper.settings.current = { ...grouper.settings.current, granularity: "event" };
    await press.publish(ferry("courier", "boats save passengers", 3));
    return { ...newsroom, result: await grouper.groupNew() };
  }

  test("keep the older id, lose no entry, and the other id leads on", async () => {
    await using newsroom = await merged();
    const { store, result } = newsroom;
    expect(result).toEqual({ placed: 1, merged: 1 });
    expect(await store.story(2)).toEqual({ kind: "merged", into: 1 });
    expect(await storyOf(store, 1)).toMatchObject({
      entryCount: 3,
      coverage: 3,
      firstReportAt: instantOf(1),
      lastReportAt: instantOf(3),
    });
    expect(await entriesOf(store, 1)).toHaveLength(3);
  });

  test("go on as one after a restart, and the id that ended is never given out again", async () => {
    await using newsroom = await merged();
    const { store, press } = newsroom;
    await press.publish(ferry("gazette", "all passengers saved", 4), { ...orchestra, hour: 5 });
    await grouperOf(store).groupNew();
    expect(Object.keys(await titlesByStory(store))).toEqual(expect.arrayContaining(["1", "3"]));
    expect(await entriesOf(store, 1)).toHaveLength(4);
    expect(await titlesByStory(store)).toMatchObject({ 3: [orchestra.title] });
  });
});

describe("a grouper that starts over the same store", () => {
  const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer"];
  const reports = madeUpReports(100).map(({ outlet, ...piece }): Piece => ({
    by: outlets[outlet]!,
    ...piece,
  }));
  const slices = Array.from({ length: 20 }, (_, i) => reports.slice(i * 5, i * 5 + 5));

  /** Groups slice by slice, with a new grouper before each slice where `restarting`. */
  async function run({ restarting }: { restarting: boolean }) {
    await using store = await freshStore();
    const press = await pressOf(store);
    let grouper = grouperOf(store, { windowMs: 60 * hourMs });
    let merged = 0;
    for (const slice of slices) {
      await press.publish(...slice);
      if (restarting) {
        grouper = grouperOf(store, { windowMs: 60 * hourMs });
        await grouper.restore();
      }
      merged += (await grouper.groupNew()).merged;
    }
    return {
      merged,
      placed: await placements(store),
      stories: (await store.stories({ order: "top", limit: 500 })).items,
    };
  }

  test("goes on as if it had not stopped: the same places, reasons and stories for all that comes", async () => {
    const straight = await run({ restarting: false });
    const restarted = await run({ restarting: true });
    expect(restarted).toEqual(straight);
    expect(new Set(straight.placed.map(({ layer }) => layer))).toEqual(new Set(["first", "copy", "story"]));
    expect(straight.stories.length).toBeGreaterThan(5);
    expect(straight.merged).toBeGreaterThan(0);
  });

  test("gives out the ids that it would have, also after a story that was opened and merged again at once", async () => {
    const idOfNext = async ({ restarting }: { restarting: boolean }) => {
      await using newsroom = await grouped([
        { by: "herald", title: "Ferry aground off Lorne", hour: 1 },
        {
          by: "bote",
          title: "Captain Brandt questioned over ferry by police in the capital all night",
          hour: 2,
        },
        { by: "courier", title: "Captain Brandt questioned: ferry aground off Lorne", hour: 3 },
      ]);
      const { store, press, grouper, result } = newsroom;
      expect(result).toEqual({ placed: 3, merged: 0 });
      expect(Object.values(await titlesByStory(store))).toHaveLength(1);
      await press.publish(orchestra);
      await (restarting ? grouperOf(store) : grouper).groupNew();
      return (await placements(store)).at(-1)!.storyId;
    };
    expect(await idOfNext({ restarting: false })).toBe(await idOfNext({ restarting: true }));
  });

  test("a month later still knows the reports that what comes follows on", async () => {
    await using newsroom = await grouped([ownReport]);
    const { store, press } = newsroom;
    const grouper = grouperOf(store, { hour: 720 });
    await grouper.restore();
    // The feeds still have what was published in the days after the service stopped.
    await press.publish({ by: "signal", title: "Ferry aground off Lorne: all 214 rescued", hour: 9 });
    await grouper.groupNew();
    expect(await entriesOf(store, 1)).toHaveLength(2);
  });

  test("has nothing to read back from an empty store", async () => {
    await using store = await freshStore();
    const grouper = grouperOf(store);
    await grouper.restore();
    expect(await grouper.groupNew()).toEqual({ placed: 0, merged: 0 });
  });
});

describe("what stays the same", () => {
  const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer"];
  // Every second one at the instant of the one before it, as where feeds date to the minute, or to the day.
  const reports = madeUpReports(120).map(({ outlet, hour, ...piece }, i): Piece => ({
    by: outlets[outlet]!,
    ...piece,
    hour: i % 2 === 0 ? hour : Math.floor(hour / 24) * 24,
  }));
  /** The titles of each story and who speaks for it, where these were polled in one go, feed after feed. */
  const storiesOf = async (pieces: readonly Piece[]) => {
    await using newsroom = await grouped(pieces);
    const { items } = await newsroom.store.stories({ order: "latest", limit: 500 });
    return items
      .map(({ story, entries: [lead, ...others] }) => [
        story.id,
        lead.title,
        ...others.map(({ title }) => title).sort(),
      ])
      .sort(([a], [b]) => Number(a) - Number(b));
  };

  test("whatever feed was polled first: stories, their ids and their leads, also among reports of one instant", async () => {
    const first = await storiesOf(reports);
    expect(first.length).toBeLessThan(100);
    const order = outlets.toReversed();
    const otherwise = order.flatMap((outlet) => reports.filter(({ by }) => by === outlet));
    expect(await storiesOf(otherwise)).toEqual(first);
  });

  test("a story that goes on for longer than the window stays one, through restarts and retention", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    for (let day = 0; day < 12; day++) {
      const [by, title] = [outlets[day % 6]!, `Ferry aground off Lorne: day ${day + 1} of the rescue`];
      await press.publish({ by, title, hour: day * 24 });
      await grouperOf(store, { windowMs: 48 * hourMs, hour: day * 24 }).groupNew();
      await store.dropStories({ before: instantOf((day - 3) * 24), limit: 10 });
    }
    expect(Object.keys(await titlesByStory(store))).toEqual(["1"]);
    expect(await entriesOf(store, 1)).toHaveLength(12);
  });
});

describe("what comes late", () => {
  const title = "Ferry aground off Lorne: all 214 rescued";

  test.each([
    ["a report dated between two of its story", { by: "tribune", title, hour: 20 }],
    ["a report dated before all of its story", { by: "tribune", title, hour: 0 }],
    ["a copy of its text", { by: "lantern", title: "Sea rescue", summary: wire, hour: 2.5 }],
  ])("%s finds it, and its first report stays", async (_what, piece) => {
    for (const restarting of [false, true]) {
      await using newsroom = await grouped([...copies, ownReport]);
      const { store, press } = newsroom;
      await press.publish({ ...orchestra, hour: 90 });
      await newsroom.grouper.groupNew();
      await press.publish(piece);
      await (restarting ? grouperOf(store) : newsroom.grouper).groupNew();
      expect(Object.values(await titlesByStory(store))[0]).toContain(piece.title);
      expect(await storyOf(store, 1)).toMatchObject({ entryCount: 5, firstReportAt: instantOf(1) });
    }
  });
});

describe("two groupers over one store", () => {
  /** Two processes: a connection and a grouper each. */
  async function twoProcesses() {
    const stack = new AsyncDisposableStack();
    const folder = stack.use(await temporaryFolder());
    const databaseUrl = `sqlite:${join(folder.path, "wire.db")}`;
    const store = stack.use(await freshStore(databaseUrl));
    const other = stack.use(await freshStore(databaseUrl));
    const press = await pressOf(store);
    return { store, other, press, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  }
  const [first, ...later] = copies;

  test("each learns what the other placed: a later copy joins the story that the other opened", async () => {
    await using processes = await twoProcesses();
    const { store, other, press } = processes;
    const [service, command] = [grouperOf(store), grouperOf(other)];
    await service.restore();
    await press.publish(first!);
    await command.groupNew();
    await press.publish(...later, ownReport);
    await service.groupNew();
    expect(await titlesByStory(store)).toEqual({ 1: [...copies, ownReport].map(({ title }) => title) });
  });

  test("where one is quicker the other decides again: unrelated entries do not share a story", async () => {
    await using processes = await twoProcesses();
    const { store, other, press } = processes;
    let overtaken = false;
    const slow = grouperOf({
      ...store,
      saveGrouping: async (grouping) => {
        if (!overtaken) {
          overtaken = true;
          await press.publish({ ...orchestra, hour: 0 });
          await grouperOf(other).groupNew(); // takes the copies too
          await press.publish(ownReport);
        }
        return store.saveGrouping(grouping);
      },
    });
    await press.publish(...copies);
    expect(await slow.groupNew()).toEqual({ placed: 1, merged: 0 });
    expect(await titlesByStory(store)).toEqual({
      1: [orchestra.title],
      2: [...copies, ownReport].map(({ title }) => title),
    });
  });

  test("one that the other overtakes again and again leaves the entries to it", async () => {
    await using processes = await twoProcesses();
    const { store, press } = processes;
    await press.publish(...copies);
    let refused = 0;
    const slow = grouperOf({
      ...store,
      saveGrouping: () => {
        refused++;
        return Promise.resolve(undefined);
      },
    });
    expect(await slow.groupNew()).toEqual({ placed: 0, merged: 0 });
    expect(refused).toBe(5);
    expect(await grouperOf(store).groupNew()).toEqual({ placed: 3, merged: 0 });
  });
});

describe("what is interrupted", () => {
  /** What one undisturbed run makes of the same pieces. */
  const undisturbed = async () => {
    await using newsroom = await grouped([...copies, ownReport, orchestra]);
    return await placements(newsroom.store);
  };

  test("a grouper killed between deciding and saving loses nothing and doubles nothing", async () => {
    await using folder = await temporaryFolder();
    const databaseUrl = `sqlite:${join(folder.path, "wire.db")}`;
    const doomed = await freshStore(databaseUrl);
    const press = await pressOf(doomed);
    await press.publish(...copies, ownReport, orchestra);
    const decided = Promise.withResolvers<void>();
    const killed = grouperOf({
      ...doomed,
      saveGrouping: () => {
        decided.resolve();
        return new Promise(() => {}); // dead before it wrote
      },
    });
    void killed.groupNew();
    await decided.promise;
    await doomed.close();

    await using store = await freshStore(databaseUrl);
    expect(await store.lastStoryId()).toBe(0);
    expect(await grouperOf(store).groupNew()).toEqual({ placed: 5, merged: 0 });
    expect(await placements(store)).toEqual(await undisturbed());
    expect(await grouperOf(store).groupNew()).toEqual({ placed: 0, merged: 0 });
  });

  test("where the store fails the same grouper decides again, from what the store holds", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    await press.publish(...copies, ownReport, orchestra);
    let failures = 1;
    const grouper = grouperOf({
      ...store,
      saveGrouping: (grouping) =>
        failures-- > 0 ? Promise.reject(new Error("disk full")) : store.saveGrouping(grouping),
    });
    await expect(grouper.groupNew()).rejects.toThrow("disk full");
    expect(await placements(store)).toEqual([]);
    expect(await grouper.groupNew()).toEqual({ placed: 5, merged: 0 });
    expect(await placements(store)).toEqual(await undisturbed());
  });

  test("two calls at once take turns, and place every entry once", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    await press.publish(...copies, ownReport, orchestra);
    const grouper = grouperOf(store);
    const results = await Promise.all([grouper.groupNew(), grouper.restore(), grouper.groupNew()]);
    expect([results[0].placed, results[2].placed]).toEqual([5, 0]);
    expect(await placements(store)).toEqual(await undisturbed());
  });

  test("a grouper told to stop ends after the batch under way, and the rest is placed later", async () => {
    await using store = await freshStore();
    const press = await pressOf(store);
    const stop = new AbortController();
    await press.publish(
      ...Array.from({ length: 600 }, (_, i): Piece => ({
        by: "herald",
        title: `Notice ${i}`,
        hour: i / 100,
      })),
    );
    const grouper = grouperOf(
      {
        ...store,
        saveGrouping: async (grouping) => {
          stop.abort();
          return store.saveGrouping(grouping);
        },
      },
      { granularity: "copy" },
    );
    expect(await grouper.groupNew(stop.signal)).toEqual({ placed: 500, merged: 0 });
    expect(await grouper.groupNew()).toEqual({ placed: 100, merged: 0 });
  });
});

describe("the stories of one saga", () => {
  const recall: Piece = {
    by: "herald",
    title: "Corvane recalls C4 batteries after fires in Osterby",
    hour: 0,
  };
  const fine: Piece = { by: "gazette", title: "Corvane fined over C4 battery fires in Osterby", hour: 240 };
  const appeal: Piece = { by: "courier", title: "Corvane appeals C4 fine before Osterby court", hour: 400 };
  const earlierOf = async (store: Store, id: number) =>
    (await store.sagas([id], { named: 10 })).get(id)?.earlier.map((story) => story.id) ?? [];

  test("are linked to what came before, with the reason", async () => {
    await using newsroom = await grouped([recall, fine, appeal], { hour: 500 });
    const saga = (await newsroom.store.sagas([3], { named: 10 })).get(3);
    expect(saga?.earlier.map(({ title }) => title)).toEqual([fine.title, recall.title]);
    expect(saga?.earlier[0]?.reason).toMatchObject({
      text: expect.stringMatching(
        /^Follows on “Corvane fined .*”, 6 d 16 h after its last report: both are about /,
      ),
      threshold: 0.2,
    });
  });

  test("a grouper that starts anew links as one that never stopped", async () => {
    await using newsroom = await grouped([recall], { hour: 500 });
    const { store, press } = newsroom;
    await press.publish(fine);
    await grouperOf(store, { hour: 500 }).groupNew();
    expect(await earlierOf(store, 2)).toEqual([1]);
  });

  test("of a store that knew no links are linked once it goes on", async () => {
    await using newsroom = await grouped([recall, fine], { granularity: "copy", hour: 500 });
    const { store, press } = newsroom;
    expect(await earlierOf(store, 2)).toEqual([]);
    await press.publish(orchestra);
    await grouperOf(store, { hour: 500 }).groupNew();
    expect(await earlierOf(store, 2)).toEqual([1]);
  });

  test("that a person sets apart are linked no more, after a restart neither", async () => {
    await using newsroom = await grouped([recall, fine], { hour: 500 });
    const { store, press } = newsroom;
    const corrections = createCorrections({ store, clock: testClock(instantOf(500)) });
    await corrections.putTogether({ storyId: 1, otherId: 2 });
    const [, second] = await entriesOf(store, 1);
    const done = await corrections.setApart({ storyId: 1, entryId: second!.id, withCopies: false });
    const apart = done.kind === "done" ? done.otherId! : 0;
    await press.publish(orchestra);
    await grouperOf(store, { hour: 500 }).groupNew();
    expect(apart).toBe(3);
    expect(await earlierOf(store, apart)).toEqual([]);
  });
});
