import { phrasesIn } from "../../base/search-query.ts";
import { anyOf, createValues, holdsPhrase, type Values, wordsExpression } from "./search-expression.ts";

/** Parts of a statement about the headlines with one of some words or phrases, and the values that they name. */
export type MutedTitles = Readonly<{
  /** Of one entry, whose id has this name. */
  isOf(entryId: string): string;
  /** A query for the ids of all. */
  entryIds: string;
  parameters: Values["parameters"];
}>;

/** Undefined where none of them holds a word. */
export function mutedTitles(muted: readonly string[]): MutedTitles | undefined {
  const phrases = phrasesIn(muted);
  if (phrases.length === 0) return undefined;
  const values = createValues("muted");
  const options = { places: ["title"], values } as const;
  const expressionOf = (some: typeof phrases) =>
    `${values.bind(anyOf(some.map((phrase) => wordsExpression(phrase, options.places))))}::tsquery`;
  const words = phrases.filter((phrase) => phrase.words.length === 1);
  const stretches = phrases.filter((phrase) => phrase.words.length > 1);
  const holds = [
    ...(words.length > 0 ? [`w.lexemes @@ ${expressionOf(words)}`] : []),
    ...stretches.map((phrase) => holdsPhrase(phrase, options)),
  ].join(" or ");
  const found = `from entry_words w where w.lexemes @@ ${expressionOf(phrases)} and (${holds})`;
  return {
    isOf: (entryId) => `exists (select 1 ${found} and w.entry_id = ${entryId})`,
    entryIds: `select w.entry_id ${found}`,
    parameters: values.parameters,
  };
}
