import { readCursor, writeCursor } from "../cursor.ts";
import type { RetentionStore, Surplus, Trimming } from "../retention-store.ts";
import { isWanted } from "../sqlite/drop-stories.ts";
import { advanceCounter, lockCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { dropEntries, dropStories, dropWhole, lockFeeds } from "./drop-stories.ts";

export function createRetentionStore(database: Database): RetentionStore {
  return {
    dropStories: (query) => database.transaction((connection) => dropStories(connection, query)),
    surplusEntries: (query) => findSurplus(database, query),
    saveTrimming: (trimming) => database.transaction((connection) => saveTrimming(connection, trimming)),
  };
}

type Row = Readonly<{ id: number; story_id: number; shown_at: number; may_go: number }>;

async function findSurplus(
  database: Database,
  { feedId, keep, closedBefore, limit, cursor }: Parameters<RetentionStore["surplusEntries"]>[0],
): Promise<Surplus> {
  const [after, afterId] = cursor === undefined ? [Number.MIN_SAFE_INTEGER, 0] : readCursor(cursor);
  const rows = await database.all<Row>(
    `select e.id, e.story_id, e.shown_at, case when exists (
       select 1 from stories s where s.id = e.story_id and s.last_report_at < :closedBefore and not ${isWanted})
       then 1 else 0 end as may_go
     from entries e
     where e.feed_id = :feedId and (e.shown_at, e.id) > (:after, :afterId) and (e.shown_at, e.id) < (
       select shown_at, id from entries where feed_id = :feedId
       order by shown_at desc, id desc limit 1 offset :kept)
     order by e.shown_at, e.id limit :limit`,
    { feedId, kept: keep - 1, closedBefore: closedBefore.getTime(), after, afterId, limit },
  );
  const last = rows.length < limit ? undefined : rows.at(-1);
  return {
    entries: rows.filter(({ may_go }) => may_go === 1).map(({ id, story_id: storyId }) => ({ id, storyId })),
    ...(last && { next: writeCursor([last.shown_at, last.id]) }),
  };
}

async function saveTrimming(
  connection: Connection,
  { decidedAfter, entryIds, stories, ended, refolded }: Trimming,
): Promise<boolean> {
  if ((await lockCounter(connection, "placement")) !== decidedAfter) return false;
  await lockFeeds(connection, entryIds);
  const touched = [...stories.map(({ id }) => id), ...ended];
  const starred = await connection.get(
    "select 1 from marks where story_id = any(:touched::bigint[]) and starred_at is not null limit 1",
    { touched },
  );
  if (starred) return false;
  for (const { entryId, copyGroup } of refolded)
    await connection.run("update entries set copy_group = :copyGroup where id = :entryId", {
      entryId,
      copyGroup,
    });
  for (const story of stories)
    await connection.run(
      `update stories set lead_entry_id = :leadEntryId, lead_reason = :leadReason, language = :language,
         entry_count = :entryCount, coverage = :coverage, last_report_at = :lastReportAt, rank = :rank where id = :id`,
      {
        id: story.id,
        leadEntryId: story.leadEntryId,
        leadReason: story.leadReason,
        language: story.language,
        entryCount: story.entryCount,
        coverage: story.coverage,
        lastReportAt: story.lastReportAt.getTime(),
        rank: story.rank,
      },
    );
  await dropWhole(connection, ended);
  await dropEntries(connection, entryIds); // those of stories that ended are gone by now
  await advanceCounter(connection, "revision");
  return true;
}
