import type { EntryContent } from "../../model/entry.ts";
import { contentParameters, firstInstants, type Hashed } from "../entry-content.ts";
import { saysTheSame, staleBefore, type StoredMark, type Update, updateOf } from "../entry-update.ts";
import type { PollRecord } from "../feed-store.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { reindexEntry } from "./search.ts";
import { keepVersion } from "./versions.ts";

/** What the store has of an entry; undefined where there is none of this id. */
export function readContent(database: Database, id: number): EntryContent | undefined {
  const row = database.get<EntryRow>(
    `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id where e.id = :id`,
    { id },
  );
  return row && toEntry(row);
}

/** Of a stored entry; undefined where there is none of this id. */
export const readHash = (database: Database, id: number): string | undefined =>
  database.get<{ content_hash: string }>("select content_hash from entries where id = :id", { id })
    ?.content_hash;

/** Writes an entry that was not seen before, and answers its id. Its words are indexed when it gets its place. */
export function insertEntry(database: Database, poll: PollRecord, { entry, contentHash }: Hashed): number {
  const { lastId } = database.run(
    `insert into entries (feed_id, content_hash, guid, url, title, summary, authors, categories, enclosures, image_url,
       comments_url, origin, details, agency, language, published_at, updated_at, first_seen_at, shown_at, content_html)
     values (:feedId, :contentHash, :guid, :url, :title, :summary, :authors, :categories, :enclosures, :imageUrl,
       :commentsUrl, :origin, :details, :agency, :language, :publishedAt, :updatedAt, :firstSeenAt, :shownAt, :contentHtml)`,
    {
      ...contentParameters(entry),
      ...firstInstants(entry, poll.fetchedAt),
      contentHash,
      feedId: poll.feedId,
    },
  );
  return lastId;
}

/** Takes over what the publisher changed, and keeps what was said before where title or text were edited. */
export function updateEntry(
  database: Database,
  id: number,
  item: Hashed,
  poll: PollRecord,
): Update | Readonly<{ kind: "same" | "missing" }> {
  const stored = database.get<StoredMark>("select content_hash, url from entries where id = :id", { id });
  if (!stored) return { kind: "missing" };
  if (saysTheSame(stored, item)) return { kind: "same" };
  const before = readContent(database, id);
  if (!before) return { kind: "missing" };
  const update = updateOf(before, stored, item);
  if (update.kind === "refreshable") return update;
  if (update.isEdited) keepVersion(database, id, poll.fetchedAt);
  overwriteEntry(database, id, item);
  if (update.newTitle)
    database.run(
      `update stories set updated_at = max(updated_at, :now),
         news_at = case when news_at <= :staleBefore then :now else news_at end
       where lead_entry_id = :id`,
      { now: poll.fetchedAt.getTime(), staleBefore: staleBefore(update.newTitle, poll.fetchedAt), id },
    );
  return update;
}

export function overwriteEntry(database: Database, id: number, { entry, contentHash }: Hashed): void {
  const { changes } = database.run(
    `update entries set content_hash = :contentHash, guid = :guid, url = :url, title = :title, summary = :summary,
       authors = :authors, categories = :categories, enclosures = :enclosures, image_url = :imageUrl,
       comments_url = :commentsUrl, origin = :origin, details = :details, agency = :agency, language = :language, updated_at = :updatedAt,
       content_html = :contentHtml
     where id = :id`,
    { ...contentParameters(entry), contentHash, id },
  );
  if (changes > 0) reindexEntry(database, id);
}
