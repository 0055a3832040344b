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

/** What the keys of a slice's items are to lead to, until all of it is written at once: as a statement each, they took as long as the entries. */
export type KeyWrites = Readonly<{
  leads: Map<string, number | null>;
  moveKeys: Map<string, number>;
  /** Entries that got keys beside those they had. */
  grown: { entryId: number; keys: readonly string[] }[];
}>;

export const noKeyWrites = (): KeyWrites => ({ leads: new Map(), moveKeys: new Map(), grown: [] });

/**
 * Makes an item's keys lead to its entry, also those that led to another one: swapped guids go with the article. Of a
 * dropped entry (`entryId` null) only what was unknown is kept.
 */
export function keepKeys(
  writes: KeyWrites,
  item: Readonly<{
    keys: readonly string[];
    entryId: number | null;
    known: ReadonlyMap<string, number | null>;
    isNew?: true;
  }>,
): void {
  const { keys, entryId, known, isNew = false } = item;
  let hasUnknown = false;
  for (const key of keys) {
    const led = known.get(key);
    hasUnknown ||= led === undefined;
    if (led === undefined || (entryId !== null && led !== entryId)) writes.leads.set(key, entryId);
  }
  if (entryId !== null && hasUnknown && !(isNew && keys.length <= maxKeys))
    writes.grown.push({ entryId, keys });
}

/** The move key leads to the entry that had this title and date first. */
export function keepMoveKey({ moveKeys }: KeyWrites, key: string, entryId: number): void {
  if (!moveKeys.has(key)) moveKeys.set(key, entryId);
}

export function writeKeys(database: Database, feedId: number, { leads, moveKeys, grown }: KeyWrites): void {
  if (leads.size > 0)
    database.run(
      `insert into entry_keys (feed_id, key, entry_id) select :feedId, key, value from json_each(:leads) where true
       on conflict do update set entry_id = excluded.entry_id`,
      { feedId, leads: asJson(leads) },
    );
  if (moveKeys.size > 0)
    database.run(
      `insert into entry_keys (feed_id, key, entry_id) select :feedId, key, value from json_each(:moveKeys) where true
       on conflict do nothing`,
      { feedId, moveKeys: asJson(moveKeys) },
    );
  for (const { entryId, keys } of grown) forgetOldKeys(database, keys, entryId);
}

/** By hand: an object made of hundreds of keys takes eight times as long. */
const asJson = (leads: ReadonlyMap<string, number | null>): string =>
  `{${Array.from(leads, ([key, entryId]) => `${JSON.stringify(key)}:${entryId}`).join(",")}}`;

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
