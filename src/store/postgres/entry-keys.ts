import { type KeyWrites, maxKeys } from "../key-writes.ts";
import type { Recognisable } from "../recognise.ts";
import type { Connection } from "./database.ts";

/** Of all keys of a document's items those that are known of their feed; null leads to an entry that retention took. */
export async function knownKeys(
  connection: Connection,
  feedId: number,
  items: readonly Recognisable[],
): Promise<ReadonlyMap<string, number | null>> {
  const wanted = items.flatMap(({ keys, moveKey }) => (moveKey === undefined ? keys : [...keys, moveKey]));
  const rows = await connection.all<{ key: string; entry_id: number | null }>(
    `select key, entry_id from unnest(:wanted::text[]) as wanted join entry_keys on key = wanted
     where feed_id = :feedId`,
    { feedId, wanted },
  );
  return new Map(rows.map((row) => [row.key, row.entry_id]));
}

export async function writeKeys(
  connection: Connection,
  feedId: number,
  { leads, moveKeys, grown }: KeyWrites,
): Promise<void> {
  if (leads.size > 0)
    await connection.run(
      `insert into entry_keys (feed_id, key, entry_id)
       select :feedId::bigint, * from unnest(:keys::text[], :ids::bigint[])
       on conflict (feed_id, key) do update set entry_id = excluded.entry_id`,
      { feedId, keys: [...leads.keys()], ids: [...leads.values()] },
    );
  if (moveKeys.size > 0)
    await connection.run(
      `insert into entry_keys (feed_id, key, entry_id)
       select :feedId::bigint, * from unnest(:keys::text[], :ids::bigint[])
       on conflict do nothing`,
      { feedId, keys: [...moveKeys.keys()], ids: [...moveKeys.values()] },
    );
  for (const { keys, entryId } of grown) await forgetOldKeys(connection, keys, entryId);
}

const forgetOldKeys = (connection: Connection, keys: readonly string[], entryId: number) =>
  connection.run(
    `delete from entry_keys
     where entry_id = :entryId and key not like 'm:%' and key <> all(:keys::text[])
       and (select count(*) from entry_keys where entry_id = :entryId) > :maxKeys`,
    { entryId, keys, maxKeys },
  );
