import { type SearchDay, readDay } from "./search-days.ts";
import { type SearchPhrase, searchPhrase, wordsIn } from "./search-words.ts";

export type { SearchPhrase } from "./search-words.ts";

/** Fields that words can be looked for in alone. */
export const searchFields = ["title", "author", "agency"] as const;
export type SearchField = (typeof searchFields)[number];

/** Operators with a name, or the like, of what an entry is of. */
export const searchPlaces = ["source", "category"] as const;
export type SearchPlace = (typeof searchPlaces)[number];

export const searchOperators = [...searchFields, ...searchPlaces, "lang", "after", "before"] as const;
export type SearchOperator = (typeof searchOperators)[number];

/** One thing that is looked for. `text`: as typed, without the signs around it. */
export type SearchTerm = Readonly<
  { text: string } & (
    | { kind: "words"; phrase: SearchPhrase; field?: SearchField }
    | { kind: SearchPlace; phrase: SearchPhrase }
    /** BCP 47, primary subtag. */
    | { kind: "lang"; language: string }
    /** `after`: from the beginning of that day on; `before`: until then. In UTC, by when the report was shown. */
    | { kind: "after" | "before"; day: SearchDay }
  )
>;

/** One of its terms must hold for an entry; where it is unwanted, none may. */
export type SearchClause = Readonly<{ anyOf: readonly [SearchTerm, ...SearchTerm[]]; isUnwanted: boolean }>;

/** What was understood otherwise than it may have been meant. `text`: what it is about, as typed. */
export type SearchNote = Readonly<{
  kind: /** No operator of ours: its words are looked for. */
    | "unknown-operator"
    /** Left out: nothing behind its colon. */
    | "empty-operator"
    /** Left out. */
    | "bad-day"
    | "bad-language"
    /** Taken to the end. */
    | "open-quote"
    /** Left out: nothing of it is a word. */
    | "no-word"
    /** Left out: it stands between no two words that are wanted. */
    | "lone-or"
    /** What follows the last term that is looked for. */
    | "too-many"
    /** Nothing is looked for: all of it is unwanted. */
    | "only-unwanted";
  text: string;
}>;

/** A search as it was understood: all clauses must hold for one and the same entry. Without any, it finds nothing. */
export type SearchQuery = Readonly<{
  clauses: readonly SearchClause[];
  notes: readonly SearchNote[];
}>;

/** Longest search that is looked for, in characters. */
export const maxSearchLength = 200;
/** Terms of one search: more are no question of a person's. */
export const maxSearchTerms = 32;

/**
 * Reads what a person types: words (all of them, in any order), "a phrase", word*, -word, `a OR b`, and operators
 * (`source:`, `category:`, `lang:`, `title:`, `author:`, `agency:`, `after:`, `before:`), each with a value in quotes or
 * not, and each after a minus. Never throws: what is no query is looked for as words, and noted.
 */
export function readSearch(typed: string): SearchQuery {
  const clauses: SearchClause[] = [];
  const notes: SearchNote[] = [];
  let joins: "and" | "or" = "and";
  let count = 0;
  for (const token of tokensOf(typed)) {
    if (token.isAnd) continue; // all of it is meant anyway
    if (token.isOr) {
      if (clauses.at(-1)?.isUnwanted === false) joins = "or";
      else notes.push({ kind: "lone-or", text: token.whole });
      continue;
    }
    if (count === maxSearchTerms) {
      notes.push({ kind: "too-many", text: typed.slice(token.at) });
      break;
    }
    const { term, notes: own } = termOf(token);
    notes.push(...own);
    if (!term) continue;
    count += 1;
    addTerm(clauses, term, { isUnwanted: token.isUnwanted, joins });
    joins = "and";
  }
  if (clauses.length === 0) return { clauses, notes };
  // A dash between two words is worth no remark.
  const worthSaying = notes.filter(({ kind }) => kind !== "no-word");
  if (clauses.some(({ isUnwanted }) => !isUnwanted)) return { clauses, notes: worthSaying };
  return { clauses: [], notes: [...worthSaying, { kind: "only-unwanted", text: typed.trim() }] };
}

/** Of which an entry has one: two of them are meant as a choice. */
const singular = new Set<SearchTerm["kind"]>(["source", "category", "lang"]);

function addTerm(
  clauses: SearchClause[],
  term: SearchTerm,
  { isUnwanted, joins }: Readonly<{ isUnwanted: boolean; joins: "and" | "or" }>,
): void {
  const isMeant = ({ anyOf: [first], isUnwanted }: SearchClause) =>
    !isUnwanted && first.kind === term.kind && singular.has(term.kind);
  const at = isUnwanted ? -1 : joins === "or" ? clauses.length - 1 : clauses.findIndex(isMeant);
  const clause = clauses[at];
  if (clause) clauses[at] = { ...clause, anyOf: [...clause.anyOf, term] };
  else clauses.push({ anyOf: [term], isUnwanted });
}

type Token = Readonly<{
  whole: string;
  at: number;
  isUnwanted: boolean;
  isOr: boolean;
  isAnd: boolean;
  operator?: SearchOperator;
  /** Without quotation marks and star. */
  text: string;
  isQuoted: boolean;
  isOpen: boolean;
  isBegun: boolean;
  /** Whether a quotation mark follows at once. */
  isBeforeQuote: boolean;
}>;

/** As keyboards and phones write them; within a Hebrew acronym one of them is a letter's. */
const quote = '["“”„‟«»＂「」『』]';
const isQuote = new RegExp(quote, "u");
const bare = `(?:[^\\s"“”„‟«»＂「」『』]|(?<=[\\u05d0-\\u05ea])["”](?=[\\u05d0-\\u05ea]))+`;
const tokenPattern = new RegExp(
  `([-−－]*)(?:(${searchOperators.join("|")})[:：]\\s*)?(?:(${quote})([^"“”„‟«»＂「」『』]*)(${quote}?)(\\*?)|(${bare})|$)`,
  "giu",
);

function* tokensOf(typed: string): Generator<Token> {
  for (const match of typed.matchAll(tokenPattern)) {
    const [whole, minus = "", operator, opening, quoted, closing, star, word = ""] = match;
    if (whole === "") continue;
    const isQuoted = opening !== undefined;
    const isPlain = !isQuoted && operator === undefined && minus === "";
    yield {
      whole,
      at: match.index,
      isUnwanted: minus !== "",
      isOr: isPlain && (word === "OR" || word === "|"),
      isAnd: isPlain && word === "AND",
      ...(operator !== undefined && { operator: operator.toLowerCase() as SearchOperator }),
      text: quoted?.trim() ?? word.replace(/(?<=.)\*+$/u, ""),
      isQuoted,
      isOpen: isQuoted && closing === "",
      isBegun: isQuoted ? star === "*" || isBegun(quoted ?? "") : isBegun(word),
      isBeforeQuote: isQuote.test(typed.charAt(match.index + whole.length)),
    };
  }
}

/** Whether a star ends it. */
const isBegun = (text: string): boolean => /[\p{L}\p{N}\p{M}]\*$/u.test(text);

type Reading = Readonly<{ term?: SearchTerm; notes: readonly SearchNote[] }>;

function termOf(token: Token): Reading {
  const { operator, text, whole } = token;
  const open: SearchNote[] = token.isOpen ? [{ kind: "open-quote", text: whole.trim() }] : [];
  if (operator === "after" || operator === "before") {
    const day = readDay(text);
    return day ? { term: { kind: operator, day, text }, notes: open } : leftOut(token, "bad-day");
  }
  if (operator === "lang") {
    const language = languageOf(text);
    return language
      ? { term: { kind: "lang", language, text }, notes: open }
      : leftOut(token, "bad-language");
  }
  const phrase = searchPhrase(text, token);
  if (!phrase) return leftOut(token, "no-word");
  if (operator === "source" || operator === "category")
    return { term: { kind: operator, phrase, text }, notes: open };
  if (operator !== undefined) return { term: { kind: "words", phrase, field: operator, text }, notes: open };
  const unknown: SearchNote[] = isOperatorLike(token) ? [{ kind: "unknown-operator", text: whole }] : [];
  return { term: { kind: "words", phrase, text }, notes: [...open, ...unknown] };
}

const leftOut = ({ operator, text, whole }: Token, kind: SearchNote["kind"]): Reading => ({
  notes: [{ kind: operator !== undefined && text === "" ? "empty-operator" : kind, text: whole.trim() }],
});

/** "site:bbc.com" means to be one; "https://bbc.com" and "10:30" do not. */
const isOperatorLike = ({ isQuoted, text, isBeforeQuote }: Token): boolean =>
  !isQuoted && (/^\p{L}+[:：][^/\s]/u.test(text) || (isBeforeQuote && /^\p{L}+[:：]$/u.test(text)));

/** "de", "DE", "de-AT" → "de". */
const languageOf = (text: string): string | undefined =>
  /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(text)?.[1]?.toLowerCase();

/**
 * Words and phrases as a list of them is kept (`mute`): each whole, or the beginning of a word where a star ends it. Those
 * that hold no word are left out.
 */
export const phrasesIn = (list: readonly string[]): readonly SearchPhrase[] =>
  list.flatMap((text) => searchPhrase(text, { isBegun: isBegun(text) }) ?? []);

/** Whether these words hold the phrase. */
export function holdsPhrase(words: readonly string[], { words: wanted, isBegun }: SearchPhrase): boolean {
  const last = wanted.length - 1;
  return words.some((_, at) =>
    wanted.every((word, place) => {
      const found = words[at + place];
      return place === last && isBegun ? found?.startsWith(word) === true : found === word;
    }),
  );
}

/** The same of what `searchText` answered: most texts need not be cut into words for it. */
export const textHoldsPhrase = (searched: string, phrase: SearchPhrase): boolean =>
  searched.includes(phrase.words[0]) && holdsPhrase(wordsIn(searched), phrase);
