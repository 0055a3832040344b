import { plainText } from "../base/plain-lines.ts";
import { type Stretch, findPlainly, locatePhrases } from "../base/locate-words.ts";
import { type SearchPhrase, textHoldsPhrase } from "../base/search-query.ts";
import { searchText } from "../base/search-words.ts";
import type { PlacedEntry } from "../model/story.ts";

/** A text in pieces, those marked that were looked for. */
export type Pieces = readonly Readonly<{ text: string; isMarked: boolean }>[];

/** Where in a report what was looked for stands. */
export type Excerpt = Readonly<{ entry: PlacedEntry; pieces: Pieces }>;

/** Longest excerpt, and as much of it as stands before what was found, in characters. */
const maxLength = 220;
const maxBefore = 70;
/** As much of an article's text as is looked through. */
const maxSearched = 20_000;

/** The text with what was found; undefined where it has nothing of it. */
export function markPieces(text: string, phrases: readonly SearchPhrase[]): Pieces | undefined {
  const stretches = locatePhrases(text, phrases);
  return stretches.length === 0 ? undefined : piecesOf(text, stretches, { from: 0, to: text.length });
}

/** Which of the phrases a text has. */
export const phrasesIn = (text: string, phrases: readonly SearchPhrase[]): readonly SearchPhrase[] =>
  foundIn(text, phrases).map(({ phrase }) => phrase);

/** Where an entry has the most of these phrases: in its summary, its text, or (`withTitle`) its headline. */
export function excerptOf(
  entry: PlacedEntry,
  phrases: readonly SearchPhrase[],
  { withTitle }: Readonly<{ withTitle: boolean }>,
): Excerpt | undefined {
  let best = { text: "", found: [] as readonly FoundPhrase[] };
  for (const text of textsOf(entry, { withTitle })) {
    const found = foundIn(text, phrases);
    if (found.length > best.found.length) best = { text, found };
    if (found.length === phrases.length) break;
  }
  const pieces = stretchOf(best.text, best.found);
  return pieces && { entry, pieces };
}

/** Each is made when those before it have not all that is looked for. */
function* textsOf(
  { title, summary, contentHtml }: PlacedEntry,
  { withTitle }: Readonly<{ withTitle: boolean }>,
): Generator<string> {
  if (withTitle) yield title;
  yield summary ?? "";
  yield plainText(contentHtml ?? "", maxSearched);
}

/** `plain`: the first place where it stands plainly. */
type FoundPhrase = Readonly<{ phrase: SearchPhrase; plain?: Stretch }>;

function foundIn(text: string, phrases: readonly SearchPhrase[]): readonly FoundPhrase[] {
  let searched: string | undefined;
  return phrases.flatMap((phrase): readonly FoundPhrase[] => {
    const plain = findPlainly(text, phrase);
    if (plain) return [{ phrase, plain }];
    return textHoldsPhrase((searched ??= searchText(text)), phrase) ? [{ phrase }] : [];
  });
}

/** The text around the first of what was found in it. */
function stretchOf(text: string, found: readonly FoundPhrase[]): Pieces | undefined {
  const phrases = found.map(({ phrase }) => phrase);
  const plain = found.flatMap(({ plain }) => plain ?? []).sort((a, b) => a.from - b.from);
  const [first] = plain.length > 0 ? plain : locatePhrases(text, phrases);
  if (!first) return undefined;
  const window = windowAround(text, first);
  const stretches = locatePhrases(text, phrases, window);
  // Without spaces to begin at, the window may begin within what was found to be one word.
  return piecesOf(text, stretches.length > 0 ? stretches : [first], window);
}

/** A stretch of the text around what was found, from word to word where words are parted by spaces. */
function windowAround(text: string, { from }: Stretch): Stretch {
  if (text.length <= maxLength) return { from: 0, to: text.length };
  const start = from <= maxBefore ? 0 : from - maxBefore;
  const space = start === 0 ? -1 : text.indexOf(" ", start);
  const begin = start === 0 ? 0 : space >= 0 && space < from ? space + 1 : whole(text, start);
  const end = Math.min(text.length, begin + maxLength);
  const lastSpace = text.lastIndexOf(" ", end);
  return { from: begin, to: end === text.length || lastSpace < end - 40 ? whole(text, end) : lastSpace };
}

/** Not within one character. */
const whole = (text: string, at: number): number =>
  /^[\udc00-\udfff]/.test(text.slice(at, at + 1)) ? at - 1 : at;

function piecesOf(text: string, stretches: readonly Stretch[], window: Stretch): Pieces {
  const pieces: { text: string; isMarked: boolean }[] = [];
  const add = (from: number, to: number, isMarked: boolean) => {
    if (to > from) pieces.push({ text: text.slice(from, to), isMarked });
  };
  let at = window.from;
  for (const { from, to } of stretches) {
    if (to <= at || from >= window.to) continue;
    add(at, Math.max(from, at), false);
    add(Math.max(from, at), Math.min(to, window.to), true);
    at = Math.min(to, window.to);
  }
  add(at, window.to, false);
  if (window.from > 0) pieces.unshift({ text: "… ", isMarked: false });
  if (window.to < text.length) pieces.push({ text: " …", isMarked: false });
  return pieces;
}
