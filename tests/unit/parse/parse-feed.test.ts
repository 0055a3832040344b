import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseFeed } from "../../../src/parse/parse-feed.ts";
import { atom, entryOf, fetchedAt, parsed, rss } from "../../support/parsed.ts";

const rdf = (version: string, body: string) =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="${version}" xmlns:dc="http://purl.org/dc/elements/1.1/">${body}</rdf:RDF>`;
const link = "https://outlet.example/ferry";
const text = "The ferry was freed at high tide, and nobody was hurt.";

/** One article in every format, with as much as the format can say. */
const formats: readonly (readonly [format: string, document: string, says: object])[] = [
  [
    "rss-0.90",
    rdf(
      "http://my.netscape.com/rdf/simple/0.9/",
      `<channel><title>Coast</title><link>https://outlet.example/</link></channel><item><title>Ferry free</title><link>${link}</link></item>`,
    ),
    { url: link },
  ],
  [
    "rss-0.91",
    `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
    <rss version="0.91"><channel><title>Coast</title><item><title>Ferry free</title><link>${link}</link><description>${text}</description></item></channel></rss>`,
    { url: link, summary: text },
  ],
  [
    "rss-0.92",
    `<rss version="0.92"><channel><title>Coast</title><item><title>Ferry free</title><description>${text}</description><enclosure url="/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>`,
    {
      summary: text,
      enclosures: [{ url: "https://outlet.example/a.mp3", length: 1, mediaType: "audio/mpeg" }],
    },
  ],
  [
    "rss-1.0",
    rdf(
      "http://purl.org/rss/1.0/",
      `<channel rdf:about="https://outlet.example/"><title>Coast</title><items><rdf:Seq><rdf:li rdf:resource="${link}"/></rdf:Seq></items></channel>
      <item rdf:about="${link}"><title>Ferry free</title><link>${link}</link><description>${text}</description><dc:creator>Ada Hill</dc:creator><dc:date>2026-11-24T10:00:00+01:00</dc:date></item>`,
    ),
    {
      guid: link,
      url: link,
      summary: text,
      authors: [{ name: "Ada Hill" }],
      publishedAt: new Date("2026-11-24T09:00:00Z"),
    },
  ],
  [
    "rss-2.0",
    rss(`<title>Coast</title><item><title>Ferry free</title><link>${link}</link><guid isPermaLink="false">f-1</guid><author>ada@outlet.example (Ada Hill)</author>
      <pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`),
    {
      guid: "f-1",
      url: link,
      summary: text,
      contentHtml: `<p>${text}</p>`,
      authors: [{ name: "Ada Hill", email: "ada@outlet.example" }],
      publishedAt: new Date("2026-11-24T09:00:00Z"),
    },
  ],
  [
    "atom-0.3",
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Coast</title><entry><id>f-1</id><title mode="escaped" type="text/html">Ferry &lt;b&gt;free&lt;/b&gt;</title>
      <link rel="alternate" type="text/html" href="${link}"/><issued>2026-11-24T09:00:00Z</issued><modified>2026-11-24T10:00:00Z</modified>
      <content type="application/xhtml+xml" mode="xml"><p xmlns="http://www.w3.org/1999/xhtml">${text}</p></content></entry></feed>`,
    {
      guid: "f-1",
      url: link,
      contentHtml: `<p>${text}</p>`,
      publishedAt: new Date("2026-11-24T09:00:00Z"),
      updatedAt: new Date("2026-11-24T10:00:00Z"),
    },
  ],
  [
    "atom-1.0",
    atom(`<title>Coast</title><entry><id>f-1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ferry <em>free</em></div></title><link href="${link}"/>
      <author><name>Ada Hill</name></author><published>2026-11-24T09:00:00Z</published><updated>2026-11-24T10:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${text}</p></div></content></entry>`),
    {
      guid: "f-1",
      url: link,
      summary: text,
      authors: [{ name: "Ada Hill" }],
      publishedAt: new Date("2026-11-24T09:00:00Z"),
      updatedAt: new Date("2026-11-24T10:00:00Z"),
    },
  ],
  [
    "json-1.1",
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Coast",
      items: [
        {
          id: "f-1",
          url: link,
          title: "Ferry free",
          content_text: text,
          date_published: "2026-11-24T09:00:00Z",
        },
      ],
    }),
    {
      guid: "f-1",
      url: link,
      summary: text,
      contentHtml: `<p>${text}</p>`,
      publishedAt: new Date("2026-11-24T09:00:00Z"),
    },
  ],
];

test.each(formats)("a feed in %s is read from end to end", async (format, document, says) => {
  const feed = await parsed(document);
  expect([feed.format, feed.head.title, feed.notes]).toEqual([format, "Coast", []]);
  expect(feed.entries).toHaveLength(1);
  expect(feed.entries[0]).toMatchObject({ title: "Ferry free", ...says });
});

describe("a document is told by its text, not by what the server calls it:", () => {
  test("JSON as XML, XML as HTML", async () => {
    const json = formats.find(([format]) => format === "json-1.1")?.[1] ?? "";
    expect((await parsed(json, { contentType: "text/xml" })).format).toBe("json-1.1");
    expect((await parsed(rss("<title>x</title>"), { contentType: "text/html" })).format).toBe("rss-2.0");
  });
  test("JSON behind a byte order mark", async () => {
    const json = `\uFEFF{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}`;
    expect((await parsed(json)).format).toBe("json-1.1");
  });
});

test("what is no feed is answered with one sentence that names the document", async () => {
  const bytes = Buffer.from("<!doctype html><p>Gone fishing</p>");
  expect(await parseFeed({ bytes, url: "https://a.example/feed", fetchedAt })).toEqual({
    kind: "no-feed",
    error: "Cannot parse https://a.example/feed: it is an HTML page",
  });
  expect(await parseFeed({ bytes: new Uint8Array(), fetchedAt })).toEqual({
    kind: "no-feed",
    error: "Cannot parse the document: it is empty",
  });
});

test("notes say what had to be repaired, of bytes and of tags", async () => {
  const bytes = Buffer.from(`<rss><channel><item><title>Fähre</title></item>`, "latin1");
  const { notes, entries } = await parsed(bytes);
  expect(entries[0]?.title).toBe("Fähre");
  expect(notes.join("; ")).toMatch(/windows-1252.*unclosed.*cut off/);
});

test("nothing that runs comes through any field", async () => {
  const evil = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;";
  const { head, entries } = await parsed(
    rss(`<title>${evil}T</title><link>javascript:alert(1)</link><description>${evil}D</description><item><title>${evil}A</title>
      <link>javascript:alert(1)</link><guid>javascript:alert(1)</guid><author>${evil}</author><category>${evil}</category>
      <comments>javascript:alert(1)</comments><source url="javascript:alert(1)">${evil}</source><enclosure url="javascript:alert(1)"/>
      <media:thumbnail url="javascript:alert(1)"/><description>${evil}&lt;p&gt;x&lt;/p&gt;</description></item>`),
  );
  expect(JSON.stringify({ head, entries })).not.toMatch(/<script|javascript|alert|onerror/i);
  expect(entries[0]?.title).toBe("A");
});

const headline = "Envoy to visit the island as ferry talks go on";
const lead =
  "The government has announced that it will send an envoy to the island to settle what keeps the ferries in port.";
const second = "The council has welcomed the visit, while crews say that nothing has been promised to them.";

describe("an article with what the page around it left in its text", () => {
  const caption = "Envoy Marta Quill speaks to reporters at the quay of Lorne, October 21, 2025.";
  const paragraphs = [headline, headline, caption, "Reuters", lead, second, "Tags"];

  test.each([
    ["plain", paragraphs.join("\n\n")],
    ["HTML", paragraphs.map((one) => `&lt;p&gt;${one}&lt;/p&gt;`).join("")],
    ["HTML with line breaks", paragraphs.join("&lt;br&gt;")],
  ])("comes out as the article: %s", async (_, description) => {
    const entry = await entryOf(`<title>${headline}</title><description>${description}</description>`);
    expect(entry).toMatchObject({ title: headline, agency: "Reuters" });
    expect(entry.summary).toBe(`${lead} ${second}`);
    expect(entry.contentHtml).not.toMatch(/Envoy|Tags|>Reuters/);
  });

  test.each([
    ["plain", paragraphs.join("\n\n")],
    ["HTML", paragraphs.map((one) => `&lt;p&gt;${one}&lt;/p&gt;`).join("")],
  ])("gives its first line as the title where the item has none: %s", async (_, description) => {
    const entry = await entryOf(`<description>${headline}\n\n${description}</description>`);
    expect(entry).toMatchObject({ title: headline, agency: "Reuters" });
    expect(entry.summary).toBe(`${lead} ${second}`);
    expect(entry.contentHtml).not.toMatch(/Envoy|Tags|>Reuters/);
  });
});

test("a short post without a title keeps its text, all of it", async () => {
  const entry = await entryOf("<description>The shop smells of oil today</description>");
  expect(entry).toMatchObject({
    title: "The shop smells of oil today",
    contentHtml: "<p>The shop smells of oil today</p>",
  });
});

const seedPath = resolve(import.meta.dirname, "../../../../shared/data/seed/witkoff-reuters.txt");

describe.skipIf(!existsSync(seedPath))("the seed article", () => {
  const seed = existsSync(seedPath) ? readFileSync(seedPath, "utf8") : "";
  const [title = "", ...rest] = seed.split("\n").filter((line) => line.trim() !== "");
  // Title once more, caption and credit stand above it.
  const [, , , firstParagraph = ""] = rest;

  test.each([
    ["with a title of its own", `<title>${title}</title>`],
    ["all of it as the text", ""],
  ])("comes out with its title, agency and first real paragraph, and no leftovers: %s", async (_, own) => {
    const entry = await entryOf(`${own}<content:encoded><![CDATA[${seed}]]></content:encoded>`);
    expect(entry).toMatchObject({ title, agency: "Reuters", language: "en" });
    expect(entry.summary?.slice(0, 120)).toBe(firstParagraph.slice(0, 120));
    expect(entry.contentHtml?.startsWith(`<p>${firstParagraph.slice(0, 40)}`)).toBe(true);
    expect(entry.contentHtml).not.toMatch(/Tags|Reuters/);
    expect(entry.contentHtml).not.toContain(title);
  });
});
