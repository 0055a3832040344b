import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { Granularity, StorySettings } from "../../src/model/settings.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { regroup } from "../../src/story/regroup.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 3_600_000;
const settingsOf = (granularity: Granularity): StorySettings => ({ windowMs: 120 * hourMs, granularity });
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";
const print: Piece = {
  by: "herald",
  title: "Passenger ferry runs aground off Lorne",
  summary: wire,
  agency: "AFP",
  hour: 1,
};
const copy: Piece = { ...print, by: "courier", title: "Island drama ends well", hour: 1.5 };
const own: Piece = { by: "gazette", title: "Ferry aground off Lorne: all 214 rescued", hour: 3 };
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 4 };

/** A store in which these pieces were grouped at hour 10, and a reader who came then. */
async function newsroom(...pieces: readonly Piece[]) {
  const store = await freshStore();
  const press = await pressOf(store);
  const clock = testClock(instantOf(10));
  /** Each time by a grouper that has just been started. */
  const publish = async (...more: readonly Piece[]) => {
    await press.publish(...more);
    await createGrouper({ store, settings: () => settingsOf("event"), clock, log: silentLog }).groupNew();
  };
  await publish(...pieces);
  const readerId = (await store.addReader(clock.now())).id;
  const idOf = async (title: string) =>
    (await store.latestEntries({ limit: 99 })).items.find((entry) => entry.title === title)!.id;
  return {
    store,
    publish,
    corrections: createCorrections({ store, clock }),
    regroup: (granularity: Granularity) =>
      regroup({ store, settings: settingsOf(granularity), clock, apply: true }),
    wait: (hours: number) => clock.advance(hours * hourMs),
    readAll: async () => store.markAllRead({ readerId, asOf: await store.newestNewsAt(), at: clock.now() }),
    mark: (act: "read" | "star", ...storyIds: number[]) =>
      store.mark({ readerId, storyIds, act, at: clock.now() }),
    marks: async () => Object.fromEntries(await store.marksOf(readerId, [1, 2, 3, 4, 5])),
    setApart: async (storyId: number, title: string) =>
      createCorrections({ store, clock }).setApart({
        storyId,
        entryId: await idOf(title),
        withCopies: false,
      }),
    [Symbol.asyncDispose]: () => store.close(),
  };
}

const [read, starred] = [{ isRead: true }, { isStarred: true }] as const;

test("what comes in late is unread, however old it is", async () => {
  await using news = await newsroom(print);
  await news.readAll();
  await news.wait(1);
  await news.publish({ ...orchestra, hour: -90 });
  expect(await news.marks()).toEqual({ 1: read });
});

test("copies and own reports that come later leave a story read", async () => {
  await using news = await newsroom(print);
  await news.mark("read", 1);
  await news.wait(1);
  await news.publish(copy, own);
  expect(await titlesByStory(news.store)).toEqual({ 1: [print.title, copy.title, own.title] });
  expect(await news.marks()).toEqual({ 1: read });
});

describe("set apart", () => {
  test.each(["by the watermark", "by hand"])(
    "what was read %s is read in both stories, and starred",
    async (how) => {
      await using news = await newsroom(print, copy, own);
      await (how === "by hand" ? news.mark("read", 1) : news.readAll());
      await news.mark("star", 1);
      await news.wait(1);
      await news.setApart(1, own.title);
      expect(await news.marks()).toEqual({ 1: { ...read, ...starred }, 2: { ...read, ...starred } });
    },
  );

  test("what was unread is unread in both", async () => {
    await using news = await newsroom(print, copy, own);
    await news.setApart(1, own.title);
    expect(await news.marks()).toEqual({});
  });

  test("and undone: what was read of both since is read, else it is unread", async () => {
    for (const [ids, left] of [
      [[1, 2], { 1: read }],
      [[2], {}],
      [[1], {}],
    ] as const) {
      await using news = await newsroom(print, copy, own);
      const done = await news.setApart(1, own.title);
      await news.wait(1);
      await news.mark("read", ...ids);
      await news.corrections.undo({ storyId: 1, correctionId: done.kind === "done" ? done.correctionId : 0 });
      expect(await news.marks()).toEqual(left);
    }
  });
});

test("put together and undone: the story that comes back begins with the marks of the other", async () => {
  await using news = await newsroom(print, orchestra);
  await news.mark("star", 2);
  const done = await news.corrections.putTogether({ storyId: 1, otherId: 2 });
  expect(await news.marks()).toEqual({ 1: starred });
  await news.readAll();
  await news.wait(1);
  await news.corrections.undo({ storyId: 1, correctionId: done.kind === "done" ? done.correctionId : 0 });
  expect(await news.marks()).toEqual({ 1: { ...read, ...starred }, 3: { ...read, ...starred } });
});

test("regrouping into finer stories and back makes nothing unread", async () => {
  await using news = await newsroom(print, copy, own, orchestra);
  await news.readAll();
  await news.mark("star", 1);
  await news.wait(20);
  const all = [1, 2, 3, 4, 5];
  const before = await news.store.storiesByIds(all);
  await news.regroup("copy");
  expect(await news.marks()).toEqual({ 1: { ...read, ...starred }, 2: read, 3: { ...read, ...starred } });
  await news.regroup("event");
  expect(await news.marks()).toEqual({ 1: { ...read, ...starred }, 2: read });
  const newsAt = (stories: typeof before) => stories.map(({ id, newsAt }) => [id, newsAt]);
  expect(newsAt(await news.store.storiesByIds(all))).toEqual(newsAt(before));
});

test("a report hours later that leads with something else makes a story unread once more", async () => {
  await using news = await newsroom(print, copy);
  await news.readAll();
  await news.wait(7);
  await news.publish({
    by: "gazette",
    title: "Captain Ida Brandt tells investigators of steering that failed",
    summary:
      "Investigators of the coast guard heard how the steering of the ferry failed twice before it ran aground off the island of Lorne with 214 people aboard; boats from Port Ansel had brought everyone ashore.",
    hour: 17,
  });
  expect(Object.keys(await titlesByStory(news.store))).toEqual(["1"]);
  expect(await news.marks()).toEqual({});
});
