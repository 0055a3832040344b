import type { ParsedEntry } from "../../src/model/entry.ts";
import { faultsOfAddress, faultsOfHtml, faultsOfLine } from "./unsafe-html.ts";

/** What is wrong with an entry, whatever document it was read from; nothing where all is well. */
export function faultsOfEntry(entry: ParsedEntry): string[] {
  const { title, summary, contentHtml, guid, language, identityKeys } = entry;
  return [
    ...linesOf({ title, summary, guid, language, imageCredit: entry.imageCredit, rights: entry.rights }),
    ...linesOf({ agency: entry.agency, origin: entry.origin?.title }),
    ...entry.categories.flatMap((category) => faultsOfLine("category", category)),
    ...entry.authors.flatMap(({ name, email }) => linesOf({ "author's name": name, "author's mail": email })),
    ...entry.enclosures.flatMap(({ title: name, mediaType }) => linesOf({ enclosure: name, mediaType })),
    ...addressesOf(entry).flatMap((url) => faultsOfAddress("url", url)),
    ...(contentHtml === undefined ? [] : faultsOfHtml(contentHtml)),
    ...(contentHtml === "" ? ["contentHtml is there and empty"] : []),
    ...datesOf(entry),
    ...(identityKeys.length === 0 || identityKeys.some((key) => key === "" || key.length > 64)
      ? ["identityKeys"]
      : []),
    ...absentOf(entry),
  ];
}

const linesOf = (lines: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(lines).flatMap(([name, text]) => (text === undefined ? [] : faultsOfLine(name, text)));

/** Every address in an entry: all of them are followed with a click, or loaded. */
const addressesOf = (entry: ParsedEntry): string[] =>
  [
    entry.url,
    entry.imageUrl,
    entry.commentsUrl,
    entry.commentsFeedUrl,
    entry.inReplyToUrl,
    entry.chaptersUrl,
    entry.origin?.url,
    ...entry.enclosures.map(({ url }) => url),
    ...entry.authors.map(({ url }) => url),
    ...(entry.transcripts ?? []).map(({ url }) => url),
  ].filter((url) => url !== undefined);

const datesOf = ({ publishedAt, updatedAt }: ParsedEntry): string[] =>
  [publishedAt, updatedAt].flatMap((date) =>
    date === undefined || (date.getTime() > 0 && date.getUTCFullYear() < 10_000)
      ? []
      : [`a date at ${date.getTime()}`],
  );

/** What is absent is absent: no key with undefined, null or a number that is none. */
const absentOf = (entry: ParsedEntry): string[] =>
  Object.entries(entry).flatMap(([name, value]: [string, unknown]) =>
    value === undefined || value === null || Number.isNaN(value) ? [`${name} is there and says nothing`] : [],
  );
