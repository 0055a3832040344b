import { expect, test } from "vitest";
import { faultsOfFeed } from "../../support/feed-rules.ts";

const rss = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Wire</title><link>https://wire.example/</link><description>All</description><language>en</language>
<atom:link rel="self" href="https://wire.example/feed.rss" type="application/rss+xml"/>
<fh:archive/><atom:link rel="current" href="https://wire.example/now.rss"/>
<item><title>One</title><link>https://a.example/1</link><guid isPermaLink="false">tag:1</guid>
<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate><description>text</description><content:encoded>&lt;p></content:encoded>
<category>World</category><enclosure url="https://a.example/1.mp3" length="0" type="audio/mpeg"/>
<dc:creator>A</dc:creator><source url="https://a.example/rss">A</source></item>
</channel></rss>`;

const atom = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
<id>tag:feed</id><title>Wire</title><updated>2026-11-20T09:00:00Z</updated><author><name>A</name></author>
<link rel="self" href="https://wire.example/feed.atom"/><link href="https://wire.example/"/>
<link rel="prev-archive" href="https://wire.example/1.atom"/>
<entry><id>tag:1</id><title>One</title><updated>2026-11-20T09:00:00Z</updated><published>2026-11-20T08:00:00Z</published>
<link href="https://a.example/1"/><content type="html">&lt;p>text</content><category term="World"/>
<source><id>https://a.example/rss</id><title>A</title></source></entry>
<at:deleted-entry ref="tag:2" when="2026-11-20T09:00:00Z"><at:comment>gone</at:comment></at:deleted-entry>
</feed>`;

const json = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "Wire",
  feed_url: "https://wire.example/feed.json",
  next_url: "https://wire.example/1.json",
  items: [
    { id: "1", content_html: "<p>text", date_published: "2026-11-20T09:00:00Z", authors: [{ name: "A" }] },
  ],
});

test("feeds that keep to the specifications have no faults", () => {
  expect(faultsOfFeed("rss", rss)).toEqual([]);
  expect(faultsOfFeed("atom", atom)).toEqual([]);
  expect(faultsOfFeed("json", json)).toEqual([]);
});

test.each([
  [`version="2.0"`, `version="0.91"`, /version/],
  ["<description>All</description>", "", /No <description>/],
  ["<language>en</language>", "<language>english please</language>", /<language>/],
  ["<language>en</language>", "<tongue>en</tongue>", /<tongue> is none of RSS/],
  ["<link>https://wire.example/</link>", "<link>/</link>", /<link>/],
  [`rel="self"`, `rel="alternate"`, /atom:link to itself/],
  [`rel="current"`, `rel="hub"`, /does not say what is current/],
  ["<title>One</title>", "<title>One</title><title>Two</title>", /<title> twice/],
  ["Fri, 20 Nov", "Thu, 20 Nov", /RFC 822/],
  ["2026 09:00:00 GMT", "26 09:00:00 GMT", /RFC 822/],
  [`isPermaLink="false"`, "", /permalink/],
  ["&lt;p>", "&lt;img src='/a.png'>", /no absolute address/],
  ["&lt;p>", "&lt;script>", /<script>/],
  ["&lt;p>", "&lt;p onclick='x'>", /onclick/],
  [`length="0"`, "", /enclosure length/],
  ["<dc:creator>A</dc:creator>", "<author>Ada</author>", /mail address/],
  ["https://a.example/rss", "javascript:x", /source url/],
  ["https://a.example/1<", "https://a.example/{1}<", /an address/],
  ["<dc:creator>", "<dc:creator>&nope;", /Not XML/],
  ["</item>", `</item><item><title>x</title><guid isPermaLink="false">tag:1</guid></item>`, /one guid/],
])("RSS with %s as %s has a fault", (good, bad, fault) => {
  expect(faultsOfFeed("rss", rss.replace(good, bad)).join("\n")).toMatch(fault);
});

test.each([
  ["<id>tag:feed</id>", "", /0 of <id> in <feed>/],
  ["<id>tag:1</id>", "<id>one</id>", /absolute IRI/],
  ["<title>One</title>", "", /0 of <title>/],
  ["<updated>2026-11-20T09:00:00Z</updated><published>", "<published>", /0 of <updated>/],
  ["T08:00:00Z", " 08:00:00Z", /RFC 3339/],
  ["T08:00:00Z", "T10:00:00Z", /updated before published/],
  ["<author><name>A</name></author>", "", /no author/],
  ["<name>A</name>", "<uri>https://a.example</uri>", /0 of <name>/],
  [`rel="self"`, `rel="via"`, /link to itself/],
  ["https://wire.example/1.atom", "https://wire.example/feed.atom", /prev-archive is the document itself/],
  [`<link href="https://wire.example/"/>`, `<link href="/"/>`, /href/],
  [
    `<link href="https://a.example/1"/>`,
    `<link href="https://a.example/1"/><link href="https://a.example/2"/>`,
    /alternate/,
  ],
  ["&lt;p>text", "<p>text</p>", /content holds elements/],
  [`term="World"`, `label="World"`, /term/],
  [`xml:lang="en"`, `xml:lang="e"`, /BCP 47/],
  ["<source>", "<source><entry/>", /<entry>/],
  [`ref="tag:2"`, `ref="tag:1"`, /is there, and announced as gone/],
  [`when="2026-11-20T09:00:00Z"`, "", /RFC 3339/],
])("Atom with %s as %s has a fault", (good, bad, fault) => {
  expect(faultsOfFeed("atom", atom.replace(good, bad)).join("\n")).toMatch(fault);
});

test.each([
  ["version/1.1", "version/1", /version 1.1/],
  [`"id":"1"`, `"id":1`, /id/],
  [`"id":"1",`, "", /no id/],
  ["content_html", "contents", /no key of JSON Feed/],
  ["<p>text", "<a href=javascript:x>", /leads to javascript/],
  ["2026-11-20T09:00:00Z", "20 Nov 2026", /RFC 3339/],
  [`[{"name":"A"}]`, "[{}]", /nothing is said/],
  [`[{"name":"A"}]`, `{"name":"A"}`, /no list/],
  ["1.json", "feed.json", /next_url is feed_url/],
  ["<p>text", String.raw`\ud800`, /half a character/],
])("JSON Feed with %s as %s has a fault", (good, bad, fault) => {
  expect(faultsOfFeed("json", json.replace(good, bad)).join("\n")).toMatch(fault);
});
