import { hash } from "node:crypto";
import { type EntryContent, type ParsedEntry, entryDetailKeys } from "../model/entry.ts";

/** An entry and its `contentHash`. */
export type Hashed = Readonly<{ entry: ParsedEntry; contentHash: string }>;

/** What a document says of an entry, by the columns that hold it. */
export function contentParameters(entry: EntryContent) {
  return {
    guid: entry.guid,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    authors: JSON.stringify(entry.authors),
    categories: JSON.stringify(entry.categories),
    enclosures: JSON.stringify(entry.enclosures),
    imageUrl: entry.imageUrl,
    commentsUrl: entry.commentsUrl,
    origin: entry.origin && JSON.stringify(entry.origin),
    details: detailsOf(entry),
    agency: entry.agency,
    language: entry.language,
    updatedAt: entry.updatedAt?.getTime(),
    contentHtml: entry.contentHtml,
  };
}

/** What has no column of its own, as JSON; nothing where the entry has none of it. */
function detailsOf(entry: EntryContent): string | undefined {
  const said = entryDetailKeys.filter((key) => entry[key] !== undefined);
  return said.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(said.map((key) => [key, entry[key]])));
}

/** The instants of an entry that was not seen before. It is shown no later than it was first seen. */
export function firstInstants(entry: ParsedEntry, seenAt: Date) {
  const firstSeenAt = seenAt.getTime();
  const publishedAt = entry.publishedAt?.getTime();
  return { publishedAt, firstSeenAt, shownAt: Math.min(publishedAt ?? firstSeenAt, firstSeenAt) };
}

/**
 * Over what a reader would notice. Not the dates (some feeds stamp every item anew at every poll), nor guid and link
 * (tracking and session ids change while the article stays).
 */
export function contentHash(entry: EntryContent): string {
  return hashOf([
    entry.title,
    entry.summary,
    entry.contentHtml,
    entry.authors,
    entry.imageUrl,
    entry.enclosures,
  ]);
}

/** The same, of what the columns of a stored entry hold. Throws where that is no JSON. */
export function hashOfTexts(
  row: Readonly<{
    title: string;
    summary: string | null;
    content_html: string | null;
    authors: string;
    image_url: string | null;
    enclosures: string;
  }>,
): string {
  const list = (json: string) => JSON.parse(json) as unknown;
  return hashOf([
    row.title,
    row.summary,
    row.content_html,
    list(row.authors),
    row.image_url,
    list(row.enclosures),
  ]);
}

const hashOf = (said: readonly unknown[]): string =>
  hash("sha256", JSON.stringify(said), "base64url").slice(0, 22);
