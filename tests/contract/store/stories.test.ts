import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import { BadCursorError } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";

describe.each(engines)("stories on $name", ({ open }) => {
  async function storeWith(titles: Readonly<Record<string, readonly string[]>>) {
    const store = await open();
    await store.syncSources([source(a, { category: "World" }), source(b, { category: "Tech" })], at("11:00"));
    for (const [url, own] of Object.entries(titles))
      await savePoll(
        store,
        url,
        own.map((title) => parsedEntry({ key: title, title, publishedAt: at("10:00") })),
      );
    return store;
  }
  const titlesOf = (page: { items: readonly { entries: readonly { title: string }[] }[] }) =>
    page.items.map(({ entries }) => entries.map((entry) => entry.title));

  test("a story has its entries, the lead first", async () => {
    await using store = await storeWith({ [a]: ["one"], [b]: ["two"] });
    await groupBy(store, () => 1, { leadEntryId: 2 });
    const found = await store.story(1);
    expect(found.kind === "found" && found.entries.map((entry) => entry.title)).toEqual(["two", "one"]);
    expect(found.kind === "found" && found.entries[1]?.placement).toEqual({
      storyId: 1,
      copyGroup: 1,
      layer: "story",
      reason: { text: "by the test" },
    });
    expect(await store.ungroupedEntries(10)).toEqual([]);
    expect(await store.story(9)).toEqual({ kind: "unknown" });
  });

  test("a merged story loses no entry, and every older id leads on to what it has become", async () => {
    await using store = await storeWith({ [a]: ["one", "two", "three"] });
    await groupBy(store, (title) => ({ one: 1, two: 2, three: 3 })[title]!);
    const merge = (from: number, into: number) => ({ from, into, reason: "one event", at: at("12:30") });
    const { items } = await store.stories({ order: "top", limit: 10 });
    const grown = (id: number) => ({ ...items.find(({ story }) => story.id === id)!.story, entryCount: 2 });
    await store.saveGrouping({ placements: [], merges: [merge(3, 2)], stories: [grown(2)] });
    await store.saveGrouping({ placements: [], merges: [merge(2, 1)], stories: [grown(1)] });
    expect(await store.story(3)).toEqual({ kind: "merged", into: 1 });
    expect(await store.story(2)).toEqual({ kind: "merged", into: 1 });
    const found = await store.story(1);
    expect(found.kind === "found" && found.entries).toHaveLength(3);
    expect(await store.lastStoryId()).toBe(3);
  });

  test("decisions made before another process placed entries are refused, and write nothing", async () => {
    await using store = await storeWith({ [a]: ["one", "two"] });
    const decidedAfter = await store.lastPlacement();
    await groupBy(store, () => 1);
    expect(await store.lastPlacement()).toBe(decidedAfter + 2);
    const revision = await store.revision();
    const placement = { storyId: 9, copyGroup: 1, layer: "first", reason: { text: "too late" } } as const;
    const grouping = { placements: [{ entryId: 1, placement }], merges: [], stories: [] };
    expect(await store.saveGrouping({ ...grouping, decidedAfter })).toBeUndefined();
    expect((await store.entry(1))?.placement?.storyId).toBe(1);
    expect(await store.revision()).toBe(revision);
    expect(await store.saveGrouping({ ...grouping, decidedAfter: decidedAfter + 2 })).toBe(decidedAfter + 3);
  });

  test("of many stories what they are, and of their entries what they are reckoned from", async () => {
    await using store = await storeWith({ [a]: ["one", "two"], [b]: ["three"] });
    await groupBy(store, (title) => (title === "three" ? 2 : 1));
    const [full, reports] = [
      await store.entriesOfStories([1, 2, 9]),
      await store.reportsOfStories([1, 2, 9]),
    ];
    expect([...reports.keys()].sort()).toEqual([1, 2]);
    for (const [id, entries] of full)
      for (const [at, { placement, ...entry }] of entries.entries()) {
        const { placement: place, ...report } = reports.get(id)![at]!;
        expect(entry).toMatchObject(report);
        expect(place).toEqual({ storyId: id, copyGroup: placement.copyGroup });
      }
    const found = await store.story(2);
    expect(await store.storiesByIds([2, 9])).toEqual([found.kind === "found" && found.story]);
  });

  test("lists are sorted by rank or by first report, and every page goes on where the last one ended", async () => {
    await using store = await storeWith({ [a]: ["1", "2", "3", "4", "5"] });
    await groupBy(store, Number);
    const first = await store.stories({ order: "top", limit: 2 });
    expect(titlesOf(first)).toEqual([["5"], ["4"]]);
    const second = await store.stories({ order: "top", limit: 2, cursor: first.next! });
    expect(titlesOf(second)).toEqual([["3"], ["2"]]);
    const third = await store.stories({ order: "top", limit: 2, cursor: second.next! });
    expect(titlesOf(third)).toEqual([["1"]]);
    expect(third.next).toBeUndefined();
    expect(titlesOf(await store.stories({ order: "latest", limit: 1 }))).toEqual([["5"]]);
  });

  test("pages go on where ranks are fractions; what is no place in a list is none on any engine", async () => {
    await using store = await storeWith({ [a]: ["1", "2", "3"] });
    await groupBy(store, Number, { rank: 0.1 + 0.2 });
    const first = await store.stories({ order: "top", limit: 2 });
    const second = await store.stories({ order: "top", limit: 2, cursor: first.next! });
    expect([first, second].map(titlesOf)).toEqual([[["3"], ["2"]], [["1"]]]);
    await expect(store.stories({ order: "latest", limit: 2, cursor: first.next! })).rejects.toThrow(
      BadCursorError,
    );
  });

  test("a list can be narrowed by category, feed, coverage and language", async () => {
    await using store = await storeWith({ [a]: ["one"], [b]: ["two"] });
    await groupBy(store, (title) => (title === "one" ? 1 : 2));
    const [, feedB] = await store.feeds();
    const list = async (query: object) => titlesOf(await store.stories({ order: "top", limit: 9, ...query }));
    expect(await list({ category: "Tech" })).toEqual([["two"]]);
    expect(await list({ feedId: feedB!.id })).toEqual([["two"]]);
    expect(await list({ minCoverage: 2 })).toEqual([]);
    expect(await list({ language: "en" })).toHaveLength(2);
    expect(await list({ language: "de" })).toEqual([]);
  });

  test("categories are those of followed sources that have stories", async () => {
    await using store = await storeWith({ [a]: ["one"], [b]: ["two"] });
    expect(await store.categories()).toEqual([]);
    await groupBy(store, (title) => (title === "one" ? 1 : 2));
    expect(await store.categories()).toEqual(["Tech", "World"]);
    await store.syncSources(
      [source(a, { category: "Home" }), source("https://new.example/", { category: "New" })],
      at("13:00"),
    );
    expect(await store.categories()).toEqual(["Home"]);
  });

  test("only the lead's text is read for a list, every entry's where it is asked for", async () => {
    await using store = await storeWith({ [a]: ["one"], [b]: ["two"] });
    await groupBy(store, () => 1);
    const texts = async (text: "lead" | "all") =>
      (await store.stories({ order: "top", limit: 1, text })).items[0]!.entries.map(
        (entry) => entry.contentHtml,
      );
    expect(await texts("lead")).toEqual(["<p>Text of one</p>", undefined]);
    expect(await texts("all")).toEqual(["<p>Text of one</p>", "<p>Text of two</p>"]);
  });

  test("a corrected headline of the lead makes the story updated", async () => {
    await using store = await storeWith({ [a]: ["one"] });
    await groupBy(store, () => 1);
    await savePoll(store, a, [parsedEntry({ key: "one", title: "Corrected" })], { fetchedAt: at("15:00") });
    const found = await store.story(1);
    expect(found.kind === "found" && found.story.updatedAt).toEqual(at("15:00"));
  });

  test("dropped stories are gone with their words, and their entries do not come back as new", async () => {
    await using store = await storeWith({ [a]: ["one"] });
    await groupBy(store, () => 7);
    expect((await store.dropStories({ before: at("11:59"), limit: 10 })).dropped).toBe(0);
    expect((await store.dropStories({ before: at("12:01"), limit: 10 })).dropped).toBe(1);
    expect(await store.story(7)).toEqual({ kind: "unknown" });
    expect((await store.stories({ order: "top", limit: 5, search: "one" })).items).toEqual([]);
    expect(await savePoll(store, a, [parsedEntry({ key: "one" })])).toEqual({
      total: 1,
      added: 0,
      changed: 0,
    });
    expect((await store.feeds())[0]!.entryCount).toBe(0);
    expect(await store.lastStoryId()).toBe(7);
  });
});

describe.each(engines)("search on $name", ({ open }) => {
  test.each([
    ["geneva talks", ["talks"]],
    ['"ceasefire talks"', ["talks"]],
    ['"talks ceasefire"', []],
    ["geneva -ceasefire", ["motor"]],
    ["zurich", ["rail"]],
    ["Züri*", ["rail"]],
    ["東京", ["quake"]],
    ["lakeside", ["motor"]],
    ["reuters", ["talks"]],
    ['"ada writer"', ["rail"]],
    ["body-text", ["talks"]],
    ["-geneva", []],
    ['") OR 1 --', []],
    ["", []],
  ])("%s", async (search, expected) => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [
      parsedEntry({
        key: "talks",
        title: "Ceasefire talks open in Geneva",
        contentHtml: "<p>A body-text</p>" as SafeHtml,
        agency: "Reuters",
      }),
      parsedEntry({
        key: "motor",
        title: "Geneva motor show returns",
        origin: { title: "Lakeside Courier" },
      }),
      parsedEntry({ key: "rail", title: "Night train to Zürich", authors: [{ name: "Ada Writer" }] }),
      parsedEntry({ key: "quake", title: "東京で地震、けが人なし" }),
    ]);
    const ids = ["Ceasefire", "Geneva m", "Night", "東京"];
    await groupBy(store, (title) => 1 + ids.findIndex((start) => title.startsWith(start)));
    const { items } = await store.stories({ order: "top", limit: 9, search });
    expect(items.map(({ story }) => ["talks", "motor", "rail", "quake"][story.id - 1])).toEqual(expected);
    expect(await store.countFound({ search, atMost: 9 })).toBe(expected.length);
  });

  test("counts stories, not their entries, those that have their place, and no more than were asked for", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const titles = Array.from({ length: 9 }, (_, at) => `Harbour ${at}`);
    await savePoll(
      store,
      a,
      titles.map((title) => parsedEntry({ key: title, title })),
    );
    await groupBy(store, (title) => 1 + Math.floor(Number(title.at(-1)) / 2));
    await savePoll(store, a, [parsedEntry({ key: "new", title: "Harbour, of no story yet" })]);
    const counts = [3, 5, 9].map((atMost) => store.countFound({ search: "harbour", atMost }));
    expect(await Promise.all(counts)).toEqual([3, 5, 5]);
  });
});
