import { expect, test } from "vitest";
import type { PlacedEntry } from "../../../src/model/story.ts";
import { without } from "../../../src/story/trim.ts";
import { summariseStory } from "../../../src/story/summary.ts";
import { placedEntry } from "../../support/placed-entry.ts";

const later = new Date("2026-11-24T10:00:00Z");
const hour = (n: number) => new Date(`2026-11-20T${String(n).padStart(2, "0")}:00:00Z`);

function trimmed(entries: readonly [PlacedEntry, ...PlacedEntry[]], gone: readonly number[]) {
  const before = summariseStory(1, undefined, entries, later);
  const after = without(new Set(gone), { before: [before], members: new Map([[1, entries]]) });
  return { before, after, story: after.stories[0] };
}

test("a story that loses an entry is what the others make of it, but for when it was first reported and when it was news", () => {
  const entries = [
    placedEntry({ id: 1, shownAt: hour(1), imageUrl: "https://x.example/1.jpg", summary: "A long text" }),
    placedEntry({ id: 2, shownAt: hour(2) }),
    placedEntry({ id: 3, shownAt: hour(3) }),
  ] as const;
  const { before, story } = trimmed(entries, [1, 3]);
  expect(before.leadEntryId).toBe(1);
  expect(story).toMatchObject({
    leadEntryId: 2,
    entryCount: 1,
    coverage: 1,
    firstReportAt: hour(1),
    lastReportAt: hour(2),
    updatedAt: before.updatedAt,
    newsAt: before.newsAt,
  });
});

test("a story that loses all of its entries ends", () => {
  const { after } = trimmed([placedEntry({ id: 1 }), placedEntry({ id: 2 })], [1, 2]);
  expect(after).toMatchObject({ stories: [], ended: [1], entryIds: [1, 2] });
});

test("copies whose first carrier goes are those of the earliest that is left", () => {
  const copies = [1, 2, 3, 4].map((id) => placedEntry({ id, copyGroup: 1, shownAt: hour(9 - id) }));
  const { after } = trimmed([copies[0]!, ...copies.slice(1), placedEntry({ id: 5 })], [1, 4]);
  expect(after.refolded).toEqual([
    { entryId: 2, copyGroup: 3 },
    { entryId: 3, copyGroup: 3 },
  ]);
  expect(after.stories[0]).toMatchObject({ entryCount: 3, coverage: 2 });
});

test("copies whose first carrier stays are left as they are", () => {
  const { after } = trimmed([placedEntry({ id: 1 }), placedEntry({ id: 2, copyGroup: 1 })], [2]);
  expect(after.refolded).toEqual([]);
});
