import { describe, expect, test } from "vitest";
import { articleOf, languageOf } from "../../../src/story/article.ts";
import { placedEntry } from "../../support/placed-entry.ts";

test("an entry is read with its instant, its outlet and its language, and nothing is made up", () => {
  const shownAt = new Date("2026-11-20T10:00:00Z");
  const entry = placedEntry({
    id: 7,
    title: "Ferry runs aground",
    language: "en-GB",
    outletKey: "herald.example",
    shownAt,
  });
  expect(articleOf(entry)).toEqual({
    id: 7,
    at: shownAt.getTime(),
    title: "Ferry runs aground",
    outletKey: "herald.example",
    language: "en",
  });
});

describe("the language of a text", () => {
  test("is what it says", () => expect(languageOf({ title: "Das Schiff", language: "nb-NO" })).toBe("no"));
  test("is guessed where it does not say, from title and summary", () => {
    const summary = "Die Fähre ist vor der Insel auf Grund gelaufen, und alle sind gerettet.";
    expect(languageOf({ title: "Lorne", summary })).toBe("de");
    expect(languageOf({ title: "Lorne", summary, language: "und" })).toBe("de");
  });
  test("is und where nothing tells", () => expect(languageOf({ title: "Lorne 2026" })).toBe("und"));
});
