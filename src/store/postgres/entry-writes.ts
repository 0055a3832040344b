import type { EntryContent } from "../../model/entry.ts";
import type { Overwrite } from "../document-save.ts";
import { contentParameters, firstInstants, type Hashed } from "../entry-content.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { saysTheSame, staleBefore, type StoredMark, type Update, updateOf } from "../entry-update.ts";
import type { PollRecord } from "../feed-store.ts";
import type { Connection } from "./database.ts";
import { indexEntries } from "./entry-words.ts";
import { asJson } from "./named-parameters.ts";
import { keepVersion } from "./versions.ts";

type Stored = Readonly<{ content_hash: string; entry: EntryContent }>;

/** What the store has of these entries, by id. */
export async function readContents(
  connection: Connection,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Stored>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.all<EntryRow & Readonly<{ content_hash: string }>>(
    `select ${entryColumnsWithText}, e.content_hash from entries e join feeds f on f.id = e.feed_id
     where e.id = any(:ids::bigint[])`,
    { ids },
  );
  return new Map(rows.map((row) => [row.id, { content_hash: row.content_hash, entry: toEntry(row) }]));
}

/** Those of these entries that there are: until the transaction ends, retention leaves them. */
export async function lockEntries(
  connection: Connection,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StoredMark>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.all<StoredMark & Readonly<{ id: number }>>(
    "select id, content_hash, url from entries where id = any(:ids::bigint[]) order by id for key share",
    { ids },
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes entries that were not seen before, and answers their ids, in this order and rising. */
export async function insertEntries(
  connection: Connection,
  { feedId, fetchedAt, document }: PollRecord,
  items: readonly Hashed[],
): Promise<readonly number[]> {
  if (items.length === 0) return [];
  const drawn = await connection.all<{ id: number }>(
    "select nextval(pg_get_serial_sequence('entries', 'id')) as id from generate_series(1, :count::integer)",
    { count: items.length },
  );
  const ids = drawn.map(({ id }) => id);
  const rows = items.map(({ entry, contentHash }, at) => ({
    id: ids[at],
    contentHash,
    ...contentParameters(entry),
    ...firstInstants(entry, fetchedAt),
  }));
  await connection.run(
    `insert into entries (id, feed_id, content_hash, guid, url, title, summary, authors, categories, enclosures, image_url,
       comments_url, origin, details, agency, language, published_at, updated_at, first_seen_at, shown_at, content_html)
     overriding system value
     select id, :feedId::bigint, "contentHash", guid, url, title, summary, authors, categories, enclosures, "imageUrl",
       "commentsUrl", origin, details, agency, language, "publishedAt", "updatedAt", "firstSeenAt", "shownAt", "contentHtml"
     from json_to_recordset(:rows::json) as row (id bigint, "contentHash" text, guid text, url text, title text,
       summary text, authors text, categories text, enclosures text, "imageUrl" text, "commentsUrl" text, origin text,
       details text, agency text, language text, "publishedAt" bigint, "updatedAt" bigint, "firstSeenAt" bigint,
       "shownAt" bigint, "contentHtml" text)`,
    { feedId, rows: asJson(rows) },
  );
  const added = items.map(({ entry }, at) => ({ id: ids[at]!, entry }));
  await indexEntries(connection, added, document?.head.title);
  return ids;
}

type Updated = Overwrite & Readonly<{ update: Update | Readonly<{ kind: "same" }> }>;

/**
 * Takes over what the publisher changed, and keeps what was said before where title or text were edited. Those that retention
 * has taken since they were looked for are left out of the answer.
 */
export async function updateEntries(
  connection: Connection,
  poll: PollRecord,
  overwrites: readonly Overwrite[],
): Promise<readonly Updated[]> {
  const stored = await lockEntries(
    connection,
    overwrites.map(({ id }) => id),
  );
  const there = overwrites.flatMap((overwrite) => {
    const mark = stored.get(overwrite.id);
    return mark ? [{ ...overwrite, mark, isSame: saysTheSame(mark, overwrite.item) }] : [];
  });
  const before = await readContents(
    connection,
    there.flatMap(({ id, isSame }) => (isSame ? [] : [id])),
  );
  const updated: Updated[] = [];
  for (const { id, item, mark } of there) {
    const content = before.get(id);
    const update = content ? updateOf(content.entry, mark, item) : ({ kind: "same" } as const);
    if (update.kind === "changed") await change(connection, poll, { id, item, update });
    updated.push({ id, item, update });
  }
  return updated;
}

async function change(
  connection: Connection,
  { fetchedAt }: PollRecord,
  { id, item, update }: Overwrite & Readonly<{ update: Extract<Update, { kind: "changed" }> }>,
): Promise<void> {
  if (update.isEdited) await keepVersion(connection, id, fetchedAt);
  await overwriteEntry(connection, id, item);
  if (update.newTitle)
    await connection.run(
      `update stories set updated_at = greatest(updated_at, :now),
         news_at = case when news_at <= :staleBefore then :now else news_at end
       where lead_entry_id = :id`,
      { now: fetchedAt.getTime(), staleBefore: staleBefore(update.newTitle, fetchedAt), id },
    );
}

export async function overwriteEntry(
  connection: Connection,
  id: number,
  { entry, contentHash }: Hashed,
): Promise<void> {
  const { changes } = await connection.run(
    `update entries set content_hash = :contentHash, guid = :guid, url = :url, title = :title, summary = :summary,
       authors = :authors, categories = :categories, enclosures = :enclosures, image_url = :imageUrl,
       comments_url = :commentsUrl, origin = :origin, details = :details, agency = :agency, language = :language, updated_at = :updatedAt,
       content_html = :contentHtml
     where id = :id`,
    { ...contentParameters(entry), contentHash, id },
  );
  if (changes > 0) await indexEntries(connection, [{ id, entry }]);
}
