import type { StoryQuery } from "../story-store.ts";
import type { Database } from "./database.ts";
import type { Way } from "./unread.ts";
import { entryParameters, ofTheEntry } from "./which.ts";

/** Up to so many entries are read and their stories sorted in a time that nobody notices: 3 µs each. */
const few = 10_000;

/**
 * The way to the stories of a category or of sources: where these have few entries, nearly all of the list would be passed
 * over before a page is full.
 */
export function wayToAsked(database: Database, query: StoryQuery): Way {
  if (ofTheEntry(query).length === 0) return { isWhole: true };
  const isFew = countEntries(database, query) <= few;
  return isFew ? { how: "gathered", isSorted: true, isWhole: true } : { how: "walked", isWhole: true };
}

/** How many entries its feeds have, with those that have no place yet. */
function countEntries(database: Database, query: StoryQuery): number {
  const conditions = ofTheEntry(query).map((condition) => condition.replace("e.feed_id", "f.id"));
  const row = database.get<{ entries: number | null }>(
    `select sum(f.entry_count) as entries from feeds f where ${conditions.join(" and ")}`,
    entryParameters(query),
  );
  return row?.entries ?? 0;
}
