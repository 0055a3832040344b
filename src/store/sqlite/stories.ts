import type { PlacedEntry, Story, StoryReport } from "../../model/story.ts";
import type { Grouping, StoryStore } from "../story-store.ts";
import type { Checkpoints } from "./checkpoint-apart.ts";
import { advanceCounter, raiseCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import {
  type EntryRow,
  type ReportRow,
  entryColumns,
  reportColumns,
  toPlacedEntry,
  toReport,
} from "../entry-rows.ts";
import { isHeldByAnother } from "./processes.ts";
import { type StoryRow, storyColumns, toStory } from "../story-rows.ts";
import { copyMarks, mergeMarks } from "./mark-moves.ts";
import { indexEntries } from "./search.ts";
import { createTopicStore, forgetProfiles, mergeTopics, saveTopics } from "./topics.ts";

type GroupingMethods = Omit<StoryStore, "story" | "stories" | "countFound" | "categories">;

/** Stories as grouping and upkeep change them; what pages ask for is in `story-queries.ts`. */
export function createStoryStore(
  database: Database,
  checkpoints: Pick<Checkpoints, "settle">,
): GroupingMethods {
  return {
    lastStoryId: async () => readCounter(database, "story"),
    lastPlacement: async () => readCounter(database, "placement"),
    entriesOfStories: async (ids) =>
      byStory<PlacedEntry>(membersOf<EntryRow>(database, entryColumns, ids).map(toPlacedEntry)),
    reportsOfStories: async (ids) =>
      byStory<StoryReport>(membersOf<ReportRow>(database, reportColumns, ids).map(toReport)),
    storiesByIds: async (ids) =>
      database
        .all<StoryRow>(
          `select ${storyColumns} from stories s where s.id in (select value from json_each(:ids))`,
          { ids: JSON.stringify(ids) },
        )
        .map(toStory),
    saveGrouping: async (grouping) => {
      if (isOvertaken(database, grouping)) return undefined;
      await indexEntries(
        database,
        grouping.placements.map(({ entryId }) => entryId),
        checkpoints,
      );
      const placed = database.transaction(() => saveGrouping(database, grouping));
      await checkpoints.settle();
      return placed;
    },
    ...createTopicStore(database),
  };
}

const membersOf = <Row>(database: Database, columns: string, ids: readonly number[]): Row[] =>
  database.all<Row>(
    `select ${columns} from entries e join feeds f on f.id = e.feed_id
     where e.story_id in (select value from json_each(:ids)) order by e.shown_at, e.id`,
    { ids: JSON.stringify(ids) },
  );

const byStory = <Member extends StoryReport>(members: readonly Member[]): Map<number, Member[]> =>
  Map.groupBy(members, ({ placement }) => placement.storyId);

/** Whether another process has placed something after this was decided, or has the role. */
const isOvertaken = (database: Database, { decidedAfter, as }: Grouping): boolean =>
  (as !== undefined && isHeldByAnother(database, as)) ||
  (decidedAfter !== undefined && readCounter(database, "placement") !== decidedAfter);

function saveGrouping(database: Database, grouping: Grouping): number | undefined {
  if (isOvertaken(database, grouping)) return undefined;
  const { merges, placements, stories, topics = [] } = grouping;
  for (const merge of merges) mergeStory(database, merge);
  let order = advanceCounter(database, "placement", placements.length) - placements.length;
  for (const { entryId, placement } of placements) {
    order += 1;
    database.run(
      `update entries set story_id = :storyId, copy_group = :copyGroup, layer = :layer, reason = :reason,
         placed_order = :order
       where id = :entryId`,
      {
        entryId,
        storyId: placement.storyId,
        copyGroup: placement.copyGroup,
        layer: placement.layer,
        reason: JSON.stringify(placement.reason),
        order,
      },
    );
  }
  for (const story of stories) saveStory(database, story);
  saveTopics(database, topics);
  if (merges.length + placements.length + stories.length + topics.length > 0)
    advanceCounter(database, "revision");
  return readCounter(database, "placement");
}

/** Entries go to other places, and keep theirs in the order of placements. */
export function moveEntries(database: Database, moves: Grouping["placements"]): void {
  forgetProfiles(
    database,
    moves.map(({ entryId }) => entryId),
    moves.map(({ placement }) => placement.storyId),
  );
  copyMarks(
    database,
    moves.map(({ entryId, placement: { storyId } }) => ({ entryId, storyId })),
  );
  for (const { entryId, placement } of moves)
    database.run(
      `update entries set story_id = :storyId, copy_group = :copyGroup, layer = :layer, reason = :reason
       where id = :entryId`,
      { entryId, ...placement, reason: JSON.stringify(placement.reason) },
    );
}

/** The entries of `from` go to `into`; its id leads on, and whatever led to it. */
export function mergeStory(database: Database, { from, into, reason, at }: Grouping["merges"][number]): void {
  database.run("update entries set story_id = :into where story_id = :from", { from, into });
  database.run("update merged_stories set into_id = :into where into_id = :from", { from, into });
  mergeTopics(database, from, into);
  mergeMarks(database, from, into);
  database.run("delete from stories where id = :from", { from });
  database.run(
    `insert into merged_stories (id, into_id, reason, merged_at) values (:from, :into, :reason, :at)
     on conflict (id) do update set into_id = excluded.into_id`,
    { from, into, reason, at: at.getTime() },
  );
  raiseCounter(database, "story", Math.max(from, into));
}

/** Whether these have as many entries as they say: retention may have taken some since they were read. */
export const areWhole = (database: Database, stories: readonly Story[]): boolean =>
  database.get(
    `select 1 from json_each(:counts) s
     where (select count(*) from entries where story_id = s.value ->> 0) <> s.value ->> 1`,
    { counts: JSON.stringify(stories.map(({ id, entryCount }) => [id, entryCount])) },
  ) === undefined;

export function saveStory(database: Database, story: Story): void {
  database.run(
    `insert into stories (id, lead_entry_id, lead_reason, language, entry_count, coverage, first_report_at, last_report_at, updated_at, news_at, rank)
     values (:id, :leadEntryId, :leadReason, :language, :entryCount, :coverage, :firstReportAt, :lastReportAt, :updatedAt, :newsAt, :rank)
     on conflict (id) do update set lead_entry_id = excluded.lead_entry_id, lead_reason = excluded.lead_reason, language = excluded.language,
       entry_count = excluded.entry_count, coverage = excluded.coverage, first_report_at = excluded.first_report_at,
       last_report_at = excluded.last_report_at, updated_at = excluded.updated_at, news_at = max(news_at, excluded.news_at), rank = excluded.rank`,
    {
      ...story,
      leadReason: story.leadReason,
      firstReportAt: story.firstReportAt.getTime(),
      lastReportAt: story.lastReportAt.getTime(),
      updatedAt: story.updatedAt.getTime(),
      newsAt: story.newsAt.getTime(),
    },
  );
  raiseCounter(database, "story", story.id);
}
