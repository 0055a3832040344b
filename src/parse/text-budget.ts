import type { EntryDraft, Markup } from "./draft.ts";

/**
 * What reading a text costs, in characters: a tag as much as a hundred of them, a reference as ten. A million of these is
 * some 40 ms of a core (measured on prose, on tables of links and on tags alone).
 */
const tagCost = 100;
const referenceCost = 10;
/** So much of one document is read in full: some 800 long articles, and half a second of a core. */
const fullCost = 12_000_000;
/** So much is spent on the beginnings of the others, in all and for one: enough for a summary, a picture and the agency. */
const beginningsCost = 5_000_000;
const beginningCost = 12_000;
const beginning = 4000;

/**
 * The drafts, with the texts of older ones cut to their beginning where all texts together cost more than one poll may
 * take: newest first, and without dates in the document's order.
 */
export function withinTextBudget(
  drafts: readonly EntryDraft[],
): Readonly<{ drafts: readonly EntryDraft[]; notes: readonly string[] }> {
  const costs = new Map(drafts.map((draft) => [draft, costOf(draft)]));
  let left = fullCost;
  const inFull = new Set<EntryDraft>();
  for (const draft of drafts.toSorted((a, b) => timeOf(b) - timeOf(a))) {
    left -= costs.get(draft) ?? 0;
    if (left < 0) break;
    inFull.add(draft);
  }
  if (inFull.size === drafts.length) return { drafts, notes: [] };
  const each = Math.min(beginningCost, beginningsCost / (drafts.length - inFull.size));
  const cut = drafts.filter((draft) => !inFull.has(draft) && (costs.get(draft) ?? 0) > each);
  return {
    drafts: drafts.map((draft) => (inFull.has(draft) ? draft : shortened(draft, each))),
    notes: [`cut the texts of ${cut.length} older items to their beginning: too much text in one document`],
  };
}

const costOf = ({ content, summary }: EntryDraft): number =>
  costOfText(content?.text ?? "") + costOfText(summary?.text ?? "");

const costOfText = (text: string): number =>
  text.length + tagCost * count(text, "<") + referenceCost * count(text, "&");

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

const timeOf = ({ publishedAt, updatedAt }: EntryDraft): number => (publishedAt ?? updatedAt)?.getTime() ?? 0;

/** The longer text's beginning, and the summary's where that leaves something to spend. */
function shortened(draft: EntryDraft, cost: number): EntryDraft {
  const content = draft.content && beginningOf(draft.content, cost);
  const rest = cost - (content ? costOfText(content.text) : 0);
  return {
    ...draft,
    ...(content && { content }),
    ...(draft.summary && { summary: beginningOf(draft.summary, Math.max(rest, cost / 2)) }),
  };
}

/** A text's beginning of at most this cost, and of 4,000 characters. Not within a tag: the rest of one would be read as text. */
export function beginningOf(markup: Markup, cost: number = beginningCost): Markup {
  let end = Math.min(markup.text.length, beginning);
  while (end > 0 && costOfText(markup.text.slice(0, end)) > cost) end = Math.floor(end * 0.7);
  if (end === markup.text.length) return markup;
  const text = markup.text.slice(0, end).toWellFormed();
  const open = text.lastIndexOf("<");
  return { ...markup, text: open > text.lastIndexOf(">") && open > 0 ? text.slice(0, open) : text };
}
