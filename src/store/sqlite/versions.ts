import type { EntryVersion, SafeHtml } from "../../model/entry.ts";
import type { EntryStore } from "../entry-store.ts";
import type { Database } from "./database.ts";

/** How many versions of one entry are kept: a live blog is edited with every poll. */
const maxVersions = 20;
/** Longer texts would make a feed of a few megabytes one of a hundred. In characters of HTML. */
const maxTextLength = 100_000;

type VersionRow = Readonly<{
  title: string;
  summary: string | null;
  content_html: string | null;
  said_until: number;
}>;

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

const toVersion = (row: VersionRow): EntryVersion => ({
  title: row.title,
  ...(row.summary !== null && { summary: row.summary }),
  // Went through the sanitiser before it was stored.
  ...(row.content_html !== null && { contentHtml: row.content_html as SafeHtml }),
  saidUntil: new Date(row.said_until),
});
