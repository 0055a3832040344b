import type { EndedStory, IdQuery, ListStore } from "../list-store.ts";
import type { Database } from "./database.ts";
import { waysToIds } from "./ways-to-found.ts";
import { type Which, whichEntries, whichStories } from "./which.ts";

/** Lists by the ids of what they hold. */
export function createListStore(database: Database): ListStore {
  return {
    storyIds: async (query) => findIds(database, query),
    entryIds: async (query) =>
      readIds(
        database,
        "select e.id from entries e join feeds f on f.id = e.feed_id",
        "e.id",
        whichEntries(query),
        query,
      ),
    endedStories: async ({ above, upTo = Number.MAX_SAFE_INTEGER, limit }) =>
      database
        .all<{ id: number; into_id: number; merged_at: number }>(
          `select id, into_id, merged_at from merged_stories where id > :above and id <= :upTo
           order by merged_at desc, id desc limit :limit`,
          { above, upTo, limit },
        )
        .map((row): EndedStory => ({ id: row.id, into: row.into_id, at: new Date(row.merged_at) })),
  };
}

type StoryIdsQuery = Parameters<ListStore["storyIds"]>[0];

function findIds(database: Database, query: StoryIdsQuery): number[] {
  const cut = cutOf("s.id", query);
  for (const way of waysToIds(database, query, { ...cut, from: query.from })) {
    const which = whichStories(query, way.how);
    if (!which) return [];
    const ids = readIds(
      database,
      "select s.id from stories s",
      "s.id",
      {
        conditions: [...which.conditions, ...(way.condition === undefined ? [] : [way.condition])],
        parameters: { ...which.parameters, ...way.parameters },
      },
      query,
    );
    if (way.isWhole || ids.length >= query.limit) return ids;
  }
  return [];
}

function readIds(
  database: Database,
  selected: string,
  id: "s.id" | "e.id",
  which: Which | undefined,
  query: IdQuery & Readonly<{ limit: number }>,
): number[] {
  if (!which) return [];
  const cut = cutOf(id, query);
  const conditions = [...which.conditions, ...cut.conditions];
  return database
    .all<{ id: number }>(
      `${selected} ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
       order by ${id} ${query.from === "lowest" ? "asc" : "desc"} limit :limit`,
      { ...which.parameters, ...cut.parameters, limit: query.limit },
    )
    .map((row) => row.id);
}

function cutOf(id: "s.id" | "e.id", { above, upTo, multiplesOf }: IdQuery): Which {
  return {
    conditions: [
      above !== undefined && `${id} > :above`,
      upTo !== undefined && `${id} <= :upTo`,
      multiplesOf !== undefined && `${id} % :multiplesOf = 0`,
    ].filter((condition) => condition !== false),
    parameters: {
      ...(above !== undefined && { above }),
      ...(upTo !== undefined && { upTo }),
      ...(multiplesOf !== undefined && { multiplesOf }),
    },
  };
}
