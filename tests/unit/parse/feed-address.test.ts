import { expect, test } from "vitest";
import { feedKey, isCommentFeed, looksLikeFeed, typedAddresses } from "../../../src/parse/feed-address.ts";

test.each([
  ["https://example.org/a", ["https://example.org/a"]],
  [" example.org ", ["https://example.org/", "http://example.org/"]],
  ["localhost:3000/blog", ["https://localhost:3000/blog", "http://localhost:3000/blog"]],
  ["[::1]:8080", ["https://[::1]:8080/", "http://[::1]:8080/"]],
  ["//example.org/a", ["https://example.org/a", "http://example.org/a"]],
  ["münchen.de", ["https://xn--mnchen-3ya.de/", "http://xn--mnchen-3ya.de/"]],
  ["feed://example.org/rss", ["https://example.org/rss", "http://example.org/rss"]],
  ["feed:https://example.org/rss", ["https://example.org/rss"]],
  ["itpc://example.org/pod", ["https://example.org/pod", "http://example.org/pod"]],
  ["@Gargron@mastodon.social", ["https://mastodon.social/@Gargron"]],
  ["mailto:a@example.org", []],
  ["ftp://example.org/", []],
  ["javascript:alert(1)", []],
  ["word", []],
  ["two words.org", []],
  ["", []],
])("who types %j means %j", (typed, addresses) => {
  expect(typedAddresses(typed)).toEqual(addresses);
});

test.each([
  ["http://www.example.org/feed/", "https://example.org/feed"],
  ["https://example.org/feed?utm_source=x#top", "https://example.org/feed"],
  ["https://example.org:443/feed", "https://example.org/feed"],
])("%s and %s are one feed", (a, b) => {
  expect(feedKey(a)).toBe(feedKey(b));
});

test.each([
  ["https://example.org/feed?tag=a", "https://example.org/feed?tag=b"],
  ["https://example.org/feed", "https://example.org/comments/feed"],
  ["https://a.example.org/feed", "https://b.example.org/feed"],
  ["https://example.org/?feed=rss2", "https://example.org/?feed=atom"],
  ["https://example.org/x?output=rss", "https://example.org/x"],
])("%s and %s are two feeds", (a, b) => {
  expect(feedKey(a)).not.toBe(feedKey(b));
});

test.each([
  ["https://example.org/feed", true],
  ["https://example.org/blog/rss.xml", true],
  ["https://example.org/news.atom", true],
  ["https://example.org/?feed=rss2", true],
  ["https://feeds.example.org/x", true],
  ["https://x.blogspot.com/feeds/posts/default", true],
  ["https://example.org/", false],
  ["https://example.org/feeding-cats", false],
  ["https://example.org/sitemap.xml", false],
  ["https://example.org/about-rss.html", false],
  ["ftp://example.org/feed", false],
])("%s looks like a feed: %s", (address, looks) => {
  expect(looksLikeFeed(address)).toBe(looks);
});

test.each([
  ["https://example.org/comments/feed/", "", true],
  ["https://example.org/2024/post/feed/", "Site » Comments on: A post", true],
  ["https://example.org/feed", "Kommentare zu Neues", true],
  ["https://example.org/feed", "Commentary and news", false],
])("%s %s carries comments: %s", (address, title, comments) => {
  expect(isCommentFeed(address, title)).toBe(comments);
});
