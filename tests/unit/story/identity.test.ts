import { describe, expect, test } from "vitest";
import { namesArticle, urlKey } from "../../../src/story/identity.ts";

const page = "herald.example/world/ferry-runs-aground";

describe("one page has one key", () => {
  test.each([
    "https://herald.example/world/ferry-runs-aground",
    "http://www.herald.example/world/ferry-runs-aground",
    "https://m.herald.example/world/ferry-runs-aground/",
    "https://amp.herald.example/world/ferry-runs-aground///",
    "https://herald.example/world/ferry-runs-aground/amp/",
    "https://herald.example/amp/world/ferry-runs-aground",
    "https://herald.example/world/ferry-runs-aground/index.html",
    "https://HERALD.example:443/world/ferry-runs-aground#comments",
    "https://herald.example/world/ferry-runs-aground?utm_source=rss&utm_medium=feed&at_campaign=x&fbclid=1",
    "https://www.google.com/url?rct=j&url=https://herald.example/world/ferry-runs-aground&ct=ga",
  ])("%s", (url) => expect(urlKey(url)).toBe(page));

  test("whatever the order of its parameters", () =>
    expect(urlKey("https://a.example/?b=2&a=1&ref=rss")).toBe(urlKey("https://a.example/?a=1&b=2")));
});

describe("two pages have two", () => {
  test.each([
    ["another parameter that selects", "https://a.example/read?id=1", "https://a.example/read?id=2"],
    ["another path", "https://a.example/world/1", "https://a.example/world/2"],
    ["another host", "https://a.example/1", "https://b.example/1"],
    ["another port", "https://a.example:8001/1", "https://a.example:8002/1"],
  ])("%s", (_, one, two) => expect(urlKey(one)).not.toBe(urlKey(two)));
});

test.each([
  undefined,
  "",
  "no address",
  "https://herald.example/",
  "https://www.herald.example/?utm_source=rss",
])("%s names nobody's article", (url) => expect(urlKey(url)).toBeUndefined());

test.each([
  ["a.example/story/1234567", true],
  ["a.example/2026/11/ferry-runs-aground", true],
  ["a.example/read?id=48151623", true],
  ["a.example/world", false],
  ["a.example/world/asia-pacific", false],
  ["a.example/2026/11/20", false],
  ["three-word-host.example/news", false],
])("%s names one article: %s", (key, expected) => expect(namesArticle(key)).toBe(expected));

test("an address made to be long is read in no time", () => {
  // As patterns, these two took minutes: every dash and every slash was tried with every other.
  expect(namesArticle(`a.example/${"-".repeat(20_000)}/x`)).toBe(false);
  expect(urlKey(`https://a.example/${"/".repeat(200_000)}x`)).toContain("a.example");
});
