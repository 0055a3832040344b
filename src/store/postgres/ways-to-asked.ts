import type { StoryQuery } from "../story-store.ts";
import type { Connection } from "./database.ts";
import type { Way } from "./ways.ts";
import { ofTheEntry, parametersOf } from "./which.ts";

/** The stories of up to so many entries are sorted in a time that nobody notices. */
const few = 10_000;

/**
 * The way to the stories of a category or of sources: where these have few entries, nearly all of the list would be passed
 * over before a page is full.
 */
export async function* wayToAsked(connection: Connection, query: StoryQuery): AsyncGenerator<Way> {
  const isFew = ofTheEntry(query).length > 0 && (await countEntries(connection, query)) <= few;
  yield isFew ? { isSorted: true, isWhole: true } : { isWhole: true };
}

/** How many entries its feeds have, with those that have no place yet. */
async function countEntries(connection: Connection, query: StoryQuery): Promise<number> {
  const conditions = ofTheEntry(query).map((condition) => condition.replace("e.feed_id", "f.id"));
  const row = await connection.get<{ entries: number | null }>(
    `select sum(f.entry_count)::bigint as entries from feeds f where ${conditions.join(" and ")}`,
    parametersOf(query),
  );
  return row?.entries ?? 0;
}
