import { readDateline } from "./dateline.ts";
import { repeatsTitle } from "./leftovers.ts";
import type { Line } from "./lines.ts";
import { cut } from "./text.ts";

/** Enough for a card and for grouping, which reads the first 200 characters. */
const summaryLength = 500;

/** What ends a teaser: "[…]", "Continue reading →", "Read more". */
const teaserEnd =
  /\s*(?:(?:\[|\()?\s*(?:…|\.{3,}|&hellip;)\s*(?:\]|\))?\s*)?(?:(?:continue reading|read more|read the full story|weiterlesen|lire la suite|leer más|leggi tutto|lees meer|читать далее)(?!\p{L})[^.!?]{0,120}[→»›]?|[→»›]+)$/iu;
const cutMark = /\s*(?:\[(?:…|\.{3,})\]|\((?:…|\.{3,})\))$/;

/**
 * The beginning of the article as plain text, from its first real sentence: no dateline, no by-line, no time stamp, no
 * caption. Undefined where the lines say nothing of that kind.
 */
export function summarise(lines: readonly Line[], title: string): string | undefined {
  const said = lines.filter(({ caption }) => !caption).map(({ text }) => text);
  let start = 0;
  while (
    start < said.length - 1 &&
    start < 4 &&
    (isFurniture(said[start] ?? "") || repeatsTitle(said[start] ?? "", title))
  )
    start++;
  const parts: string[] = [];
  let length = 0;
  for (const text of said.slice(start)) {
    const part = parts.length === 0 ? text.slice(readDateline(text)?.length ?? 0) : text;
    parts.push(part);
    length += part.length + 1;
    if (length > summaryLength) break;
  }
  const joined = parts.join(" ");
  // What ends a longer text is cut off anyway; and looking for it takes the square of the length where all is dots.
  const whole =
    joined.length > 2 * summaryLength ? joined : joined.replace(teaserEnd, "").replace(cutMark, "…").trim();
  return whole === "" || repeatsTitle(whole, title) ? undefined : cut(whole, summaryLength);
}

/** Names only, and the small words between them: "By Friday the ferry was free" is a sentence. */
const bylines =
  /^(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]v|[Aa]f|[Dd]oor)\s+\p{Lu}[\p{L}.'’-]*(?:[ ,&]+(?:and|und|et|y|e|og|och|en|for|in|the|de|del|da|di|du|la|le|van|von|der|den|\p{Lu}[\p{L}.'’-]*)){0,11}(?<!\p{Ll}\p{Ll}\.)$/u;
const stamps =
  /^(?:(?:published|updated|posted|last updated|first published|veröffentlicht|aktualisiert|publié|mis à jour)\b.{0,60}|\d+\s*min(?:ute)?s?\s+read|\p{L}+,? \d{1,2},? \d{4}(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,10})?|\d{1,2}[./ ][\p{L}\d]+[./ ]\d{4}.{0,20})$/iu;

/** By-lines and time stamps: true of the article, but no part of its text. */
const isFurniture = (text: string): boolean => text.length < 100 && (bylines.test(text) || stamps.test(text));
