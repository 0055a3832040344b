import type { StoryWithEntries } from "../../model/story.ts";
import { placeBefore } from "../cursor.ts";
import { cutPage } from "../cut-page.ts";
import type { StoryQuery, StoryStore } from "../story-store.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumns, entryColumnsWithText } from "../entry-rows.ts";
import { storiesWithEntries } from "../story-entries.ts";
import { type StoryRow, storyColumns } from "../story-rows.ts";
import { type Way, waysToUnread } from "./unread.ts";
import { wayToAsked } from "./ways-to-asked.ts";
import { countMatches, waysToFound } from "./ways-to-found.ts";
import { type Which, whichStories } from "./which.ts";

type QueryMethods = Pick<StoryStore, "story" | "stories" | "countFound" | "categories">;

/** Stories as pages and feeds ask for them. */
export function createStoryQueries(database: Database): QueryMethods {
  return {
    story: async (id) => {
      const row = database.get<StoryRow>(`select ${storyColumns} from stories s where s.id = :id`, { id });
      if (row) return { kind: "found", ...withEntries(database, [row], "all")[0]! };
      const merged = database.get<{ into_id: number }>("select into_id from merged_stories where id = :id", {
        id,
      });
      return merged ? { kind: "merged", into: merged.into_id } : { kind: "unknown" };
    },
    stories: async (query) => {
      const rows = findStories(database, query);
      const { items, next } = cutPage(
        rows,
        query.limit,
        (row) => row,
        (row) => [query.order === "top" ? row.rank : row.first_report_at, row.id],
      );
      const stories = withEntries(database, items, query.text ?? "lead");
      return next === undefined ? { items: stories } : { items: stories, next };
    },
    countFound: async ({ search, atMost }) => countMatches(database, search, atMost),
    categories: async () =>
      database
        .all<{ name: string }>(
          // From one name to the next: there are few, and thousands of feeds.
          `with recursive names (category) as (
             select min(category) from feeds where position is not null
             union all
             select (select min(f.category) from feeds f where f.position is not null and f.category > names.category)
             from names where names.category is not null
           )
           select names.category as name from names
           where names.category is not null
             and exists (select 1 from feeds f cross join entries e on e.feed_id = f.id
               where f.position is not null and f.category = names.category and e.story_id is not null)`,
        )
        .map(({ name }) => name),
  };
}

function findStories(database: Database, query: StoryQuery): StoryRow[] {
  for (const way of waysTo(database, query)) {
    const which = whichStories(query, way.how);
    if (!which) return [];
    const rows = findBy(database, query, which, way);
    if (way.isWhole || rows.length > query.limit) return rows;
  }
  return [];
}

function waysTo(database: Database, query: StoryQuery): Iterable<Way> {
  const { unreadBy, starredBy, order, search } = query;
  if (starredBy !== undefined) return [{ isSorted: true, isWhole: true }]; // few, of whatever age
  if (unreadBy !== undefined) return waysToUnread(database, { unreadBy, order });
  return search === undefined ? [wayToAsked(database, query)] : waysToFound(database, { ...query, search });
}

function findBy(database: Database, query: StoryQuery, which: Which, way: Way): StoryRow[] {
  const sortedBy = query.order === "top" ? "s.rank" : "s.first_report_at";
  const [before, beforeId] = placeBefore(query);
  const conditions = [
    ...(way.condition === undefined ? [] : [way.condition]),
    ...which.conditions,
    ...(before === undefined ? [] : [`(${sortedBy}, s.id) < (:before, :beforeId)`]),
  ];
  // With a plus before it SQLite does not go through a list in its order.
  return database.all<StoryRow>(
    `select ${storyColumns} from stories s
     ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
     order by ${way.isSorted ? "+" : ""}${sortedBy} desc, s.id desc limit :limit`,
    {
      ...which.parameters,
      ...way.parameters,
      limit: query.limit + 1,
      ...(before !== undefined && { before, beforeId }),
    },
  );
}

/** Their text is read only for those that will show it. */
function withEntries(
  database: Database,
  rows: readonly StoryRow[],
  text: "lead" | "all",
): StoryWithEntries[] {
  const read = (columns: string, id: "e.story_id" | "e.id", ids: readonly number[]) =>
    database.all<EntryRow>(
      `select ${columns} from entries e join feeds f on f.id = e.feed_id
       where ${id} in (select value from json_each(:ids)) order by e.shown_at, e.id`,
      { ids: JSON.stringify(ids) },
    );
  const ids = rows.map((row) => row.id);
  const leads = rows.map((row) => row.lead_entry_id);
  const members = read(text === "all" ? entryColumnsWithText : entryColumns, "e.story_id", ids);
  return storiesWithEntries(rows, members, text === "all" ? [] : read(entryColumnsWithText, "e.id", leads));
}
