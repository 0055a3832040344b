import type { PlacementReason, StoryLayer } from "../../model/entry.ts";
import type { GroupedUnder } from "../../model/settings.ts";
import type { PlaceNow, RegroupStore, Regrouping, SetAside } from "../regroup-store.ts";
import { advanceCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumns, toPlacedEntry } from "./rows.ts";
import { mergeStory, moveEntries, saveStory } from "./stories.ts";

type SetAsideRow = Readonly<{ entry_id: number; copy_group: number; layer: string; reason: string }>;

export function createRegroupStore(database: Database): RegroupStore {
  return {
    entriesPlacedAfter: async ({ after, limit }) =>
      database
        .all<EntryRow & { placed_order: number }>(
          `select ${entryColumns}, e.placed_order from entries e join feeds f on f.id = e.feed_id
           where e.story_id is not null and e.placed_order > :after order by e.placed_order limit :limit`,
          { after, limit },
        )
        .map((row) => ({ order: row.placed_order, entry: toPlacedEntry(row) })),
    placesNow: async ({ after, limit }) =>
      database.all<PlaceNow>(
        `select id as entryId, story_id as storyId, copy_group as copyGroup from entries
         where story_id is not null and id > :after order by id limit :limit`,
        { after, limit },
      ),
    setAside: async (decisions) => setAside(database, decisions),
    broughtBack: async (entryIds) => broughtBack(database, entryIds),
    saveRegrouping: async (regrouping) => database.transaction(() => save(database, regrouping)),
    groupedUnder: async () =>
      database
        .all<GroupedUnder>("select granularity, window_ms as windowMs, engine from grouped_under")
        .map((row) => ({ ...row }))[0],
    noteGroupedUnder: async ({ granularity, windowMs, engine }) =>
      void database.run(
        `insert or replace into grouped_under (only, granularity, window_ms, engine)
         values (1, :granularity, :windowMs, :engine)`,
        { granularity, windowMs, engine },
      ),
  };
}

// In a temporary file of this connection: reasons are most of what is decided, and a big store has hundreds of thousands.
const temporary = `create temp table if not exists set_aside (
  entry_id integer primary key, copy_group integer not null, layer text not null, reason text not null
)`;

function setAside(database: Database, decisions: readonly SetAside[]): void {
  database.exec(temporary);
  const rows = decisions.map(({ entryId, copyGroup, layer, reason }) => [
    entryId,
    copyGroup,
    layer,
    JSON.stringify(reason),
  ]);
  database.run(
    `insert or replace into temp.set_aside (entry_id, copy_group, layer, reason)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(:rows)`,
    { rows: JSON.stringify(rows) },
  );
}

function broughtBack(database: Database, entryIds: readonly number[]): Map<number, SetAside> {
  database.exec(temporary);
  const rows = database.all<SetAsideRow>(
    "select * from temp.set_aside where entry_id in (select value from json_each(:ids))",
    { ids: JSON.stringify(entryIds) },
  );
  return new Map(
    rows.map(({ entry_id: entryId, copy_group: copyGroup, layer, reason }) => [
      entryId,
      { entryId, copyGroup, layer: layer as StoryLayer, reason: JSON.parse(reason) as PlacementReason },
    ]),
  );
}

function save(database: Database, { decidedAfter, at, moves, merges, stories }: Regrouping): boolean {
  if (readCounter(database, "placement") !== decidedAfter) return false;
  moveEntries(database, moves);
  for (const merge of merges) mergeStory(database, { ...merge, at });
  for (const story of stories) saveStory(database, story);
  advanceCounter(database, "placement");
  advanceCounter(database, "revision");
  return true;
}
