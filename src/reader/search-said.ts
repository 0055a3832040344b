import { dayBegins } from "../base/search-days.ts";
import type { SearchClause, SearchNote, SearchQuery, SearchTerm } from "../base/search-query.ts";
import { cutText } from "../base/cut-text.ts";
import { gramSize } from "../base/search-grams.ts";
import type { Words } from "./words/words.ts";

/** Of what was typed, people see the beginning, in characters. */
const longestShown = 60;

/**
 * How a search was understood: "Looked for: “peace talks”, without “geneva”, of the source “BBC”."; undefined where that
 * is what everybody expects, plain words.
 */
export function understood({ clauses, notes }: SearchQuery, today: Date, words: Words): string | undefined {
  const isPlain = clauses.every(
    ({ anyOf, isUnwanted }) => !isUnwanted && anyOf.length === 1 && isWord(anyOf[0]),
  );
  if (clauses.length === 0 || (isPlain && notes.length === 0)) return undefined;
  return words.search.understood(clauses.map((clause) => clauseSaid(clause, today, words)));
}

const isWord = (term: SearchTerm): boolean =>
  term.kind === "words" && term.field === undefined && !term.phrase.isBegun && !/\s/.test(term.text);

function clauseSaid({ anyOf, isUnwanted }: SearchClause, today: Date, words: Words): string {
  const any = words.formats.either(anyOf.map((term) => termSaid(term, today, words)));
  return isUnwanted ? words.search.without(any) : any;
}

function termSaid(term: SearchTerm, today: Date, { search: say, quotes, formats }: Words): string {
  const text = `${quotes.open}${cutText(term.text.replace(/\*+$/, ""), longestShown)}${quotes.close}`;
  switch (term.kind) {
    case "words": {
      const isBeginning = term.phrase.isBegun && gramSize(term.phrase.words.at(-1) ?? "") === 0;
      const what = isBeginning ? say.beginning(text) : text;
      return term.field === undefined ? what : say.in[term.field](what);
    }
    case "source":
    case "category":
      return say.of[term.kind](text);
    case "lang":
      return say.language(formats.languageName(term.language) ?? term.language);
    case "after":
    case "before":
      return say[term.kind](formats.dayMonthYear(dayBegins(term.day, today)));
  }
}

/** What was understood otherwise than it may have been meant, in sentences. */
export const notesSaid = ({ notes }: SearchQuery, { search, quotes }: Words): readonly string[] =>
  notes.map(({ kind, text }: SearchNote) =>
    search.notes[kind](`${quotes.open}${cutText(text.toWellFormed(), longestShown)}${quotes.close}`),
  );

/** Whether days of the search are said from the present day on. */
export const isFromToday = ({ clauses }: SearchQuery): boolean =>
  clauses.some(({ anyOf }) => anyOf.some((term) => "day" in term && term.day.kind === "ago"));
