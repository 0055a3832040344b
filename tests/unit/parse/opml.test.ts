import { describe, expect, test } from "vitest";
import { readOpml } from "../../../src/parse/opml.ts";

const opml = (body: string) =>
  `<opml version="1.0"><head><title>List</title></head><body>${body}</body></opml>`;

function read(text: string) {
  const outcome = readOpml(Buffer.from(text));
  if (outcome.kind === "no-opml") throw new Error(outcome.error);
  return outcome;
}
const sourcesIn = (body: string) => read(opml(body)).sources;
const notesOn = (body: string) => read(opml(body)).notes;

test("nested folders are one category; a feed outside them has none", () => {
  const sources = sourcesIn(`
    <outline text="News"><outline text="World">
      <outline type="rss" text="A" xmlUrl="https://a.example/rss"/></outline>
      <outline type="rss" text="B" xmlUrl="https://b.example/rss"/></outline>
    <outline type="rss" text="C" xmlUrl="https://c.example/rss"/>`);
  expect(sources).toEqual([
    { url: "https://a.example/rss", name: "A", category: "News/World" },
    { url: "https://b.example/rss", name: "B", category: "News" },
    { url: "https://c.example/rss", name: "C" },
  ]);
});

test("without a folder the first of the categories that the outline names is taken", () => {
  const [source] = sourcesIn('<outline xmlUrl="https://a.example/" category="/Boston/Weather,/Harvard"/>');
  expect(source?.category).toBe("Boston/Weather");
});

test.each(["xmlUrl", "xmlurl", "XMLURL", "xml_url", "feedUrl"])("the address may stand in %s", (name) => {
  expect(sourcesIn(`<OUTLINE TEXT="A" ${name}="https://a.example/rss"/>`)).toEqual([
    { url: "https://a.example/rss", name: "A" },
  ]);
});

test("old lists say url where the type says that it is a feed", () => {
  expect(sourcesIn('<outline type="rss" url="https://a.example/rss"/>')).toHaveLength(1);
  expect(sourcesIn('<outline type="link" url="https://a.example/"/>')).toHaveLength(0);
});

test.each([
  ["feed://a.example/rss", "http://a.example/rss"],
  ["feed:https://a.example/rss", "https://a.example/rss"],
  ["https://a.example/?a=1&b=2", "https://a.example/?a=1&b=2"],
  ["https://a.example/?a=1&amp;amp;b=2", "https://a.example/?a=1&b=2"],
  [" https://a.example/&#10;", "https://a.example/"],
  ["www.a.example/rss", "http://www.a.example/rss"],
])("the address %s is read as %s", (written, url) => {
  expect(sourcesIn(`<outline xmlUrl="${written}"/>`)).toEqual([{ url }]);
});

test.each([
  ['title="The Title" text="The text"', "The Title"],
  ['title="" text="The text"', "The text"],
  ['text="Law &amp;amp; Order &#8211; &lt;b&gt;news&lt;/b&gt;"', "Law & Order – news"],
  ['text="https://a.example/rss"', undefined],
  ['text="a.example" title="https://a.example/rss"', undefined],
  ['text="a.example" title="a.example"', "a.example"],
])("of %s the name is %s", (attributes, name) => {
  expect(sourcesIn(`<outline ${attributes} xmlUrl="https://a.example/rss"/>`)[0]?.name).toBe(name);
});

test.each([
  ['<outline text="Site" htmlUrl="https://a.example/"/>', /^Site: it has no xmlUrl/],
  [
    '<outline text="More" type="include" url="https://a.example/more.opml"/>',
    /^More: another list, at https:.*more\.opml/,
  ],
  ['<outline text="F" frss:opmlUrl="https://a.example/more.opml"/>', /^F: another list, at https:/],
  [
    '<outline text="Q" type="HTML+XPath" xmlUrl="https://a.example/"/>',
    /^Q: a page that is read by rules \(HTML\+XPath\)/,
  ],
  ['<outline text="Off" isComment="true" xmlUrl="https://a.example/"/>', /^Off: it is commented out/],
  ['<outline text="J" xmlUrl="javascript:alert(1)"/>', /^J: its address is no web address/],
  ['<outline text="P" xmlUrl="https://u:p@a.example/"/>', /^P: its address holds a user name or password/],
])("what cannot be followed is said: %s", (body, note) => {
  expect(sourcesIn(body)).toEqual([]);
  expect(notesOn(body)).toEqual([expect.stringMatching(note)]);
});

describe("of FreshRSS' settings", () => {
  const feed = (attributes: string) => `<outline text="A" xmlUrl="https://a.example/" ${attributes}/>`;

  test("those without a match here are counted, those that change nothing are not", () => {
    expect(
      notesOn(
        feed('frss:cssFullContent="article" frss:priority="main"') +
          feed('frss:cssFullContent="main" frss:priority="important"') +
          feed('frss:priority="10" frss:unicityCriteria="link" frss:unicityCriteriaForced="true"'),
      ),
    ).toEqual([
      'settings that have no match here were left out: frss:cssfullcontent (2), frss:priority="important" (1)',
    ]);
  });

  test("how often a feed is asked is kept; that it is muted is said", () => {
    expect(sourcesIn(feed('frss:ttl="5400"'))).toMatchObject([{ every: "90m" }]);
    expect(sourcesIn(feed('frss:ttl="often"'))[0]).not.toHaveProperty("every");
    const { sources, notes } = read(opml(feed('frss:ttl="-3600"')));
    expect(sources[0]).not.toHaveProperty("every");
    expect(notes).toEqual(["A: it is muted in the list; here it will be polled"]);
  });

  test("the mark of an address that was forced is no part of it", () => {
    expect(sourcesIn('<outline xmlUrl="https://a.example/x#force_feed"/>')).toEqual([
      { url: "https://a.example/x" },
    ]);
  });
});

test("tag soup is read: nothing closed, no head, other encodings, a byte order mark", () => {
  const soup =
    '\uFEFF\n<opml><body><outline text="N & M"><outline text=A xmlUrl="https://a.example/?x=1&y=2">';
  expect(read(soup).sources).toEqual([{ url: "https://a.example/?x=1&y=2", name: "A", category: "N & M" }]);
  const cyrillic = Buffer.from(
    '<?xml version="1.0" encoding="koi8-r"?><opml><outline text="\xF3\xD0\xCF\xD2\xD4" xmlUrl="https://a.example/"/></opml>',
    "latin1",
  );
  const outcome = readOpml(cyrillic);
  expect(outcome.kind === "opml" && outcome.sources[0]?.name).toBe("Спорт");
});

test("an empty list is a list; what is none says what it is instead", () => {
  expect(read(opml(""))).toEqual({ kind: "opml", sources: [], notes: [] });
  expect(readOpml(Buffer.from("<rss><channel/></rss>"))).toEqual({
    kind: "no-opml",
    error: "it is no OPML: there is no <opml> in it, it begins with <rss>",
  });
  expect(readOpml(Buffer.from(""))).toMatchObject({ kind: "no-opml" });
});

test("a hundred thousand nested folders take no more than their length", () => {
  const deep = opml(`${'<outline text="f">'.repeat(100_000)}<outline xmlUrl="https://a.example/"/>`);
  const startedAt = performance.now();
  expect(read(deep).sources).toEqual([{ url: "https://a.example/", category: "f/f/f/f/f/f/f/f/f/f" }]);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
