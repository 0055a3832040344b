import { describe, expect, test } from "vitest";
import { type View, describeView, viewRestriction } from "../../../src/model/view.ts";
import { de } from "../../../src/reader/words/de.ts";

const view = (given: Partial<View> = {}): View => ({ slug: "a", title: "A", ...given });
const sources = ["one", "two", "three", "four", "five", "six", "seven"].map((name) => ({
  url: `https://www.${name}.example/feed`,
}));

describe("a view", () => {
  test.each<[said: string, given: Partial<View>]>([
    ["All stories.", {}],
    ["All stories.", { minOutlets: 1 }],
    ["Stories with “peace talks”.", { query: "peace talks" }],
    [
      "Stories with “peace” and at least 2 independent reports; a copied text counts once.",
      { query: "peace", minOutlets: 2 },
    ],
    ["Stories of World or Sport.", { categories: ["World", "Sport"] }],
    [
      "Stories of World, from The Herald or two.example, in German, without “cup” or “darts” in the headline.",
      {
        categories: ["World"],
        sources: [{ url: "https://herald.example/feed", name: "The Herald" }, sources[1]!],
        languages: ["de"],
        mute: ["cup", "darts"],
      },
    ],
    [
      "Stories from one.example, two.example, three.example, four.example, five.example or 2 more.",
      { sources },
    ],
  ])("says what it has: %s", (said, given) => {
    expect(describeView(view(given))).toBe(said);
  });

  test("says so in any language that has the phrases", () => {
    const given = { query: "cup", minOutlets: 2, categories: ["Welt"], languages: ["de"], mute: ["darts"] };
    expect(describeView(view({ ...given, sources }), de.view.describing)).toBe(
      "Geschichten mit „cup“ und mindestens 2 unabhängigen Berichten, aus der Rubrik Welt, von one.example, two.example, three.example, four.example, five.example oder 2 weiteren, auf Deutsch, ohne „darts“ in der Überschrift; ein kopierter Text zählt einmal.",
    );
  });

  test("restricts to what it names, and one report is no restriction", () => {
    expect(viewRestriction(view({ minOutlets: 1 }))).toEqual({});
    expect(viewRestriction(view({ sources: sources.slice(0, 1), minOutlets: 2, mute: ["cup"] }))).toEqual({
      sourceUrls: ["https://www.one.example/feed"],
      minCoverage: 2,
      muted: ["cup"],
    });
  });
});
