import { expect, test } from "vitest";
import type { EntryDraft } from "../../../src/parse/draft.ts";
import { withinTextBudget } from "../../../src/parse/text-budget.ts";

const draft = (day: number, length: number): EntryDraft => ({
  content: { text: "x".repeat(length), kind: "html" },
  authors: [],
  categories: [],
  enclosures: [],
  publishedAt: new Date(Date.UTC(2026, 0, day)),
});
const lengths = (drafts: readonly EntryDraft[]) => drafts.map(({ content }) => content?.text.length);

test("a document of usual length is read in full", () => {
  const drafts = [draft(1, 500_000), draft(2, 500_000)];
  expect(withinTextBudget(drafts)).toEqual({ drafts, notes: [] });
});

test("of a document with too much text the newest items keep all of theirs, the others their beginning", () => {
  const drafts = [draft(1, 1_000_000), draft(4, 1_000_000), draft(2, 1_500_000), draft(3, 1_000_000)];
  const { drafts: kept, notes } = withinTextBudget(drafts);
  expect(lengths(kept)).toEqual([4000, 1_000_000, 4000, 1_000_000]);
  expect(notes).toEqual(["cut the texts of 2 older items to their beginning: too much text in one document"]);
});

test("a beginning does not end within a tag", () => {
  const text = `${"x".repeat(3995)}<img src="https://outlet.example/a.jpg">${"y".repeat(4_000_000)}`;
  const { drafts } = withinTextBudget([{ ...draft(1, 0), content: { text, kind: "html" } }]);
  expect(lengths(drafts)).toEqual([3995]);
});
