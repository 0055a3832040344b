import type { EntryDraft, Markup } from "./draft.ts";

/** So much text of one document is read in full, in characters: some 500 long articles, and less than a second of a core. */
const fullText = 3_000_000;
/** Of the others only the beginning, in characters: enough for a summary, a picture and the agency. */
const beginning = 4000;

/**
 * The drafts, with the texts of older ones cut to their beginning where all texts together are longer than one poll may
 * take: newest first, and without dates in the document's order.
 */
export function withinTextBudget(
  drafts: readonly EntryDraft[],
): Readonly<{ drafts: readonly EntryDraft[]; notes: readonly string[] }> {
  if (sum(drafts.map(lengthOf)) <= fullText) return { drafts, notes: [] };
  let left = fullText;
  const inFull = new Set<EntryDraft>();
  for (const draft of drafts.toSorted((a, b) => timeOf(b) - timeOf(a))) {
    left -= lengthOf(draft);
    if (left < 0) break;
    inFull.add(draft);
  }
  const cut = drafts.filter((draft) => !inFull.has(draft) && lengthOf(draft) > beginning);
  return {
    drafts: drafts.map((draft) => (inFull.has(draft) ? draft : shortened(draft))),
    notes: [`cut the texts of ${cut.length} older items to their beginning: too much text in one document`],
  };
}

const lengthOf = ({ content, summary }: EntryDraft): number =>
  (content?.text.length ?? 0) + (summary?.text.length ?? 0);

const timeOf = ({ publishedAt, updatedAt }: EntryDraft): number => (publishedAt ?? updatedAt)?.getTime() ?? 0;

const shortened = (draft: EntryDraft): EntryDraft => ({
  ...draft,
  ...(draft.content && { content: begin(draft.content) }),
  ...(draft.summary && { summary: begin(draft.summary) }),
});

/** Not within a tag: the rest of one would be read as text. */
function begin(markup: Markup): Markup {
  const text = markup.text.slice(0, beginning).toWellFormed();
  const open = text.lastIndexOf("<");
  return { ...markup, text: open > text.lastIndexOf(">") && open > 0 ? text.slice(0, open) : text };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
