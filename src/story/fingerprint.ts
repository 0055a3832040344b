import { languageFor } from "./languages.ts";
import type { NumberLists } from "./number-lists.ts";

/**
 * What a text is recognised by when another outlet prints it: hashes, each kind ascending and each once, one kind behind
 * the other in lists that many texts share (lists of its own would take several times as much).
 */
export type Fingerprint = Readonly<{
  lists: Pick<NumberLists, "numbers" | "startOf">;
  /** Its list among them. */
  list: number;
  /** How many runs of three words it has (of five characters where words are not spaced). The smallest stand first. */
  shingles: number;
  /** How many names and numbers: what a template fills in anew each time. */
  marks: number;
  /** How many of these are numbers; they stand once more by themselves. */
  numbers: number;
}>;

/** What entries carry of a text is its beginning; beyond it outlets cut where they like. */
const comparedLength = 600;
const sketchSize = 8;
/** Ten words: two texts that short which agree are a phrase, not a copy. */
const leastShingles = 8;

/**
 * Puts the fingerprint of a text (plain, an entry's summary) into a list; undefined where there is too little of it to tell.
 */
export function fingerprintOf(
  text: string | undefined,
  subtag: string,
  lists: NumberLists,
  list: number,
): Fingerprint | undefined {
  if (text === undefined) return undefined;
  // Quotation marks, dashes and apostrophes are what outlets change first: none of them is part of a word here.
  const clean = text.slice(0, comparedLength).normalize("NFKC");
  const shingles = languageFor(subtag).unspaced ? runsOfCharacters(clean) : runsOfWords(clean);
  if (shingles.length < leastShingles) return undefined;
  const marks = distinctOf(clean.match(nameOrNumber));
  const numbers = distinctOf(clean.match(number));
  const all = new Int32Array(shingles.length + marks.length + numbers.length);
  all.set(shingles);
  all.set(marks, shingles.length);
  all.set(numbers, shingles.length + marks.length);
  lists.fill(list, all);
  return { lists, list, shingles: shingles.length, marks: marks.length, numbers: numbers.length };
}

/** The smallest shingles: two texts of which one holds most of the other share one of them nearly always (min-wise sampling, Broder 1997). */
export function sketchOf({ lists, list, shingles }: Fingerprint): Int32Array {
  const start = lists.startOf(list);
  return lists.numbers().slice(start, start + Math.min(shingles, sketchSize));
}

/** How much of the shorter text stands in the other, 0 to 1: a first line put before it or an ending cut off do no harm. */
export const containment = (a: Fingerprint, b: Fingerprint): number =>
  contained(a, 0, a.shingles, b, 0, b.shingles);

/** How many of the names and numbers of the text that has fewer stand in the other, 0 to 1; 1 where it has none. */
export const sameMarks = (a: Fingerprint, b: Fingerprint): number =>
  Math.min(a.marks, b.marks) === 0 ? 1 : contained(a, a.shingles, a.marks, b, b.shingles, b.marks);

/** One number alone may stand in what the other text has lost. */
const tellingNumbers = 2;

/**
 * How many of the numbers of the text that has fewer stand in the other, 0 to 1; 1 where it has too few to tell. Names may
 * agree where numbers do not: of the next poll, and in German, which writes every noun as others write names.
 */
export const sameNumbers = (a: Fingerprint, b: Fingerprint): number =>
  Math.min(a.numbers, b.numbers) < tellingNumbers
    ? 1
    : contained(a, a.shingles + a.marks, a.numbers, b, b.shingles + b.marks, b.numbers);

/** Which share of so many hashes, from so far on, stands in both: of the text that has fewer. */
function contained(
  a: Fingerprint,
  fromA: number,
  countA: number,
  b: Fingerprint,
  fromB: number,
  countB: number,
): number {
  const mine = a.lists.numbers();
  const theirs = b.lists.numbers();
  let i = a.lists.startOf(a.list) + fromA;
  let j = b.lists.startOf(b.list) + fromB;
  const endA = i + countA;
  const endB = j + countB;
  let shared = 0;
  while (i < endA && j < endB) {
    const x = mine[i]!;
    const y = theirs[j]!;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared / Math.min(countA, countB);
}

function runsOfWords(text: string): Int32Array {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const runs = new Int32Array(Math.max(0, words.length - 2));
  for (let i = 0; i < runs.length; i++) {
    const first = spaced(hashed(fnvStart, words[i]!));
    runs[i] = mixed(hashed(spaced(hashed(first, words[i + 1]!)), words[i + 2]!));
  }
  return distinct(runs);
}

function runsOfCharacters(text: string): Int32Array {
  const letters = text.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  const runs = new Int32Array(Math.max(0, letters.length - 4));
  for (let i = 0; i < runs.length; i++) runs[i] = hashOf(letters.slice(i, i + 5));
  return distinct(runs);
}

const number = /\p{N}+(?:[.,]\p{N}+)*/gu;
/** Not the word a sentence begins with: its capital says nothing. */
const nameOrNumber = /(?<![.!?:"“«]\s*|^)\p{Lu}[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*/gu;

function distinctOf(found: readonly string[] | null): Int32Array {
  const hashes = new Int32Array(found?.length ?? 0);
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashOf(found![i]!.toLowerCase());
  return distinct(hashes);
}

/** Ascending, each once. */
function distinct(hashes: Int32Array): Int32Array {
  hashes.sort();
  let count = 0;
  for (let i = 0; i < hashes.length; i++)
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[count++] = hashes[i]!;
  return hashes.subarray(0, count);
}

/** FNV-1a, 32 bits, with a last mixing so that the smallest hashes are no particular words. */
export const hashOf = (text: string): number => mixed(hashed(fnvStart, text));

const fnvStart = 0x811c9dc5;
const spaced = (value: number) => Math.imul(value ^ 32, 0x01000193);

function hashed(from: number, text: string): number {
  let value = from;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}

function mixed(value: number): number {
  const bits = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return bits ^ (bits >>> 13);
}
