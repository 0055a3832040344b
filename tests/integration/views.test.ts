import { describe, expect, test } from "vitest";
import type { View } from "../../src/model/view.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, parsedEntry, source } from "../support/store.ts";
import { fillStore, startPublisher } from "../support/wire.ts";

const now = at("12:00");
const herald = { url: "https://herald.example/feed", name: "The Herald" };
const kicker = { url: "https://kicker.example/feed", name: "Kicker" };

/** Five stories; the Herald and Kicker both have 2 and 5. `copied`: and a text of 3, each under a headline of its own. */
async function publish({
  views = [],
  mute,
  copied = false,
}: Readonly<{ views?: readonly View[]; mute?: readonly string[]; copied?: boolean }>) {
  const store = await freshStore();
  const report = (url: string, title: string, story: number, copyOf?: string) => ({
    ...(copyOf !== undefined && { copyOf }),
    entry: parsedEntry({ key: url, url, title, publishedAt: at(`11:0${story}`) }),
    story,
  });
  const outlets = [
    {
      source: source(herald.url, { name: herald.name, category: "World" }),
      entries: [
        ...(copied ? [report("https://herald.example/8", "Coffee runs out", 3)] : []),
        report("https://herald.example/1", "Harbour opens", 1),
        report("https://herald.example/2", "World Cup: harbour team wins", 2),
        report("https://herald.example/3", "Talks begin", 3),
        report("https://herald.example/4", "A café by the harbour", 5),
      ],
    },
    {
      source: source(kicker.url, { name: kicker.name, category: "Sport" }),
      entries: [
        report("https://kicker.example/5", "The cup is won", 2),
        report("https://kicker.example/6", "Goals of the week", 4),
        report("https://kicker.example/7", "Where players drink coffee", 5),
        ...(copied
          ? [report("https://kicker.example/8", "No cups today", 3, "https://herald.example/8")]
          : []),
      ],
    },
  ];
  await fillStore(store, outlets, now);
  const muting = mute && { mute };
  const publisher = await startPublisher(store, { views, ...muting });
  const reader = await startReader({ store, now, views, ...muting });
  const idsIn = (text: string, pattern: RegExp) =>
    [...new Set(Array.from(text.matchAll(pattern), ([, id]) => Number(id)))].toSorted((a, b) => a - b);
  return {
    page: async (path: string) => {
      const html = await (await reader.get(path)).text();
      return idsIn(html, /<h2[^>]*><a href="\/stories\/(\d+)"/g);
    },
    feed: async (path: string) => idsIn(await publisher.text(path), /:story\/(\d+)"/g),
    html: async (path: string) => (await reader.get(path)).text(),
    json: async (path: string) =>
      JSON.parse(await publisher.text(path)) as {
        description: string;
        items: readonly { title: string }[];
      },
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await publisher[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

describe("a view", () => {
  test.each<[stories: number[], given: Partial<View>]>([
    [[1, 2, 3, 4, 5], {}],
    [[2, 4, 5], { categories: ["Sport"] }],
    [[1, 2, 3, 5], { sources: [herald] }],
    [[2, 5], { query: "harbour", minOutlets: 2 }],
    [[], { query: "harbour", categories: ["Sport"] }],
    [[1, 3, 4, 5], { mute: ["world cup"] }],
    [[1, 2, 3, 4], { mute: ["CAFE"] }],
    [[1], { query: "harbour", mute: ["cup", "café"] }],
    [[], { languages: ["de"] }],
  ])("has the stories %j on its page and in its feed", async (stories, given) => {
    const view = { slug: "mine", title: "Mine", ...given };
    await using wire = await publish({ views: [view] });
    expect(await wire.page("/views/mine")).toEqual(stories);
    expect(await wire.feed("/views/mine.json")).toEqual(stories);
    const { description } = await wire.json("/views/mine.json");
    expect(await wire.html("/views/mine")).toContain(description);
  });

  test("is narrowed further by its feed's address", async () => {
    await using wire = await publish({ views: [{ slug: "mine", title: "Mine", mute: ["cup"] }] });
    expect(await wire.feed("/views/mine.json?category=Sport")).toEqual([4, 5]);
    expect(await wire.feed("/views/mine.json?min=2")).toEqual([5]);
  });
});

describe("what the config mutes", () => {
  test("is on no list, and a search finds it", async () => {
    const views = [{ slug: "mine", title: "Mine", mute: ["café"] }];
    await using wire = await publish({ views, mute: ["world cup"] });
    for (const [list, stories] of [
      ["", [1, 3, 4, 5]],
      ["/categories/Sport", [4, 5]],
      ["/sources/1", [1, 3, 5]],
      ["/views/mine", [1, 3, 4]],
    ] as const) {
      expect(await wire.page(list || "/")).toEqual(stories);
      expect(await wire.feed(`${list || "/feed"}.json`)).toEqual(stories);
    }
    expect(await wire.page("/search?q=cup")).toEqual([2]);
    expect(await wire.feed("/search.json?q=cup")).toEqual([2]);
  });

  test("speaks for no text that another outlet prints under another headline", async () => {
    const titlesOf = async (mute?: readonly string[]) => {
      await using wire = await publish({ copied: true, ...(mute && { mute }) });
      return (await wire.json("/feed.json?fold=copy")).items.map(({ title }) => title);
    };
    expect(await titlesOf()).toContain("Coffee runs out");
    const titles = await titlesOf(["coffee"]);
    expect(titles).toContain("No cups today");
    expect(titles).not.toContain("Coffee runs out");
  });

  test("is left out entry by entry and text by text as well", async () => {
    await using wire = await publish({ mute: ["world cup"] });
    const muted = /World Cup|The cup is won/;
    expect(JSON.stringify(await wire.json("/feed.json?fold=none"))).not.toMatch(muted);
    expect(JSON.stringify(await wire.json("/feed.json?fold=copy"))).not.toMatch(muted);
  });
});
