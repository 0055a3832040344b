import type { Recognisable } from "../recognise.ts";
import type { Database } from "./database.ts";

/**
 * Keys of one entry before those that its document does not bear any more are forgotten: guids or dates that are new with
 * every poll would add some for ever.
 */
const maxKeys = 24;

/** Of all keys of a document's items those that are known of their feed; null leads to an entry that retention took. */
export function knownKeys(
  database: Database,
  feedId: number,
  items: readonly Recognisable[],
): ReadonlyMap<string, number | null> {
  const wanted = items.flatMap(({ keys, moveKey }) => (moveKey === undefined ? keys : [...keys, moveKey]));
  const rows = database.all<{ key: string; entry_id: number | null }>(
    `select key, entry_id from entry_keys
     where feed_id = :feedId and key in (select value from json_each(:wanted))`,
    { feedId, wanted: JSON.stringify(wanted) },
  );
  return new Map(rows.map((row) => [row.key, row.entry_id]));
}

/**
 * Makes an item's keys lead to its entry, also those that led to another one: swapped guids go with the article. A move
 * key stays with whom it led to first, and of a dropped entry (`entryId` null) only what was unknown is kept.
 */
export function keepKeys(
  database: Database,
  item: Readonly<{
    feedId: number;
    keys: readonly string[];
    entryId: number | null;
    known: ReadonlyMap<string, number | null>;
    moveKey?: string | undefined;
  }>,
): void {
  const { feedId, entryId, known } = item;
  const unknown = item.keys.filter((key) => !known.has(key));
  const learnt = entryId === null ? unknown : item.keys.filter((key) => known.get(key) !== entryId);
  for (const key of learnt)
    database.run(
      `insert into entry_keys (feed_id, key, entry_id) values (:feedId, :key, :entryId)
       on conflict do update set entry_id = excluded.entry_id`,
      { feedId, key, entryId },
    );
  if (entryId !== null && unknown.length > 0) forgetOldKeys(database, item.keys, entryId);
  if (item.moveKey !== undefined) keepMoveKey(database, { feedId, key: item.moveKey, entryId });
}

/** The move key leads to the entry that had this title and date first. */
export function keepMoveKey(
  database: Database,
  row: Readonly<{ feedId: number; key: string; entryId: number | null }>,
): void {
  database.run(
    `insert into entry_keys (feed_id, key, entry_id) values (:feedId, :key, :entryId) on conflict do nothing`,
    row,
  );
}

function forgetOldKeys(database: Database, keys: readonly string[], entryId: number): void {
  const count = database.get<{ count: number }>(
    "select count(*) as count from entry_keys where entry_id = :entryId",
    { entryId },
  )?.count;
  if (count === undefined || count <= maxKeys) return;
  database.run(
    `delete from entry_keys
     where entry_id = :entryId and key not like 'm:%' and key not in (select value from json_each(:keys))`,
    { entryId, keys: JSON.stringify(keys) },
  );
}
