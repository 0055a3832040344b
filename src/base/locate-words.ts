import { gramSize, unitsAt } from "./search-grams.ts";
import { type SearchPhrase, searchWords } from "./search-words.ts";

/** Where a word of `searchWords` stands in the text as it is written. */
type LocatedWord = Readonly<{ word: string; from: number; to: number }>;

/** A stretch of a text, in code units. */
export type Stretch = Readonly<{ from: number; to: number }>;

/**
 * The stretches of a text in which one of the phrases stands, in order; they do not overlap. `within`: those alone that
 * begin there, from the beginning of a word on.
 */
export function locatePhrases(
  text: string,
  phrases: readonly SearchPhrase[],
  within: Stretch = { from: 0, to: text.length },
): readonly Stretch[] {
  const longest = Math.max(1, ...phrases.map(({ words }) => words.length));
  const located = locateWords(text, within, longest - 1);
  const joined: Stretch[] = [];
  const add = (stretch: Stretch) => {
    const last = joined.at(-1);
    if (!last || stretch.from > last.to) joined.push(stretch);
    else if (stretch.to > last.to) joined[joined.length - 1] = { ...last, to: stretch.to };
  };
  for (const [at, { from }] of located.entries()) {
    if (from >= within.to) break;
    for (const phrase of phrases) {
      const stretch = stretchAt(located, at, phrase);
      if (stretch) add(stretch);
    }
  }
  return joined;
}

/**
 * The first place where a phrase stands written as it is looked for, but for its case: there most of them stand, and all
 * else need not be cut into words. Undefined where it is written otherwise ("U.S." for "us"), or is not there.
 */
export function findPlainly(text: string, phrase: SearchPhrase): Stretch | undefined {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return undefined;
  const [word] = phrase.words;
  let end = 0;
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, Math.max(end, at + 1))) {
    if (gramSize(word) === 0 && isLetter(lower.charAt(at - 1))) continue;
    // What stands between two spaces is looked through once: some texts are nothing else.
    const chunk = chunkAround(text, at, end);
    const [first] = locatePhrases(text, [phrase], chunk);
    if (first) return first;
    end = chunk.to;
  }
  return undefined;
}

function chunkAround(text: string, at: number, lowest: number): Stretch {
  let [from, to] = [at, at];
  while (from > lowest && !isSpace(text.charAt(from - 1))) from -= 1;
  while (to < text.length && !isSpace(text.charAt(to))) to += 1;
  return { from, to };
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(character);
const isSpace = (character: string): boolean => /\s/.test(character);

function stretchAt(
  located: readonly LocatedWord[],
  at: number,
  { words, isBegun }: SearchPhrase,
): Stretch | undefined {
  const isThere = words.every((word, place) => {
    const found = located[at + place]?.word;
    return isBegun && place === words.length - 1 ? found?.startsWith(word) : found === word;
  });
  const [first, last, sought] = [located[at], located[at + words.length - 1], words.at(-1) ?? ""];
  if (!isThere || !first || !last) return undefined;
  // Of a gram only what was looked for: the next character is another word's.
  const to = isBegun && gramSize(sought) > 0 ? Math.min(last.to, last.from + sought.length) : last.to;
  return { from: first.from, to };
}

/** The words that stand there, and as many `more` as a phrase may go on for. */
function locateWords(text: string, { from, to }: Stretch, more: number): readonly LocatedWord[] {
  const located: LocatedWord[] = [];
  let left = more;
  const chunks = /\S+/g;
  chunks.lastIndex = from;
  for (let found = chunks.exec(text); found; found = chunks.exec(text)) {
    if (found.index >= to && left <= 0) break;
    const words = locateIn(found[0], found.index);
    if (found.index >= to) left -= words.length;
    for (const word of words) located.push(word);
  }
  return located;
}

/** One word, and signs around it that mean nothing in it: as most of what is written in ASCII. */
const plainWord = /^[!"$-*,-/:-@[-`{-~]*([0-9A-Za-z]+)[!"$-*,-/:-@[-`{-~]*$/;
/** The same in any script, of which it takes longer to say so. */
const oneStretch = /^([^\p{L}\p{N}\p{M}]*)([\p{L}\p{N}][\p{L}\p{N}\p{M}]*)[^\p{L}\p{N}\p{M}]*$/u;

/** By its parts, where these have the same words; "U.S." and the like stand as a whole. */
function locateIn(chunk: string, start: number): readonly LocatedWord[] {
  const plain = plainWord.exec(chunk)?.[1];
  if (plain !== undefined)
    return [{ word: plain.toLowerCase(), ...stretchOf(start + chunk.indexOf(plain), plain) }];
  const words = searchWords(chunk);
  const [word] = words;
  if (word === undefined) return [];
  const [, signs = "", letters = ""] = (words.length === 1 && oneStretch.exec(chunk)) || [];
  if (letters !== "") return [{ word, ...stretchOf(start + signs.length, letters) }];
  const inParts = partsOf(chunk).flatMap(({ text, from }) => locateInPart(text, start + from));
  const isSame = inParts.length === words.length && inParts.every(({ word }, at) => word === words[at]);
  if (isSame) return inParts;
  const stretches = Array.from(chunk.matchAll(/\p{L}+/gu));
  const [first, last] = [stretches[0], stretches.at(-1)];
  const place = {
    from: start + (first?.index ?? 0),
    to: start + (last ? last.index + last[0].length : chunk.length),
  };
  return words.map((word) => ({ word, ...place }));
}

const stretchOf = (from: number, { length }: string): Stretch => ({ from, to: from + length });

function locateInPart(part: string, start: number): LocatedWord[] {
  const words = searchWords(part);
  const size = gramSize(part);
  if (size === 0 || words.length !== Array.from(part).length)
    return words.map((word) => ({ word, ...stretchOf(start, part) }));
  let from = start;
  return words.map((word) => {
    const place = { word, ...stretchOf(from, word) };
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
    const kind = isLetter(character) ? `letter ${gramSize(character)}` : "sign";
    const last = parts.at(-1);
    if (last && kind === before) last.text += character;
    else parts.push({ text: character, from: at });
    before = kind;
  }
  return parts;
}
