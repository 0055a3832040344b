import { describe, expect, test } from "vitest";
import { atom, entryOf, fieldsIn, parsed, rss } from "../../support/parsed.ts";
import { distinctLabels, permalinkOf } from "../../../src/parse/xml-entry.ts";

const title = "<title>A</title>";
const linkOf = async (item: string, wrap = rss) => (await entryOf(title + item, wrap)).url;

describe("the permalink is", () => {
  test.each([
    ["RSS's link", "<link>https://a.example/x</link>", "https://a.example/x"],
    ["RSS's link in CDATA, with spaces", "<link><![CDATA[ /x ]]></link>", "https://outlet.example/x"],
    ["a guid that is a permalink (RSS 2.0)", "<guid>https://a.example/x</guid>", "https://a.example/x"],
    ["none where the guid is none", '<guid isPermaLink="false">https://a.example/x</guid>', undefined],
    ["none where the guid is no address", "<guid>tag:1</guid>", undefined],
    [
      "the link rather than the guid",
      "<guid>https://a.example/1</guid><link>https://a.example/x</link>",
      "https://a.example/x",
    ],
    [
      "atom:link within RSS",
      '<atom:link rel="alternate" href="https://a.example/x"/>',
      "https://a.example/x",
    ],
    ["none for a script", "<link>javascript:alert(1)</link>", undefined],
  ])("%s", async (_, item, url) => expect(await linkOf(item)).toBe(url));

  test.each([
    ["Atom's link without a rel (RFC 4287 4.2.7.2)", '<link href="/x"/>', "https://outlet.example/x"],
    [
      "the alternate, whichever stands first",
      '<link rel="self" href="/s"/><link rel="alternate" href="/x"/>',
      "https://outlet.example/x",
    ],
    [
      "the alternate that is a page",
      '<link type="application/json" href="/j"/><link type="text/html" href="/x"/>',
      "https://outlet.example/x",
    ],
    ["not an enclosure", '<link rel="enclosure" href="/a.mp3"/>', undefined],
    [
      "the src of content that lies elsewhere",
      '<content src="/x" type="text/html"/>',
      "https://outlet.example/x",
    ],
    ["an id that is an address, as the last resort", "<id>https://a.example/x</id>", "https://a.example/x"],
    [
      "resolved against xml:base",
      '<link xml:base="https://b.example/n/" href="x"/>',
      "https://b.example/n/x",
    ],
  ])("%s", async (_, item, url) => expect(await linkOf(item, atom)).toBe(url));
});

test("of a feed the permalink is its site", async () => {
  const { head } = await fieldsIn(rss('<atom:link rel="self" href="/feed"/><link>https://a.example/</link>'));
  expect(permalinkOf(head, undefined)).toBe("https://a.example/");
});

describe("the text is", () => {
  const textOf = async (item: string, wrap = rss) => {
    const { contentHtml, summary } = await entryOf(title + item, wrap);
    return [contentHtml, summary];
  };
  test("the full one, and the description its summary", async () => {
    expect(
      await textOf(
        "<description>In short.</description><content:encoded>&lt;p&gt;At length.&lt;/p&gt;</content:encoded>",
      ),
    ).toEqual(["<p>At length.</p>", "In short."]);
  });
  test("the description where there is no other", async () => {
    expect(await textOf("<description>&lt;p&gt;All there is.&lt;/p&gt;</description>")).toEqual([
      "<p>All there is.</p>",
      "All there is.",
    ]);
  });
  test("that of a film where nothing else is said (Media RSS)", async () => {
    const group = "<media:group><media:description>Filmed at dawn.</media:description></media:group>";
    expect(await textOf(group)).toEqual(["<p>Filmed at dawn.</p>", "Filmed at dawn."]);
  });
  test("Atom's content, and its summary", async () => {
    const texts = '<summary>In short.</summary><content type="html">&lt;p&gt;At length.&lt;/p&gt;</content>';
    expect(await textOf(texts, atom)).toEqual(["<p>At length.</p>", "In short."]);
  });
  test("no picture in base64", async () => {
    expect(await textOf('<summary>x y</summary><content type="image/png">iVBORw==</content>', atom)).toEqual([
      "<p>x y</p>",
      "x y",
    ]);
  });
});

describe("dates are", () => {
  test("pubDate, else dc:date; one that cannot be read gives way to the next", async () => {
    const item = `${title}<pubDate>yesterday</pubDate><dc:date>2026-11-23T10:00:00Z</dc:date>`;
    expect((await entryOf(item)).publishedAt).toEqual(new Date("2026-11-23T10:00:00Z"));
  });
  test("published and updated; updated stands in for published", async () => {
    const updated = "<id>x</id><updated>2026-11-23T10:00:00Z</updated>";
    expect(await entryOf(updated, atom)).toMatchObject({
      publishedAt: new Date("2026-11-23T10:00:00Z"),
      updatedAt: new Date("2026-11-23T10:00:00Z"),
    });
    expect(await entryOf(`${updated}<published>2026-11-22</published>`, atom)).toMatchObject({
      publishedAt: new Date("2026-11-22"),
    });
  });
});

test("categories come from every vocabulary, in the document's order, as plain text, each once", async () => {
  const item = `${title}<category>Sea &amp;amp; coast</category><category>Ferry</category><dc:subject>Ferry</dc:subject>
    <media:keywords>tide, rocks</media:keywords><itunes:category text="Travel"/>`;
  expect((await entryOf(item)).categories).toEqual(["Sea & coast", "Ferry", "tide", "rocks", "Travel"]);
  const terms = '<id>x</id><category term="sea" label="The sea"/><category label="Coast"/>';
  expect((await entryOf(terms, atom)).categories).toEqual(["sea", "Coast"]);
  expect(distinctLabels(["", " ", "x".repeat(201), "a", "a"])).toEqual(["a"]);
});

test("comments, origin and rights of an item are its own", async () => {
  const item = `${title}<comments>/x#comments</comments><source url="https://b.example/rss">The B</source>`;
  expect(await entryOf(item)).toMatchObject({
    commentsUrl: "https://outlet.example/x#comments",
    origin: { title: "The B", url: "https://b.example/rss" },
  });
  const entry = `<id>x</id><link rel="replies" type="text/html" href="/x#r"/>
    <source><title>The B</title><link href="https://b.example/"/></source><rights>© 2026 Reuters</rights>`;
  expect(await entryOf(entry, atom)).toMatchObject({
    commentsUrl: "https://outlet.example/x#r",
    origin: { title: "The B", url: "https://b.example/" },
    agency: "Reuters",
  });
});

describe("an entry without an author", () => {
  const feed = "<author><name>The Desk</name></author>";
  const authorsOf = async (document: string) => (await parsed(document)).entries[0]?.authors;

  test("has its feed's (RFC 4287 4.2.1)", async () => {
    expect(await authorsOf(atom(`${feed}<entry><title>A</title></entry>`))).toEqual([{ name: "The Desk" }]);
  });

  test("has its source's rather than its feed's", async () => {
    const source = "<source><author><name>Ada</name><uri>https://a.example/</uri></author></source>";
    expect(await authorsOf(atom(`${feed}<entry><title>A</title>${source}</entry>`))).toEqual([
      { name: "Ada", url: "https://a.example/" },
    ]);
  });

  test("has none in RSS, whose managing editor writes nothing", async () => {
    const channel = "<managingEditor>ada@a.example (Ada)</managingEditor><item><title>A</title></item>";
    expect(await authorsOf(rss(channel))).toEqual([]);
  });
});

test("the title of an origin may be HTML, or base64", async () => {
  const origin = async (inner: string) =>
    (await entryOf(`<id>x</id><source><title ${inner}</title></source>`, atom)).origin?.title;
  expect(await origin('type="html">The &lt;b>B&lt;/b>')).toBe("The B");
  expect(await origin(`type="application/octet-stream">${btoa("The <b>B</b>")}`)).toBe("The B");
});

test("FeedBurner's origLink leaves the link as it is written, and makes one entry of both", async () => {
  const original = "<feedburner:origLink>https://outlet.example/a</feedburner:origLink>";
  const counted = await entryOf(`${title}<link>https://feeds.example/~r/1</link>${original}`);
  const moved = await entryOf(`${title}<link>https://feeds.example/~r/2</link>${original}`);
  expect(counted.url).toBe("https://feeds.example/~r/1");
  expect(moved.identityKeys).toEqual(counted.identityKeys);
});
