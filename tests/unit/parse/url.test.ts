import { describe, expect, test } from "vitest";
import { canonicalUrl, resolveLink, resolveUrl } from "../../../src/parse/url.ts";

const base = "https://outlet.example/news/feed.xml";

describe("a link", () => {
  test.each([
    ["relative to the document", "ferry", "https://outlet.example/news/ferry"],
    ["relative to the host", "/ferry", "https://outlet.example/ferry"],
    ["without its scheme", "//cdn.example/a.jpg", "https://cdn.example/a.jpg"],
    ["with spaces and line breaks around it", "\n https://a.example/x \t", "https://a.example/x"],
    ["with a host and no scheme", "www.a.example/x", "http://www.a.example/x"],
    ["of the feed: scheme", "feed://a.example/rss", "http://a.example/rss"],
    ["into which mark-up ran", 'https://a.example/x">read</a>', "https://a.example/x"],
    ["in another script", "https://a.example/мост", "https://a.example/мост"],
  ])("%s is made absolute", (_, link, absolute) => expect(resolveUrl(link, base)).toBe(absolute));

  test("that is absolute stays to the letter: a signed address breaks when it is re-written", () => {
    const link = "http://A.example:80/%7ex/../y?b=2&a=%2f";
    expect(resolveUrl(link, base)).toBe(link);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://a.example/",
    "",
  ])("is none where it is no page of the web: %j", (link) => expect(resolveUrl(link, base)).toBeUndefined());

  test("without a base to be resolved against is none", () => {
    expect(resolveUrl("/ferry")).toBeUndefined();
  });

  test("of a text may write a mail or dial a number, a script never", () => {
    expect(resolveLink("mailto:ada@a.example", base)).toBe("mailto:ada@a.example");
    expect(resolveLink(" TEL:+4912345", base)).toBe("tel:+4912345");
    expect(resolveLink("java\nscript:alert(1)", undefined)).toBeUndefined();
  });
});

describe("two addresses are one article's", () => {
  test.each([
    ["scheme", "http://a.example/x", "https://a.example/x"],
    ["www", "https://www.a.example/x", "https://a.example/x"],
    ["the mobile site", "https://m.a.example/x", "https://a.example/x"],
    ["letter case of the host", "https://A.Example/x", "https://a.example/x"],
    ["trailing slash", "https://a.example/x/", "https://a.example/x"],
    ["index.html", "https://a.example/x/index.html", "https://a.example/x"],
    ["default port", "https://a.example:443/x", "https://a.example/x"],
    ["order of parameters", "https://a.example/?b=1&a=2", "https://a.example/?a=2&b=1"],
    [
      "where a click came from",
      "https://a.example/x?utm_medium=feed&fbclid=1&at_medium=RSS",
      "https://a.example/x",
    ],
    ["session ids", "https://a.example/x;jsessionid=9A?PHPSESSID=ab", "https://a.example/x"],
    ["the name of the feed", "https://a.example/x?ref=rss", "https://a.example/x"],
    ["a tracking fragment", "https://a.example/x#xtor=RSS-1", "https://a.example/x"],
    ["the root's dot", "https://a.example./x", "https://a.example/x"],
    ["another dress", "https://a.example/x?outputType=amp", "https://a.example/x"],
    [
      "a counting service",
      "https://www.google.com/url?sa=t&url=https://a.example/x%3Futm_source%3Dg",
      "https://a.example/x",
    ],
    ["escapes (RFC 3986 6.2.2.2)", "https://a.example/%7Eada", "https://a.example/~ada"],
  ])("but for %s", (_, one, other) => expect(canonicalUrl(one)).toBe(canonicalUrl(other)));
});

describe("two addresses are two articles'", () => {
  test.each([
    ["a parameter that selects content", "https://a.example/?p=1", "https://a.example/?p=2"],
    [
      "a parameter called ref that names no feed",
      "https://a.example/?ref=main",
      "https://a.example/?ref=dev",
    ],
    ["an escaped slash (RFC 3986 2.2)", "https://a.example/a%2Fb", "https://a.example/a/b"],
    ["letter case of the path", "https://a.example/A", "https://a.example/a"],
    ["a place on the page", "https://a.example/log#v1", "https://a.example/log#v2"],
    ["the route of a one-page site", "https://a.example/#!/x=1", "https://a.example/#!/x=2"],
    ["a subdomain", "https://blog.a.example/x", "https://a.example/x"],
    ["another port", "https://a.example:8443/x", "https://a.example/x"],
  ])("by %s", (_, one, other) => expect(canonicalUrl(one)).not.toBe(canonicalUrl(other)));
});
