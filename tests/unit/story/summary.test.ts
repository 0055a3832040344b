import { describe, expect, test } from "vitest";
import type { Story } from "../../../src/model/story.ts";
import { rankVoices } from "../../../src/story/ranking.ts";
import { summariseStory } from "../../../src/story/summary.ts";
import { placedEntry } from "../../support/placed-entry.ts";
import { at } from "../../support/store.ts";

type Given = Parameters<typeof placedEntry>[0];
const now = at("18:00");
const summarise = (previous: Story | undefined, first: Given, ...others: Given[]) =>
  summariseStory(1, previous, [placedEntry(first), ...others.map(placedEntry)], now);
const ownReports = (count: number): [Given, ...Given[]] => [
  { id: 1 },
  ...Array.from({ length: count - 1 }, (_, i) => ({ id: i + 2 })),
];

test("a story is what its entries make it", () => {
  const story = summarise(
    undefined,
    { id: 1, agency: "AFP", language: "en-GB", shownAt: at("09:00") },
    { id: 2, copyGroup: 1, agency: "AFP", language: "en", shownAt: at("10:00") },
    { id: 3, language: "en-US", shownAt: at("11:00") },
    { id: 4, copyGroup: 4, outlet: "Outlet 3", shownAt: at("12:00") },
  );
  expect(story).toEqual({
    id: 1,
    leadEntryId: 3,
    leadReason: "It is the outlet’s own report. It was the first of 2 of which that can be said.",
    language: "en",
    entryCount: 4,
    coverage: 2,
    firstReportAt: at("09:00"),
    lastReportAt: at("12:00"),
    updatedAt: at("12:00"),
    newsAt: now,
    rank: rankVoices([
      { at: at("09:00"), weight: 1 },
      { at: at("11:00"), weight: 1 },
    ]),
  });
});

test("the order in which its entries are given does not matter", () => {
  const entries = ownReports(6);
  expect(summarise(undefined, entries[5]!, ...entries.slice(0, 5))).toEqual(summarise(undefined, ...entries));
});

test("its first report is fixed, also where an earlier one comes late", () => {
  const before = summarise(undefined, { id: 1, shownAt: at("09:00") });
  const after = summarise(before, { id: 1, shownAt: at("09:00") }, { id: 2, shownAt: at("07:00") });
  expect(after.firstReportAt).toEqual(at("09:00"));
});

describe("a story is news again", () => {
  test.each([2, 5, 10, 20])("when %s outlets have it", (step) => {
    const before = summarise(undefined, ...ownReports(step - 1));
    expect(summarise(before, ...ownReports(step)).updatedAt).toEqual(now);
  });

  test("when another entry speaks for it", () => {
    const before = summarise(
      undefined,
      { id: 1, agency: "AFP" },
      { id: 2, agency: "AFP", copyGroup: 1 },
      { id: 3, agency: "AP" },
    );
    const after = summarise(
      before,
      { id: 1, agency: "AFP" },
      { id: 2, agency: "AFP", copyGroup: 1 },
      { id: 3, agency: "AP" },
      { id: 4, outlet: "Outlet 1" },
    );
    expect([before.coverage, after.coverage]).toEqual([2, 3]);
    expect(after).toMatchObject({ leadEntryId: 4, updatedAt: now });
  });
});

describe("a story stays as old as it was", () => {
  test.each([3, 4, 6, 11, 21])("when %s outlets have it", (count) => {
    const before = summarise(undefined, ...ownReports(count - 1));
    expect(summarise(before, ...ownReports(count)).updatedAt).toEqual(before.updatedAt);
  });

  test("when copies come", () => {
    const before = summarise(undefined, { id: 1 });
    const after = summarise(before, { id: 1 }, { id: 2, copyGroup: 1 }, { id: 3, copyGroup: 1 });
    expect(after).toMatchObject({ entryCount: 3, coverage: 1, updatedAt: before.updatedAt });
  });

  test("where the clock went back", () => {
    const before = { ...summarise(undefined, { id: 1 }), updatedAt: at("23:00") };
    expect(summarise(before, ...ownReports(2)).updatedAt).toEqual(at("23:00"));
  });
});

describe("a story is unread again", () => {
  const early = at("09:00");
  const copyOf = { agency: "AFP", title: "Ferry aground off Lorne" };
  const before = (newsAt = early): Story => ({
    ...summarise(undefined, { id: 1, ...copyOf }, { id: 2, copyGroup: 1, ...copyOf }),
    newsAt,
  });
  /** The same two copies, and an own report that speaks for the story from now on. */
  const withOwn = (given: Partial<Given>, previous = before(), arrived = new Set([3])) => {
    const first = placedEntry({ id: 1, ...copyOf });
    const others = [placedEntry({ id: 2, copyGroup: 1, ...copyOf }), placedEntry({ id: 3, ...given })];
    const story = summariseStory(1, previous, [first, ...others], now, arrived);
    expect(story.leadEntryId).toBe(3);
    return story.newsAt;
  };
  const other = { title: "Captain questioned in court about the steering" };

  test("from when it was grouped, not from when it was published", () =>
    expect(summarise(undefined, { id: 1, shownAt: at("07:00") }).newsAt).toEqual(now));
  test("when a report that comes in leads it and says something else", () =>
    expect(withOwn(other)).toEqual(now));
  test("not when that says the same in other words", () =>
    expect(withOwn({ title: "Ferry runs aground off Lorne, all 214 rescued" })).toEqual(early));
  test("not within six hours of its last news", () =>
    expect(withOwn(other, before(at("12:01")))).toEqual(at("12:01")));
  test("not when readers could see that report before, in a story that was merged into it", () =>
    expect(withOwn(other, before(), new Set([4]))).toEqual(early));
  test("not when the one who led it was moved away", () =>
    expect(withOwn(other, { ...before(), leadEntryId: 9 })).toEqual(early));
  test("not when the same text is printed by who speaks better for it", () => {
    const weighty = placedEntry({ id: 3, copyGroup: 1, sourceWeight: 30, ...other });
    const prints = [placedEntry({ id: 1, ...copyOf }), weighty] as const;
    const story = summariseStory(1, before(), [...prints], now, new Set([3]));
    expect([story.leadEntryId, story.newsAt]).toEqual([3, early]);
  });
  test("not for more outlets, however many", () => {
    const grown = summariseStory(
      1,
      { ...summarise(undefined, { id: 1 }), newsAt: early },
      [
        placedEntry({ id: 1 }),
        ...[2, 3, 4, 5, 6].map((id) => placedEntry({ id, title: `Other side ${id}` })),
      ],
      now,
      new Set([2, 3, 4, 5, 6]),
    );
    expect([grown.updatedAt, grown.newsAt]).toEqual([now, early]);
  });
});

test("what its sources weigh counts for its rank", () => {
  const usual = summarise(undefined, { id: 1 });
  expect(summarise(undefined, { id: 1, sourceWeight: 2 }).rank - usual.rank).toBeCloseTo(1, 9);
});

describe("its language", () => {
  test("is the one that most entries say", () =>
    expect(
      summarise(undefined, { id: 1 }, { id: 2, language: "fr" }, { id: 3, language: "fr-CA" }).language,
    ).toBe("fr"));
  test("is not the lead's where more say another", () => {
    const [lead, ...others] = [{ language: "de" }, { language: "fr" }, { language: "fr-CH" }];
    const story = summarise(
      undefined,
      { id: 1, ...lead },
      ...others.map((each, i) => ({ id: i + 2, ...each })),
    );
    expect(story).toMatchObject({ leadEntryId: 1, language: "fr" });
  });
  test("is the lead's where two are equally common", () =>
    expect(summarise(undefined, { id: 1, language: "de" }, { id: 2, language: "fr" }).language).toBe("de"));
  test("is und where none says", () => expect(summarise(undefined, { id: 1 }).language).toBe("und"));
});
