import { expect, test } from "vitest";
import type { Correction } from "../../../src/model/correction.ts";
import { undoTogether } from "../../../src/story/undo-correction.ts";
import { placedEntry, storyOf } from "../../support/placed-entry.ts";

const together = (these: readonly number[], those: readonly number[]): Correction => ({
  id: 1,
  kind: "together",
  madeAt: new Date("2026-11-20T12:00:00Z"),
  storyId: 2,
  ledOn: [],
  title: "What was taken in",
  otherTitle: "What it was taken into",
  these: these.map((id) => ({ id, storyId: 1 })),
  those: those.map((id) => ({ id, storyId: 1 })),
});

/** Copy groups after undoing, by story and entry; since the correction both sides were found to print one text. */
function groupsAfter(first: Readonly<{ id: number; copyGroup: number }>, last: typeof first) {
  const stories = new Map([[1, storyOf(placedEntry(first), placedEntry(last))]]);
  const { members } = undoTogether(together([last.id], [first.id]), stories, 9);
  return [...members].flatMap(([story, entries]) =>
    entries.map(({ id, placement }) => ({ story, id, copyGroup: placement.copyGroup })),
  );
}

test.each([
  ["stays", { id: 3, copyGroup: 3 }, { id: 4, copyGroup: 3 }],
  ["goes", { id: 3, copyGroup: 4 }, { id: 4, copyGroup: 4 }],
])("a text whose first print %s is one of its own in either story after undoing", (_, first, last) => {
  expect(groupsAfter(first, last).toSorted((a, b) => a.id - b.id)).toEqual([
    { story: 1, id: 3, copyGroup: 3 },
    { story: 9, id: 4, copyGroup: 4 },
  ]);
});
