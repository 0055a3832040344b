import { plainText } from "../base/plain-lines.ts";
import { gramSize } from "../base/search-grams.ts";
import { searchText } from "../base/search-words.ts";
import type { EntryContent } from "../model/entry.ts";

/** What of an entry a search looks into, in this order. */
export const indexedFields = ["title", "summary", "body", "outlet", "author", "agency"] as const;
export type IndexedField = (typeof indexedFields)[number];

/**
 * Fields in which a single word is looked for. An outlet's name is looked for only along with other words: else "sun"
 * would be all that The Sun reports (`source:sun` is).
 */
export const textFields = [
  "title",
  "summary",
  "body",
  "author",
  "agency",
] as const satisfies readonly IndexedField[];

/** Longest stretch of an article's text that is indexed: beyond it comes little that anybody looks for. */
const maxIndexedLength = 20_000;

/**
 * An entry's fields in `searchText`'s terms. `outlet`: what its source is called. An origin that the entry names itself
 * goes before, and counts as one of its authors too.
 */
export function indexedTexts(
  entry: EntryContent,
  { outlet = "" }: Readonly<{ outlet?: string | undefined }>,
): Readonly<Record<IndexedField, string>> {
  const body = plainText(entry.contentHtml ?? "", maxIndexedLength);
  const summary = entry.summary ?? "";
  return {
    title: searchText(entry.title),
    summary: standsIn(body, summary) ? "" : searchText(summary),
    body: searchText(body),
    outlet: searchText(entry.origin?.title ?? outlet),
    author: searchText([...entry.authors.map(({ name }) => name), entry.origin?.title].join(", ")),
    agency: searchText(entry.agency ?? ""),
  };
}

/**
 * Whether all words of a summary stand in the text in this order, as those that were made from it do: indexed once, they
 * are found by the same questions.
 */
function standsIn(body: string, summary: string): boolean {
  const cut = summary.endsWith("…") ? summary.slice(0, -1) : summary;
  const at = body.indexOf(cut);
  if (at < 0) return false;
  const [before, after] = [body.slice(at - 1, at), body.slice(at + cut.length, at + cut.length + 1)];
  // Grams begin at each character: what is cut within them is there as well.
  return [before, after].every((next) => !wordPart.test(next) || gramSize(next) > 0);
}

/** What is part of a word, and what may be half of that. */
const wordPart = /[\p{L}\p{N}\p{M}\p{Co}\p{Cs}'’.,]/u;
