import { gramSize, unitsAt } from "./search-grams.ts";
import { type SearchPhrase, searchWords } from "./search-words.ts";

/** Where a word of `searchWords` stands in the text as it is written. */
type LocatedWord = Readonly<{ word: string; from: number; to: number }>;

/** A stretch of a text, in code units. */
export type Stretch = Readonly<{ from: number; to: number }>;

/** The stretches of a text in which one of the phrases stands, in order; they do not overlap. */
export function locatePhrases(text: string, phrases: readonly SearchPhrase[]): readonly Stretch[] {
  const located = locateWords(text);
  const found = located.flatMap((_, at) => phrases.flatMap((phrase) => stretchAt(located, at, phrase) ?? []));
  const joined: Stretch[] = [];
  for (const stretch of found) {
    const last = joined.at(-1);
    if (!last || stretch.from > last.to) joined.push(stretch);
    else if (stretch.to > last.to) joined[joined.length - 1] = { ...last, to: stretch.to };
  }
  return joined;
}

function stretchAt(
  located: readonly LocatedWord[],
  at: number,
  { words, isBegun }: SearchPhrase,
): Stretch | undefined {
  const own = located.slice(at, at + words.length);
  const isThere = words.every((word, place) => {
    const found = own[place]?.word;
    return isBegun && place === words.length - 1 ? found?.startsWith(word) : found === word;
  });
  const [first, last, sought] = [own[0], own.at(-1), words.at(-1) ?? ""];
  if (!isThere || !first || !last) return undefined;
  // Of a gram only what was looked for: the next character is another word's.
  const to = isBegun && gramSize(sought) > 0 ? Math.min(last.to, last.from + sought.length) : last.to;
  return { from: first.from, to };
}

const locateWords = (text: string): LocatedWord[] =>
  Array.from(text.matchAll(/\S+/g)).flatMap(({ 0: chunk, index }) => locateIn(chunk, index));

/** By its parts, where these have the same words; "U.S." and the like stand as a whole. */
function locateIn(chunk: string, start: number): readonly LocatedWord[] {
  const words = searchWords(chunk);
  const inParts = partsOf(chunk).flatMap(({ text, from }) => locateInPart(text, start + from));
  const isSame = inParts.length === words.length && inParts.every(({ word }, at) => word === words[at]);
  if (isSame) return inParts;
  const [{ length: before }, { length: after }] = [/^\P{L}*/u, /\P{L}*$/u].map(
    (signs) => signs.exec(chunk)?.[0] ?? "",
  ) as [string, string];
  const hasLetters = before + after < chunk.length;
  const [from, to] = hasLetters
    ? [start + before, start + chunk.length - after]
    : [start, start + chunk.length];
  return words.map((word) => ({ word, from, to }));
}

function locateInPart(part: string, start: number): LocatedWord[] {
  const words = searchWords(part);
  const size = gramSize(part);
  if (size === 0 || words.length !== Array.from(part).length)
    return words.map((word) => ({ word, from: start, to: start + part.length }));
  let from = start;
  return words.map((word) => {
    const place = { word, from, to: from + word.length };
    from += unitsAt(part, from - start);
    return place;
  });
}

/** Stretches of letters of one kind of script, and what stands between them. */
function partsOf(chunk: string): readonly Readonly<{ text: string; from: number }>[] {
  const parts: { text: string; from: number }[] = [];
  let before = "";
  for (let at = 0; at < chunk.length; at += unitsAt(chunk, at)) {
    const character = chunk.slice(at, at + unitsAt(chunk, at));
    const kind = /[\p{L}\p{N}\p{M}]/u.test(character) ? `letter ${gramSize(character)}` : "sign";
    const last = parts.at(-1);
    if (last && kind === before) last.text += character;
    else parts.push({ text: character, from: at });
    before = kind;
  }
  return parts;
}
