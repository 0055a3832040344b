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
  const drafts = [draft(1, 4_000_000), draft(4, 4_000_000), draft(2, 6_000_000), draft(3, 4_000_000)];
  const { drafts: kept, notes } = withinTextBudget(drafts);
  expect(lengths(kept)).toEqual([4000, 4_000_000, 4000, 4_000_000]);
  expect(notes).toEqual(["cut the texts of 2 older items to their beginning: too much text in one document"]);
});

test("a beginning does not end within a tag", () => {
  const text = `${"x".repeat(3995)}<img src="https://outlet.example/a.jpg">${"y".repeat(12_000_000)}`;
  const { drafts } = withinTextBudget([{ ...draft(1, 0), content: { text, kind: "html" } }]);
  expect(lengths(drafts)).toEqual([3995]);
});

test("a tag counts for a hundred letters: it costs as much", () => {
  const dense = { ...draft(2, 0), content: { text: "<p>x".repeat(100_000), kind: "html" as const } };
  const { drafts: kept } = withinTextBudget([draft(1, 3_000_000), dense]);
  expect(lengths(kept)).toEqual([4000, 400_000]);
});

test("where very many items are cut, the beginnings are shorter", () => {
  const drafts = Array.from({ length: 2000 }, () => draft(1, 20_000));
  const { drafts: kept } = withinTextBudget(drafts);
  expect(lengths(kept).filter((length) => length === 20_000)).toHaveLength(600);
  expect(lengths(kept).at(-1)).toBeGreaterThan(2000);
  expect(lengths(kept).at(-1)).toBeLessThan(4000);
});
