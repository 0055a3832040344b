import { describe, expect, test } from "vitest";
import { readXmlFeed } from "../../../src/parse/xml-feed.ts";

const formatOf = async (text: string) => {
  const outcome = await readXmlFeed(text);
  return outcome.kind === "feed" ? outcome.feed.format : outcome.why;
};
const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';

test.each([
  ["rss-0.90", `<rdf:RDF ${rdf} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/></rdf:RDF>`],
  ["rss-0.91", '<rss version="0.91"><channel/></rss>'],
  ["rss-0.92", '<rss version="0.92"><channel/></rss>'],
  ["rss-1.0", `<rdf:RDF ${rdf} xmlns="http://purl.org/rss/1.0/"><channel/></rdf:RDF>`],
  ["rss-2.0", '<rss version="2.0"><channel/></rss>'],
  ["rss-2.0", '<rss version=" 2.0.1 "><channel/></rss>'],
  ["rss-2.0", "<rss><channel/></rss>"],
  ["atom-0.3", '<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>'],
  ["atom-1.0", '<feed xmlns="http://www.w3.org/2005/Atom"/>'],
  ["atom-1.0", "<feed/>"],
])("%s is told: %s", async (format, document) => expect(await formatOf(document)).toBe(format));

describe("what is no feed is said to be", () => {
  test.each([
    ["it is empty", " \n"],
    ["it is an HTML page", "<!DOCTYPE html><html><body><p>Hello</p></body></html>"],
    ["it is an HTML page", "<!-- x --><HTML><title>Hello</title></HTML>"],
    ["it is an HTML page", "<!doctype html><p>Hello</p>"],
    ["it is an OPML list of subscriptions, not a feed", '<opml version="2.0"><body/></opml>'],
    ["it begins with <urlset>", "<urlset><url/></urlset>"],
    ["it holds no <rss>, <feed> or <rdf:RDF>", "Service unavailable"],
    ['its entity "a" refers to itself', '<!DOCTYPE rss [<!ENTITY a "&a;">]><rss/>'],
  ])("%s: %s", async (why, text) => expect(await formatOf(text)).toBe(why));
});

test("elements named like parts of objects are elements and nothing else", async () => {
  const item =
    "<item><title>A</title><__proto__>x</__proto__><constructor>y</constructor><toString>z</toString></item>";
  const outcome = await readXmlFeed(`<rss><channel>${item}</channel></rss>`);
  expect(outcome.kind === "feed" && outcome.feed.entries[0]?.("title")[0]?.text).toBe("A");
});

test("documents one after the other do not learn from each other", async () => {
  const one = await readXmlFeed(
    "<rss><channel><item><title>A</title><author>Ada</author></item></channel></rss>",
  );
  const two = await readXmlFeed("<rss><channel><item><title>B</title></item></channel></rss>");
  expect(one.kind).toBe("feed");
  expect(two.kind === "feed" && two.feed.entries[0]?.("author")).toEqual([]);
});
