import { diffArrays } from "diff";
import { cutText } from "../base/cut-text.ts";

/** A stretch of text that stayed, was taken out or came in. */
export type Part = Readonly<{ kind: "same" | "gone" | "come"; text: string }>;

/** Past this many changes two places are two texts, not to be read word by word; comparing takes time by this number. */
const maxChangedWords = 100;
/** Of the lines of a place, before and after together, in characters. */
const maxPlaceLength = 8000;
/** Places of one edit that are compared word by word; a text that is rewritten throughout has more. */
const maxComparedPlaces = 6;
/** Of a text that came in or was taken out whole, a reader wants the beginning. In characters. */
const maxWholeLength = 1500;
/** How much of what stayed is shown before and after a change. */
const contextLength = 90;

/** A word with its marks; a single character where a script writes no spaces; a stretch of white space; any other character. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|[\p{L}\p{M}\p{N}]+(?:['’.,:][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;

/**
 * What changed between two texts, given as lines: the changed lines only, one list of parts for each place where lines
 * changed. A line's end within a place is "\n" in the text of a part.
 */
export function changedPlaces(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly Part[])[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: 500 });
  if (!changes) return [placeOf(before, after)];
  const places: (readonly Part[])[] = [];
  let gone: readonly string[] = [];
  for (const { removed, added, value } of changes) {
    if (removed) gone = value;
    else {
      if (added || gone.length > 0)
        places.push(placeOf(gone, added ? value : [], { whole: places.length >= maxComparedPlaces }));
      gone = [];
    }
  }
  return gone.length > 0 ? [...places, placeOf(gone, [])] : places;
}

function placeOf(
  gone: readonly string[],
  come: readonly string[],
  options: Readonly<{ whole?: boolean }> = {},
): readonly Part[] {
  const [old, now] = [gone.join("\n"), come.join("\n")];
  const changes =
    options.whole || old === "" || now === "" || old.length + now.length > maxPlaceLength
      ? undefined
      : diffArrays(old.match(words) ?? [], now.match(words) ?? [], { maxEditLength: maxChangedWords });
  if (!changes) return whole(old, now);
  const parts = changes.map(({ removed, added, value }): Part => ({
    kind: removed ? "gone" : added ? "come" : "same",
    text: value.join(""),
  }));
  return shortened(joined(parts));
}

const whole = (old: string, now: string): readonly Part[] => [
  ...(old === "" ? [] : [{ kind: "gone", text: cutText(old, maxWholeLength) } as const]),
  ...(now === "" ? [] : [{ kind: "come", text: cutText(now, maxWholeLength) } as const]),
];

/** Changes that only white space or a mark stands between become one: "was seen" → "is shown", not word for word. */
function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  let gone = "";
  let come = "";
  const flush = () => {
    if (gone !== "") result.push({ kind: "gone", text: gone });
    if (come !== "") result.push({ kind: "come", text: come });
    gone = "";
    come = "";
  };
  parts.forEach(({ kind, text }, at) => {
    if (kind === "gone") gone += text;
    else if (kind === "come") come += text;
    else if (gone !== "" && come !== "" && at < parts.length - 1 && /^[^\p{L}\p{N}]$/u.test(text)) {
      gone += text;
      come += text;
    } else {
      flush();
      result.push({ kind, text });
    }
  });
  flush();
  return result;
}

/** What stayed between two changes, or before and after them, cut to its ends. */
const shortened = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part, at) => {
    if (part.kind !== "same") return part;
    const start = at === 0 ? "" : part.text.slice(0, contextLength).toWellFormed();
    const end = at === parts.length - 1 ? "" : part.text.slice(-contextLength).toWellFormed();
    return start.length + end.length + 20 >= part.text.length
      ? part
      : { kind: "same", text: `${cutEnd(start)}…${cutStart(end)}` };
  });

/** Without the word that was cut in two. */
const cutEnd = (text: string): string =>
  text.includes(" ") ? `${text.slice(0, text.lastIndexOf(" "))} ` : text;
const cutStart = (text: string): string => (text.includes(" ") ? text.slice(text.indexOf(" ")) : text);

/** How many words a stretch has; in scripts without spaces, characters. */
export const countWords = (text: string): number =>
  (text.match(words) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
