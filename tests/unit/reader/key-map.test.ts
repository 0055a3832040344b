import { expect, test } from "vitest";
import { keyMap, keySections } from "../../../src/reader/key-map.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const lines = keyMap.flatMap((section) => [...section.lines]);

test("every meaning has its key, and no key has two", () => {
  expect(lines.map(({ meaning }) => meaning).toSorted()).toEqual(Object.keys(en.keys.meanings).toSorted());
  const ways = lines.flatMap((line) => [...line.ways]);
  expect(new Set(ways).size).toBe(ways.length);
});

test("no key alone is the first of two", () => {
  const ways: readonly string[] = lines.flatMap((line) => [...line.ways]);
  const first = new Set(ways.filter((way) => way.length === 2).map((way) => way[0]));
  expect(ways.filter((way) => first.has(way))).toEqual([]);
});

test("the map is printed in the language of the page, press by press", () => {
  expect(keySections(en)[0]?.lines[2]).toEqual({ ways: [["o"], ["Enter"]], meaning: "open the story" });
  expect(keySections(de)[0]?.lines[2]?.ways).toEqual([["o"], ["Eingabe"]]);
  expect(keySections(en)[2]?.lines[0]).toEqual({ ways: [["g", "h"]], meaning: "front page" });
});
