import { describe, expect, test } from "vitest";
import type { Restriction } from "../../../src/model/restriction.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const herald = "https://herald.example/feed";
const post = "https://post.example/feed";
const kicker = "https://kicker.example/feed";

describe.each(engines)("what views name, on $name", ({ open }) => {
  /** The Herald and the Post are in World, Kicker in Sport. Entries 1, 2 … in the order given; `story` of each. */
  async function filled(reports: readonly (readonly [url: string, title: string, story: number])[]) {
    const store = await open();
    const sources = [
      source(herald, { category: "World" }),
      source(post, { category: "World" }),
      source(kicker, { category: "Sport" }),
    ];
    await store.syncSources(sources, at("11:00"));
    for (const [url, title, story] of reports) {
      await savePoll(store, url, [parsedEntry({ key: title, title, publishedAt: at("10:00") })]);
      await groupBy(store, () => story, { coverage: 1, language: story % 2 === 0 ? "de" : "en" });
    }
    return store;
  }
  const all = { from: "lowest", limit: 100 } as const;
  const read = async (store: Store, which: Restriction) => ({
    stories: await store.storyIds({ ...all, ...which }),
    entries: await store.entryIds({ ...all, ...which }),
  });

  test("categories, sources and languages: one of each is enough", async () => {
    await using store = await filled([
      [herald, "harbour", 1],
      [post, "bridge", 2],
      [kicker, "goal", 3],
    ]);
    const of = (which: Restriction) => read(store, which);
    expect(await of({ categories: ["World"] })).toEqual({ stories: [1, 2], entries: [1, 2] });
    expect(await of({ categories: ["Sport", "World"] })).toEqual({ stories: [1, 2, 3], entries: [1, 2, 3] });
    expect(await of({ categories: ["Art"] })).toEqual({ stories: [], entries: [] });
    expect(await of({ sourceUrls: [post, kicker] })).toEqual({ stories: [2, 3], entries: [2, 3] });
    expect(await of({ languages: ["de", "fr"] })).toEqual({ stories: [2], entries: [2] });
    expect(await of({ languages: ["de", "en"], category: "World" })).toEqual({
      stories: [1, 2],
      entries: [1, 2],
    });
  });

  test("all that is said of entries must hold for one and the same of a story's", async () => {
    await using store = await filled([
      [herald, "harbour opens", 1],
      [kicker, "a goal at the harbour", 1],
      [kicker, "a goal", 3],
    ]);
    const search = "goal";
    expect((await read(store, { search, sourceUrls: [kicker] })).stories).toEqual([1, 3]);
    expect((await read(store, { search, categories: ["World"] })).stories).toEqual([]);
    expect((await read(store, { categories: ["World"], sourceUrls: [kicker] })).stories).toEqual([]);
    expect((await read(store, { search: "harbour", category: "Sport" })).stories).toEqual([1]);
  });

  test.each<[muted: string, left: string[]]>([
    ["football", ["A café burns", "Footballers strike", "World of cups: cup world"]],
    ["FOOTBALL", ["A café burns", "Footballers strike", "World of cups: cup world"]],
    ["footb*", ["A café burns", "World of cups: cup world"]],
    ["CAFE", ["Football: it begins", "Footballers strike", "World of cups: cup world"]],
    ["cup world", ["Football: it begins", "A café burns", "Footballers strike"]],
    ["world cup", ["Football: it begins", "A café burns", "Footballers strike", "World of cups: cup world"]],
    [
      '") OR title : ("',
      ["Football: it begins", "A café burns", "Footballers strike", "World of cups: cup world"],
    ],
  ])("a muted %j leaves out headlines with these whole words", async (muted, left) => {
    const titles = ["Football: it begins", "A café burns", "Footballers strike", "World of cups: cup world"];
    await using store = await filled(titles.map((title, index) => [herald, title, index + 1] as const));
    const ids = left.map((title) => titles.indexOf(title) + 1);
    expect(await read(store, { muted: [muted] })).toEqual({ stories: ids, entries: ids });
  });

  test("a headline decides, no word of the text; of a story its lead's, and it takes its entries along", async () => {
    await using store = await filled([
      [herald, "Football begins", 1],
      [herald, "Harbour opens", 2],
    ]);
    for (const [title, story] of [
      ["It begins", 1],
      ["Harbour and football", 2],
    ] as const) {
      const summary = "With football in the text";
      await savePoll(store, post, [parsedEntry({ key: title, title, summary, publishedAt: at("10:01") })]);
      await groupBy(store, () => story, { leadEntryId: story });
    }
    expect(await read(store, { muted: ["football", "darts"] })).toEqual({ stories: [2], entries: [2] });
    const { items } = await store.stories({ order: "top", limit: 9, muted: ["football"] });
    expect(items[0]?.entries.map(({ title }) => title)).toEqual(["Harbour opens", "Harbour and football"]);
  });

  test("what is muted is passed over from page to page", async () => {
    await using store = await filled(
      Array.from({ length: 9 }, (_, index) => [
        herald,
        index % 2 === 0 ? `news ${index}` : `football ${index}`,
        index + 1,
      ]),
    );
    const query = { order: "latest", limit: 2, muted: ["football"] } as const;
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.stories({ ...query, ...(cursor !== undefined && { cursor }) });
      expect(page.items.length).toBeGreaterThan(0);
      seen.push(...page.items.map(({ story }) => story.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual([9, 7, 5, 3, 1]);
  });
});
