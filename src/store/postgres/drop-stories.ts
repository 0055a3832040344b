import { advanceCounter, lockCounter } from "./counters.ts";
import type { Connection } from "./database.ts";
import { dropSpentCorrections } from "./spent-corrections.ts";

/**
 * Stories whose entries were all first seen before `before` and that nobody has starred, at most `limit`; answers how many there were. Nobody places
 * entries meanwhile (the counter is locked), and nobody saves a document of their feeds (those are locked, by ascending
 * id): so no entry comes to a story that goes, and none is edited that is gone.
 */
export async function dropStories(
  connection: Connection,
  { before, limit }: Readonly<{ before: Date; limit: number }>,
): Promise<number> {
  await lockCounter(connection, "placement");
  const stories = await connection.all<{ id: number }>(
    `select s.id from stories s
     where s.last_report_at < :before
       and not exists (select 1 from entries e where e.story_id = s.id and e.first_seen_at >= :before)
       and not exists (select 1 from marks m where m.story_id = s.id and m.starred_at is not null)
     limit :limit`,
    { before: before.getTime(), limit },
  );
  const ids = stories.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await connection.run(
    `select id from feeds where id in (select feed_id from entries where story_id = any(:ids::bigint[]))
     order by id for no key update`,
    { ids },
  );
  await connection.run("delete from stories where id = any(:ids::bigint[])", { ids });
  await connection.run("delete from marks where story_id = any(:ids::bigint[])", { ids });
  await connection.run("delete from merged_stories where into_id = any(:ids::bigint[])", { ids });
  // Their keys stay, pointing at nothing: what was dropped does not come back as new.
  await connection.run(
    `with gone as (delete from entries where story_id = any(:ids::bigint[]) returning feed_id),
       counts as (select feed_id, count(*) as entries from gone group by feed_id)
     update feeds set entry_count = entry_count - counts.entries from counts where feeds.id = counts.feed_id`,
    { ids },
  );
  await dropSpentCorrections(connection);
  await advanceCounter(connection, "revision");
  return ids.length;
}
