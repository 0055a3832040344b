import { hash } from "node:crypto";
import { type EntryContent, type ParsedEntry, entryDetailKeys } from "../../model/entry.ts";
import { differenceBetween, titleForm } from "../real-edit.ts";
import { moveKey } from "../recognise.ts";
import type { PollRecord } from "../feed-store.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { indexEntry, reindexEntry } from "./search.ts";
import { keepVersion } from "./versions.ts";

/** What the store has of an entry; undefined where there is none of this id. */
export function readContent(database: Database, id: number): EntryContent | undefined {
  const row = database.get<EntryRow>(
    `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id where e.id = :id`,
    { id },
  );
  return row && toEntry(row);
}

/** An entry and its `contentHash`. */
export type Hashed = Readonly<{ entry: ParsedEntry; contentHash: string }>;

/** Of a stored entry; undefined where there is none of this id. */
export const readHash = (database: Database, id: number): string | undefined =>
  database.get<{ content_hash: string }>("select content_hash from entries where id = :id", { id })
    ?.content_hash;

/** Writes an entry that was not seen before, and answers its id. */
export function insertEntry(database: Database, poll: PollRecord, { entry, contentHash }: Hashed): number {
  const firstSeenAt = poll.fetchedAt.getTime();
  const publishedAt = entry.publishedAt?.getTime();
  const { lastId } = database.run(
    `insert into entries (feed_id, content_hash, guid, url, title, summary, authors, categories, enclosures, image_url,
       comments_url, origin, details, agency, language, published_at, updated_at, first_seen_at, shown_at, content_html)
     values (:feedId, :contentHash, :guid, :url, :title, :summary, :authors, :categories, :enclosures, :imageUrl,
       :commentsUrl, :origin, :details, :agency, :language, :publishedAt, :updatedAt, :firstSeenAt, :shownAt, :contentHtml)`,
    {
      ...contentParameters(entry),
      contentHash,
      feedId: poll.feedId,
      publishedAt,
      firstSeenAt,
      shownAt: Math.min(publishedAt ?? firstSeenAt, firstSeenAt),
    },
  );
  indexEntry(database, lastId, entry);
  return lastId;
}

/**
 * `refreshable`: what differs is no edit, and is written when `refresh` is called. `missing`: there is no such entry.
 * `moveKey`: of its new title, where that is another.
 */
type Update = Readonly<
  | { kind: "same" | "missing" }
  | { kind: "changed"; moveKey?: string | undefined }
  | { kind: "refreshable"; refresh: () => void }
>;

/**
 * Takes over what the publisher changed, and keeps what was said before where title or text were edited. The date of
 * publication stays as it was first said: some move it with every poll.
 */
export function updateEntry(database: Database, id: number, item: Hashed, poll: PollRecord): Update {
  const { entry, contentHash } = item;
  const stored = database.get<{ content_hash: string; url: string | null }>(
    "select content_hash, url from entries where id = :id",
    { id },
  );
  if (!stored) return { kind: "missing" };
  if (stored.content_hash === contentHash && stored.url === (entry.url ?? null)) return { kind: "same" };
  const before = readContent(database, id);
  if (!before) return { kind: "missing" };
  const difference = stored.content_hash === contentHash ? "none" : differenceBetween(before, entry);
  if (difference === "none")
    return { kind: "refreshable", refresh: () => overwriteEntry(database, id, item) };
  if (difference === "text") keepVersion(database, id, poll.fetchedAt);
  overwriteEntry(database, id, item);
  if (titleForm(before.title) === titleForm(entry.title)) return { kind: "changed" };
  database.run("update stories set updated_at = max(updated_at, :now) where lead_entry_id = :id", {
    now: poll.fetchedAt.getTime(),
    id,
  });
  const { publishedAt: _, ...undated } = entry;
  const { publishedAt } = before;
  return {
    kind: "changed",
    moveKey: moveKey(publishedAt === undefined ? undated : { ...entry, publishedAt }),
  };
}

function overwriteEntry(database: Database, id: number, { entry, contentHash }: Hashed): void {
  const { changes } = database.run(
    `update entries set content_hash = :contentHash, guid = :guid, url = :url, title = :title, summary = :summary,
       authors = :authors, categories = :categories, enclosures = :enclosures, image_url = :imageUrl,
       comments_url = :commentsUrl, origin = :origin, details = :details, agency = :agency, language = :language, updated_at = :updatedAt,
       content_html = :contentHtml
     where id = :id`,
    { ...contentParameters(entry), contentHash, id },
  );
  if (changes > 0) reindexEntry(database, id, entry);
}

function contentParameters(entry: EntryContent) {
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

/**
 * Over what a reader would notice. Not the dates (some feeds stamp every item anew at every poll), nor guid and link
 * (tracking and session ids change while the article stays).
 */
export function contentHash(entry: EntryContent): string {
  const said = [
    entry.title,
    entry.summary,
    entry.contentHtml,
    entry.authors,
    entry.imageUrl,
    entry.enclosures,
  ];
  return hash("sha256", JSON.stringify(said), "base64url").slice(0, 22);
}
