import type { RetentionStore } from "../retention-store.ts";
import { isWanted } from "../sqlite/drop-stories.ts";
import { firstOf, type Looked, lookedAnEntry } from "../stories-to-drop.ts";
import { advanceCounter, lockCounter } from "./counters.ts";
import type { Connection } from "./database.ts";
import { dropSpentCorrections } from "./spent-corrections.ts";

/**
 * Within a transaction. Nobody places entries meanwhile (the counter is locked), and nobody saves a document of their feeds
 * (those are locked, by ascending id): so no entry comes to a story that goes, and none is edited that is gone.
 */
export async function dropStories(
  connection: Connection,
  { before, after = 0, limit }: Parameters<RetentionStore["dropStories"]>[0],
): Promise<Readonly<{ dropped: number; next?: number }>> {
  await lockCounter(connection, "placement");
  const most = limit * lookedAnEntry;
  // Limited within: so PostgreSQL knows for how few it looks for entries, and does not read all that there are.
  const looked = await connection.all<Looked>(
    `select s.id, s.entry_count, case when s.last_report_at < :before
         and not exists (select 1 from entries e where e.story_id = s.id and e.first_seen_at >= :before)
         and not ${isWanted} then 1 else 0 end as is_old
     from (select * from stories where id > :after order by id limit :most) s order by s.id`,
    { before: before.getTime(), after, most },
  );
  const old = looked.filter(({ is_old }) => is_old === 1);
  const going = firstOf(old, limit);
  const [large] = old;
  if (going.length === 0 && large) {
    await dropSome(connection, large.id, limit);
    return { dropped: 0, next: large.id - 1 };
  }
  await dropWhole(connection, going);
  const last =
    going.length < old.length ? going.at(-1) : looked.length < most ? undefined : looked.at(-1)?.id;
  return { dropped: going.length, ...(last !== undefined && { next: last }) };
}

/** Stories with all that belongs to them. */
export async function dropWhole(connection: Connection, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const entries = await connection.all<{ id: number }>(
    "select id from entries where story_id = any(:ids::bigint[])",
    { ids },
  );
  const entryIds = entries.map(({ id }) => id);
  await lockFeeds(connection, entryIds);
  await connection.run("delete from stories where id = any(:ids::bigint[])", { ids });
  await connection.run("delete from marks where story_id = any(:ids::bigint[])", { ids });
  await connection.run("delete from merged_stories where into_id = any(:ids::bigint[])", { ids });
  await dropEntries(connection, entryIds);
  await advanceCounter(connection, "revision");
}

/** Some of a story's entries, the oldest first, but for its lead: the rest of it goes later. */
async function dropSome(connection: Connection, storyId: number, limit: number): Promise<void> {
  const entries = await connection.all<{ id: number }>(
    `select id from entries where story_id = :storyId
       and id <> (select lead_entry_id from stories where id = :storyId)
     order by shown_at, id limit :limit`,
    { storyId, limit },
  );
  const ids = entries.map(({ id }) => id);
  await lockFeeds(connection, ids);
  await dropEntries(connection, ids);
  await connection.run(
    `update stories set entry_count = (select count(*) from entries where story_id = :storyId) where id = :storyId`,
    { storyId },
  );
  await advanceCounter(connection, "revision");
}

/** The feeds of these entries, by ascending id. */
export async function lockFeeds(connection: Connection, entryIds: readonly number[]): Promise<void> {
  await connection.run(
    `select id from feeds where id in (select feed_id from entries where id = any(:entryIds::bigint[]))
     order by id for no key update`,
    { entryIds },
  );
}

/** Their keys stay, pointing at nothing: what was dropped does not come back as new. */
export async function dropEntries(connection: Connection, ids: readonly number[]): Promise<void> {
  await connection.run(
    `with gone as (delete from entries where id = any(:ids::bigint[]) returning feed_id),
       counts as (select feed_id, count(*) as entries from gone group by feed_id)
     update feeds set entry_count = entry_count - counts.entries from counts where feeds.id = counts.feed_id`,
    { ids },
  );
  await dropSpentCorrections(connection);
}
