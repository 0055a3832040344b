import { gramRunEnd, gramSize, gramsOf, unitsAt } from "./search-grams.ts";

/**
 * What a stretch of characters beyond ASCII is searched as: in `searchText`'s terms, so that what separates words is a
 * space, and an apostrophe is ASCII's. `run` is in lower case.
 */
export function foldRun(run: string): string {
  if (run.length > maxKeptLength || gramSize(run) > 0) return decideRun(run);
  const known = folded.get(run);
  if (known !== undefined) return known;
  const result = decideRun(run);
  if (folded.size >= maxKept) folded.clear();
  folded.set(run, result);
  return result;
}

const decideRun = (run: string): string =>
  withoutArticles(
    foldEach(
      run
        // What NFKC would join to a word; and the half-space that parts words in Persian alone.
        .replaceAll(/[™℠©®]/g, " ")
        .replaceAll(/(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])/g, " ")
        .normalize("NFKC")
        .toLowerCase(),
    ),
  );

/** Words come again and again: most of a text is known from the one before. */
const folded = new Map<string, string>();
const maxKept = 20_000;
const maxKeptLength = 24;

/** Scripts without spaces between words stand in the text as overlapping grams. */
function foldEach(run: string): string {
  let result = "";
  for (let at = 0; at < run.length;) {
    const size = gramSize(run, at);
    const end = size === 0 ? at + unitsAt(run, at) : gramRunEnd(run, at, size);
    const part = run.slice(at, end);
    result += part <= "\u007f" ? part : size === 0 ? foldCharacter(part) : ` ${gramsOf(part, size)} `;
    at = end;
  }
  return result;
}

function foldCharacter(character: string): string {
  const known = characters.get(character);
  if (known !== undefined) return known;
  const result = decideFold(character);
  if (characters.size < maxKept) characters.set(character, result);
  return result;
}

/** Letters that have no decomposition, or another than readers without that keyboard type. */
const special: Readonly<Record<string, string>> = pairsOf(
  "ß ss  ø o  æ ae  œ oe  ł l  đ d  ð d  þ th  ı i  ħ h  ŋ n  ƒ f  ς σ  ё е  ѐ е  ѝ и",
  // Arabic: forms of alef, ta marbuta and yeh that are written one for another; Persian's own kaf and yeh.
  "أ ا  إ ا  آ ا  ٱ ا  ة ه  ى ي  ی ي  ک ك  \u0640 ",
  // Hebrew: letters as they end a word, and what marks a number or an acronym.
  "ך כ  ם מ  ן נ  ף פ  ץ צ  \u05f3 '  \u05f4 \"",
  // Apostrophes, and what only looks like one.
  "\u2019 '  \u201b '  \u02bc '  \u055a '  \u02bb   \u02be   \u02bf ",
);

function pairsOf(...lists: readonly string[]): Record<string, string> {
  const pairs = lists.flatMap((list) => list.split("  ").map((pair) => pair.split(" ", 2)));
  return Object.fromEntries(pairs.map(([letter = "", folded = ""]) => [letter, folded]));
}

const characters = new Map<string, string>([...Object.entries(special), ["\u200b", " "]]);

function decideFold(character: string): string {
  // U+00A9 and the like are pictures to Unicode, and none to readers.
  if (/[©®‼⁉™ℹ]/u.test(character)) return " ";
  if (/\p{Emoji_Modifier}/u.test(character)) return "";
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(character)) return ` ${character} `;
  if (/\p{Nd}/u.test(character)) return asciiDigit(character);
  if (droppedMark.test(character)) return "";
  if (/[\p{Script=Latin}\p{Script=Greek}]/u.test(character)) return withoutMarks(character);
  return /[\p{L}\p{M}\p{N}\p{Co}]/u.test(character) ? character : " ";
}

/**
 * Accents and points that a reader may leave out: those that all scripts share, Arabic's and Hebrew's vowels, joiners and
 * marks of direction. Cyrillic's й and ї are letters of their own, and the vowel signs of India's scripts are no accents.
 */
const droppedMark =
  /[\p{Cf}\p{Script=Inherited}\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/u;

function withoutMarks(character: string): string {
  const base = character.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return Array.from(base, (letter) => special[letter] ?? letter).join("");
}

/** The digits of a script stand in tens, in order. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 9; value += 1)
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value);
  return "9";
}

/**
 * Arabic writes "the" with its noun, and "and the", "by the", "for the": who looks for a noun means it with and without.
 * Taken off until none is left, so that "the games", whose own first letters look like another article, is "games".
 */
const withoutArticles = (run: string): string =>
  arabic.test(run) ? run.replaceAll(/[\u0620-\u06ff]+/g, withoutArticle) : run;
const arabic = /[\u0620-\u06ff]/;

function withoutArticle(word: string): string {
  const rest = word.replace(/^(?:[وب]?ال|لل)(?=.{3})/u, "");
  return rest === word ? word : withoutArticle(rest);
}

/** Of a word's beginning, however short: "the e…". */
export const withoutBegunArticle = (word: string): string => word.replace(/^(?:[وب]?ال|لل)(?=.)/u, "");
