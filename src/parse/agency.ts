import type { Person } from "../model/entry.ts";
import { agencyNamed, agencyNamedPlainly, looksSwedish } from "./agencies.ts";
import { agencyOfByline, isPersonsName } from "./byline.ts";
import { readDateline } from "./dateline.ts";
import { isTagsHeading } from "./leftovers.ts";

export type AgencySigns = Readonly<{
  authors: readonly Person[];
  /** Where the entry was taken from (`<source>`). */
  originTitle?: string | undefined;
  /** Copyright of the entry, not of the feed. */
  rights?: string | undefined;
  /** BCP 47: tells an agency's letters from initials. */
  language?: string | undefined;
  /** Lines above the first real one: title again, caption, credit. */
  above: readonly string[];
  /** The article's own lines. */
  text: readonly string[];
  /** Lines below the last real one. */
  below: readonly string[];
}>;

/** So many lines below the text are looked at: a signature is among the first. */
const maxBelow = 40;
/** Longer first lines are paragraphs. */
const shortLine = 120;

/**
 * Which agency wrote an entry: by its by-line, its dateline, the signature at its end, its copyright, and, where no
 * person of the house has signed, its name alone on a line above the text. An article that only speaks of an agency, or
 * only prints a picture of one, is none of the agency's.
 */
export function agencyOf(signs: AgencySigns): string | undefined {
  const { authors, originTitle = "", rights = "", above, text } = signs;
  const language = signs.language ?? (looksSwedish(text.slice(0, 2).join(" ")) ? "sv" : undefined);
  const [first = "", second = ""] = text;
  const opening = [...above, ...(first.length < shortLine ? [first] : [])];
  const names = authors.map(({ name }) => name ?? "");
  return (
    firstOf(names, (name) => agencyOfByline(name, language)) ??
    agencyNamedPlainly(originTitle, language) ??
    firstOf(opening, agencyOfOpening) ??
    readDateline(first)?.agency ??
    (first.length < shortLine ? readDateline(second)?.agency : undefined) ??
    firstOf([...text.slice(-2), ...withoutTags(signs.below.slice(0, maxBelow))], (line) =>
      agencyOfSignature(line, language),
    ) ??
    agencyOfSignature(rights, language) ??
    (names.some(isPersonsName) ? undefined : firstOf(above, (line) => agencyNamedPlainly(line, language)))
  );
}

function firstOf(lines: readonly string[], read: (line: string) => string | undefined): string | undefined {
  for (const line of lines) {
    const found = read(line);
    if (found) return found;
  }
  return undefined;
}

/** A list of tags may name an agency as its theme: below such a heading only a copyright counts. */
function withoutTags(below: readonly string[]): readonly string[] {
  const heading = below.findIndex(isTagsHeading);
  return heading < 0
    ? below
    : below.filter((line, at) => at < heading || /^(?:\(c\)|©|copyright)/i.test(line));
}

/** A by-line or a source among the first lines: "By Jane Doe, The Associated Press", "Von dpa", "来源：新华社". */
function agencyOfOpening(line: string): string | undefined {
  if (line.length >= shortLine) return undefined;
  if (/^(?:by|von|par|por|av|af|door|da)\s/i.test(line)) return agencyOfByline(line);
  const source = sourceLine.exec(line)?.[1];
  return source && agencyOfByline(source);
}

const signatures: readonly (readonly [RegExp, string])[] = [
  // Reuters ends its stories this way, and nobody else.
  [/\(\s*(?:additional )?reporting by [^)]{2,400}editing by [^)]{2,120}\)?\s*$/i, "Reuters"],
  [/our standards: the thomson reuters trust principles/i, "Reuters"],
  [/this report by the canadian press was first published/i, "The Canadian Press"],
  [/cette dépêche de la presse canadienne a (?:d'abord )?été publiée/i, "The Canadian Press"],
  [/©[^©]{0,40}\bdpa\b|\bdpa-infocom\b/, "dpa"],
  [/\bdpa:\d{6}-\d{2,3}-\d+/, "dpa"],
];
const copyright =
  /(?:^|\. ?|riservat[ai] )\(?(?:\(c\)|©|copyright)[\s©]*(?:\(c\)\s*)?(?:copyright\s+)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)?(?:by\s+)?([^©]{2,60}?)\)?(?:[.,]\s*(?:all rights reserved|alle rechte|tous droits|todos los derechos|this material|published).*|\.|\s+\d{4})?$/i;
const sourceLine =
  /^[(（[]?(?:source|quelle|fonte|fuente|bron|kilde|källa|lähde|zdroj|źródło|forrás|sursa|kaynak|πηγή|источник|джерело|المصدر|来源|來源|出典|agency|agentur|agence|agencia)\s*[:：]\s*(.{2,40}?)[)）\]]?\.?$/iu;
const bareSignature = /^[(（/[–—-]*\s*([^()（）/]{2,40}?)\s*[)）/\]]*$/;
/** Signs of editors and agencies: "mfh/dpa", "(APA/dpa)". */
const signs = /^\(?((?:[\p{L}.-]{2,12}\/){1,4}[\p{L}.-]{2,12})\)?$/u;
/** In brackets after the last sentence, or by itself: "… two years. (ANSA)", "… dos años. EFE", "… years. PTI AH BL". */
const signedAtEnd =
  /(?:^|[.!?»”"’…。।؟])\s*(?:[(（/](?:©\s*)?([^()（）/]{2,25})[)）/]\.?|\s([\p{Lu}]{3,5})(?: \p{Lu}{2,4}){0,4})$/u;

/** The end of a story: "(Reuters)", "© 2026 AFP", "Quelle: dpa", "(Reporting by …; Editing by …)". */
function agencyOfSignature(line: string, language?: string): string | undefined {
  const tail = line.slice(-600);
  const known = signatures.find(([pattern]) => pattern.test(tail));
  if (known) return known[1];
  if (line.length < 160) {
    const owner = copyright.exec(line)?.[1];
    const named = sourceLine.exec(line)?.[1] ?? signs.exec(line)?.[1] ?? bareSignature.exec(line)?.[1];
    const found = (owner && agencyOfOwner(owner)) || (named && agencyOfByline(named, language));
    if (found) return found;
  }
  const end = signedAtEnd.exec(line.slice(-60));
  return end ? agencyAmongSigns(end[1] ?? end[2] ?? "", language) : undefined;
}

const agencyAmongSigns = (words: string, language?: string): string | undefined =>
  firstOf(words.split(/[,;/]|\s+-\s+/), (word) => agencyNamedPlainly(word, language));

/** "AFP", "Bloomberg L.P.", "dpa-infocom GmbH"; not "Ada Hill/AFP", whose picture it is. */
const agencyOfOwner = (owner: string): string | undefined =>
  agencyNamed((owner.split(/[/,|]/)[0] ?? "").replace(/\s+(?:gmbh|ltd|inc|llc|s\.?a)\.?$/i, ""));
