import type { PlacementReason, StoryLayer } from "../../model/entry.ts";
import type { RegroupStore, SetAside } from "../regroup-store.ts";
import { type Database, openDatabase } from "./database.ts";

/** Decisions that nobody else sees, and that are gone with this process: every engine's. */
export type Aside = Pick<RegroupStore, "setAside" | "broughtBack"> & Readonly<{ close(): void }>;

type SetAsideRow = Readonly<{ entry_id: number; copy_group: number; layer: string; reason: string }>;

/**
 * In a temporary file, which SQLite makes where it no longer fits in memory and which has no name that anybody could find:
 * reasons are most of what is decided, and a big store has hundreds of thousands. Opened with the first decision.
 */
export function createAside(): Aside {
  let opened: Database | undefined;
  const database = () => (opened ??= openTemporary());
  return {
    setAside: async (decisions) => write(database(), decisions),
    broughtBack: async (entryIds) => read(database(), entryIds),
    close: () => {
      opened?.close();
      opened = undefined;
    },
  };
}

function openTemporary(): Database {
  const database = openDatabase(""); // SQLite's word for a file of its own, deleted when it is closed
  database.exec(`create table set_aside (
    entry_id integer primary key, copy_group integer not null, layer text not null, reason text not null
  )`);
  return database;
}

function write(database: Database, decisions: readonly SetAside[]): void {
  const rows = decisions.map(({ entryId, copyGroup, layer, reason }) => [
    entryId,
    copyGroup,
    layer,
    JSON.stringify(reason),
  ]);
  database.run(
    `insert or replace into set_aside (entry_id, copy_group, layer, reason)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(:rows)`,
    { rows: JSON.stringify(rows) },
  );
}

function read(database: Database, entryIds: readonly number[]): Map<number, SetAside> {
  const rows = database.all<SetAsideRow>(
    "select * from set_aside where entry_id in (select value from json_each(:ids))",
    { ids: JSON.stringify(entryIds) },
  );
  return new Map(
    rows.map(({ entry_id: entryId, copy_group: copyGroup, layer, reason }) => [
      entryId,
      { entryId, copyGroup, layer: layer as StoryLayer, reason: JSON.parse(reason) as PlacementReason },
    ]),
  );
}
