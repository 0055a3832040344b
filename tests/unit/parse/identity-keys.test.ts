import { describe, expect, test } from "vitest";
import { type Identifiable, identityKeys } from "../../../src/parse/identity-keys.ts";

const site = "https://outlet.example/";
const page = (name: string) => `https://outlet.example/news/${name}`;

/** For each item of the second poll, the place of the item of the first poll that it is known as. */
function recognised(first: readonly Identifiable[], second: readonly Identifiable[]): number[] {
  const before = identityKeys(first, site);
  return identityKeys(second, site).map((keys) =>
    before.findIndex((known) => known.some((key) => keys.includes(key))),
  );
}
const ferry = { guid: "a-1", url: page("ferry"), title: "Ferry aground", text: "Off Lorne." };
const moss = { guid: "a-2", url: page("moss"), title: "Moss in orbit", text: "Nine in ten spores." };

describe("a second poll knows an entry again", () => {
  test.each<[what: string, first: Identifiable, second: Identifiable]>([
    [
      "by its guid, though link, title and text are others",
      ferry,
      { guid: "a-1", url: page("x"), title: "y" },
    ],
    ["by link and title, though its guid changes at every poll", ferry, { ...ferry, guid: "a-99" }],
    [
      "by link and date, though the guid and the title are others",
      { ...ferry, publishedAt: new Date(5e12) },
      { ...ferry, guid: "b", title: "Ferry afloat", publishedAt: new Date(5e12) },
    ],
    ["without a guid by its link", { url: page("a"), title: "One" }, { url: page("a"), title: "Two" }],
    [
      "by its link, though a counter of clicks hangs on it",
      { url: page("a"), title: "One" },
      { url: `${page("a")}?utm_source=rss&PHPSESSID=8f1`, title: "One, revised" },
    ],
    [
      "by its link, though the site has moved to https and to www",
      { url: "http://outlet.example/a/" },
      { url: "https://www.outlet.example/a" },
    ],
    [
      "without guid and link by its title",
      { title: "Tides", text: "8 am" },
      { title: "“Tides”", text: "9 am" },
    ],
    ["with nothing but a text by its text", { text: "Fog in the bay." }, { text: "Fog in the bay." }],
  ])("%s", (_, first, second) => {
    expect(recognised([first], [second])).toEqual([0]);
  });

  test("whatever order the items have, and whichever of them are gone", () => {
    const bare = { title: "Tides", text: "High at noon." };
    const linked = { url: page("a"), title: "A" };
    expect(recognised([ferry, moss, bare, linked], [linked, moss, ferry])).toEqual([3, 1, 0]);
    expect(recognised([moss], [ferry, moss])).toEqual([-1, 0]);
  });

  test("after a move that gave every item a new guid: nothing comes twice", () => {
    const items = [ferry, moss];
    expect(
      recognised(
        items,
        items.map((item) => ({ ...item, guid: `new-${item.guid}` })),
      ),
    ).toEqual([0, 1]);
  });
});

describe("entries stay apart", () => {
  const distinct = (items: readonly Identifiable[]) =>
    new Set(identityKeys(items, site).flat()).size === identityKeys(items, site).flat().length;

  test("that bear the same guid and different links: a guid of all is none", () => {
    const items = ["a", "b", "c"].map((name) => ({ guid: "feed", url: page(name), title: "News" }));
    expect(distinct(items)).toBe(true);
    expect(recognised(items, items.toReversed())).toEqual([2, 1, 0]);
  });

  test("that all link to the front page, with guids or without", () => {
    const items = ["One", "Two", "Three"].map((title) => ({ url: site, title, text: title }));
    expect(distinct(items)).toBe(true);
    expect(distinct(items.map((item, at) => ({ ...item, guid: `g${at}` })))).toBe(true);
    expect(recognised(items, items.toReversed())).toEqual([2, 1, 0]);
  });

  test("whose guids differ in nothing but letter case", () => {
    expect(distinct([{ guid: "abC" }, { guid: "abc" }])).toBe(true);
  });

  test("that are called the same and say different things", () => {
    const items = [
      { title: "Notice", text: "Water off." },
      { title: "Notice", text: "Water on." },
    ];
    expect(distinct(items)).toBe(true);
    expect(recognised(items, items.toReversed())).toEqual([1, 0]);
  });

  test("whose links differ in a parameter that selects content", () => {
    expect(recognised([{ url: page("?id=1") }], [{ url: page("?id=2") }])).toEqual([-1]);
  });

  test("of a change log, each a place on one page", () => {
    const items = ["#v2", "#v1"].map((place) => ({ url: `${page("changes")}${place}`, title: "Release" }));
    expect(distinct(items)).toBe(true);
  });
});

describe("within one document", () => {
  test("an item that is printed twice is one entry", () => {
    const [first, second] = identityKeys([ferry, ferry], site);
    expect(second).toEqual(first);
  });

  test("an article that is listed once more after it was revised is one entry", () => {
    const [first, second] = identityKeys([{ ...ferry, title: "Ferry afloat again" }, ferry], site);
    expect(second).toEqual(first);
  });
});

test("every entry has a key, and keys are short however long a guid is", () => {
  const all = identityKeys([{}, { guid: "g".repeat(1_000_000) }, { text: "" }, ferry], site);
  expect(all.every((keys) => keys.length > 0)).toBe(true);
  expect(Math.max(...all.flat().map((key) => key.length))).toBeLessThanOrEqual(64);
});
