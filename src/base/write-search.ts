import { gramSize } from "./search-grams.ts";
import type { SearchClause, SearchTerm } from "./search-query.ts";

/** Clauses as a person may type them: `readSearch` reads the same from it. */
export const writeSearch = (clauses: readonly SearchClause[]): string =>
  clauses
    .map(({ anyOf, isUnwanted }) =>
      anyOf.map((term) => `${isUnwanted ? "-" : ""}${writeTerm(term)}`).join(" OR "),
    )
    .join(" ");

function writeTerm(term: SearchTerm): string {
  switch (term.kind) {
    case "words":
      return `${term.field === undefined ? "" : `${term.field}:`}${writePhrase(term)}`;
    case "source":
    case "category":
      return `${term.kind}:${writePhrase(term)}`;
    case "lang":
    case "after":
    case "before":
      return `${term.kind}:${term.text}`;
  }
}

function writePhrase({
  text,
  phrase,
}: Extract<SearchTerm, { kind: "words" | "source" | "category" }>): string {
  const plain = text.replace(/\*+$/, "");
  const isStarred = phrase.isBegun && gramSize(phrase.words.at(-1) ?? "") === 0;
  return `${quoted(plain)}${isStarred ? "*" : ""}`;
}

/** A value in quotation marks where it needs them: an operator's, and so that no word is taken for one. */
export const quoted = (text: string): string =>
  /\s|^[-−－]|[:：]|^(?:OR|AND|\|)$/u.test(text)
    ? `"${text.replaceAll(/["“”„‟«»＂「」『』]/gu, " ")}"`
    : text;
