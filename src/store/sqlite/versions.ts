import type { EntryVersion } from "../../model/entry.ts";
import type { EntryStore } from "../entry-store.ts";
import { maxTextLength, maxVersions, toVersion, type VersionRow } from "../version-rows.ts";
import type { Database } from "./database.ts";

/** Keeps what the entry says now, before it is overwritten. Of too many the first and the latest stay. */
export function keepVersion(database: Database, entryId: number, saidUntil: Date): void {
  database.run(
    `insert into entry_versions (entry_id, said_until, title, summary, content_html)
     select id, :saidUntil, title, summary, case when length(content_html) <= :maxTextLength then content_html end
     from entries where id = :entryId`,
    { entryId, saidUntil: saidUntil.getTime(), maxTextLength },
  );
  database.run(
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
      const versions = new Map<number, readonly EntryVersion[]>();
      for (const entryId of new Set(entryIds)) {
        const rows = database.all<VersionRow>(
          `select title, summary, content_html, said_until from entry_versions
           where entry_id = :entryId
             and (id = (select min(id) from entry_versions where entry_id = :entryId)
               or id in (select id from entry_versions where entry_id = :entryId order by id desc limit :latest))
           order by id`,
          { entryId, latest: Math.max(0, limit - 1) },
        );
        if (rows.length > 0) versions.set(entryId, rows.map(toVersion));
      }
      return versions;
    },
  };
}
