import { readCursor } from "../cursor.ts";
import { cutPage } from "../cut-page.ts";
import type { EntryQuery, EntryStore } from "../entry-store.ts";
import type { Database } from "./database.ts";
import {
  type EntryRow,
  type PlacedTextRow,
  entryColumns,
  entryColumnsWithText,
  placedTextColumns,
  toEntry,
  toPlacedEntry,
  toPlacedText,
} from "../entry-rows.ts";
import { isCommonSearch } from "./ways-to-found.ts";
import { whichEntries } from "./which.ts";

const from = "from entries e join feeds f on f.id = e.feed_id";

export function createEntryStore(database: Database): Omit<EntryStore, "earlierVersions"> {
  return {
    entry: async (id) => {
      const row = database.get<EntryRow>(`select ${entryColumnsWithText} ${from} where e.id = :id`, { id });
      return row && toEntry(row);
    },
    entriesOfFeed: async ({ feedId, limit, cursor }) => {
      const [before, beforeId] = cursor ? readCursor(cursor) : [Number.MAX_SAFE_INTEGER, 0];
      const rows = database.all<EntryRow>(
        `select ${entryColumns} ${from}
         where e.feed_id = :feedId and (e.shown_at, e.id) < (:before, :beforeId)
         order by e.shown_at desc, e.id desc limit :limit`,
        { feedId, before, beforeId, limit: limit + 1 },
      );
      return cutPage(rows, limit, toEntry, (row) => [row.shown_at, row.id]);
    },
    timesOfFeed: async ({ feedId, since, limit }) =>
      database
        .all<{ shown_at: number }>(
          `select shown_at from entries where feed_id = :feedId and shown_at >= :since
           order by shown_at desc limit :limit`,
          { feedId, since: since.getTime(), limit },
        )
        .map((row) => new Date(row.shown_at)),
    latestEntries: async (query) =>
      cutPage(findLatest(database, query), query.limit, toPlacedEntry, (row) => [row.shown_at, row.id]),
    ungroupedEntries: async (limit) =>
      database
        .all<EntryRow>(
          // By feed before id: many date to the minute, and which of them was polled first must decide nothing.
          `select ${entryColumnsWithText} ${from} where e.story_id is null
           order by e.shown_at, e.feed_id, e.id limit :limit`,
          { limit },
        )
        .map(toEntry),
    placedEntriesSince: async (query) =>
      cutPage(placedSince<EntryRow>(database, entryColumns, query), query.limit, toPlacedEntry, placeOf),
    placedTextsSince: async (query) =>
      cutPage(
        placedSince<PlacedTextRow>(database, placedTextColumns, query),
        query.limit,
        toPlacedText,
        placeOf,
      ),
  };
}

type Placed = Readonly<{ id: number; placed_order: number }>;
const placeOf = (row: Placed) => [row.placed_order, row.id] as const;

function placedSince<Row>(
  database: Database,
  columns: string,
  { since, limit, cursor }: Readonly<{ since: Date; limit: number; cursor?: string }>,
): (Row & Placed)[] {
  const [after] = cursor ? readCursor(cursor) : [0];
  return database.all<Row & Placed>(
    `select ${columns}, e.placed_order ${from}
     where e.story_id is not null and e.placed_order > :after and e.shown_at >= :since
     order by e.placed_order limit :limit`,
    { after, since: since.getTime(), limit: limit + 1 },
  );
}

function findLatest(database: Database, query: EntryQuery): EntryRow[] {
  const { search, ids } = query;
  const isCommon = search !== undefined && ids === undefined && isCommonSearch(database, search);
  const which = whichEntries(query, isCommon ? "walked" : "found");
  if (!which) return [];
  const [before, beforeId] = query.cursor ? readCursor(query.cursor) : [];
  const conditions = [
    ...which.conditions,
    ...(before === undefined ? [] : ["(e.shown_at, e.id) < (:before, :beforeId)"]),
  ];
  return database.all<EntryRow>(
    `select ${entryColumnsWithText} ${from} where ${conditions.join(" and ")}
     order by e.shown_at desc, e.id desc limit :limit`,
    {
      ...which.parameters,
      limit: query.limit + 1,
      ...(before !== undefined && { before, beforeId }),
    },
  );
}
