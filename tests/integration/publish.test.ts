import { parseFeed } from "feedsmith";
import RssParser from "rss-parser";
import { describe, expect, test } from "vitest";
import { publishQuake } from "../support/quake-wire.ts";
import { wellFormed } from "../support/well-formed.ts";

const title = "Quake shakes the coast & the <b> hills";
const link = "https://agency.example/quake?id=7&a=b";
const id = "tag:wire.example.org,2026:story/1";
const byline = "Reuters via Herald";
const enclosure = "https://agency.example/quake.mp3?a=1&b=2";
const image = "https://agency.example/quake.jpg?w=1&h=2";
const tags = ["World", "Quakes", "Search & rescue"];
const published = "2026-11-20T09:00:00.000Z";
const updated = "2026-11-20T10:15:00.000Z";
const related = ["https://www.bote.example/beben", "https://www.courier.example/quake"];
const paragraph = "<p>A quake shook the <b>coast</b>.</p>";

/** As feedsmith reads it. */
async function read(wire: Awaited<ReturnType<typeof publishQuake>>, path: string) {
  const response = await wire.get(path);
  expect(response.status).toBe(200);
  const text = await response.text();
  if (!path.includes(".json")) wellFormed(text);
  return parseFeed(text);
}
/** What a feed's items are called, and what they are known by. */
async function items(path: string, given: Parameters<typeof publishQuake>[0] = {}) {
  await using wire = await publishQuake(given);
  const { format, feed } = await read(wire, path);
  if (format !== "json") throw new Error(`${path} is ${format}`);
  return (feed.items ?? []).map((item) => [item.title, item.id?.replace(/^tag:[^:]*:/, "")]);
}

describe("nothing of an item is lost on its way through", () => {
  test("RSS, as feedsmith reads it", async () => {
    await using wire = await publishQuake();
    const { format, feed } = await read(wire, "/feed.rss");
    if (format !== "rss") throw new Error(format);
    expect(feed).toMatchObject({
      title: "My wire",
      link: "https://wire.example.org/",
      description: "All in one",
      language: "en",
      lastBuildDate: new Date(updated).toUTCString(),
      generator: "Wirefold 9.9.9",
      atom: {
        links: [
          { href: "https://wire.example.org/feed.rss", rel: "self" },
          { href: "https://wire.example.org/hub", rel: "hub" },
        ],
      },
    });
    expect(feed.items).toHaveLength(2);
    expect(feed.items?.[0]).toMatchObject({
      title,
      link,
      guid: { value: id, isPermaLink: false },
      description: "A quake shook the coast. R&amp;D &lt; nothing.",
      categories: tags.map((name) => ({ name })),
      comments: "https://agency.example/quake?a=1&b=2#comments",
      enclosures: [{ url: enclosure, length: 5, type: "audio/mpeg" }],
      pubDate: "Fri, 20 Nov 2026 09:00:00 GMT",
      source: { title: "Herald", url: "https://www.herald.example/rss" },
      dc: { creators: [byline], languages: ["en-GB"], rights: ["© Agency & <partners>"] },
      slash: { comments: 12 },
      wfw: { commentRss: "https://agency.example/quake/comments?a=1&b=2" },
      itunes: { duration: 95 },
      podcast: {
        transcripts: [{ url: "https://agency.example/quake.vtt?a=1&b=2", type: "text/vtt", language: "en" }],
        chapters: {
          url: "https://agency.example/quake.json?a=1&b=2",
          type: "application/json+chapters",
        },
      },
      media: {
        contents: [
          { url: image, medium: "image" },
          { url: "https://agency.example/quake.pdf", type: "application/pdf" },
        ],
        thumbnails: [{ url: image }],
        credits: [{ value: "REUTERS/Ada & Bo" }],
      },
      content: { encoded: expect.stringContaining(paragraph) },
    });
  });

  test("Atom, as feedsmith reads it", async () => {
    await using wire = await publishQuake();
    const { format, feed } = await read(wire, "/feed.atom");
    if (format !== "atom") throw new Error(format);
    expect(feed).toMatchObject({
      id: "tag:wire.example.org,2026:feed/feed",
      title: { value: "My wire" },
      updated,
      authors: [{ name: "My wire" }],
      icon: "https://wire.example.org/assets/icon.svg",
      links: [
        { rel: "alternate" },
        { rel: "self", href: "https://wire.example.org/feed.atom" },
        { rel: "hub", href: "https://wire.example.org/hub" },
      ],
      xml: { lang: "en" },
    });
    expect(feed.entries).toHaveLength(2);
    expect(feed.entries?.[0]).toMatchObject({
      id,
      // Whose text is marked up needs a "type"; without one it is text (RFC 4287 3.1.1).
      title: { value: title },
      summary: { value: "A quake shook the coast. R&D < nothing." },
      content: { type: "html", value: expect.stringContaining(paragraph) },
      authors: [{ name: byline }],
      contributors: [{ name: "Ada Writer & Sons" }],
      categories: tags.map((term) => ({ term })),
      published,
      updated,
      links: [
        { href: link },
        ...related.map((href) => ({ href, rel: "related" })),
        { href: "https://agency.example/quake/comments?a=1&b=2", rel: "replies" },
        { href: "https://agency.example/quake?a=1&b=2#comments", rel: "replies", type: "text/html" },
        { href: enclosure, rel: "enclosure", type: "audio/mpeg", length: 5, title: "The shaking & after" },
        { href: "https://agency.example/quake.pdf", rel: "enclosure", type: "application/pdf" },
      ],
      rights: { value: "© Agency & <partners>" },
      thr: { total: 12 },
      source: { id: "https://www.herald.example/rss", title: { value: "Herald" } },
      media: { thumbnails: [{ url: image }] },
      xml: { lang: "en-GB" },
    });
    expect(feed.entries?.[0]?.title).not.toHaveProperty("type");
  });

  test("JSON Feed 1.1, as anybody reads it", async () => {
    await using wire = await publishQuake();
    const feed = JSON.parse(await wire.text("/feed.json")) as { items: Record<string, unknown>[] };
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: "My wire",
      home_page_url: "https://wire.example.org/",
      icon: "https://wire.example.org/assets/icon.svg",
      feed_url: "https://wire.example.org/feed.json",
      hubs: [{ type: "WebSub", url: "https://wire.example.org/hub" }],
      language: "en",
    });
    expect(feed.items).toHaveLength(2);
    expect(feed.items[0]).toMatchObject({
      id,
      url: link,
      title,
      summary: "A quake shook the coast. R&D < nothing.",
      content_html: expect.stringContaining(paragraph),
      image,
      date_published: published,
      date_modified: updated,
      authors: [{ name: byline }],
      tags,
      language: "en-GB",
      attachments: [
        {
          url: enclosure,
          mime_type: "audio/mpeg",
          title: "The shaking & after",
          size_in_bytes: 5,
          duration_in_seconds: 95,
        },
        { url: "https://agency.example/quake.pdf", mime_type: "application/pdf" },
      ],
      _wirefold: {
        commentsUrl: "https://agency.example/quake?a=1&b=2#comments",
        commentCount: 12,
        commentsFeedUrl: "https://agency.example/quake/comments?a=1&b=2",
        chaptersUrl: "https://agency.example/quake.json?a=1&b=2",
        rights: "© Agency & <partners>",
      },
    });
  });

  test.each(["rss", "atom"])("%s, as rss-parser reads it", async (format) => {
    await using wire = await publishQuake();
    const feed = await new RssParser().parseString(await wire.text(`/feed.${format}`));
    expect(feed.title).toBe("My wire");
    expect(feed.items).toHaveLength(2);
    const item: Record<string, unknown> = { ...feed.items[0] };
    expect(item).toMatchObject({ title, link, isoDate: published });
    expect(item["guid"] ?? item["id"]).toBe(id);
    expect(item["creator"] ?? item["author"]).toBe(byline);
    expect(item["content:encoded"] ?? item["content"]).toContain(paragraph);
  });

  test.each(["rss", "atom", "json"])("%s: no mail address of a writer", async (format) => {
    await using wire = await publishQuake();
    expect(await wire.text(`/feed.${format}`)).not.toContain("ada@");
  });
});

describe("one item a story", () => {
  test("names the other reports, own reports before copies, and leads to the story's page", async () => {
    await using wire = await publishQuake();
    const { feed } = await read(wire, "/feed.json");
    const [story, alone] = (feed as { items: { content_html: string }[] }).items;
    const text = story?.content_html.replaceAll(/<[^>]+>/g, "").split(/\n+/);
    expect(text).toEqual([
      "", // the picture
      "A quake shook the coast.",
      "Also covered by",
      "Bote: Beben an der Küste, 20 Nov 2026, 10:15 UTC",
      "Reuters via Courier: Quake shakes coast, 20 Nov 2026, 09:30 UTC",
      "The whole story: 3 reports, 3 independent outlets",
    ]);
    expect(story?.content_html).toContain('<a href="https://wire.example.org/stories/1">');
    expect(alone?.content_html).not.toContain("Also covered by");
  });

  test("says the same to programs", async () => {
    await using wire = await publishQuake();
    const feed = JSON.parse(await wire.text("/feed.json")) as { items: { _wirefold: object }[] };
    expect(feed.items[0]?._wirefold).toMatchObject({
      story: 1,
      url: "https://wire.example.org/stories/1",
      coverage: 3,
      entries: [
        { outlet: "Herald", url: link, agency: "Reuters", report: "copy" },
        { outlet: "Courier", url: related[1], agency: "Reuters", report: "copy" },
        { outlet: "Bote", url: related[0], language: "de", report: "own" },
      ],
    });
  });
});

const quake = [title, "story/1"];
const ministers = ["Ministers meet", "story/2"];

describe("the feed of", () => {
  test.each([
    ["everything", "/feed.json", [quake, ministers]],
    ["a category", "/categories/World.json", [quake, ministers]],
    ["a category whose name is no path", "/categories/Deutsch%20%26%20mehr.json", [quake]],
    ["a source, whose own entry speaks", "/sources/3.json", [["Beben an der Küste", "story/1"]]],
    ["a search", "/search.json?q=ministers", [ministers]],
    ["a search that only another report answers", "/search.json?q=beben", [quake]],
    ["a search that finds nothing", "/search.json?q=nowhere", []],
  ])("%s", async (_list, path, expected) => {
    expect(await items(path)).toEqual(expected);
  });

  test("a view", async () => {
    const views = [
      { slug: "wide", title: "Wide", minOutlets: 2 },
      { slug: "talks", title: "Talks", query: "ministers" },
    ];
    expect(await items("/views/wide.json", { views })).toEqual([quake]);
    expect(await items("/views/talks.json", { views })).toEqual([ministers]);
  });

  test("nothing at all has an honest instant, or none", async () => {
    await using wire = await publishQuake();
    expect(await wire.text("/search.rss?q=nowhere")).not.toContain("lastBuildDate");
    const atom = await wire.text("/search.atom?q=nowhere");
    const updated = /<updated>([^<]+)</.exec(atom)?.[1] ?? "";
    expect(updated).toMatch(/^2026-11-20T/);
    expect(await wire.text("/search.atom?q=nowhere")).toBe(atom);
  });

  test("a view says what it has", async () => {
    const views = [{ slug: "wide", title: "Wide", minOutlets: 2 }];
    await using wire = await publishQuake({ views });
    expect(await wire.text("/views/wide.rss")).toContain(
      "Stories with at least 2 independent reports; a copied text counts once.",
    );
  });

  test.each(["rss", "atom", "json"])(
    "any of them is there as %s, at the address it names",
    async (format) => {
      await using wire = await publishQuake({ views: [{ slug: "wide", title: "Wide", minOutlets: 2 }] });
      for (const list of ["/feed", "/categories/World", "/sources/1", "/views/wide", "/search"]) {
        const path = `${list}.${format}${list === "/search" ? "?q=a+b" : ""}`;
        const response = await wire.get(path);
        const self = `https://wire.example.org${path}`;
        expect(response.headers.get("link")).toMatch(`<${self}>; rel="self"`);
        expect(await response.text()).toContain(self);
      }
    },
  );

  test.each([
    ["/categories/Sport.rss", 'No source in the config has the category "Sport".'],
    ["/sources/99.atom", 'There is no source "99". /sources lists all that are followed.'],
    ["/sources/0x1.rss", /^There is no source "0x1"/],
    ["/views/none.json", 'The config has no view with the slug "none".'],
    ["/feed.rss?category=Sport", 'No source in the config has the category "Sport".'],
    ["/search.rss?q=a&category=Sport", 'No source in the config has the category "Sport".'],
  ])("%s, which is nobody's, is a 404 that says so", async (path, sentence) => {
    await using wire = await publishQuake();
    const response = await wire.get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect((await response.text()).trimEnd()).toMatch(sentence);
  });

  test.each(["/feed", "/feed.xml", "/feed.rss/", "/sources/1", "/search?q=a", "/feed.rssx"])(
    "%s is none, and left to the pages",
    async (path) => {
      await using wire = await publishQuake();
      const response = await wire.get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("Cannot GET");
    },
  );
});

describe("an address may ask for", () => {
  test.each([
    ["fold=story", [quake, ministers]],
    [
      "fold=copy",
      [
        ["Beben an der Küste", "text/4"],
        [title, "text/2"],
        ["Ministers meet", "text/1"],
      ],
    ],
    [
      "fold=none",
      [
        ["Beben an der Küste", "entry/4"],
        ["Quake shakes coast", "entry/3"],
        [title, "entry/2"],
        ["Ministers meet", "entry/1"],
      ],
    ],
    ["min=2", [quake]],
    ["min=4", []],
    ["limit=1", [quake]],
    [
      "fold=none&limit=2&min=2",
      [
        ["Beben an der Küste", "entry/4"],
        ["Quake shakes coast", "entry/3"],
      ],
    ],
    ["lang=en", [quake, ministers]],
    ["lang=de", []],
    ["category=World", [quake, ministers]],
    ["category=Deutsch+%26+mehr", [quake]],
    ["category=Deutsch+%26+mehr&fold=none", [["Beben an der Küste", "entry/4"]]],
    ["category=World&min=2&fold=copy", [[title, "text/2"]]],
  ])("%s", async (query, expected) => {
    expect(await items(`/feed.json?${query}`)).toEqual(expected);
  });

  test.each([
    ["/feed.rss?fold=all", /^fold is "all"; it must be story .*\.$/],
    ["/feed.rss?limit=0", /^limit is "0"; it must be a whole number from 1 to 500\.$/],
    ["/feed.json?min=x", /^min is "x"/],
    ["/feed.atom?lang=english", /^lang is "english"/],
    ["/feed.atom?limit=1&limit=2", /^limit is given more than once\.$/],
    ["/feed.rss?category=", /^category is ""/],
    ["/categories/World.rss?category=World", 'This is the feed of the category "World" already.'],
    ["/search.rss", /^A search feed needs words to look for/],
    ["/search.rss?q=%20", /^A search feed needs words/],
    ["/search.rss?q=a&q=b", /^A search feed needs words to look for, once/],
    [`/search.rss?q=${"a".repeat(201)}`, /^q has 201 characters; a search may have at most 200\.$/],
  ])("%s is a 400 that says in a sentence why not", async (path, sentence) => {
    await using wire = await publishQuake();
    const response = await wire.get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await response.text()).trimEnd()).toMatch(sentence);
  });

  test("a category, which its feed then names in its title and address", async () => {
    await using wire = await publishQuake();
    const feed = JSON.parse(await wire.text("/feed.json?fold=copy&category=World&utm_source=x"));
    expect(feed.title).toBe("World · My wire");
    expect(feed.feed_url).toBe("https://wire.example.org/feed.json?fold=copy&category=World");
  });

  test.each([
    ["/feed.rss?fold=all", 400],
    ["/feed.rss?category=Sport", 404],
  ])("%s is told to a browser on a page, to all others in plain text", async (path, status) => {
    await using wire = await publishQuake();
    const browser = await wire.get(path, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
    expect([browser.status, browser.headers.get("content-type")]).toEqual([
      status,
      "text/html; charset=utf-8",
    ]);
    for (const accept of ["*/*", "application/rss+xml", "text/plain"]) {
      const program = await wire.get(path, { accept });
      expect([program.status, program.headers.get("content-type")]).toEqual([
        status,
        "text/plain; charset=utf-8",
      ]);
      expect(program.headers.get("vary")).toBe("Accept");
    }
  });
});
