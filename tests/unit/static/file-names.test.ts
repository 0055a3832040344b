import { describe, expect, test } from "vitest";
import { absoluteHref, createFileNames, relativeHref } from "../../../src/static/file-names.ts";

const nameOf = (path: string, number = 1) => createFileNames().of({ path, number });

describe("a file's name", () => {
  test.each([
    ["/", 1, "index.html"],
    ["/", 2, "page-2.html"],
    ["/stories/12", 1, "stories/12.html"],
    ["/sources", 1, "sources.html"],
    ["/sources/3", 4, "sources/3.page-4.html"],
    ["/categories/World%20news", 1, "categories/World news.html"],
    ["/categories/Fran%C3%A7ais.atom", 1, "categories/Français.atom"],
    ["/feed.rss", 1, "feed.rss"],
    ["/feeds.opml", 1, "feeds.opml"],
    ["/assets/wirefold.css", 1, "assets/wirefold.css"],
  ])("of %s, page %i, is %s", (path, number, name) => {
    expect(nameOf(path, number)).toBe(name);
  });

  test.each([
    "..",
    ".",
    "../../etc/passwd",
    ".htaccess",
    "a/b",
    "a\\b",
    "a\0b",
    "con:",
    "x".repeat(300),
    "!?",
    "a\u0301",
  ])("of a category %j stays in its folder, and is no other's", (category) => {
    const name = nameOf(`/categories/${encodeURIComponent(category)}`);
    expect(name).toMatch(/^categories\/[\p{L}\p{N} _-]{0,60}-[\da-f]{8}\.html$/u);
    expect(name).not.toBe(nameOf(`/categories/${encodeURIComponent(`${category}.`)}`));
  });

  test("is not shared by what differs in letter case, or is called like a further page", () => {
    const names = createFileNames();
    const all = ["/categories/World", "/categories/WORLD", "/categories/World.page-2"].map((path) =>
      names.of({ path, number: 1 }),
    );
    all.push(names.of({ path: "/categories/World", number: 2 }));
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(4);
    expect(names.of({ path: "/categories/World", number: 1 })).toBe(all[0]);
  });
});

test.each([
  ["index.html", "stories/1.html", "stories/1.html"],
  ["stories/1.html", "index.html", "../index.html"],
  ["stories/1.html", "stories/2.html", "2.html"],
  ["stories/1.html", "categories/World news.html", "../categories/World%20news.html"],
])("%s leads to %s by %s", (from, to, href) => {
  expect(relativeHref(from, to)).toBe(href);
});

test("a feed leads to whole addresses, and to the front page as to a folder", () => {
  const base = "https://example.org/news";
  expect(absoluteHref(base, "categories/World news.html")).toBe(`${base}/categories/World%20news.html`);
  expect(absoluteHref(base, "index.html")).toBe(`${base}/`);
});
