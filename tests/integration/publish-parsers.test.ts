import { describe, expect, test } from "vitest";
import { type ReadItem, feedParsers } from "../support/feed-parsers.ts";
import { hostileTexts } from "../support/hostile-entries.ts";
import { publishQuake } from "../support/quake-wire.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { startPublisher } from "../support/wire.ts";

const quake = {
  id: "tag:wire.example.org,2026:story/1",
  title: "Quake shakes the coast & the <b> hills",
  link: "https://agency.example/quake?id=7&a=b",
  author: "Reuters via Herald",
  published: "2026-11-20T09:00:00.000Z",
  updated: "2026-11-20T10:15:00.000Z",
  content: expect.stringContaining("<p>A quake shook the <b>coast</b>.</p>"),
  summary: expect.stringMatching(/^A quake shook the coast\. R&(?:amp;)?D (?:<|&lt;) nothing\.$/),
  categories: ["World", "Quakes", "Search & rescue"],
  enclosures: ["https://agency.example/quake.mp3?a=1&b=2", "https://agency.example/quake.pdf"],
  image: "https://agency.example/quake.jpg?w=1&h=2",
  source: "Herald",
  comments: "https://agency.example/quake?a=1&b=2#comments",
};

/** What a parser cannot say of a format, or says otherwise. */
const otherwise: Readonly<Record<string, Partial<Record<keyof ReadItem, unknown>>>> = {
  // RSS has one enclosure an item (profile): the others are media:content, which these parsers show as something else or not at all.
  "feedsmith rss": { enclosures: [quake.enclosures[0]], updated: undefined },
  "feedsmith json": { source: undefined, comments: undefined },
  "node-feedparser rss": {
    title: "Quake shakes the coast & the  hills",
    enclosures: [quake.enclosures[0], quake.image, quake.enclosures[1]],
    updated: quake.published,
  },
  "node-feedparser atom": { title: "Quake shakes the coast & the  hills" },
  "rss-parser rss": {
    enclosures: [quake.enclosures[0]],
    updated: undefined,
    image: undefined,
    source: undefined,
  },
  "rss-parser atom": {
    enclosures: undefined,
    categories: undefined,
    comments: undefined,
    updated: undefined,
    image: undefined,
    source: undefined,
  },
};

describe.each(feedParsers)("%s reads %s", (name, format, read) => {
  test("and loses nothing of an item that it has a word for", async () => {
    await using wire = await publishQuake();
    const items = await read(await wire.text(`/feed.${format}`));
    expect(items).toHaveLength(2);
    const said = Object.entries({ ...quake, ...otherwise[`${name} ${format}`] });
    const expected = Object.fromEntries(said.filter(([, value]) => value !== undefined));
    expect(items[0]).toMatchObject(expected);
  });

  test("with each item in its place, whatever their titles hold", async () => {
    await using store = await freshStore();
    const url = "https://a.example/feed";
    await store.syncSources([source(url, { name: "A & <B>" })], at("11:00"));
    // Without what node-feedparser takes for tags.
    const titles = hostileTexts
      .filter((text) => !/<[/!\w][^>]*>/.test(text))
      .map((text, index) => `${index} ${text} end`);
    const entries = titles.map((title, index) =>
      parsedEntry({
        key: `k${index}`,
        title,
        url: `https://a.example/${index}?a="&b=<`,
        publishedAt: at("10:00"),
      }),
    );
    await savePoll(store, url, entries, { fetchedAt: at("11:00") });
    await groupBy(store, (title) => 1 + Number.parseInt(title, 10));
    await using wire = await startPublisher(store);
    const json = JSON.parse(await wire.text("/feed.json")) as {
      items: { id: string; title: string; url: string }[];
    };
    const told = (await read(await wire.text(`/feed.${format}`))).map(({ id, title, link }) => ({
      id,
      title,
      link,
    }));
    expect(told).toHaveLength(titles.length);
    expect(told).toEqual(json.items.map(({ id, title, url }) => ({ id, title, link: url })));
  });
});
