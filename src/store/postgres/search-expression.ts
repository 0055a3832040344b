import type { SearchPhrase } from "../../base/search-query.ts";
import type { SearchScope } from "../search-plan.ts";
import { fieldSigns, lexemeOf, lineOf } from "./entry-words.ts";
import type { Parameters, Value } from "./named-parameters.ts";

/** Values that a statement names, and what they are called in it. */
export type Values = Readonly<{ parameters: Parameters; bind(value: Value): string }>;

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

export type Scope = SearchScope | "outlet";
/** A scope whose words stand in the index in one way. */
type Place = Exclude<Scope, "all">;
const placesOf = (scope: Scope): readonly Place[] => (scope === "all" ? ["text", "outlet"] : [scope]);

/** A tsquery that finds all rows with these words; of several words it says nothing of their order. */
export const wordsExpression = (phrase: SearchPhrase, scope: Scope): string =>
  either(placesOf(scope).map((place) => wordsOfPlace(phrase, place)));

/** A tsquery that finds what one of these finds. */
export const either = (expressions: readonly string[]): string =>
  expressions.length === 1 ? (expressions[0] ?? "") : `(${expressions.join(" | ")})`;

function wordsOfPlace({ words, isBegun }: SearchPhrase, place: Place): string {
  const sign = place === "text" ? "" : fieldSigns[place];
  const lexemes = words.map((word) => lexemeOf(word, sign));
  return `(${lexemes.join(" & ")}${isBegun ? ":*" : ""})`;
}

export const isStretch = ({ words }: SearchPhrase): boolean => words.length > 1;

/** That the row `w` of `entry_words` holds the phrase, its words in their order. */
export function holdsPhrase(
  phrase: SearchPhrase,
  { scope, values }: Readonly<{ scope: Scope; values: Values }>,
): string {
  const words = `w.lexemes @@ ${values.bind(wordsExpression(phrase, scope))}::tsquery`;
  return isStretch(phrase) ? `(${words} and ${holdsStretch(phrase, { scope, values })})` : words;
}

/** The same of several words, for rows that an index has found by these: their words are not read for it. */
export function holdsStretch(
  phrase: SearchPhrase,
  { scope, values }: Readonly<{ scope: Scope; values: Values }>,
): string {
  const found = placesOf(scope).map((place) => {
    const searched =
      place === "text" || place === "outlet" ? "w.lines" : `split_part(w.lines, E'\\n', ${lineOf(place)})`;
    return `position(${values.bind(stretchOf(phrase, place))} in ${searched}) > 0`;
  });
  return `(${found.join(" or ")})`;
}

const stretchOf = ({ words, isBegun }: SearchPhrase, place: Place): string =>
  ` ${words.map((word) => (place === "outlet" ? fieldSigns.outlet + word : word)).join(" ")}${isBegun ? "" : " "}`;
