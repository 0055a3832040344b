import { describe, expect, test } from "vitest";
import { parseFeed } from "../../../src/parse/parse-feed.ts";
import { fetchedAt, parsed } from "../../support/parsed.ts";

const item = (title: string) => `<item><title>${title}</title></item>`;
const rss = (title: string, items: string) =>
  `<rss version="2.0"><channel><title>${title}</title>${items}</channel></rss>`;
const entry = (title: string) => `<entry xmlns="http://www.w3.org/2005/Atom"><title>${title}</title></entry>`;
const read = async (document: string) => {
  const { head, entries, notes } = await parsed(document);
  return { feed: head.title, titles: entries.map(({ title }) => title), notes };
};

describe("what was repaired is said:", () => {
  test.each([
    ["bare ampersands", rss("A", item("Salt & pepper")), ["Salt & pepper"], "read a bare & as text"],
    ["bare angle brackets", rss("A", item("1 < 2")), ["1 < 2"], "read a bare < as text"],
    [
      "references of HTML",
      rss("A", item("caf&eacute;&nbsp;bar")),
      ["café bar"],
      "resolved references that nothing declares",
    ],
    ["control characters", rss("A", item("bell\u0007s")), ["bells"], "left out control characters"],
    ["wrong nesting", rss("A", "<item><title>x</item>"), ["x"], "closed unclosed elements"],
    ["junk before", `Warning: line 3${rss("A", item("x"))}`, ["x"], "skipped what stood before the feed"],
    [
      "junk after",
      `${rss("A", item("x"))}<!-- 3 ms -->served in 3 ms`,
      ["x"],
      "left out what stood after the feed",
    ],
    [
      "a page around it",
      `<html><body>${rss("A", item("x"))}</body></html>`,
      ["x"],
      "skipped what stood before the feed",
    ],
    [
      "a cut",
      `<rss version="2.0"><channel><title>A</title>${item("x")}<item><title>half`,
      ["x"],
      "the document is cut off; what was whole before the cut is kept",
    ],
  ])("%s", async (_, document, titles, note) => {
    const found = await read(document);
    expect(found.titles).toEqual(titles);
    expect(found.notes.join()).toContain(note);
  });

  test("nothing where nothing was", async () => {
    expect((await read(rss("A &amp; B", item("x &#8211; y &lt;b&gt;")))).notes).toEqual([]);
  });

  test("nothing of references that the document's DTD declares", async () => {
    const dtd =
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">';
    expect((await read(dtd + rss("A", item("caf&eacute;")))).notes).toEqual([]);
  });
});

describe("several documents in one answer are one feed:", () => {
  test("the first one's head, all items", async () => {
    expect(await read(`${rss("A", item("1"))}\n<?xml version="1.0"?>${rss("B", item("2"))}`)).toEqual({
      feed: "A",
      titles: ["1", "2"],
      notes: ["read several documents as one"],
    });
  });

  test("entries one after the other", async () => {
    expect((await read(entry("1") + entry("2") + entry("3"))).titles).toEqual(["1", "2", "3"]);
  });

  test("items after the end", async () => {
    expect(await read(rss("A", item("1")) + item("2"))).toEqual({
      feed: "A",
      titles: ["1", "2"],
      notes: ["took in items after the end of the feed"],
    });
  });

  test("of one kind only: Atom after RSS stays out", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom">${entry("2")}</feed>`;
    expect((await read(rss("A", item("1")) + atom)).titles).toEqual(["1"]);
  });
});

describe("what is no text is named:", () => {
  const errorOf = async (bytes: Uint8Array) => {
    const outcome = await parseFeed({ bytes, fetchedAt });
    return outcome.kind === "no-feed" ? outcome.error : "";
  };
  const latin1 = (text: string) => Buffer.from(text, "latin1");

  test.each([
    ["\u001F\u008B\u0008\u0000<\u0003\u0001>", "it is gzip data"],
    ["PK\u0003\u0004\u0014", "it is a ZIP archive"],
    ["%PDF-1.7\n<< /Type >>", "it is a PDF document"],
    ["\u0089PNG\r\n", "it is a picture"],
    ["ID3\u0003", "it is a sound file"],
    ["\u0001\u0002\u0000\u0005\u0006<foo>", "it is binary data"],
    ["<foo>text</foo>", "it begins with <foo>"],
    ["A page with <a href=/>a link</a>", "it holds no <rss>, <feed> or <rdf:RDF>"],
    ["<\u0007\u001B[31m>", "it"],
  ])("%j", async (text, sentence) => {
    const error = await errorOf(latin1(text));
    expect(error).toContain(`Cannot parse the document: ${sentence}`);
    expect(error).not.toMatch(/\p{Cc}/u);
  });

  test("random bytes print no control characters", async () => {
    const bytes = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 256);
    expect(await errorOf(bytes)).not.toMatch(/\p{Cc}/u);
  });
});
