import type { SearchField, SearchPhrase } from "../../base/search-query.ts";
import { fieldSigns, lexemeOf, lineOf } from "./entry-words.ts";
import type { Value } from "./named-parameters.ts";

/** Values that a statement names, and what they are called in it. */
export type Values = Readonly<{ parameters: Readonly<Record<string, Value>>; bind(value: Value): string }>;

/** `prefix`: so that the names of two parts of a statement differ. */
export function createValues(prefix: string): Values {
  const parameters: Record<string, Value> = {};
  return {
    parameters,
    bind: (value) => {
      const name = `${prefix}${Object.keys(parameters).length}`;
      parameters[name] = value;
      return `:${name}`;
    },
  };
}

/** Where a phrase is looked for: `text` is every field but the outlet. */
export type SearchPlace = SearchField | "text" | "outlet";

/** A tsquery that finds all rows with these words; of several words it says nothing of their order. */
export const wordsExpression = (phrase: SearchPhrase, places: readonly SearchPlace[]): string =>
  anyOf(places.map((place) => wordsOfPlace(phrase, place)));

export const anyOf = (expressions: readonly string[]): string => `(${expressions.join(" | ")})`;

function wordsOfPlace({ words, isBegun }: SearchPhrase, place: SearchPlace): string {
  const sign = place === "text" ? "" : fieldSigns[place];
  const lexemes = words.map((word) => lexemeOf(word, sign));
  return `${lexemes.join(" & ")}${isBegun ? ":*" : ""}`;
}

/** That the words of the row `w` hold the phrase, the words in their order. */
export function holdsPhrase(
  phrase: SearchPhrase,
  { places, values }: Readonly<{ places: readonly SearchPlace[]; values: Values }>,
): string {
  if (phrase.words.length === 1)
    return `w.lexemes @@ ${values.bind(wordsExpression(phrase, places))}::tsquery`;
  const found = places.map((place) => {
    const searched =
      place === "text" || place === "outlet" ? "w.lines" : `split_part(w.lines, E'\\n', ${lineOf(place)})`;
    return `position(${values.bind(stretchOf(phrase, place))} in ${searched}) > 0`;
  });
  return `(${found.join(" or ")})`;
}

const stretchOf = ({ words, isBegun }: SearchPhrase, place: SearchPlace): string =>
  ` ${words.map((word) => (place === "outlet" ? fieldSigns.outlet + word : word)).join(" ")}${isBegun ? "" : " "}`;
