import { phrasesIn } from "../../base/search-query.ts";
import type { Parameters } from "./named-parameters.ts";
import { createValues, either, holdsPhrase, isStretch, wordsExpression } from "./search-expression.ts";

/** Parts of a statement about the headlines with one of some words or phrases, and the values that they name. */
export type MutedTitles = Readonly<{
  /** Of one entry, whose id has this name. */
  isOf(entryId: string): string;
  /** A query for the ids of all. */
  entryIds: string;
  parameters: Parameters;
}>;

/** Undefined where none of them holds a word. */
export function mutedTitles(muted: readonly string[]): MutedTitles | undefined {
  const phrases = phrasesIn(muted);
  if (phrases.length === 0) return undefined;
  const values = createValues("muted");
  const holdOne = (some: typeof phrases) =>
    `w.lexemes @@ ${values.bind(either(some.map((phrase) => wordsExpression(phrase, "title"))))}::tsquery`;
  const words = phrases.filter((phrase) => !isStretch(phrase));
  const holds = [
    ...(words.length > 0 ? [holdOne(words)] : []),
    ...phrases.filter(isStretch).map((phrase) => holdsPhrase(phrase, { scope: "title", values })),
  ].join(" or ");
  return {
    isOf: (entryId) => `exists (select 1 from entry_words w where w.entry_id = ${entryId} and (${holds}))`,
    entryIds: `select w.entry_id from entry_words w where ${holdOne(phrases)} and (${holds})`,
    parameters: values.parameters,
  };
}
