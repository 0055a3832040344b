import type { StoryWithEntries } from "../../model/story.ts";
import { readCursor, readRankCursor } from "../cursor.ts";
import { cutPage } from "../cut-page.ts";
import { type EntryRow, entryColumns, entryColumnsWithText } from "../entry-rows.ts";
import { storiesWithEntries } from "../story-entries.ts";
import { type StoryRow, storyColumns } from "../story-rows.ts";
import type { StoryLookup, StoryQuery, StoryStore } from "../story-store.ts";
import type { Connection, Database } from "./database.ts";
import { countStories, type Way, waysToUnread } from "./unread.ts";
import { wayToAsked } from "./ways-to-asked.ts";
import { type Which, whichStories } from "./which.ts";

type QueryMethods = Pick<StoryStore, "story" | "stories" | "countFound" | "categories">;

/** Stories as pages and feeds ask for them. Who reads a story and its entries reads both as of one moment. */
export function createStoryQueries(database: Database): QueryMethods {
  return {
    story: (id) => database.snapshot((connection) => findStory(connection, id)),
    stories: (query) =>
      database.snapshot(async (connection) => {
        const rows = await findStories(connection, query);
        const { items, next } = cutPage(
          rows,
          query.limit,
          (row) => row,
          (row) => [query.order === "top" ? row.rank : row.first_report_at, row.id],
        );
        const stories = await withEntries(connection, items, query.text ?? "lead");
        return next === undefined ? { items: stories } : { items: stories, next };
      }),
    countFound: (query) => countStories(database, query),
    categories: async () => {
      const rows = await database.all<{ name: string }>(
        // From one name to the next, and to the first entry of each: without the limits all entries are read.
        `with recursive names (category) as (
           select min(category) from feeds where position is not null
           union all
           select (select min(f.category) from feeds f where f.position is not null and f.category > names.category)
           from names where names.category is not null
         )
         select names.category as name from names
         cross join lateral (
           select 1 from feeds f
           cross join lateral (
             select 1 from entries e where e.feed_id = f.id and e.story_id is not null limit 1
           ) as placed
           where f.position is not null and f.category = names.category limit 1
         ) as found
         order by names.category`,
      );
      return rows.map(({ name }) => name);
    },
  };
}

async function findStory(connection: Connection, id: number): Promise<StoryLookup> {
  const row = await connection.get<StoryRow>(`select ${storyColumns} from stories s where s.id = :id`, {
    id,
  });
  if (row) return { kind: "found", ...(await withEntries(connection, [row], "all"))[0]! };
  const merged = await connection.get<{ into_id: number }>(
    "select into_id from merged_stories where id = :id",
    { id },
  );
  return merged ? { kind: "merged", into: merged.into_id } : { kind: "unknown" };
}

async function findStories(connection: Connection, query: StoryQuery): Promise<StoryRow[]> {
  const which = await whichStories(connection, query);
  if (!which) return [];
  for await (const way of waysTo(connection, which, query)) {
    const rows = await findBy(connection, query, which, way);
    if (way.isWhole || rows.length > query.limit) return rows;
  }
  return [];
}

function waysTo(connection: Connection, which: Which, query: StoryQuery): AsyncIterable<Way> | Iterable<Way> {
  const { unreadBy, starredBy, order } = query;
  if (starredBy !== undefined) return [{ isSorted: true, isWhole: true }]; // few, of whatever age
  return unreadBy === undefined ? wayToAsked(connection, query) : waysToUnread(connection, which, order);
}

function findBy(connection: Connection, query: StoryQuery, which: Which, way: Way): Promise<StoryRow[]> {
  const sortedBy = query.order === "top" ? "s.rank" : "s.first_report_at";
  const readPlace = query.order === "top" ? readRankCursor : readCursor;
  const [before, beforeId] = query.cursor ? readPlace(query.cursor) : [];
  const conditions = [
    ...(way.condition === undefined ? [] : [way.condition]),
    ...which.conditions,
    ...(before === undefined ? [] : [`(${sortedBy}, s.id) < (:before, :beforeId)`]),
  ];
  // By a sum no index is sorted: so PostgreSQL does not go through a list in its order.
  return connection.find<StoryRow>(
    `select ${storyColumns} from stories s
     ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
     order by ${way.isSorted ? `${sortedBy} + 0` : sortedBy} desc, s.id desc limit :limit`,
    {
      ...which.parameters,
      ...way.parameters,
      limit: query.limit + 1,
      ...(before !== undefined && { before, beforeId }),
    },
  );
}

/** Their text is read only for those that will show it. */
async function withEntries(
  connection: Connection,
  rows: readonly StoryRow[],
  text: "lead" | "all",
): Promise<StoryWithEntries[]> {
  const read = (columns: string, condition: string, ids: readonly number[]) =>
    connection.all<EntryRow>(
      `select ${columns} from entries e join feeds f on f.id = e.feed_id
       where ${condition} order by e.shown_at, e.id`,
      { ids },
    );
  const ids = rows.map((row) => row.id);
  const members = await read(
    text === "all" ? entryColumnsWithText : entryColumns,
    "e.story_id = any(:ids::bigint[])",
    ids,
  );
  const leads = rows.map((row) => row.lead_entry_id);
  const withText =
    text === "all" ? [] : await read(entryColumnsWithText, "e.id = any(:ids::bigint[])", leads);
  return storiesWithEntries(rows, members, withText);
}
