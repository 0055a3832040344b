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
import { advanceCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { areWhole, mergeStory, moveEntries, saveStory } from "./stories.ts";
import { dropLinksApart } from "./topics.ts";

export function createCorrectionStore(database: Database): CorrectionStore {
  return {
    correction: async (id) =>
      withSides(database, database.all<CorrectionRow>("select * from corrections where id = :id", { id }))[0],
    correctionsOf: async ({ storyIds, limit }) =>
      withSides(
        database,
        database.all<CorrectionRow>(
          `select * from corrections where id in
             (select c.correction_id from entries e join correction_entries c on c.entry_id = e.id
              where e.story_id in (select value from json_each(:storyIds)))
           order by id desc limit :limit`,
          { storyIds: JSON.stringify(storyIds), limit },
        ),
      ),
    correctionsInForce: async () =>
      withSides(
        database,
        database.all<CorrectionRow>("select * from corrections where undone_at is null order by id"),
      ),
    storiesApart: async () => findApart(database),
    saveCorrection: (change) =>
      unlessOvertaken(() => database.transaction(() => save(database, change)), undefined),
  };
}

function withSides(database: Database, rows: readonly CorrectionRow[]): Correction[] {
  const entries = database.all<SideRow>(
    `select c.correction_id, c.entry_id, c.side, e.story_id, c.before
     from correction_entries c join entries e on e.id = c.entry_id
     where c.correction_id in (select value from json_each(:ids)) order by c.entry_id`,
    { ids: JSON.stringify(rows.map(({ id }) => id)) },
  );
  return toCorrections(rows, entries);
}

const findApart = (database: Database) =>
  pairsApart(
    database.all(
      `select distinct c.correction_id, c.side, e.story_id
       from corrections d join correction_entries c on c.correction_id = d.id join entries e on e.id = c.entry_id
       where d.kind = 'apart' and d.undone_at is null
       order by c.correction_id, c.side, e.story_id`,
    ),
  );

function save(database: Database, change: CorrectionChange): number | undefined {
  const { decidedAfter, at, act, moves, merges, ledOn, stories } = change;
  if (readCounter(database, "placement") !== decidedAfter) return undefined;
  const id = act.kind === "undo" ? act.id : insert(database, act, at);
  if (act.kind === "undo") undo(database, act, at);
  moveEntries(database, moves);
  for (const merge of merges) mergeStory(database, { ...merge, at });
  for (const led of ledOn)
    database.run("update merged_stories set into_id = :into where id = :id", { id: led.id, into: led.into });
  holdsOrOvertaken(areWhole(database, stories));
  for (const story of stories) saveStory(database, story);
  dropLinksApart(database);
  advanceCounter(database, "placement");
  advanceCounter(database, "revision");
  return id;
}

function insert(database: Database, correction: NewCorrection, at: Date): number {
  const { kind, storyId, title, otherTitle, these, those, before, overrules } = correction;
  holdsOrOvertaken(areThere(database, [...these, ...those]));
  const { lastId: id } = database.run(
    `insert into corrections (kind, made_at, story_id, led_on, title, other_title)
     values (:kind, :at, :storyId,
       (select json_group_array(id) from merged_stories where into_id = :storyId), :title, :otherTitle)`,
    { kind, at: at.getTime(), storyId, title, otherTitle },
  );
  for (const [side, entryIds] of [these, those].entries())
    for (const entryId of entryIds) {
      const place = before.get(entryId);
      database.run(
        `insert into correction_entries (entry_id, correction_id, side, before)
         values (:entryId, :id, :side, :before)`,
        { entryId, id, side, before: place && JSON.stringify(place) },
      );
    }
  for (const overruled of overrules)
    database.run(
      "update corrections set undone_at = :at, outcome = :outcome, overruled_by = :id where id = :overruled",
      { at: at.getTime(), outcome: overruledOutcome, id, overruled },
    );
  return id;
}

const areThere = (database: Database, entryIds: readonly number[]): boolean =>
  database.get<{ entries: number }>(
    "select count(*) as entries from entries where id in (select value from json_each(:ids))",
    { ids: JSON.stringify(entryIds) },
  )?.entries === new Set(entryIds).size;

/** What it overruled is in force again. */
function undo(
  database: Database,
  { id, outcome }: Readonly<{ id: number; outcome: string }>,
  at: Date,
): void {
  database.run("update corrections set undone_at = :at, outcome = :outcome where id = :id", {
    at: at.getTime(),
    outcome,
    id,
  });
  database.run(
    "update corrections set undone_at = null, outcome = null, overruled_by = null where overruled_by = :id",
    { id },
  );
}
