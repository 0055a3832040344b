import type { EntryVersion } from "../../model/entry.ts";
import type { EntryStore } from "../entry-store.ts";
import { maxTextLength, maxVersions, toVersion, type VersionRow } from "../version-rows.ts";
import type { Connection, Database } from "./database.ts";

/** Keeps what the entry says now, before it is overwritten. Of too many the first and the latest stay. */
export async function keepVersion(connection: Connection, entryId: number, saidUntil: Date): Promise<void> {
  await connection.run(
    `insert into entry_versions (entry_id, said_until, title, summary, content_html)
     select id, :saidUntil::bigint, title, summary, case when length(content_html) <= :maxTextLength::integer then content_html end
     from entries where id = :entryId`,
    { entryId, saidUntil: saidUntil.getTime(), maxTextLength },
  );
  await connection.run(
    `delete from entry_versions
     where entry_id = :entryId
       and id > (select min(id) from entry_versions where entry_id = :entryId)
       and id not in (select id from entry_versions where entry_id = :entryId order by id desc limit :latest)`,
    { entryId, latest: maxVersions - 1 },
  );
}

export function createVersionStore(database: Database): Pick<EntryStore, "earlierVersions"> {
  return {
    earlierVersions: async ({ entryIds, limit }) => {
      const rows = await database.all<VersionRow & Readonly<{ entry_id: number }>>(
        `select entry_id, title, summary, content_html, said_until
         from (select *, row_number() over (partition by entry_id order by id) as from_first,
             row_number() over (partition by entry_id order by id desc) as from_last
           from entry_versions where entry_id = any(:entryIds::bigint[])) as numbered
         where from_first = 1 or from_last <= :latest
         order by entry_id, id`,
        { entryIds, latest: Math.max(0, limit - 1) },
      );
      const byEntry = Map.groupBy(rows, (row) => row.entry_id);
      return new Map(
        Array.from(byEntry, ([id, versions]): [number, EntryVersion[]] => [id, versions.map(toVersion)]),
      );
    },
  };
}
