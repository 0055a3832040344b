import { parseOpml } from "feedsmith";
import { describe, expect, test } from "vitest";
import type { Feed } from "../../../src/model/source.ts";
import { readOpml } from "../../../src/parse/opml.ts";
import { writeOpml } from "../../../src/publish/opml.ts";
import { wellFormed } from "../../support/well-formed.ts";

let id = 0;
const feed = (given: Partial<Feed> & Pick<Feed, "source">): Feed => ({
  id: ++id,
  fetchUrl: given.source.url,
  state: "ok",
  entryCount: 0,
  polling: { validators: {}, nextPollAt: new Date(0), nextPollReason: "", failures: 0, notes: [] },
  ...given,
});
const url = "https://outlet.example/rss?a=1&b=2";

function written(feeds: readonly Feed[], title = "My wire") {
  const opml = writeOpml(title, feeds);
  wellFormed(opml);
  return parseOpml(opml);
}

test("a folder a category in the config's order, then the sources without one", () => {
  const opml = written([
    feed({ source: { url: "https://a.example/", name: "A", category: "World" } }),
    feed({ source: { url: "https://b.example/", name: "B" } }),
    feed({ source: { url: "https://c.example/", name: "C", category: "Tech" } }),
    feed({ source: { url: "https://d.example/", name: "D", category: "World" } }),
  ]);
  const names = opml.body?.outlines?.map(({ text, outlines }) => [text, outlines?.map((each) => each.text)]);
  expect(opml.head?.title).toBe("My wire");
  expect(names).toEqual([
    ["World", ["A", "D"]],
    ["Tech", ["C"]],
    ["B", undefined],
  ]);
});

test("a source is said with all that its feed says of itself", () => {
  const [outline] =
    written([
      feed({
        source: { url, name: 'Herald & "Sons" <Ltd>' },
        title: "The feed's own title",
        siteUrl: "https://outlet.example/?a&b",
        description: "News,\ntwice a day",
        language: "en-GB",
      }),
    ]).body?.outlines ?? [];
  expect(outline).toMatchObject({
    type: "rss",
    text: 'Herald & "Sons" <Ltd>',
    title: 'Herald & "Sons" <Ltd>',
    xmlUrl: url,
    htmlUrl: "https://outlet.example/?a&b",
    description: "News, twice a day",
    language: "en-GB",
  });
});

test("a source without a name is called as its feed calls itself, else by its host", () => {
  const outlines = written([
    feed({ source: { url }, title: "The feed's own title" }),
    feed({ source: { url, name: " \u0000" }, title: "\u0007" }),
  ]).body?.outlines;
  expect(outlines?.map(({ text }) => text)).toEqual(["The feed's own title", "outlet.example"]);
});

test("what a publisher or the config says cannot break the document", () => {
  const hostile = `]]>"'<a>&amp;\u0000\uD800\uFFFF`;
  const opml = written(
    [
      feed({
        source: { url: "https://u:p@outlet.example/", name: hostile, category: hostile },
        siteUrl: "javascript:alert(1)",
        language: hostile,
        description: hostile,
      }),
    ],
    hostile,
  );
  const clean = `]]>"'<a>&amp;`;
  const [folder] = opml.body?.outlines ?? [];
  expect(opml.head?.title).toBe(clean);
  expect(folder?.text).toBe(clean);
  expect(folder?.outlines?.[0]).toMatchObject({ text: clean, xmlUrl: "https://outlet.example/" });
  expect(folder?.outlines?.[0]).not.toHaveProperty("htmlUrl");
});

test("no sources are an empty list", () => {
  expect(written([]).head?.title).toBe("My wire");
});

test("a category with strokes is folders within folders, those of a folder before its own sources", () => {
  const opml = written([
    feed({ source: { url: "https://a.example/", name: "A", category: "News" } }),
    feed({ source: { url: "https://b.example/", name: "B", category: "News/World" } }),
    feed({ source: { url: "https://c.example/", name: "C", category: "News/World/Asia" } }),
  ]);
  expect(opml.body?.outlines).toMatchObject([
    {
      text: "News",
      outlines: [{ text: "World", outlines: [{ text: "Asia" }, { text: "B" }] }, { text: "A" }],
    },
  ]);
  expect(opml.body?.outlines).toHaveLength(1);
});

describe("what is written is read again as the same sources:", () => {
  const again = (sources: readonly Feed["source"][], change = (opml: string) => opml) => {
    const opml = writeOpml(
      "My wire",
      sources.map((source) => ({ source })),
    );
    wellFormed(opml);
    return readOpml(Buffer.from(change(opml)));
  };

  test("with their categories, names and intervals", () => {
    const sources: Feed["source"][] = [
      { url: "https://a.example/rss?a=1&b=2", name: 'Herald & "Sons" <Ltd>', category: "News/World" },
      { url: "https://b.example/", category: "Wissenschaft & Technik" },
      { url: "https://c.example/feed", name: "c.example", every: { kind: "interval", ms: 5_400_000 } },
      { url: "https://d.example/", every: { kind: "cron", expression: "*/20 6-22 * * *" } },
    ];
    expect(again(sources)).toEqual({
      kind: "opml",
      notes: [],
      sources: [
        sources[0],
        sources[1],
        { url: "https://c.example/feed", name: "c.example", every: "90m" },
        { url: "https://d.example/", every: "*/20 6-22 * * *" },
      ],
    });
  });

  test.each([
    "News",
    "News/World",
    "a/b/c/d/e/f/g/h/i/j",
    "a/b/c/d/e/f/g/h/i/j/k/l",
    "AC/DC fans",
    "A / B",
    "/News",
    "News/",
    "News//World",
    "/",
    'Q & A <b>"all"</b>',
    "R&amp;D",
    "News &#47; World",
    "Новости/Мир",
    "2.0",
  ])("the category %s", (category) => {
    const source = { url: "https://a.example/", name: "A", category };
    expect(again([source])).toEqual({ kind: "opml", notes: [], sources: [source] });
    const old = (opml: string) => opml.replace('version="2.0"', 'version="1.0"');
    expect(again([source], old)).toMatchObject({ sources: [{ category }] });
  });

  test.each(["https://a.example/", "a.example", "<b>Bold</b>", "R&amp;D"])("the name %s", (name) => {
    const source = { url: "https://a.example/", name };
    expect(again([source])).toMatchObject({ sources: [source] });
  });

  test("an address with a reference in it", () => {
    const source = { url: "https://a.example/?a=1&amp;b=2" };
    expect(again([source])).toMatchObject({ sources: [source] });
  });
});
