import type { CorrectedEntry, Correction, CorrectionKind, PlaceBefore } from "../../model/correction.ts";
import type { CorrectionChange, CorrectionStore, NewCorrection } from "../correction-store.ts";
import { advanceCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { present } from "./rows.ts";
import { mergeStory, moveEntries, saveStory } from "./stories.ts";
import { dropLinksApart } from "./topics.ts";

type CorrectionRow = Readonly<{
  id: number;
  kind: string;
  made_at: number;
  story_id: number;
  led_on: string;
  title: string;
  other_title: string;
  undone_at: number | null;
  outcome: string | null;
}>;
type SideRow = Readonly<{
  correction_id: number;
  entry_id: number;
  side: number;
  story_id: number;
  before: string | null;
}>;

export function createCorrectionStore(database: Database): CorrectionStore {
  return {
    correction: async (id) =>
      toCorrections(
        database,
        database.all<CorrectionRow>("select * from corrections where id = :id", { id }),
      )[0],
    correctionsOf: async ({ storyIds, limit }) =>
      toCorrections(
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
      toCorrections(
        database,
        database.all<CorrectionRow>("select * from corrections where undone_at is null order by id"),
      ),
    storiesApart: async () => findApart(database),
    saveCorrection: async (change) => database.transaction(() => save(database, change)),
  };
}

function toCorrections(database: Database, rows: readonly CorrectionRow[]): Correction[] {
  const entries = database.all<SideRow>(
    `select c.correction_id, c.entry_id, c.side, e.story_id, c.before
     from correction_entries c join entries e on e.id = c.entry_id
     where c.correction_id in (select value from json_each(:ids)) order by c.entry_id`,
    { ids: JSON.stringify(rows.map(({ id }) => id)) },
  );
  const sides = Map.groupBy(entries, (row) => `${row.correction_id} ${row.side}`);
  const side = (id: number, which: number) => (sides.get(`${id} ${which}`) ?? []).map(toCorrectedEntry);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as CorrectionKind,
    madeAt: new Date(row.made_at),
    storyId: row.story_id,
    ledOn: JSON.parse(row.led_on) as number[],
    title: row.title,
    otherTitle: row.other_title,
    these: side(row.id, 0),
    those: side(row.id, 1),
    ...(row.undone_at !== null && { undone: { at: new Date(row.undone_at), outcome: row.outcome ?? "" } }),
  }));
}

const toCorrectedEntry = (row: SideRow): CorrectedEntry =>
  present<CorrectedEntry>({
    id: row.entry_id,
    storyId: row.story_id,
    before: row.before === null ? undefined : (JSON.parse(row.before) as PlaceBefore),
  });

function findApart(database: Database): (readonly [number, number])[] {
  const rows = database.all<Pick<SideRow, "correction_id" | "side" | "story_id">>(
    `select distinct c.correction_id, c.side, e.story_id
     from corrections d join correction_entries c on c.correction_id = d.id join entries e on e.id = c.entry_id
     where d.kind = 'apart' and d.undone_at is null
     order by c.correction_id, c.side, e.story_id`,
  );
  const pairs = new Map<string, readonly [number, number]>();
  for (const own of Map.groupBy(rows, (row) => row.correction_id).values())
    for (const { side, story_id: one } of own)
      for (const { side: otherSide, story_id: other } of own)
        if (side < otherSide && one !== other) {
          const pair = [Math.min(one, other), Math.max(one, other)] as const;
          pairs.set(pair.join(), pair);
        }
  return [...pairs.values()];
}

function save(database: Database, change: CorrectionChange): number | undefined {
  const { decidedAfter, at, act, moves, merges, ledOn, stories } = change;
  if (readCounter(database, "placement") !== decidedAfter) return undefined;
  const id = act.kind === "undo" ? act.id : insert(database, act, at);
  if (act.kind === "undo") undo(database, act, at);
  moveEntries(database, moves);
  for (const merge of merges) mergeStory(database, { ...merge, at });
  for (const led of ledOn)
    database.run("update merged_stories set into_id = :into where id = :id", { id: led.id, into: led.into });
  for (const story of stories) saveStory(database, story);
  dropLinksApart(database);
  advanceCounter(database, "placement");
  advanceCounter(database, "revision");
  return id;
}

function insert(database: Database, correction: NewCorrection, at: Date): number {
  const { kind, storyId, title, otherTitle, these, those, before, overrules } = correction;
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
      { at: at.getTime(), outcome: "They were put together again by hand.", id, overruled },
    );
  return id;
}

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
