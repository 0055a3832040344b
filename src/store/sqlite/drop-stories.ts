import type { RetentionStore } from "../retention-store.ts";
import { firstOf, type Looked, lookedAnEntry } from "../stories-to-drop.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { dropMarks } from "./mark-moves.ts";
import { dropSpentCorrections } from "./spent-corrections.ts";

/** Of stories `s`: somebody wants them kept. */
export const isWanted = `(
  exists (select 1 from marks m where m.story_id = s.id and m.starred_at is not null)
  or exists (select 1 from entries e
    join correction_entries c on c.entry_id = e.id join corrections d on d.id = c.correction_id
    where e.story_id = s.id and d.undone_at is null))`;

/** Within a transaction. */
export function dropStories(
  database: Database,
  { before, after = 0, limit }: Parameters<RetentionStore["dropStories"]>[0],
): Readonly<{ dropped: number; next?: number }> {
  const most = limit * lookedAnEntry;
  const looked = database.all<Looked>(
    `select s.id, s.entry_count,
       s.last_report_at < :before
         and not exists (select 1 from entries e where e.story_id = s.id and e.first_seen_at >= :before)
         and not ${isWanted} as is_old
     from stories s where s.id > :after order by s.id limit :most`,
    { before: before.getTime(), after, most },
  );
  const old = looked.filter(({ is_old }) => is_old === 1);
  const going = firstOf(old, limit);
  const [large] = old;
  if (going.length === 0 && large) {
    dropSome(database, large.id, limit);
    return { dropped: 0, next: large.id - 1 };
  }
  dropWhole(database, going);
  const last =
    going.length < old.length ? going.at(-1) : looked.length < most ? undefined : looked.at(-1)?.id;
  return { dropped: going.length, ...(last !== undefined && { next: last }) };
}

/** Stories with all that belongs to them. */
export function dropWhole(database: Database, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const list = JSON.stringify(ids);
  database.run("delete from stories where id in (select value from json_each(:list))", { list });
  dropMarks(database, list);
  database.run("delete from merged_stories where into_id in (select value from json_each(:list))", { list });
  const entries = database.all<{ id: number }>(
    "select id from entries where story_id in (select value from json_each(:list))",
    { list },
  );
  dropEntries(
    database,
    entries.map(({ id }) => id),
  );
  advanceCounter(database, "revision");
}

/** Some of a story's entries, the oldest first, but for its lead: the rest of it goes later. */
function dropSome(database: Database, storyId: number, limit: number): void {
  const entries = database.all<{ id: number }>(
    `select id from entries where story_id = :storyId
       and id <> (select lead_entry_id from stories where id = :storyId)
     order by shown_at, id limit :limit`,
    { storyId, limit },
  );
  dropEntries(
    database,
    entries.map(({ id }) => id),
  );
  database.run(
    `update stories set entry_count = (select count(*) from entries where story_id = :storyId) where id = :storyId`,
    { storyId },
  );
  advanceCounter(database, "revision");
}

/** Their keys stay, pointing at nothing: what was dropped does not come back as new. */
export function dropEntries(database: Database, ids: readonly number[]): void {
  const list = JSON.stringify(ids);
  database.run("delete from entry_search where rowid in (select value from json_each(:list))", { list });
  const counts = database.all<{ id: number; entries: number }>(
    // Crossed, so that entries are looked up: else all are read in the order of their feeds, which takes 20 ms for twenty.
    `select e.feed_id as id, count(*) as entries from json_each(:list) gone cross join entries e on e.id = gone.value
     group by e.feed_id`,
    { list },
  );
  for (const { id, entries } of counts)
    database.run("update feeds set entry_count = entry_count - :entries where id = :id", { id, entries });
  database.run("delete from entries where id in (select value from json_each(:list))", { list });
  dropSpentCorrections(database);
}
