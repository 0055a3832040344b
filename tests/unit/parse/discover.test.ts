import { expect, test } from "vitest";
import { readPage } from "../../../src/parse/discover.ts";

const address = "https://site.example/blog/post";
const linksIn = (html: string) => readPage(html, address).links;
const urlsIn = (html: string) => linksIn(html).map(({ url }) => url);

test.each([
  'rel="alternate" type="application/rss+xml"',
  'rel="ALTERNATE" type="Application/Atom+XML; charset=utf-8"',
  'rel="alternate" type="application/feed+json"',
  'rel="alternate home" type="application/rdf+xml"',
  'rel="alternate" type="text/xml" title="RSS"',
  'rel="alternate" type="application/json" title="JSON Feed"',
  "rel=alternate type=application/rss",
  'rel="feed"',
  'rel="alternate feed" type="application/xml"',
  'rel="alternative" type="application/x-rss+xml"',
  'type="application/rss+xml"',
])("<link %s> declares a feed", (attributes) => {
  expect(linksIn(`<head><LINK ${attributes} href="/f">`)).toMatchObject([
    { url: "https://site.example/f", kind: "declared" },
  ]);
});

test.each([
  'rel="alternate" type="application/json+oembed" href="/oembed?format=json"',
  'rel="alternate" type="text/xml+oembed" href="/f"',
  'rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1" title="JSON"',
  'rel="alternate" hreflang="de" href="/de/feed-news"',
  'rel="alternate" media="handheld" href="/m"',
  'rel="alternate stylesheet" type="text/css" href="/feed.css"',
  'rel="service.post" type="application/atom+xml" href="/f"',
  'rel="search" type="application/opensearchdescription+xml" href="/f"',
  'rel="alternate" type="application/activity+json" href="/f"',
  'rel="alternate" type="application/rss+xml" href=""',
  'rel="alternate" type="application/rss+xml" href="javascript:f"',
  'rel="alternate" type="application/rss+xml"',
])("<link %s> declares none", (attributes) => {
  expect(urlsIn(`<link ${attributes}>`)).toEqual([]);
});

test.each([
  ["feed.xml", "https://site.example/blog/feed.xml"],
  ["../rss", "https://site.example/rss"],
  ["//cdn.example/rss", "https://cdn.example/rss"],
  ["?feed=rss2&amp;cat=1", "https://site.example/blog/post?feed=rss2&cat=1"],
  ["feed://site.example/rss", "http://site.example/rss"],
  [" /rss\n", "https://site.example/rss"],
])("the address %j is read as %s", (href, url) => {
  expect(urlsIn(`<link rel="alternate" type="application/rss+xml" href="${href}">`)).toEqual([url]);
});

test("the first <base> holds for every address, also for those before it", () => {
  const link = '<link rel="alternate" type="application/rss+xml" href="rss">';
  expect(urlsIn(`${link}<base href="/root/"><base href="/other/">`)).toEqual([
    "https://site.example/root/rss",
  ]);
  expect(urlsIn(`<base target="_blank">${link}`)).toEqual(["https://site.example/blog/rss"]);
  expect(urlsIn(`<base href="javascript:x">${link}`)).toEqual(["https://site.example/blog/rss"]);
});

test("what is declared comes first, then comments, then links; each once", () => {
  const links = linksIn(`
    <a href="/rss">RSS</a> <a href="/other.atom#top">by Atom</a>
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="alternate" type="application/rss+xml" title="All &amp; sundry" href="/rss">
    <link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" type="application/rss+xml" href="/rss">`);
  expect(links).toEqual([
    { url: "https://site.example/rss", title: "All & sundry", kind: "declared" },
    { url: "https://site.example/atom", kind: "declared" },
    { url: "https://site.example/comments/feed", title: "Comments", kind: "comments" },
    { url: "https://site.example/other.atom", title: "by Atom", kind: "linked" },
  ]);
});

test.each([
  '<a href="/x">RSS</a>',
  '<a href="/x"><img src="i.png" alt="RSS feed"></a>',
  '<a href="/x" title="Atom"><svg/></a>',
  '<a href="/x" type="application/rss+xml">subscribe</a>',
  '<a href="/news/rss.xml">news</a>',
  '<a href="/?feed=rss2">news</a>',
  '<a href="feed:https://site.example/x">news</a>',
  '<a href="/x">RSS',
])("%s leads to a feed", (html) => {
  expect(linksIn(html)).toMatchObject([{ kind: "linked" }]);
});

test.each([
  '<a href="/about">All about RSS and its history</a>',
  '<a href="#feed">RSS</a>',
  '<a href="https://feedly.com/i/subscription/feed/https://site.example/rss">Feedly</a>',
  '<a name="rss">RSS</a>',
  "<script>document.write('<a href=\"/rss\">RSS</a>')</script>",
  '<!-- <link rel="alternate" type="application/rss+xml" href="/rss"> -->',
])("%s leads to none", (html) => {
  expect(linksIn(html)).toEqual([]);
});

test("a page says what it is made with, and its own address", () => {
  const html = '<meta name="Generator" content="WordPress 6.5"><link rel="canonical" href="/c">';
  expect(readPage(html, address)).toEqual({
    links: [],
    canonicalUrl: "https://site.example/c",
    generator: "WordPress 6.5",
  });
});

test("a directory of ten thousand feeds is cut, and no page takes long", () => {
  expect(linksIn('<a href="/1/rss.xml">x</a>'.repeat(10_000))).toHaveLength(1);
  const many = Array.from({ length: 10_000 }, (_, at) => `<a href="/${at}/rss.xml">x`).join("");
  expect(linksIn(many)).toHaveLength(200);
  const startedAt = performance.now();
  linksIn("<div>".repeat(300_000));
  for (const soup of ["<a ".repeat(300_000), "<link rel=alternate type=", '<a href="'.repeat(200_000)])
    linksIn(soup);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
