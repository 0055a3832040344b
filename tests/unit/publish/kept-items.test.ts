import { describe, expect, test } from "vitest";
import type { PlacedEntry, Saga } from "../../../src/model/story.ts";
import { addressesOf } from "../../../src/publish/addresses.ts";
import { storyBundle } from "../../../src/publish/bundle.ts";
import { createItemMaker } from "../../../src/publish/kept-items.ts";
import { makeItem } from "../../../src/publish/make-item.ts";
import { oncePerItem } from "../../../src/publish/once-per-item.ts";
import { placedEntry, safe, storyOf } from "../../support/placed-entry.ts";
import { testSite } from "../../support/wire.ts";

const addresses = addressesOf(testSite, "http://localhost");
const bundleOf = (lead: Partial<PlacedEntry> = {}) => storyBundle(storyOf(placedEntry({ id: 1, ...lead })));
const later = { id: 2, title: "Later", firstReportAt: new Date(0), coverage: 1 };
const saga: Saga = { earlier: [later], earlierCount: 1, later: [] };

test("an item is made once from what is the same, however often it is read", () => {
  const make = createItemMaker({ maxCharacters: 100_000 });
  const item = make(bundleOf(), addresses, new Map());
  expect(item).toEqual(makeItem(bundleOf(), addresses, new Map()));
  expect(make(bundleOf(), addresses, new Map())).toBe(item);
});

describe("it is made anew", () => {
  test.each([
    ["for another text", bundleOf({ contentHtml: safe("<p>Other words</p>") }), addresses, undefined],
    ["for another place of the same entry", bundleOf({ shownAt: new Date(5) }), addresses, undefined],
    [
      "under another address",
      bundleOf(),
      addressesOf({ ...testSite, url: "https://b.example" }, ""),
      undefined,
    ],
    ["for another past of its story", bundleOf(), addresses, saga],
  ])("%s", (_what, bundle, given, past) => {
    const make = createItemMaker({ maxCharacters: 100_000 });
    const item = make(bundleOf(), addresses, new Map());
    const other = make(bundle, given, new Map(), past);
    expect(other).not.toBe(item);
    expect(other).toEqual(makeItem(bundle, given, new Map(), past));
  });
});

test("what nobody has wanted the longest goes where there is no room", () => {
  const size = JSON.stringify(bundleOf()).length;
  const make = createItemMaker({ maxCharacters: 3 * size });
  const madeOf = (title: string) => make(bundleOf({ title }), addresses, new Map());
  const [a, b] = [madeOf("a"), madeOf("b")];
  expect(madeOf("a")).toBe(a);
  madeOf("c");
  expect(madeOf("a")).toBe(a);
  expect(madeOf("b")).not.toBe(b);
});

test("each format writes an item once", () => {
  let written = 0;
  const write = oncePerItem((item) => `${item.title} ${++written}`);
  const [one, other] = [bundleOf(), bundleOf()].map((bundle) => makeItem(bundle, addresses, new Map()));
  expect([write(one!), write(other!), write(one!)]).toEqual(["Title 1 1", "Title 1 2", "Title 1 1"]);
});
