import { readCursor, readRankCursor } from "../cursor.ts";
import { cutPage } from "../cut-page.ts";
import type { StoryRow } from "../story-rows.ts";
import type { StoryLookup, StoryQuery, StoryStore } from "../story-store.ts";
import type { Connection, Database } from "./database.ts";
import { byStory, type Found, type JoinedRow, toStoryWithEntries, withEntries } from "./joined-stories.ts";
import { waysToUnread } from "./unread.ts";
import type { Way } from "./ways.ts";
import { wayToAsked } from "./ways-to-asked.ts";
import { countFound, waysToFound } from "./ways-to-found.ts";
import { suchEntry, type WhichStories, whichStories } from "./which.ts";

type QueryMethods = Pick<StoryStore, "story" | "stories" | "countFound" | "categories">;

/**
 * Stories as pages and feeds ask for them. A story and its entries come with one statement: so they are of one moment, and
 * nobody waits for several answers.
 */
export function createStoryQueries(database: Database): QueryMethods {
  return {
    story: (id) => findStory(database, id),
    stories: async (query) => {
      const rows = await findStories(database, query);
      const place = (row: StoryRow) =>
        [query.order === "top" ? row.rank : row.first_report_at, row.id] as const;
      const { items, next } = cutPage(
        rows,
        query.limit,
        (row) => row,
        (row) => place(row.story),
      );
      const stories = items.map(toStoryWithEntries);
      return next === undefined ? { items: stories } : { items: stories, next };
    },
    countFound: (query) => countFound(database, query),
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
  const [found] = byStory(
    await connection.all<JoinedRow>(
      withEntries("select * from stories where id = :id", { text: "all", order: "" }),
      { id },
    ),
  );
  if (found) return { kind: "found", ...toStoryWithEntries(found) };
  const merged = await connection.get<{ into_id: number }>(
    "select into_id from merged_stories where id = :id",
    { id },
  );
  return merged ? { kind: "merged", into: merged.into_id } : { kind: "unknown" };
}

async function findStories(connection: Connection, query: StoryQuery): Promise<Found[]> {
  const which = await whichStories(connection, query);
  if (!which) return [];
  for await (const way of waysTo(connection, which, query)) {
    const rows = await findBy(connection, query, which, way);
    const last = rows[query.limit]?.story;
    if (way.isWhole || (last && (await (way.isCertain?.(last) ?? true)))) return rows;
  }
  return [];
}

function waysTo(
  connection: Connection,
  which: WhichStories,
  query: StoryQuery,
): AsyncIterable<Way> | Iterable<Way> {
  const { unreadBy, starredBy, search, order } = query;
  if (starredBy !== undefined) return [{ isSorted: true, isWhole: true }]; // few, of whatever age
  if (unreadBy !== undefined) return waysToUnread(connection, which, order);
  return search === undefined ? wayToAsked(connection, query) : waysToFound(connection, which, query);
}

async function findBy(
  connection: Connection,
  query: StoryQuery,
  which: WhichStories,
  way: Way,
): Promise<Found[]> {
  const sortedBy = query.order === "top" ? "s.rank" : "s.first_report_at";
  const readPlace = query.order === "top" ? readRankCursor : readCursor;
  const [before, beforeId] = query.cursor ? readPlace(query.cursor) : [];
  const conditions = [
    ...(way.condition === undefined ? [] : [way.condition]),
    ...conditionsOf(which, way),
    ...(before === undefined ? [] : [`(${sortedBy}, s.id) < (:before, :beforeId)`]),
  ];
  // By a sum no index is sorted: so PostgreSQL does not go through a list in its order.
  const stories = `select s.* from ${way.stories === undefined ? "stories s" : eachOf(way.stories)}
     ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
     order by ${way.isSorted ? `${sortedBy} + 0` : sortedBy} desc, s.id desc limit :limit`;
  return byStory(
    await connection.find<JoinedRow>(
      withEntries(stories, { text: query.text ?? "lead", order: `${sortedBy} desc, s.id desc,` }),
      {
        ...which.parameters,
        ...way.parameters,
        limit: query.limit + 1,
        ...(before !== undefined && { before, beforeId }),
      },
    ),
  );
}

/** With an offset each story is asked by itself: so a list that is gone through is left as soon as the page is full. */
function conditionsOf({ conditions, ofStory, ofEntry }: WhichStories, way: Way): readonly string[] {
  if (way.stories !== undefined) return ofStory;
  if (way.isSorted || conditions.length === ofStory.length) return conditions;
  return [...ofStory, `exists (${suchEntry(ofEntry)} offset 0)`];
}

/** These stories, each looked up. */
const eachOf = (ids: string): string =>
  `(${ids}) found cross join lateral (select * from stories where stories.id = found.id offset 0) s`;
