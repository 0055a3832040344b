import { type KeyWrites, maxKeys } from "../key-writes.ts";
import type { Recognisable } from "../recognise.ts";
import type { Database } from "./database.ts";

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
