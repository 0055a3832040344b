import type { EndedStory, IdQuery, ListStore } from "../list-store.ts";
import type { Connection, Database } from "./database.ts";
import { type Which, whichEntries, whichStories } from "./which.ts";

/** Lists by the ids of what they hold. */
export function createListStore(database: Database): ListStore {
  return {
    storyIds: async (query) =>
      readIds(database, "select s.id from stories s", "s.id", {
        which: await whichStories(database, query),
        query,
      }),
    entryIds: async (query) =>
      readIds(database, "select e.id from entries e join feeds f on f.id = e.feed_id", "e.id", {
        which: await whichEntries(database, query),
        query,
      }),
    endedStories: async ({ above, upTo = Number.MAX_SAFE_INTEGER, limit }) => {
      const rows = await database.all<{ id: number; into_id: number; merged_at: number }>(
        `select id, into_id, merged_at from merged_stories where id > :above and id <= :upTo
         order by merged_at desc, id desc limit :limit`,
        { above, upTo, limit },
      );
      return rows.map((row): EndedStory => ({ id: row.id, into: row.into_id, at: new Date(row.merged_at) }));
    },
  };
}

async function readIds(
  connection: Connection,
  selected: string,
  id: "s.id" | "e.id",
  { which, query }: Readonly<{ which: Which | undefined; query: IdQuery & Readonly<{ limit: number }> }>,
): Promise<number[]> {
  const { above, upTo, multiplesOf, from, limit } = query;
  if (!which) return [];
  const conditions = [
    ...which.conditions,
    above !== undefined && `${id} > :above`,
    upTo !== undefined && `${id} <= :upTo`,
    multiplesOf !== undefined && `${id} % :multiplesOf = 0`,
  ].filter((condition) => condition !== false);
  const rows = await connection.find<{ id: number }>(
    `${selected} ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
     order by ${id} ${from === "lowest" ? "asc" : "desc"} limit :limit`,
    {
      ...which.parameters,
      limit,
      ...(above !== undefined && { above }),
      ...(upTo !== undefined && { upTo }),
      ...(multiplesOf !== undefined && { multiplesOf }),
    },
  );
  return rows.map((row) => row.id);
}
