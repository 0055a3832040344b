import { describe, expect, test } from "vitest";
import { byline, coverageLine, coverageOf } from "../../../src/reader/coverage.ts";
import { en } from "../../../src/reader/words/en.ts";
import { placedEntry } from "../../support/placed-entry.ts";

const lineOf = (...entries: Parameters<typeof placedEntry>[0][]) =>
  coverageLine(coverageOf(entries.map(placedEntry)), en);

describe("the coverage of a story", () => {
  test("an agency's text in three outlets and two own reports", () => {
    expect(
      lineOf(
        { id: 1, copyGroup: 1, agency: "Reuters" },
        { id: 2, copyGroup: 1, agency: "Reuters" },
        { id: 3, copyGroup: 1 },
        { id: 4 },
        { id: 5 },
      ),
    ).toBe("Reuters copy in 3 · 2 own reports");
  });

  test("one own report is one", () => {
    expect(lineOf({ id: 1, agency: "AP" }, { id: 2 })).toBe("AP copy in 1 · 1 own report");
  });

  test("an agency's two texts count together, each outlet once", () => {
    expect(
      lineOf(
        { id: 1, copyGroup: 1, agency: "AFP", outlet: "A" },
        { id: 2, copyGroup: 1, agency: "AFP", outlet: "B" },
        { id: 3, copyGroup: 3, agency: "AFP", outlet: "A" },
        { id: 4, copyGroup: 3, agency: "AFP", outlet: "C" },
      ),
    ).toBe("AFP copy in 3");
  });

  test("a text that several print without naming an agency is the same text", () => {
    expect(lineOf({ id: 1, copyGroup: 1 }, { id: 2, copyGroup: 1 }, { id: 3 })).toBe(
      "Same text in 2 · 1 own report",
    );
  });

  test("an outlet that has its own report in two feeds has one report", () => {
    const entries = [
      placedEntry({ id: 1, copyGroup: 1, outlet: "A" }),
      placedEntry({ id: 2, copyGroup: 1, outlet: "A" }),
      placedEntry({ id: 3 }),
    ];
    expect(coverageLine(coverageOf(entries), en)).toBe("2 own reports");
    expect(coverageOf(entries).ownReports[0]?.entries).toHaveLength(2);
  });

  test("of one outlet's one text there is nothing to say", () => {
    expect(lineOf({ id: 1 })).toBeUndefined();
    expect(lineOf({ id: 1, agency: "Reuters" })).toBeUndefined();
  });

  test("texts stand in the order of their first report", () => {
    const late = placedEntry({ id: 1, shownAt: new Date("2026-11-20T12:00:00Z") });
    const early = placedEntry({ id: 2, shownAt: new Date("2026-11-20T11:00:00Z") });
    expect(coverageOf([late, early]).ownReports.map((text) => text.entries[0].id)).toEqual([2, 1]);
  });
});

describe("the byline", () => {
  test.each([
    [{ agency: "Reuters", outlet: "BBC News" }, "Reuters via BBC News"],
    [{ agency: "Reuters", outlet: "Reuters World" }, "Reuters World"],
    [{ agency: "AP", outlet: "Capital Press" }, "AP via Capital Press"],
    [{ outlet: "BBC News" }, "BBC News"],
  ])("%j", (entry, expected) => {
    expect(byline(entry, en)).toBe(expected);
  });
});
