import type { PlacedEntry, Story, StoryReport } from "../../model/story.ts";
import {
  type EntryRow,
  type ReportRow,
  entryColumns,
  reportColumns,
  toPlacedEntry,
  toReport,
} from "../entry-rows.ts";
import { type StoryRow, storyColumns, toStory } from "../story-rows.ts";
import type { Grouping, StoryStore } from "../story-store.ts";
import { advanceCounter, lockCounter, raiseCounter, readCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { copyMarks, mergeMarks } from "./mark-moves.ts";
import { isHeldByAnother } from "./processes.ts";
import { createTopicStore, forgetProfiles, mergeTopics, saveTopics } from "./topics.ts";

type GroupingMethods = Omit<StoryStore, "story" | "stories" | "countFound" | "categories">;

/** Stories as grouping and upkeep change them; what pages ask for is in `story-queries.ts`. */
export function createStoryStore(database: Database): GroupingMethods {
  return {
    lastStoryId: () => readCounter(database, "story"),
    lastPlacement: () => readCounter(database, "placement"),
    entriesOfStories: async (ids) =>
      byStory<PlacedEntry>((await membersOf<EntryRow>(database, entryColumns, ids)).map(toPlacedEntry)),
    reportsOfStories: async (ids) =>
      byStory<StoryReport>((await membersOf<ReportRow>(database, reportColumns, ids)).map(toReport)),
    storiesByIds: async (ids) => {
      const rows = await database.all<StoryRow>(
        `select ${storyColumns} from stories s where s.id = any(:ids::bigint[]) order by s.id`,
        { ids },
      );
      return rows.map(toStory);
    },
    saveGrouping: (grouping) => database.transaction((connection) => saveGrouping(connection, grouping)),
    ...createTopicStore(database),
  };
}

const membersOf = <Row>(connection: Connection, columns: string, ids: readonly number[]): Promise<Row[]> =>
  connection.all<Row>(
    `select ${columns} from entries e join feeds f on f.id = e.feed_id
     where e.story_id = any(:ids::bigint[]) order by e.shown_at, e.id`,
    { ids },
  );

const byStory = <Member extends StoryReport>(members: readonly Member[]): Map<number, Member[]> =>
  Map.groupBy(members, ({ placement }) => placement.storyId);

/** The counter of placements is locked first: who else would place something waits, and then finds it moved on. */
async function saveGrouping(
  connection: Connection,
  { decidedAfter, as, merges, placements, stories, topics = [] }: Grouping,
): Promise<number | undefined> {
  const last = await lockCounter(connection, "placement");
  if (decidedAfter !== undefined && last !== decidedAfter) return undefined;
  if (as && (await isHeldByAnother(connection, as))) return undefined;
  for (const merge of merges) await mergeStory(connection, merge);
  await placeEntries(connection, placements, last);
  await saveStories(connection, stories);
  await saveTopics(connection, topics);
  if (merges.length + placements.length + stories.length + topics.length > 0)
    await advanceCounter(connection, "revision");
  return last + placements.length;
}

async function placeEntries(
  connection: Connection,
  placements: Grouping["placements"],
  last: number,
): Promise<void> {
  if (placements.length === 0) return;
  await advanceCounter(connection, "placement", placements.length);
  await connection.run(
    `update entries e set story_id = p.story_id, copy_group = p.copy_group, layer = p.layer, reason = p.reason,
       placed_order = :last + p.number
     from ${places} where e.id = p.id`,
    { last, ...placeParameters(placements) },
  );
}

/** Entries go to other places, and keep theirs in the order of placements. */
export async function moveEntries(connection: Connection, moves: Grouping["placements"]): Promise<void> {
  if (moves.length === 0) return;
  await forgetProfiles(
    connection,
    moves.map(({ entryId }) => entryId),
    moves.map(({ placement }) => placement.storyId),
  );
  await copyMarks(
    connection,
    moves.map(({ entryId, placement: { storyId } }) => ({ entryId, storyId })),
  );
  await connection.run(
    `update entries e set story_id = p.story_id, copy_group = p.copy_group, layer = p.layer, reason = p.reason
     from ${places} where e.id = p.id`,
    placeParameters(moves),
  );
}

const places = `unnest(:ids::bigint[], :storyIds::bigint[], :copyGroups::bigint[], :layers::text[], :reasons::text[])
  with ordinality as p (id, story_id, copy_group, layer, reason, number)`;

const placeParameters = (placements: Grouping["placements"]) => ({
  ids: placements.map(({ entryId }) => entryId),
  storyIds: placements.map(({ placement }) => placement.storyId),
  copyGroups: placements.map(({ placement }) => placement.copyGroup),
  layers: placements.map(({ placement }) => placement.layer),
  reasons: placements.map(({ placement }) => JSON.stringify(placement.reason)),
});

/** The entries of `from` go to `into`; its id leads on, and whatever led to it. */
export async function mergeStory(
  connection: Connection,
  { from, into, reason, at }: Grouping["merges"][number],
): Promise<void> {
  await connection.run("update entries set story_id = :into where story_id = :from", { from, into });
  await connection.run("update merged_stories set into_id = :into where into_id = :from", { from, into });
  await mergeTopics(connection, from, into);
  await mergeMarks(connection, from, into);
  await connection.run("delete from stories where id = :from", { from });
  await connection.run(
    `insert into merged_stories (id, into_id, reason, merged_at) values (:from, :into, :reason, :at)
     on conflict (id) do update set into_id = excluded.into_id`,
    { from, into, reason, at: at.getTime() },
  );
  await raiseCounter(connection, "story", Math.max(from, into));
}

/** Whether these have as many entries as they say: retention may have taken some since they were read. */
export const areWhole = async (connection: Connection, stories: readonly Story[]): Promise<boolean> =>
  (await connection.get(
    `select 1 from unnest(:ids::bigint[], :counts::bigint[]) s (id, entries)
     where (select count(*) from entries where story_id = s.id) <> s.entries limit 1`,
    { ids: stories.map(({ id }) => id), counts: stories.map(({ entryCount }) => entryCount) },
  )) === undefined;

/** What these have become; of one that is there twice the last. */
export async function saveStories(connection: Connection, stories: readonly Story[]): Promise<void> {
  if (stories.length === 0) return;
  const rows = [...new Map(stories.map((story) => [story.id, story])).values()];
  const of = <T>(value: (story: Story) => T) => rows.map(value);
  await connection.run(
    `insert into stories (id, lead_entry_id, lead_reason, language, entry_count, coverage, first_report_at, last_report_at, updated_at, news_at, rank)
     select * from unnest(:ids::bigint[], :leadEntryIds::bigint[], :leadReasons::text[], :languages::text[],
       :entryCounts::bigint[], :coverages::bigint[], :firstReportsAt::bigint[], :lastReportsAt::bigint[],
       :updatedAt::bigint[], :newsAt::bigint[], :ranks::float8[])
     on conflict (id) do update set lead_entry_id = excluded.lead_entry_id, lead_reason = excluded.lead_reason, language = excluded.language,
       entry_count = excluded.entry_count, coverage = excluded.coverage, first_report_at = excluded.first_report_at,
       last_report_at = excluded.last_report_at, updated_at = excluded.updated_at, news_at = greatest(stories.news_at, excluded.news_at), rank = excluded.rank`,
    {
      ids: of(({ id }) => id),
      leadEntryIds: of(({ leadEntryId }) => leadEntryId),
      leadReasons: of(({ leadReason }) => leadReason ?? null),
      languages: of(({ language }) => language),
      entryCounts: of(({ entryCount }) => entryCount),
      coverages: of(({ coverage }) => coverage),
      firstReportsAt: of(({ firstReportAt }) => firstReportAt.getTime()),
      lastReportsAt: of(({ lastReportAt }) => lastReportAt.getTime()),
      updatedAt: of(({ updatedAt }) => updatedAt.getTime()),
      newsAt: of(({ newsAt }) => newsAt.getTime()),
      ranks: of(({ rank }) => rank),
    },
  );
  await raiseCounter(connection, "story", Math.max(...of(({ id }) => id)));
}
