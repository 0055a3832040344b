import { describe, expect, test } from "vitest";
import type { EntryContent, SafeHtml } from "../../../src/model/entry.ts";
import { isAnotherArticle, moveKey, recognise } from "../../../src/store/recognise.ts";

type Keys = readonly [string, ...string[]];
const items = (...keys: readonly Keys[]) => keys.map((each) => ({ keys: each, moveKey: undefined }));
const never = () => false;
const kinds = (verdicts: ReturnType<typeof recognise>) =>
  verdicts.map((verdict) => (verdict.kind === "entry" ? verdict.id : verdict.kind));

describe("an item is", () => {
  test("the entry that shares most keys with it; among equals the strongest key's", () => {
    const known = new Map([
      ["g1", 1],
      ["ut2", 2],
      ["ud2", 2],
    ]);
    expect(kinds(recognise(items(["g1", "ut2", "ud2"]), known, never))).toEqual([2]);
    expect(kinds(recognise(items(["g1", "ut2"]), known, never))).toEqual([1]);
  });

  test("new where its entry is another item's, and it has a key of its own", () => {
    const known = new Map([
      ["g1", 1],
      ["g2", 1],
      ["ut1", 1],
    ]);
    expect(kinds(recognise(items(["g2", "utNew"], ["g1", "ut1"]), known, never))).toEqual(["new", 1]);
    expect(kinds(recognise(items(["g2"], ["g1", "ut1"]), known, never))).toEqual(["repeat", 1]);
  });

  test("new where it leads to an entry by one key and is plainly another article", () => {
    const known = new Map([["g1", 1]]);
    expect(kinds(recognise(items(["g1", "ut9"]), known, () => true))).toEqual(["new"]);
    expect(kinds(recognise(items(["g1", "ut9"]), known, never))).toEqual([1]);
  });

  test("dropped where a dropped entry had its keys; mentioned once more where another item has them", () => {
    expect(kinds(recognise(items(["g1"], ["g1"]), new Map([["g1", null]]), never))).toEqual([
      "dropped",
      "repeat",
    ]);
    expect(kinds(recognise(items(["g5"], ["g5"]), new Map(), never))).toEqual(["new", "repeat"]);
  });

  test("known by its move key only where no item is known by another, and only one has it", () => {
    const moved = (key: string, moveKey: string) => ({ keys: [key] as Keys, moveKey });
    const known = new Map<string, number | null>([
      ["m1", 1],
      ["m2", null],
      ["g9", 9],
    ]);
    expect(kinds(recognise([moved("g1", "m1"), moved("g2", "m2"), moved("g3", "m3")], known, never))).toEqual(
      [1, "dropped", "new"],
    );
    expect(kinds(recognise([moved("g1", "m1"), moved("g9", "m9")], known, never))).toEqual(["new", 9]);
    expect(kinds(recognise([moved("g1", "m1"), moved("g2", "m1")], known, never))).toEqual(["new", "new"]);
    const isDelta = true; // all of it is new: that is what it is sent for
    expect(kinds(recognise([moved("g1", "m1")], known, never, isDelta))).toEqual(["new"]);
  });
});

const content = (given: Partial<EntryContent>): EntryContent => ({
  title: "Bridge to close on Friday",
  url: "https://a.example/bridge",
  contentHtml: "<p>Inspectors found cracks in two of the main bearings.</p>" as SafeHtml,
  publishedAt: new Date("2026-11-20T10:00:00Z"),
  authors: [],
  categories: [],
  enclosures: [],
  ...given,
});
const other: Partial<EntryContent> = {
  title: "Choir wins prize",
  url: "https://a.example/choir",
  contentHtml: "<p>Forty singers from the valley won at the festival last night.</p>" as SafeHtml,
  publishedAt: new Date("2026-11-21T10:00:00Z"),
};

describe("another article", () => {
  test("differs in title, link, date and text, also where there is no date", () => {
    expect(isAnotherArticle(content({}), content(other))).toBe(true);
    const { publishedAt: _, ...undated } = content(other);
    expect(isAnotherArticle(content({}), undated)).toBe(true);
  });

  test.each(["title", "contentHtml", "publishedAt"] as const)("is not one of the same %s", (same) => {
    expect(isAnotherArticle(content({}), content({ ...other, [same]: content({})[same] }))).toBe(false);
  });
});

describe("a move key", () => {
  test("is title and date; without a date title and a text that is long enough", () => {
    expect(moveKey(content({}))).toBe(
      moveKey(content({ url: "https://b.example/1", contentHtml: "" as SafeHtml })),
    );
    expect(moveKey(content({}))).not.toBe(
      moveKey(content({ publishedAt: new Date("2026-11-20T10:00:01Z") })),
    );
    const { publishedAt: _, ...undated } = content({});
    expect(moveKey(undated)).toBeUndefined();
    expect(moveKey({ ...undated, contentHtml: "word ".repeat(20) as SafeHtml })).toMatch(/^m:.{20}$/);
  });
});
