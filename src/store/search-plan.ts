import {
  type SearchClause,
  type SearchField,
  type SearchTerm,
  holdsPhrase,
  readSearch,
} from "../base/search-query.ts";
import { type SearchPhrase, searchWords } from "../base/search-words.ts";

/** Where words are looked for: `text` is every field but the outlet, `all` every field. */
export type SearchScope = SearchField | "text" | "all";

/** What may hold for an entry. */
export type SearchTest = Readonly<
  | { kind: "words"; phrase: SearchPhrase; scope: SearchScope }
  /** Its feed is one that `sourceHolds`, or the words stand in its outlet. */
  | { kind: "source"; phrase: SearchPhrase }
  /** Its feed's category is one that `categoryIs`. */
  | { kind: "category"; phrase: SearchPhrase }
  | Exclude<SearchTerm, { kind: "words" | "source" | "category" }>
>;

/** One of its tests must hold for an entry; where it is unwanted, none may. */
export type SearchGroup = Readonly<{ anyOf: readonly SearchTest[]; isUnwanted: boolean }>;

/**
 * What must hold for one and the same entry of what a search finds, the same for every engine; undefined where it finds
 * nothing. An outlet's name counts only where another of the words is in the text: else "sun" would be all that The Sun
 * reports, and `source:sun` is.
 */
export function planSearch(typed: string): readonly SearchGroup[] | undefined {
  const { clauses } = readSearch(typed);
  if (clauses.length === 0) return undefined;
  const withWords = clauses.filter(({ anyOf, isUnwanted }) => !isUnwanted && anyOf.every(isWords));
  const scope = withWords.length > 1 ? "all" : "text";
  const groups = clauses.map((clause) => groupOf(clause, withWords.includes(clause) ? scope : "text"));
  const terms = withWords.flatMap(({ anyOf }) => anyOf).filter(isWords);
  if (scope === "text" || terms.some(({ field }) => field !== undefined)) return groups;
  const anyOf = terms.map(({ phrase }): SearchTest => ({ kind: "words", phrase, scope: "text" }));
  return [...groups, { anyOf, isUnwanted: false }];
}

const isWords = (term: SearchTerm): term is Extract<SearchTerm, { kind: "words" }> => term.kind === "words";

const groupOf = ({ anyOf, isUnwanted }: SearchClause, scope: "text" | "all"): SearchGroup => ({
  anyOf: anyOf.map((term) => (isWords(term) ? { ...term, scope: term.field ?? scope } : term)),
  isUnwanted,
});

/** Names; each takes some hundred bytes. */
const mostRemembered = 50_000;

/** What a source is called: in the config, by itself, by its address. */
export type SourceNames = Readonly<{
  name?: string | null | undefined;
  title?: string | null | undefined;
  url: string;
}>;

/** Whether one of its names has these words. */
export const sourceHolds = (phrase: SearchPhrase, { name, title, url }: SourceNames): boolean =>
  [wordsOfName(name ?? ""), wordsOfName(title ?? ""), wordsOfHost(url)].some((words) =>
    holdsPhrase(words, phrase),
  );

const wordsOfName = remembering(searchWords);
const wordsOfHost = remembering((url) => searchWords(URL.parse(url)?.host ?? ""));

/** The names of thousands of sources are the same from one search to the next. */
function remembering(cut: (text: string) => readonly string[]): typeof cut {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= mostRemembered) known.clear();
    const words = cut(text);
    known.set(text, words);
    return words;
  };
}

/** Whether these words are all of its name; of a beginning, whether it begins like that. */
export const categoryIs = (phrase: SearchPhrase, category: string): boolean => {
  const words = searchWords(category);
  const isWhole = words.length === phrase.words.length || phrase.isBegun;
  return isWhole && holdsPhrase(words.slice(0, phrase.words.length), phrase);
};
