import type { Correction } from "../../model/correction.ts";
import {
  type CorrectionRow,
  type SideRow,
  overruledOutcome,
  pairsApart,
  toCorrections,
} from "../correction-rows.ts";
import type { CorrectionChange, CorrectionStore, NewCorrection } from "../correction-store.ts";
import { holdsOrOvertaken, unlessOvertaken } from "../overtaken.ts";
import { advanceCounter, lockCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { areWhole, mergeStory, moveEntries, saveStories } from "./stories.ts";
import { dropLinksApart } from "./topics.ts";

export function createCorrectionStore(database: Database): CorrectionStore {
  return {
    correction: async (id) => (await find(database, "id = :id", { id }))[0],
    correctionsOf: async ({ storyIds, limit }) =>
      find(
        database,
        `id in (select c.correction_id from entries e join correction_entries c on c.entry_id = e.id
                where e.story_id = any(:storyIds::bigint[]))
         order by id desc limit :limit`,
        { storyIds, limit },
      ),
    correctionsInForce: async () => find(database, "undone_at is null order by id"),
    storiesApart: async () => findApart(database),
    saveCorrection: (change) =>
      unlessOvertaken(() => database.transaction((connection) => save(connection, change)), undefined),
  };
}

/** `which`: what follows `where`. Corrections with their entries come with one statement: so they are of one moment. */
async function find(
  database: Database,
  which: string,
  parameters: Parameters<Database["all"]>[1] = {},
): Promise<Correction[]> {
  const rows = await database.all<CorrectionRow & Readonly<{ entries: string | null }>>(
    `select id, kind, made_at, story_id, led_on, title, other_title, undone_at, outcome, (
       select json_agg(own order by entry_id) from (
         select c.correction_id, c.entry_id, c.side, e.story_id, c.before
         from correction_entries c join entries e on e.id = c.entry_id where c.correction_id = corrections.id
       ) as own) as entries
     from corrections where ${which}`,
    parameters,
  );
  const entries = rows.flatMap((row) => JSON.parse(row.entries ?? "[]") as readonly SideRow[]);
  return toCorrections(rows, entries);
}

const findApart = async (connection: Connection) =>
  pairsApart(
    await connection.all(
      `select distinct c.correction_id, c.side, e.story_id
       from corrections d join correction_entries c on c.correction_id = d.id join entries e on e.id = c.entry_id
       where d.kind = 'apart' and d.undone_at is null
       order by c.correction_id, c.side, e.story_id`,
    ),
  );

async function save(connection: Connection, change: CorrectionChange): Promise<number | undefined> {
  const { decidedAfter, at, act, moves, merges, ledOn, stories } = change;
  if ((await lockCounter(connection, "placement")) !== decidedAfter) return undefined;
  const id = act.kind === "undo" ? act.id : await insert(connection, act, at);
  if (act.kind === "undo") await undo(connection, act, at);
  await moveEntries(connection, moves);
  for (const merge of merges) await mergeStory(connection, { ...merge, at });
  for (const led of ledOn)
    await connection.run("update merged_stories set into_id = :into where id = :id", {
      id: led.id,
      into: led.into,
    });
  holdsOrOvertaken(await areWhole(connection, stories));
  await saveStories(connection, stories);
  await dropLinksApart(connection);
  await advanceCounter(connection, "placement");
  await advanceCounter(connection, "revision");
  return id;
}

async function insert(connection: Connection, correction: NewCorrection, at: Date): Promise<number> {
  const { kind, storyId, title, otherTitle, these, those, before, overrules } = correction;
  holdsOrOvertaken(await areThere(connection, [...these, ...those]));
  const row = await connection.get<{ id: number }>(
    `insert into corrections (kind, made_at, story_id, led_on, title, other_title)
     values (:kind, :at, :storyId,
       (select coalesce(json_agg(id order by id), '[]')::text from merged_stories where into_id = :storyId),
       :title, :otherTitle)
     returning id`,
    { kind, at: at.getTime(), storyId, title, otherTitle },
  );
  const id = row!.id;
  const sides = [these, those].flatMap((entryIds, side) => entryIds.map((entryId) => ({ entryId, side })));
  const places = sides.map(({ entryId }) => before.get(entryId));
  await connection.run(
    `insert into correction_entries (entry_id, correction_id, side, before)
     select entry_id, :id, side, before
     from unnest(:entryIds::bigint[], :sides::integer[], :before::text[]) as s (entry_id, side, before)`,
    {
      id,
      entryIds: sides.map(({ entryId }) => entryId),
      sides: sides.map(({ side }) => side),
      before: places.map((place) => (place ? JSON.stringify(place) : null)),
    },
  );
  await connection.run(
    `update corrections set undone_at = :at, outcome = :outcome, overruled_by = :id where id = any(:overrules::bigint[])`,
    { at: at.getTime(), outcome: overruledOutcome, id, overrules },
  );
  return id;
}

const areThere = async (connection: Connection, entryIds: readonly number[]): Promise<boolean> =>
  (
    await connection.get<{ entries: number }>(
      "select count(*) as entries from entries where id = any(:entryIds::bigint[])",
      { entryIds },
    )
  )?.entries === new Set(entryIds).size;

/** What it overruled is in force again. */
async function undo(
  connection: Connection,
  { id, outcome }: Readonly<{ id: number; outcome: string }>,
  at: Date,
): Promise<void> {
  await connection.run("update corrections set undone_at = :at, outcome = :outcome where id = :id", {
    at: at.getTime(),
    outcome,
    id,
  });
  await connection.run(
    "update corrections set undone_at = null, outcome = null, overruled_by = null where overruled_by = :id",
    { id },
  );
}
