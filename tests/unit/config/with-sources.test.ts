import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withSources } from "../../../src/config/with-sources.ts";

const a = { url: "https://a.example/feed" };
const b = { url: "https://b.example/feed", name: 'The "B"', category: "World" };

test("a source on one line is written as those before it, and all else stays byte for byte", () => {
  const shipped = readFileSync(`${import.meta.dirname}/../../../feeds.config.json`, "utf8");
  const written = withSources(shipped, [b]);
  const line = ',\n    { "url": "https://b.example/feed", "name": "The \\"B\\"", "category": "World" }';
  expect(written).toContain(line);
  expect(written.replace(line, "")).toBe(shipped);
});

test.each([
  ["one line", '{"sources": [{ "url": "x" }]}', '{"sources": [{ "url": "x" }, { "url": "a" }]}'],
  [
    "nothing between",
    '{"sources":[{"url":"x"},{"url":"y"}]}',
    '{"sources":[{"url":"x"},{"url":"y"},{"url":"a"}]}',
  ],
  ["an empty list", '{ "sources": [] }', '{ "sources": [{ "url": "a" }] }'],
  ["an empty list, tight", '{"sources":[]}', '{"sources":[{"url":"a"}]}'],
  [
    "an empty list on lines of its own",
    '{\n\t"sources": [\n\t]\n}',
    '{\n\t"sources": [\n\t\t{ "url": "a" }\n\t]\n}',
  ],
  [
    "several lines each, tabs",
    '{\n\t"sources": [\n\t\t{\n\t\t\t"url": "x"\n\t\t}\n\t]\n}\n',
    '{\n\t"sources": [\n\t\t{\n\t\t\t"url": "x"\n\t\t},\n\t\t{\n\t\t\t"url": "a"\n\t\t}\n\t]\n}\n',
  ],
  [
    "Windows' line ends and a byte order mark",
    '\uFEFF{\r\n  "sources": [\r\n    { "url": "x" }\r\n  ]\r\n}',
    '\uFEFF{\r\n  "sources": [\r\n    { "url": "x" },\r\n    { "url": "a" }\r\n  ]\r\n}',
  ],
  [
    "braces on the list's lines",
    '{\n"sources": [{\n  "url": "x"\n}, {\n  "url": "y"\n}]}',
    '{\n"sources": [{\n  "url": "x"\n}, {\n  "url": "y"\n}, {\n  "url": "a"\n}]}',
  ],
  [
    "groups apart",
    '{\n  "sources": [\n    {"url": "x"},\n\n    {"url": "y"}\n  ]\n}',
    '{\n  "sources": [\n    {"url": "x"},\n\n    {"url": "y"},\n    {"url": "a"}\n  ]\n}',
  ],
])("the style is kept: %s", (_what, text, expected) => {
  expect(withSources(text, [{ url: "a" }])).toBe(expected);
});

test("several are added in their order, after what is there, whatever the keys around them", () => {
  const text =
    '{\n  "views": [],\n  "sources": [\n    {"name": "X", "url": "x"}\n  ],\n  "title": "sources"\n}';
  const written = JSON.parse(withSources(text, [a, b])) as unknown;
  expect(written).toEqual({ views: [], sources: [{ name: "X", url: "x" }, a, b], title: "sources" });
});

test("nothing to add changes nothing; a text without a list is refused", () => {
  expect(withSources('{"sources": []}', [])).toBe('{"sources": []}');
  expect(() => withSources('{"sources": {}}', [a])).toThrow(/no list of sources/);
});
