import { readCursor, writeCursor } from "../cursor.ts";
import type { RetentionStore, Surplus, Trimming } from "../retention-store.ts";
import { advanceCounter, readCounter } from "./counters.ts";
import type { Checkpoints } from "./checkpoint-apart.ts";
import type { Database } from "./database.ts";
import { dropEntries, dropStories, dropWhole, isWanted } from "./drop-stories.ts";

/** `checkpoints`: what is dropped changes many pages, and whoever asks for more has time. */
export function createRetentionStore(
  database: Database,
  { takeIn }: Pick<Checkpoints, "takeIn">,
): RetentionStore {
  return {
    dropStories: async (query) => {
      const result = database.transaction(() => dropStories(database, query));
      if (result.dropped > 0) await takeIn();
      return result;
    },
    surplusEntries: async (query) => findSurplus(database, query),
    saveTrimming: async (trimming) => {
      const isSaved = database.transaction(() => saveTrimming(database, trimming));
      await takeIn();
      return isSaved;
    },
  };
}

type Row = Readonly<{ id: number; story_id: number; shown_at: number; may_go: number }>;

function findSurplus(
  database: Database,
  { feedId, keep, closedBefore, limit, cursor }: Parameters<RetentionStore["surplusEntries"]>[0],
): Surplus {
  const [after, afterId] = cursor === undefined ? [Number.MIN_SAFE_INTEGER, 0] : readCursor(cursor);
  const rows = database.all<Row>(
    `select e.id, e.story_id, e.shown_at, exists (
       select 1 from stories s where s.id = e.story_id and s.last_report_at < :closedBefore and not ${isWanted}) as may_go
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

function saveTrimming(
  database: Database,
  { decidedAfter, entryIds, stories, ended, refolded }: Trimming,
): boolean {
  if (readCounter(database, "placement") !== decidedAfter) return false;
  const touched = JSON.stringify([...stories.map(({ id }) => id), ...ended]);
  const starred = database.get(
    "select 1 from marks where story_id in (select value from json_each(:touched)) and starred_at is not null",
    { touched },
  );
  if (starred) return false;
  for (const { entryId, copyGroup } of refolded)
    database.run("update entries set copy_group = :copyGroup where id = :entryId", { entryId, copyGroup });
  for (const story of stories)
    database.run(
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
  dropWhole(database, ended);
  dropEntries(database, entryIds); // those of stories that ended are gone by now
  advanceCounter(database, "revision");
  return true;
}
