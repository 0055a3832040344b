import type { GroupedUnder } from "../../model/settings.ts";
import type { PlaceNow, RegroupStore, Regrouping } from "../regroup-store.ts";
import { holdsOrOvertaken, unlessOvertaken } from "../overtaken.ts";
import { advanceCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumns, toPlacedEntry } from "../entry-rows.ts";
import type { Aside } from "./set-aside.ts";
import { areWhole, mergeStory, moveEntries, saveStory } from "./stories.ts";

export function createRegroupStore(
  database: Database,
  { setAside, broughtBack }: Pick<Aside, "setAside" | "broughtBack">,
): RegroupStore {
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
    setAside,
    broughtBack,
    saveRegrouping: (regrouping) =>
      unlessOvertaken(() => database.transaction(() => save(database, regrouping)), false),
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

function save(database: Database, { decidedAfter, at, moves, merges, stories }: Regrouping): boolean {
  if (readCounter(database, "placement") !== decidedAfter) return false;
  moveEntries(database, moves);
  for (const merge of merges) mergeStory(database, { ...merge, at });
  holdsOrOvertaken(areWhole(database, stories));
  for (const story of stories) saveStory(database, story);
  advanceCounter(database, "placement");
  advanceCounter(database, "revision");
  return true;
}
