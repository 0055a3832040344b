import { describe, expect, test } from "vitest";
import { atom, parsed, rss } from "../../support/parsed.ts";

const headOf = async (document: string) => (await parsed(document)).head;

test("a channel of RSS 2.0 says who it is", async () => {
  expect(
    await headOf(
      rss(`<title>Coast &amp;amp; Sea</title><link>https://coast.example/</link><description>All &lt;b&gt;along&lt;/b&gt;</description>
        <language>en-gb</language><copyright>© Coast</copyright><managingEditor>ada@coast.example (Ada)</managingEditor>
        <category>News</category><lastBuildDate>Tue, 24 Nov 2026 10:00:00 GMT</lastBuildDate>
        <image><url>/logo.png</url><title>not the title</title><link>/not-the-link</link></image>
        <atom:link rel="self" href="/rss"/><atom:link rel="hub" href="https://hub.example/"/>`),
    ),
  ).toEqual({
    title: "Coast & Sea",
    description: "All along",
    url: "https://coast.example/",
    selfUrl: "https://outlet.example/rss",
    hubUrls: ["https://hub.example/"],
    language: "en-GB",
    imageUrl: "https://outlet.example/logo.png",
    rights: "© Coast",
    authors: [{ name: "Ada", email: "ada@coast.example" }],
    categories: ["News"],
    updatedAt: new Date("2026-11-24T10:00:00Z"),
  });
});

test("a feed of Atom 1.0 says who it is", async () => {
  expect(
    await headOf(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://coast.example/">
      <title type="html">Coast &amp;amp; Sea</title><subtitle>All along</subtitle><link href="/"/><link rel="self" href="feed"/>
      <link rel="hub" href="https://hub.example/"/><link rel="hub" href="https://hub.example/"/>
      <author><name>Ada</name></author><updated>2026-11-24T10:00:00Z</updated><logo>logo.png</logo><icon>icon.png</icon></feed>`),
  ).toEqual({
    title: "Coast & Sea",
    description: "All along",
    url: "https://coast.example/",
    selfUrl: "https://coast.example/feed",
    hubUrls: ["https://hub.example/"],
    language: "de",
    imageUrl: "https://coast.example/logo.png",
    authors: [{ name: "Ada" }],
    categories: [],
    updatedAt: new Date("2026-11-24T10:00:00Z"),
  });
});

describe("the language of a feed is", () => {
  test("what the channel says, rather than what the root declares", async () => {
    expect(
      (await headOf('<rss xml:lang="fr"><channel><language>de</language></channel></rss>')).language,
    ).toBe("de");
    expect((await headOf('<rss xml:lang="fr"><channel><title>x</title></channel></rss>')).language).toBe(
      "fr",
    );
  });
  test("unknown where nothing is said", async () => {
    expect((await headOf(atom("<title>x</title>"))).language).toBeUndefined();
  });
});

test("the title of a picture or of an item is not the title of the feed", async () => {
  const head = await headOf(rss("<image><title>Logo</title></image><item><title>A</title></item>"));
  expect(head.title).toBeUndefined();
});

test("the cover of a podcast is its picture", async () => {
  expect((await headOf(rss('<itunes:image href="/cover.jpg"/>'))).imageUrl).toBe(
    "https://outlet.example/cover.jpg",
  );
});
