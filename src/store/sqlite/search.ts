import { plainText } from "../../base/plain-lines.ts";
import { type SearchTerm, isBeginning, searchTerms } from "../../base/search-terms.ts";
import type { EntryContent } from "../../model/entry.ts";
import type { Database } from "./database.ts";

/** Longest stretch of an article's text that is indexed: beyond it comes little that anybody looks for. */
const maxIndexedLength = 20_000;

/** Scripts written without spaces between words: FTS5's unicode61 would take a whole sentence for one word. */
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Made when it is needed: it takes 10 ms. */
let segmenter: Intl.Segmenter | undefined;

/** Puts an entry's words into the index. It has none there so far. */
export function indexEntry(database: Database, id: number, entry: EntryContent): void {
  const body = plainText(entry.contentHtml ?? "", maxIndexedLength);
  const summary = entry.summary ?? "";
  database.run(
    "insert into entry_words (rowid, title, summary, body, outlet) values (:id, :title, :summary, :body, :outlet)",
    {
      id,
      title: spaced(entry.title),
      summary: standsIn(body, summary) ? "" : spaced(summary),
      body: spaced(body),
      outlet: spaced(
        [entry.origin?.title, entry.agency, ...entry.authors.map((author) => author.name)].join(" "),
      ),
    },
  );
}

/** The same, in place of the words that stood there. */
export function reindexEntry(database: Database, id: number, entry: EntryContent): void {
  database.run("delete from entry_words where rowid = :id", { id });
  indexEntry(database, id, entry);
}

/**
 * Whether all words of a summary stand in the text in this order, as those that were made from it do: indexed once, they
 * are found by the same questions.
 */
function standsIn(body: string, summary: string): boolean {
  const cut = summary.endsWith("…") ? summary.slice(0, -1) : summary;
  const at = body.indexOf(cut);
  if (at < 0 || unspacedScript.test(cut)) return false;
  return (
    !wordPart.test(body.slice(at - 1, at)) && !wordPart.test(body.slice(at + cut.length, at + cut.length + 1))
  );
}

/** What FTS5 takes into a word, and what may be half of that. */
const wordPart = /[\p{L}\p{N}\p{M}\p{Co}\p{Cs}]/u;

/**
 * What a person typed as an FTS5 expression: all words, in any order; "a phrase"; -word; word*. Undefined where nothing
 * is left to look for (only punctuation, only exclusions).
 */
export function matchExpression(typed: string): string | undefined {
  const terms = searchTerms(typed);
  const wanted = terms.filter(({ isUnwanted }) => !isUnwanted).flatMap(quoted);
  const unwanted = terms.filter(({ isUnwanted }) => isUnwanted).flatMap(quoted);
  if (wanted.length === 0) return undefined;
  const all = wanted.join(" AND ");
  return unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.join(" OR ")})`;
}

/** An FTS5 expression that finds the titles with one of these words or phrases; undefined where they hold no word. */
export function titleExpression(phrases: readonly string[]): string | undefined {
  const terms = phrases.flatMap((text) => quoted({ text, isBeginning: isBeginning(text) }));
  return terms.length === 0 ? undefined : `title : (${terms.join(" OR ")})`;
}

/** As a quoted string nothing in it is syntax; several words in one string stand next to each other. */
function quoted({ text, isBeginning }: Pick<SearchTerm, "text" | "isBeginning">): string[] {
  const words = spaced(text).match(/[\p{L}\p{N}\p{M}]+/gu);
  return words ? [`"${words.join(" ")}"${isBeginning ? "*" : ""}`] : [];
}

/** How many stories have an entry that matches; no more than `atMost` are counted. */
export function countMatches(database: Database, typed: string, atMost: number): number {
  const match = matchExpression(typed);
  if (match === undefined) return 0;
  const row = database.get<{ found: number }>(
    `select count(*) as found from (
       select distinct e.story_id from entry_words w join entries e on e.id = w.rowid
       where w.entry_words match :match and e.story_id is not null limit :atMost)`,
    { match, atMost },
  );
  return row?.found ?? 0;
}

/** The text with a space between words, also where its script writes none. */
function spaced(text: string): string {
  if (!unspacedScript.test(text)) return text;
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(" ");
}
