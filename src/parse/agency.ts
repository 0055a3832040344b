import type { Person } from "../model/entry.ts";
import { agencyNamed, agencyNamedPlainly } from "./agencies.ts";
import { readDateline } from "./dateline.ts";

export type AgencySigns = Readonly<{
  authors: readonly Person[];
  /** Where the entry was taken from (`<source>`). */
  originTitle?: string | undefined;
  /** Copyright of the entry, not of the feed. */
  rights?: string | undefined;
  /** Lines above the first real one: title again, caption, credit. */
  above: readonly string[];
  /** The article's own lines. */
  text: readonly string[];
  /** Lines below the last real one. */
  below: readonly string[];
}>;

/**
 * Which agency wrote an entry: by its by-line, its dateline, the signature at its end, its copyright, and, where no
 * person of the house has signed, the credit line at its top. An article that only speaks of an agency, or only
 * prints a picture of one beside a by-line of its own, is none of the agency's.
 */
export function agencyOf(signs: AgencySigns): string | undefined {
  const [first, second] = signs.text;
  return (
    signs.authors.map(({ name }) => (name === undefined ? undefined : agencyOfByline(name))).find(Boolean) ??
    (signs.originTitle === undefined ? undefined : agencyNamedPlainly(signs.originTitle)) ??
    [...signs.above, ...(first && first.length < 120 ? [first] : [])]
      .map(agencyOfWrittenByline)
      .find(Boolean) ??
    (first && readDateline(first)?.agency) ??
    (first && first.length < 120 && second ? readDateline(second)?.agency : undefined) ??
    [...signs.text.slice(-2), ...signs.below].map(agencyOfSignature).find(Boolean) ??
    (signs.rights === undefined ? undefined : agencyOfSignature(signs.rights)) ??
    (hasStaffAuthor(signs.authors) ? undefined : signs.above.map(agencyOfCredit).find(Boolean))
  );
}

/** Words around a name in a by-line. */
const bylineWords =
  /^(?:by|von|par|por|da|di|av|af|door|od|от|від)\s+|\s+(?:staff|staff writers?|correspondents?|news agency|news desk|wire services?|newsroom)$/gi;

/** "Jane Doe, Associated Press", "Reuters in Kyiv", "By AFP", "dpa/AFP". */
export function agencyOfByline(name: string): string | undefined {
  if (name.length > 150) return undefined;
  for (const part of name.split(/[,;|/·•()]|\s+(?:and|und|et|y|e|og|och|&|with|for|via|–|—|-)\s+/i)) {
    const bare = part
      .trim()
      .replace(bylineWords, "")
      .replace(/\s+in\s+\p{Lu}[\p{L}\s.'-]*$/u, "")
      .replace(bylineWords, "")
      .trim();
    const found = agencyNamedPlainly(bare);
    if (found) return found;
  }
  return undefined;
}

/** A by-line among the lines of the text: "By Jane Doe, The Associated Press", "Von dpa". */
function agencyOfWrittenByline(line: string): string | undefined {
  return line.length < 120 && /^(?:by|von|par|por|av|af|door)\s/i.test(line)
    ? agencyOfByline(line)
    : undefined;
}

const signatures: readonly (readonly [RegExp, string])[] = [
  // Reuters ends its stories this way, and nobody else.
  [
    /\(\s*(?:Additional )?[Rr]eporting by .{2,200}?;?\s*(?:[Ww]riting by .{2,100}?;?\s*)?[Ee]diting by .{2,120}\)?\s*$/,
    "Reuters",
  ],
  [/our standards: the thomson reuters trust principles/i, "Reuters"],
  [/this report by the canadian press was first published/i, "The Canadian Press"],
  [/©.{0,40}\bdpa\b|\bdpa-infocom\b/, "dpa"],
  [/\bdpa:\d{6}-\d{2,3}-\d+/, "dpa"],
];
const copyright =
  /^(?:\(c\)|©|copyright|all rights reserved\.?)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)?(?:by\s+)?(.{2,60}?)(?:[.,]\s*(?:all rights reserved|alle rechte|tous droits|todos los derechos|this material|published).*|\.|\s+\d{4})?$/i;
const sourceLine =
  /^(?:source|quelle|fonte|fuente|bron|kilde|källa|lähde|источник|джерело|agency|agentur|agence|agencia)\s*[:：]\s*(.{2,40}?)\.?$/iu;
const bareSignature = /^[(（/[–—-]*\s*©?\s*([^()（）/]{2,40}?)\s*[)）/\]]*$/;
const signedAtEnd = /(?:\s|^)[(（/](?:©\s*)?([^()（）/]{2,25})[)）/]\.?$/;

/** The end of a story: "(Reuters)", "© 2026 AFP", "Quelle: dpa", "(Reporting by …; Editing by …)". */
function agencyOfSignature(line: string): string | undefined {
  const known = signatures.find(([pattern]) => pattern.test(line));
  if (known) return known[1];
  const short = line.length < 160;
  const named =
    (short && (sourceLine.exec(line)?.[1] ?? copyright.exec(line)?.[1])) ||
    (line.length < 45 && bareSignature.exec(line)?.[1]);
  const end = signedAtEnd.exec(line)?.[1];
  return (
    (named ? agencyOfByline(named) : undefined) ?? (end === undefined ? undefined : agencyNamed(end.trim()))
  );
}

/** The line under a picture at the top: "Reuters", "REUTERS/Name", "Photo: Name/AFP". */
function agencyOfCredit(line: string): string | undefined {
  return line.length < 80
    ? agencyOfByline(
        line.replace(/^(?:photo|image|foto|bild|credit|source|picture)s?\s*(?:credit|by)?\s*[:|]\s*/i, ""),
      )
    : undefined;
}

/** Somebody with a first and a last name has signed. */
const hasStaffAuthor = (authors: readonly Person[]): boolean =>
  authors.some(
    ({ name }) =>
      name !== undefined && agencyOfByline(name) === undefined && /\p{L}{2,}\s+\p{L}{2,}/u.test(name),
  );
