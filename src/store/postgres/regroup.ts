import type { GroupedUnder } from "../../model/settings.ts";
import type { PlaceNow, RegroupStore, Regrouping } from "../regroup-store.ts";
import { type EntryRow, entryColumns, toPlacedEntry } from "../entry-rows.ts";
import type { Aside } from "../sqlite/set-aside.ts";
import { holdsOrOvertaken, unlessOvertaken } from "../overtaken.ts";
import { advanceCounter, lockCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { areWhole, mergeStory, moveEntries, saveStories } from "./stories.ts";

export function createRegroupStore(
  database: Database,
  { setAside, broughtBack }: Pick<Aside, "setAside" | "broughtBack">,
): RegroupStore {
  return {
    entriesPlacedAfter: async ({ after, limit }) => {
      const rows = await database.all<EntryRow & { placed_order: number }>(
        `select ${entryColumns}, e.placed_order from entries e join feeds f on f.id = e.feed_id
         where e.story_id is not null and e.placed_order > :after order by e.placed_order limit :limit`,
        { after, limit },
      );
      return rows.map((row) => ({ order: row.placed_order, entry: toPlacedEntry(row) }));
    },
    placesNow: async ({ after, limit }) =>
      database.all<PlaceNow>(
        `select id as "entryId", story_id as "storyId", copy_group as "copyGroup" from entries
         where story_id is not null and id > :after order by id limit :limit`,
        { after, limit },
      ),
    setAside,
    broughtBack,
    saveRegrouping: (regrouping) =>
      unlessOvertaken(() => database.transaction((connection) => save(connection, regrouping)), false),
    groupedUnder: async () =>
      database.get<GroupedUnder>(`select granularity, window_ms as "windowMs", engine from grouped_under`),
    noteGroupedUnder: async ({ granularity, windowMs, engine }) =>
      void (await database.run(
        `insert into grouped_under ("only", granularity, window_ms, engine)
         values (1, :granularity, :windowMs, :engine)
         on conflict ("only") do update set granularity = excluded.granularity, window_ms = excluded.window_ms,
           engine = excluded.engine`,
        { granularity, windowMs, engine },
      )),
  };
}

async function save(
  connection: Connection,
  { decidedAfter, at, moves, merges, stories }: Regrouping,
): Promise<boolean> {
  if ((await lockCounter(connection, "placement")) !== decidedAfter) return false;
  await moveEntries(connection, moves);
  for (const merge of merges) await mergeStory(connection, { ...merge, at });
  holdsOrOvertaken(await areWhole(connection, stories));
  await saveStories(connection, stories);
  await advanceCounter(connection, "placement");
  await advanceCounter(connection, "revision");
  return true;
}
