import { languageFor } from "./languages.ts";

/**
 * What a text is recognised by when another outlet prints it. All numbers are hashes, ascending, each once. In plain arrays:
 * lists so short take several times their length as typed ones, each with a buffer of its own.
 */
export type Fingerprint = Readonly<{
  /** Runs of three words (of five characters where words are not spaced). */
  shingles: readonly number[];
  /** Names and numbers: what a template fills in anew each time. */
  marks: readonly number[];
  /** The numbers among them. */
  numbers: readonly number[];
  /** The smallest shingles: two texts of which one holds most of the other share one of them nearly always (min-wise sampling, Broder 1997). */
  sketch: readonly number[];
}>;

/** What entries carry of a text is its beginning; beyond it outlets cut where they like. */
const comparedLength = 600;
const sketchSize = 8;
/** Ten words: two texts that short which agree are a phrase, not a copy. */
const leastShingles = 8;

/** The fingerprint of a text (plain, an entry's summary), or undefined where there is too little of it to tell. */
export function fingerprintOf(text: string | undefined, subtag: string): Fingerprint | undefined {
  if (text === undefined) return undefined;
  // Quotation marks, dashes and apostrophes are what outlets change first: none of them is part of a word here.
  const clean = text.slice(0, comparedLength).normalize("NFKC");
  const shingles = languageFor(subtag).unspaced ? runsOfCharacters(clean) : runsOfWords(clean);
  if (shingles.length < leastShingles) return undefined;
  const numbers = distinctOf(clean.match(number));
  return {
    shingles,
    marks: distinctOf(clean.match(nameOrNumber)),
    numbers,
    sketch: shingles.slice(0, sketchSize),
  };
}

/** How much of the shorter text stands in the other, 0 to 1: a first line put before it or an ending cut off do no harm. */
export const containment = (a: Fingerprint, b: Fingerprint): number => contained(a.shingles, b.shingles);

/** How many of the names and numbers of the text that has fewer stand in the other, 0 to 1; 1 where it has none. */
export const sameMarks = (a: Fingerprint, b: Fingerprint): number =>
  Math.min(a.marks.length, b.marks.length) === 0 ? 1 : contained(a.marks, b.marks);

/** One number alone may stand in what the other text has lost. */
const tellingNumbers = 2;

/**
 * How many of the numbers of the text that has fewer stand in the other, 0 to 1; 1 where it has too few to tell. Names may
 * agree where numbers do not: of the next poll, and in German, which writes every noun as others write names.
 */
export const sameNumbers = (a: Fingerprint, b: Fingerprint): number =>
  Math.min(a.numbers.length, b.numbers.length) < tellingNumbers ? 1 : contained(a.numbers, b.numbers);

function contained(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared / Math.min(a.length, b.length);
}

function runsOfWords(text: string): readonly number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return distinct(words.slice(2).map((word, i) => hash(`${words[i]} ${words[i + 1]} ${word}`)));
}

function runsOfCharacters(text: string): readonly number[] {
  const letters = text.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return distinct(
    Array.from({ length: Math.max(0, letters.length - 4) }, (_, i) => hash(letters.slice(i, i + 5))),
  );
}

const number = /\p{N}+(?:[.,]\p{N}+)*/gu;
/** Not the word a sentence begins with: its capital says nothing. */
const nameOrNumber = /(?<![.!?:"“«]\s*|^)\p{Lu}[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*/gu;

const distinctOf = (found: readonly string[] | null): readonly number[] =>
  distinct((found ?? []).map((mark) => hash(mark.toLowerCase())));

const distinct = (hashes: readonly number[]): readonly number[] => [...new Set(hashes)].sort((a, b) => a - b);

/** FNV-1a, 32 bits, with a last mixing so that the smallest hashes are no particular words. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return value ^ (value >>> 13);
}
