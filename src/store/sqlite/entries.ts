import { readCursor, writeCursor } from "../cursor.ts";
import type { EntryStore } from "../store.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumns, entryColumnsWithText, toEntry, toPlacedEntry } from "./rows.ts";

const from = "from entries e join feeds f on f.id = e.feed_id";

export function createEntryStore(database: Database): EntryStore {
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
      return page(rows, limit, toEntry, (row) => [row.shown_at, row.id]);
    },
    ungroupedEntries: async (limit) =>
      database
        .all<EntryRow>(
          `select ${entryColumnsWithText} ${from} where e.story_id is null order by e.shown_at, e.id limit :limit`,
          { limit },
        )
        .map(toEntry),
    placedEntriesSince: async ({ since, limit, cursor }) => {
      const [after] = cursor ? readCursor(cursor) : [0];
      const rows = database.all<EntryRow & { placed_order: number }>(
        `select ${entryColumnsWithText}, e.placed_order ${from}
         where e.story_id is not null and e.placed_order > :after and e.shown_at >= :since
         order by e.placed_order limit :limit`,
        { after, since: since.getTime(), limit: limit + 1 },
      );
      return page(rows, limit, toPlacedEntry, (row) => [row.placed_order, row.id]);
    },
  };
}

/** `rows` holds one more than `limit` where the list goes on. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  placeOf: (row: Row) => readonly [number, number],
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    ...(rows.length > limit && last !== undefined && { next: writeCursor(placeOf(last)) }),
  };
}
