import { foldRun, withoutBegunArticle } from "./fold-letters.ts";
import { gramSize } from "./search-grams.ts";

/** Words of one text that are searched: positions beyond it are none to PostgreSQL. */
const maxWords = 16_000;

/**
 * A text as it is searched, the same for every engine: its words are the stretches of a–z, 0–9 and characters beyond
 * ASCII; all other ASCII separates them. Letter case, width and accents are folded (é=e, ß=ss, ё=е); nothing is cut off
 * words, so that "election" does not find "elections", and "election*" does.
 */
export function searchText(text: string): string {
  const folded = isAscii(text) ? text.toLowerCase() : foldBeyondAscii(text);
  const written = asWritten(folded);
  return written.length >= 2 * maxWords ? cutWords(written) : written;
}

/** The words of a text, in order: the place of each is its position in a phrase. */
export const searchWords = (text: string): readonly string[] => wordsIn(searchText(text));

/** The words of what `searchText` answered. */
export const wordsIn = (searched: string): readonly string[] => searched.match(word) ?? [];

/** Whether there is anything in it that a search can look for. */
export const holdsWord = (text: string): boolean => searchWords(text).length > 0;

/** Words that stand next to each other, in this order. `isBegun`: of the last one only the beginning is said. */
export type SearchPhrase = Readonly<{ words: readonly [string, ...string[]]; isBegun: boolean }>;

/**
 * What is to be looked for where somebody types this; undefined where it holds no word. `isBegun`: the last word is a
 * beginning. A single character of a script without spaces always is: the words of such a text are longer.
 */
export function searchPhrase(typed: string, { isBegun = false } = {}): SearchPhrase | undefined {
  const words = withoutRest(searchWords(typed));
  const [first, ...others] = words;
  if (first === undefined) return undefined;
  const last = words.at(-1) ?? first;
  const size = gramSize(last);
  if (size > 0) return { words: [first, ...others], isBegun: Array.from(last).length < size };
  if (!isBegun) return { words: [first, ...others], isBegun };
  const begun = withoutBegunArticle(last);
  return { words: others.length === 0 ? [begun] : [first, ...others.slice(0, -1), begun], isBegun };
}

/** Without the shorter grams at the end, as which the text may go on. */
function withoutRest(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  const isRest =
    gramSize(last) > Array.from(last).length &&
    Array.from(before).length === Array.from(last).length + 1 &&
    gramSize(before) > 0 &&
    before.endsWith(last);
  return isRest ? withoutRest(words.slice(0, -1)) : words;
}

const letter = "a-z\\u0080-\\uffff";
const word = new RegExp(`[0-9${letter}]+`, "g");
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

const foldBeyondAscii = (text: string): string =>
  (narrowSpace.test(text) ? text.replaceAll(groupedBySpace, ",") : text)
    .toLowerCase()
    .replaceAll(/[^\u0000-\u007f]+/g, foldRun); // oxlint-disable-line no-control-regex

const narrowSpace = /[\u00a0\u2009\u202f]/;
const groupedBySpace = /(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))/g;

/** "Biden's", "isn't". */
const inEnglish = new RegExp(
  `'(?:(?<=[0-9${letter}]')s(?![0-9${letter}])|(?<=[a-z]n')(?=t(?![0-9${letter}])))`,
  "g",
);
const hebrewAcronym = /(?<=[\u05d0-\u05ea])["'](?=[\u05d0-\u05ea])/g;
const grouped = /(?<![0-9][.,']?)[0-9]{1,3}([.,'])[0-9]{3}(?:\1[0-9]{3})*(?!\1?[0-9])/g;
const dotted = new RegExp(`(?<![0-9${letter}.])[${letter}](?:\\.[${letter}])+(?![0-9${letter}])`, "g");
const signed = new RegExp(`(?<![0-9${letter}])([a-z])(\\+\\+|#)(?![0-9${letter}+#])`, "g");

/**
 * What people write into words: "Biden's" is of Biden, "don't" one word, "1,000" a number, "U.S." an abbreviation; "C++"
 * and "C#" are languages. All other signs part words: "l'été", "body-text".
 */
function asWritten(text: string): string {
  let result = text;
  if (result.includes("'") || result.includes('"'))
    result = result.replaceAll(inEnglish, "").replaceAll(hebrewAcronym, "");
  if (/[0-9][.,'][0-9]/.test(result)) result = result.replaceAll(grouped, withoutSigns);
  if (inWord.test(result)) result = result.replaceAll(dotted, withoutSigns);
  if (result.includes("++") || result.includes("#"))
    result = result.replaceAll(
      signed,
      (_, name: string, sign: string) => name + (sign === "#" ? "sharp" : "plusplus"),
    );
  return result;
}
const inWord = new RegExp(`\\.[${letter}]`);
const withoutSigns = (found: string): string => found.replaceAll(/[.,']/g, "");

function cutWords(text: string): string {
  let count = 0;
  for (const { index } of text.matchAll(word)) if ((count += 1) > maxWords) return text.slice(0, index);
  return text;
}
