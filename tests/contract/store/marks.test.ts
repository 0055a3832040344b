import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import type { Restriction } from "../../../src/model/restriction.ts";
import type { Story } from "../../../src/model/story.ts";
import type { MarkAct } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const herald = "https://herald.example/feed";
const post = "https://post.example/feed";

describe.each(engines)("marks on $name", ({ open }) => {
  /** Stories 1, 2 … of one entry each, odd ones of the Herald (World), even ones of the Post (Tech); news at 10:01, 10:02 … */
  async function desk(titles: readonly string[] = ["one", "two", "three", "four", "five"]) {
    const store = await open();
    await store.syncSources(
      [source(herald, { category: "World" }), source(post, { category: "Tech" })],
      at("09:00"),
    );
    const tell = async (title: string, id: number, newsAt: Date) => {
      await savePoll(store, id % 2 === 1 ? herald : post, [parsedEntry({ key: title, title })]);
      await groupBy(store, () => id, { newsAt });
    };
    for (const [index, title] of titles.entries()) await tell(title, index + 1, at(`10:0${index + 1}`));
    const readerId = (await store.addReader(at("11:00"))).id;
    const list = async (which: Restriction) =>
      (await store.stories({ order: "top", limit: 99, ...which })).items.map(({ story }) => story.id);
    return {
      store,
      readerId,
      tell,
      list,
      unread: (which: Restriction = {}, by = readerId) => list({ ...which, unreadBy: by }),
      starred: (by = readerId) => list({ starredBy: by }),
      mark: (act: MarkAct, ...storyIds: number[]) => store.mark({ readerId, storyIds, act, at: at("12:00") }),
      markAll: (asOf: string, restriction?: Restriction) =>
        store.markAllRead({ readerId, asOf: at(asOf), at: at("12:00"), ...(restriction && { restriction }) }),
      news: async (id: number, newsAt: Date) => {
        const [story] = await store.storiesByIds([id]);
        await store.saveGrouping({ placements: [], merges: [], stories: [{ ...story!, newsAt }] });
      },
      [Symbol.asyncDispose]: () => store.close(),
    };
  }

  test("all is unread to who is new; what is read, or starred, is so to one reader alone", async () => {
    await using wire = await desk();
    expect(await wire.unread()).toEqual([5, 4, 3, 2, 1]);
    expect(await wire.mark("read", 4, 2)).toMatchObject({ stories: 2 });
    await wire.mark("star", 2, 3);
    const other = await wire.store.addReader(at("11:00"));
    expect(await wire.unread()).toEqual([5, 3, 1]);
    expect(await wire.starred()).toEqual([3, 2]);
    expect(await wire.unread({}, other.id)).toEqual([5, 4, 3, 2, 1]);
    expect(await wire.starred(other.id)).toEqual([]);
    expect(await wire.store.marksOf(wire.readerId, [1, 2, 3, 9])).toEqual(
      new Map([
        [2, { isRead: true, isStarred: true }],
        [3, { isStarred: true }],
      ]),
    );
    expect(await wire.store.marksOf(other.id, [1, 2, 3])).toEqual(new Map());
  });

  test("each act can be taken back by its opposite, and what changes nothing is no change", async () => {
    await using wire = await desk(["one"]);
    const revision = await wire.store.readerRevision(wire.readerId);
    expect(await wire.mark("unread", 1)).toBeUndefined();
    expect(await wire.mark("unstar", 1)).toBeUndefined();
    expect(await wire.mark("read", 77)).toBeUndefined();
    expect(await wire.store.readerRevision(wire.readerId)).toBe(revision);
    await wire.mark("read", 1);
    expect(await wire.mark("read", 1)).toBeUndefined();
    expect(await wire.store.readerRevision(wire.readerId)).toBeGreaterThan(revision);
    await wire.mark("unread", 1);
    expect(await wire.unread()).toEqual([1]);
    await wire.mark("read", 1);
    await wire.mark("star", 1);
    expect(await wire.mark("star", 1)).toBeUndefined();
    await wire.mark("unstar", 1);
    expect(await wire.store.marksOf(wire.readerId, [1])).toEqual(new Map([[1, { isRead: true }]]));
  });

  test("a read story that is news again is unread; the same story with another rank is not", async () => {
    await using wire = await desk(["one", "two"]);
    await wire.mark("read", 1, 2);
    await wire.news(1, at("10:01"));
    expect(await wire.unread()).toEqual([]);
    await wire.news(1, at("12:30"));
    expect(await wire.unread()).toEqual([1]);
    await wire.news(1, at("10:01"));
    expect(await wire.unread()).toEqual([1]);
    expect((await wire.store.storiesByIds([1]))[0]?.newsAt).toEqual(at("12:30"));
    await wire.mark("read", 1);
    expect(await wire.unread()).toEqual([]);
  });

  test("all is read as of an instant: what arrived after the page was made stays unread", async () => {
    await using wire = await desk();
    expect(await wire.markAll("10:03")).toMatchObject({ stories: 3 });
    expect(await wire.unread()).toEqual([5, 4]);
    expect(await wire.markAll("10:02")).toBeUndefined();
    expect(await wire.unread()).toEqual([5, 4]);
    await wire.news(2, at("11:30"));
    expect(await wire.unread()).toEqual([5, 4, 2]);
  });

  test("an instant in the future is now: what comes later is unread", async () => {
    await using wire = await desk();
    await wire.markAll("23:00");
    expect(await wire.unread()).toEqual([]);
    await wire.tell("six", 6, at("12:01"));
    expect(await wire.unread()).toEqual([6]);
  });

  test("what was marked unread by hand stays so until it is read, or all is", async () => {
    await using wire = await desk();
    await wire.markAll("11:00");
    await wire.mark("unread", 2, 4);
    expect(await wire.unread()).toEqual([4, 2]);
    await wire.mark("read", 4);
    expect(await wire.unread()).toEqual([2]);
    expect(await wire.markAll("11:30")).toMatchObject({ stories: 1 });
    expect(await wire.unread()).toEqual([]);
  });

  test("of a list all are read that it has, and no others", async () => {
    await using wire = await desk(["football one", "two", "three", "four", "football five"]);
    expect(await wire.markAll("10:04", { category: "Tech" })).toMatchObject({ stories: 2 });
    expect(await wire.unread()).toEqual([5, 3, 1]);
    expect(await wire.markAll("10:04", { category: "World", muted: ["football"] })).toMatchObject({
      stories: 1,
    });
    expect(await wire.unread()).toEqual([5, 1]);
    expect(await wire.markAll("11:00", { search: "football", unreadBy: wire.readerId })).toMatchObject({
      stories: 2,
    });
    expect(await wire.unread()).toEqual([]);
    expect(await wire.markAll("11:00", { search: "-football" })).toBeUndefined();
  });

  test("where words are muted everywhere, what they hide stays unread, and all others are read", async () => {
    await using wire = await desk(["football one", "two", "three", "four", "football five"]);
    const muted = ["football", "golf"];
    const change = await wire.markAll("11:00", { muted });
    expect(change).toMatchObject({ stories: 3 });
    expect(await wire.unread()).toEqual([5, 1]);
    await wire.store.undoMarks(wire.readerId, change!.id);
    expect(await wire.unread()).toEqual([5, 4, 3, 2, 1]);
    expect(await wire.markAll("11:00", { muted: ["…"] })).toMatchObject({ stories: 5 });
  });

  test.each<[name: string, restriction: Restriction | undefined]>([
    ["all", undefined],
    ["a list", { categories: ["World", "Tech"] }],
    ["all but what is muted", { muted: ["nobody says this"] }],
  ])(
    "undoing “%s read” restores what was read, unread by hand and starred before",
    async (_, restriction) => {
      await using wire = await desk();
      await wire.markAll("10:02");
      await wire.mark("unread", 1);
      await wire.mark("read", 4);
      await wire.mark("star", 3, 4);
      const before = [await wire.unread(), await wire.starred()];
      expect(before).toEqual([
        [5, 3, 1],
        [4, 3],
      ]);
      const change = await wire.markAll("11:00", restriction);
      expect(change).toMatchObject({ stories: 3 });
      expect(await wire.unread()).toEqual([]);
      const revision = await wire.store.readerRevision(wire.readerId);
      expect(await wire.store.canUndo(wire.readerId, change!.id)).toBe(true);
      expect(await wire.store.undoMarks(wire.readerId, change!.id)).toBe(true);
      expect([await wire.unread(), await wire.starred()]).toEqual(before);
      expect(await wire.store.readerRevision(wire.readerId)).toBeGreaterThan(revision);
      expect(await wire.store.undoMarks(wire.readerId, change!.id)).toBe(false);
      expect(await wire.store.canUndo(wire.readerId, change!.id)).toBe(false);
    },
  );

  test("changes are taken back one after another, the last first", async () => {
    await using wire = await desk(["one"]);
    const changes = [];
    for (const act of ["read", "star", "unread", "unstar", "read"] as const)
      changes.push((await wire.mark(act, 1))!);
    const states = [];
    for (const { id } of changes.reverse()) {
      await wire.store.undoMarks(wire.readerId, id);
      states.push((await wire.store.marksOf(wire.readerId, [1])).get(1) ?? {});
    }
    expect(states).toEqual([
      {},
      { isStarred: true },
      { isRead: true, isStarred: true },
      { isRead: true },
      {},
    ]);
  });

  test("what was marked again since stays as it was marked last", async () => {
    await using wire = await desk();
    const change = await wire.mark("read", 1, 2);
    await wire.mark("unread", 2);
    await wire.mark("read", 2);
    await wire.store.undoMarks(wire.readerId, change!.id);
    expect(await wire.unread()).toEqual([5, 4, 3, 1]);
    const all = await wire.markAll("10:03");
    await wire.markAll("10:04");
    await wire.store.undoMarks(wire.readerId, all!.id);
    expect(await wire.unread()).toEqual([5]);
  });

  test("nobody takes back another's change, one that is none, or one of long ago", async () => {
    await using wire = await desk(["one"]);
    const other = await wire.store.addReader(at("11:00"));
    const change = await wire.mark("read", 1);
    expect(await wire.store.canUndo(other.id, change!.id)).toBe(false);
    expect(await wire.store.undoMarks(other.id, change!.id)).toBe(false);
    expect(await wire.store.undoMarks(wire.readerId, 999)).toBe(false);
    expect(await wire.unread()).toEqual([]);
    for (let times = 0; times < 25; times++)
      for (const act of ["star", "unstar"] as const) await wire.mark(act, 1);
    expect(await wire.store.undoMarks(wire.readerId, change!.id)).toBe(false);
  });

  test("a reader who is none marks nothing, and has nothing unread", async () => {
    await using wire = await desk(["one"]);
    const nobody = { readerId: 999, at: at("12:00") };
    for (const act of ["read", "star"] as const)
      expect(await wire.store.mark({ ...nobody, storyIds: [1], act })).toBeUndefined();
    expect(await wire.store.markAllRead({ ...nobody, asOf: at("12:00") })).toBeUndefined();
    expect(await wire.unread({}, 999)).toEqual([]);
    expect(await wire.store.countUnread({ readerId: 999, atMost: 9 })).toBe(0);
    expect(await wire.store.marksOf(999, [1])).toEqual(new Map());
  });

  test("counts go no further than asked for, within a list and of what came since", async () => {
    await using wire = await desk();
    const { store, readerId } = wire;
    await wire.markAll("10:02");
    await wire.mark("unread", 1);
    await wire.mark("read", 3);
    const counts = [9, 2, 0].map((atMost) => store.countUnread({ readerId, atMost }));
    expect(await Promise.all(counts)).toEqual([3, 2, 0]);
    expect(await store.countUnread({ readerId, atMost: 9, category: "World" })).toBe(2);
    expect(await store.countNews({ after: at("10:03"), atMost: 9 })).toBe(2);
    expect(await store.countNews({ after: at("10:03"), atMost: 1 })).toBe(1);
    expect(await store.countNews({ after: at("10:00"), atMost: 9, category: "Tech" })).toBe(2);
    expect(await store.newestNewsAt()).toEqual(at("10:05"));
  });

  test("an unread list goes on from page to page, narrowed like any other, and its entries are found too", async () => {
    await using wire = await desk();
    await wire.mark("read", 4, 1);
    const query = { order: "latest", limit: 2, unreadBy: wire.readerId } as const;
    const first = await wire.store.stories(query);
    const second = await wire.store.stories({ ...query, cursor: first.next! });
    expect([first, second].map(({ items }) => items.map(({ story }) => story.id))).toEqual([[5, 3], [2]]);
    expect(await wire.unread({ category: "World" })).toEqual([5, 3]);
    expect(await wire.unread({ newsUpTo: at("10:03") })).toEqual([3, 2]);
    expect(await wire.unread({ newsAfter: at("10:03") })).toEqual([5]);
    const entries = { unreadBy: wire.readerId, from: "lowest", limit: 9 } as const;
    expect(await wire.store.entryIds(entries)).toHaveLength(3);
  });

  describe("a story that goes into another", () => {
    type Acts = readonly (readonly [MarkAct | "all", ...number[]])[];
    test.each<[name: string, acts: Acts, mark: object]>([
      ["both read by hand: read", [["read", 1, 2]], { isRead: true }],
      ["both read by the watermark: read", [["all"]], { isRead: true }],
      [
        "one read by each: read",
        [
          ["all", 1],
          ["read", 2],
        ],
        { isRead: true },
      ],
      ["only the one that ends read: unread", [["read", 2]], {}],
      ["only the one that stays read: unread", [["read", 1]], {}],
      ["only the earlier one read, by the watermark: unread", [["all", 1]], {}],
      ["one unread by hand: unread", [["all"], ["unread", 2]], {}],
      ["the other unread by hand: unread", [["all"], ["unread", 1]], {}],
      ["the one that ends starred: starred", [["star", 2]], { isStarred: true }],
      [
        "both starred, and read: both",
        [
          ["star", 1, 2],
          ["read", 1, 2],
        ],
        { isRead: true, isStarred: true },
      ],
    ])("%s", async (_, acts, mark) => {
      await using wire = await desk(["one", "two"]);
      const { store, readerId } = wire;
      for (const [act, ...ids] of acts)
        await (act === "all" ? wire.markAll(`10:0${ids[0] ?? 2}`) : wire.mark(act, ...ids));
      const untouched = await store.addReader(at("11:00"));
      const [story] = await store.storiesByIds([1]);
      const merge = { from: 2, into: 1, reason: "one event", at: at("12:10") };
      await store.saveGrouping({ placements: [], merges: [merge], stories: [{ ...story!, entryCount: 2 }] });
      expect((await store.marksOf(readerId, [1, 2])).get(1) ?? {}).toEqual(mark);
      expect((await store.storiesByIds([1]))[0]?.newsAt).toEqual(at("10:02"));
      expect(await wire.unread({}, untouched.id)).toEqual([1]);
      // By its old number it can be marked as what it became.
      await wire.mark("star", 2);
      expect(await wire.starred()).toEqual([1]);
    });
  });

  test("what entries of a story are moved into begins with its marks, and neither is unread for it", async () => {
    await using wire = await desk(["one", "two"]);
    const { store } = wire;
    await wire.tell("one more", 1, at("10:01"));
    await wire.mark("read", 1);
    const star = await wire.mark("star", 1);
    const [story] = await store.storiesByIds([1]);
    const placement = { storyId: 3, copyGroup: 3, layer: "hand", reason: { text: "apart" } } as const;
    await store.saveRegrouping({
      decidedAfter: await store.lastPlacement(),
      at: at("13:00"),
      moves: [{ entryId: 3, placement }],
      merges: [],
      stories: [story!, { ...story!, id: 3, leadEntryId: 3 }],
    });
    const both = { isRead: true, isStarred: true };
    expect(await store.marksOf(wire.readerId, [1, 2, 3])).toEqual(
      new Map([
        [1, both],
        [3, both],
      ]),
    );
    await store.undoMarks(wire.readerId, star!.id);
    expect(await wire.starred()).toEqual([3]);
  });

  test("what anybody has starred is not dropped, however old; its mark gone, it is", async () => {
    await using wire = await desk(["one", "two", "three"]);
    const drop = async () => (await wire.store.dropStories({ before: at("23:00"), limit: 9 })).dropped;
    await wire.mark("star", 2);
    await wire.mark("read", 1, 2, 3);
    expect(await drop()).toBe(2);
    expect(await wire.starred()).toEqual([2]);
    expect(await wire.store.marksOf(wire.readerId, [1, 2, 3])).toEqual(
      new Map([[2, { isRead: true, isStarred: true }]]),
    );
    await wire.mark("unstar", 2);
    expect(await drop()).toBe(1);
  });

  test("what only readers who are dropped have starred is dropped", async () => {
    await using wire = await desk(["one"]);
    await wire.mark("star", 1);
    await wire.store.dropReaders({ before: at("23:00"), limit: 9 });
    expect((await wire.store.dropStories({ before: at("23:00"), limit: 9 })).dropped).toBe(1);
  });

  test("a headline that the lead's publisher writes anew, hours later, is news; a corrected one is not", async () => {
    await using wire = await desk(["one"]);
    const edit = (title: string, time: string) =>
      savePoll(wire.store, herald, [parsedEntry({ key: "one", title })], { fetchedAt: at(time) });
    await edit("Ferry runs aground off the isle of Lorne", "12:00");
    await wire.news(1, at("12:00"));
    await wire.mark("read", 1);
    await edit("Ferry runs aground off the island of Lorne", "19:00");
    expect(await wire.unread()).toEqual([]);
    await edit("Captain charged", "17:59");
    expect(await wire.unread()).toEqual([]);
    await edit("Everybody saved, says coast guard", "18:01");
    expect(await wire.unread()).toEqual([1]);
    expect((await wire.store.storiesByIds([1]))[0]?.newsAt).toEqual(at("18:01"));
  });

  describe("marks that are settled", () => {
    const night = { changedBefore: at("13:00"), after: 0, limit: 9 };
    const newReaderSees = [5, 4, 3, 2, 1];

    test("show what they showed: read, unread by hand, starred, in whatever order they were made", async () => {
      for (const acts of [
        [["read", 1, 2, 3]],
        [
          ["read", 1, 2, 4],
          ["star", 2],
        ],
        [["read", 2, 3]],
        [
          ["read", 1, 2, 3, 4, 5],
          ["unread", 2],
        ],
        [
          ["read", 1, 2],
          ["unread", 2],
          ["star", 5],
          ["unstar", 5],
        ],
      ] as const satisfies readonly (readonly (readonly [MarkAct, ...number[]])[])[]) {
        await using wire = await desk();
        for (const [act, ...ids] of acts) await wire.mark(act, ...ids);
        const before = [await wire.unread(), await wire.starred()];
        const revision = await wire.store.readerRevision(wire.readerId);
        expect(await wire.store.settleMarks(night)).toBe(wire.readerId);
        expect(await wire.store.settleMarks({ ...night, after: wire.readerId })).toBeUndefined();
        expect([await wire.unread(), await wire.starred()]).toEqual(before);
        expect(await wire.store.readerRevision(wire.readerId)).toBe(revision);
        await wire.news(1, at("15:00"));
        expect(await wire.unread()).toEqual([...new Set([...before[0]!, 1])].toSorted((a, b) => b - a));
      }
    });

    test("can be taken back as long as they are new", async () => {
      await using wire = await desk();
      const change = await wire.mark("read", 1, 2, 3, 4, 5);
      await wire.store.settleMarks({ ...night, changedBefore: at("11:59") });
      expect(await wire.store.undoMarks(wire.readerId, change!.id)).toBe(true);
      expect(await wire.unread()).toEqual(newReaderSees);
    });

    test("leave a watermark that can be taken back where it is", async () => {
      await using wire = await desk();
      const { store, readerId } = wire;
      await store.mark({ readerId, storyIds: [1, 2, 4], act: "read", at: at("10:59") });
      const change = await wire.markAll("10:03");
      await store.settleMarks({ ...night, changedBefore: at("11:59") });
      await store.undoMarks(readerId, change!.id);
      expect(await wire.unread()).toEqual([5, 3]);
    });
  });

  test("of thousands unread, and thousands read above them, a list has what is unread; all of it can be read and restored", async () => {
    await using store = await open();
    const count = 2100;
    await store.syncSources([source(herald, { category: "World" })], at("09:00"));
    const titles = Array.from({ length: count }, (_, index) => `Report ${index + 1}`);
    await savePoll(
      store,
      herald,
      titles.map((title) => parsedEntry({ key: title, title, contentHtml: "" as SafeHtml })),
    );
    const entries = await store.ungroupedEntries(count);
    const storyId = (title: string) => Number(title.slice(7)) * 10;
    const placements = entries.map(({ id, title }) => ({
      entryId: id,
      placement: {
        storyId: storyId(title),
        copyGroup: id,
        layer: "first",
        reason: { text: "first" },
      } as const,
    }));
    const stories = entries.map(({ id, title }): Story => {
      const times = { firstReportAt: at("10:00"), lastReportAt: at("10:00"), updatedAt: at("10:00") };
      const more = { language: "en", entryCount: 1, coverage: 1, newsAt: at("10:00"), rank: storyId(title) };
      return { id: storyId(title), leadEntryId: id, ...times, ...more };
    });
    await store.saveGrouping({ placements, merges: [], stories });
    const { id: readerId } = await store.addReader(at("11:00"));
    const list = async () => {
      const { items, next } = await store.stories({ order: "top", limit: 3, unreadBy: readerId });
      return [items.map(({ story }) => story.id), next !== undefined];
    };
    const top = stories.map(({ id }) => id).toSorted((a, b) => b - a);
    await store.mark({ readerId, storyIds: top.slice(0, 2050), act: "read", at: at("12:00") });
    expect(await list()).toEqual([[500, 490, 480], true]);
    await store.mark({ readerId, storyIds: top.slice(0, 2095), act: "unread", at: at("12:00") });
    const change = await store.markAllRead({
      readerId,
      asOf: at("11:00"),
      at: at("12:00"),
      restriction: { category: "World" },
    });
    expect(change).toMatchObject({ stories: count });
    expect(await list()).toEqual([[], false]);
    await store.undoMarks(readerId, change!.id);
    expect(await store.countUnread({ readerId, atMost: 9999 })).toBe(count);
  });

  test("a clock that was ahead and is put right makes nothing read or unread, now or later", async () => {
    await using wire = await desk();
    const { store, readerId } = wire;
    const tick = (now: Date) => store.claimFeeds({ now, limit: 1, leaseMs: 1 });
    await tick(at("18:00"));
    for (const [id, time] of [
      [2, "16:00"],
      [4, "17:00"],
      [5, "17:30"],
    ] as const)
      await wire.news(id, at(time));
    const all = await store.markAllRead({ readerId, asOf: at("16:30"), at: at("18:00") });
    await store.mark({ readerId, storyIds: [4], act: "read", at: at("17:45") });
    expect(await wire.unread()).toEqual([5]);
    await tick(at("12:00"));
    expect(await wire.unread()).toEqual([5]);
    await wire.tell("six", 6, at("12:01"));
    await wire.news(4, at("12:02"));
    expect(await wire.unread()).toEqual([6, 5, 4]);
    await store.undoMarks(readerId, all!.id);
    expect(await wire.unread()).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test("a store without stories has no news", async () => {
    await using store = await open();
    expect(await store.newestNewsAt()).toEqual(new Date(0));
    const { id: readerId } = await store.addReader(at("11:00"));
    expect(await store.markAllRead({ readerId, asOf: at("12:00"), at: at("12:00") })).toBeUndefined();
  });
});
