import { UserError } from "../../base/user-error.ts";
import {
  type CopySource,
  type CopyTarget,
  itself,
  otherStore,
  otherVersion,
  type TableChange,
  takenMessage,
  type Whereabouts,
} from "../copy-side.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { quoted } from "../sqlite/copy-sql.ts";
import { passingTables, type StoredRow, type StoredTable } from "../stored-tables.ts";
import { sideOf } from "./copy-source.ts";
import type { Connection, Database } from "./database.ts";
import { indexEntries } from "./entry-words.ts";
import { codeOf } from "./faults.ts";
import { copyTable, knownVersion, migrate, newestVersion, tablesIn } from "./migrate.ts";
import { asJson } from "./named-parameters.ts";
import { placeOf } from "./open-faults.ts";
import { openServer } from "./open.ts";

/** How long locks that others hold are waited for: so many seconds, or until it `isOver`. */
type Patience = Readonly<{ seconds: number; isOver(): boolean }>;

export type PostgresTargetParts = Readonly<{
  url: string;
  source: Pick<CopySource, "store" | "lies">;
  patience: Patience;
}>;

/**
 * Gives `work` a database to copy a store to: an empty one, or one that an earlier copy of the same store left half-done.
 * Rejects with a UserError, and writes nothing, for any other, and while another process copies there. Answers undefined
 * where patience was over before there was anything to give.
 */
export async function writePostgresCopy<T>(
  { url, source, patience }: PostgresTargetParts,
  work: (target: CopyTarget) => Promise<T>,
): Promise<T | undefined> {
  const place = placeOf(url);
  let isResumed: boolean | undefined;
  const prepare = async (database: Database) => {
    await refuseItself(database, place, source.lies);
    isResumed = await makeReady(database, { place, store: source.store, patience });
  };
  const database = await openServer(url, place, prepare, { patient: true });
  try {
    if (isResumed === undefined) return undefined;
    const target = { isResumed };
    return await database.transaction(async (alone) => {
      await holdAlone(alone, place);
      await isHalfDone(database, place, source.store); // another run may have ended since; beside, so that no lock is kept
      return work({
        ...(await sideOf(database, place)),
        ...target,
        write: (table, change) => database.transaction((connection) => write(connection, table, change)),
        finish: (lastIds) => finish(database, place, { lastIds, patience }),
      });
    });
  } finally {
    await database.close();
  }
}

async function refuseItself(database: Database, place: string, lies: Whereabouts): Promise<void> {
  if (lies.kind !== "database") return;
  const here = await database.transaction((connection) =>
    connection.get<{ isFree: boolean; schema: string | null }>(
      `select pg_try_advisory_xact_lock(:lock) as "isFree", current_schema() as schema`,
      { lock: lies.lock },
    ),
  );
  if (here?.isFree === false && here.schema === lies.schema) throw new UserError(takenMessage(place, itself));
}

/** Answers whether an earlier copy goes on; undefined where patience was over first. */
async function makeReady(
  database: Database,
  { place, store, patience }: Readonly<{ place: string; store: number; patience: Patience }>,
): Promise<boolean | undefined> {
  const isThere = await outwaiting(database, place, patience, (connection) =>
    isHalfDone(connection, place, store),
  );
  if (isThere !== false) return isThere;
  await migrate(database, place);
  const isBegun = await outwaiting(database, place, patience, (connection) =>
    begin(connection, place, store),
  );
  return isBegun && false;
}

/**
 * One transaction, tried until nobody else holds the tables that it needs. A lock that is waited for keeps everybody off who
 * comes later: so it is let go of each second.
 */
async function outwaiting<T>(
  database: Database,
  place: string,
  patience: Patience,
  work: (connection: Connection) => Promise<T>,
): Promise<T | undefined> {
  for (let seconds = 1; ; seconds++) {
    try {
      return await database.transaction(async (connection) => {
        await connection.exec("set local lock_timeout = '1s'");
        return work(connection);
      });
    } catch (error) {
      if (codeOf(error) !== lockNotAvailable) throw error;
      if (patience.isOver()) return undefined;
      if (seconds >= patience.seconds) throw heldByOthers(place, seconds, error);
    }
  }
}

const lockNotAvailable = "55P03";

const heldByOthers = (place: string, seconds: number, cause: unknown): UserError =>
  new UserError(
    `Cannot copy to ${place}: somebody else has held its tables for ${seconds} s: a service that runs on it, or another ` +
      `program with an open transaction (psql, a dump). Stop that first, and do the same again.`,
    { cause },
  );

async function isHalfDone(connection: Connection, place: string, store: number): Promise<boolean> {
  const tables = await tablesIn(connection, place);
  if (!tables.includes(copyTable)) {
    if (await isEmpty(connection, tables)) return false;
    const what = tables.includes("wirefold_schema") ? "it holds a store already" : "another program uses it";
    throw new UserError(takenMessage(place, what));
  }
  const copy = await connection.get<{ store: number }>(`select store from ${copyTable}`);
  if (copy?.store !== store) throw new UserError(takenMessage(place, otherStore));
  if ((await knownVersion(connection, place)) !== newestVersion())
    throw new UserError(takenMessage(place, otherVersion));
  return true;
}

/** No tables at all, or those of a store in which nothing happened yet. */
export async function isEmpty(connection: Connection, tables: readonly string[]): Promise<boolean> {
  if (tables.length === 0) return true;
  if (!tables.includes("wirefold_schema")) return false;
  for (const table of tables) {
    if (["wirefold_schema", "counters", ...passingTables].includes(table)) continue;
    if (await connection.get(`select 1 from ${quoted([table])} limit 1`)) return false;
  }
  return true;
}

/**
 * Rows that refer to each other come and go in any order until the copy is whole, and an index of words that is made at the
 * end takes a tenth of what adding each to it takes: both are kept as statements, to be said again then.
 */
async function begin(connection: Connection, place: string, store: number): Promise<true> {
  await holdAlone(connection, place);
  if ((await tablesIn(connection, place)).includes(copyTable)) return true; // another run was quicker
  const later = await connection.all<{ without: string; again: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as without,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
       from pg_constraint where contype = 'f' and connamespace = to_regnamespace(quote_ident(current_schema()))
       union all
       select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
       where a.amname = 'gin' and c.relnamespace = to_regnamespace(quote_ident(current_schema()))`,
  );
  await connection.exec(`create table ${copyTable} (store bigint not null, again text not null)`);
  await connection.run(`insert into ${copyTable} (store, again) values (:store, :again)`, {
    store,
    again: later.map(({ again }) => `${again};`).join("\n"),
  });
  for (const { without } of later) await connection.exec(without);
  return true;
}

/** Until the transaction ends nobody else copies to the database. */
export async function holdAlone(connection: Connection, place: string): Promise<void> {
  const held = await connection.get<{ alone: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('a copy of a store', 1)) as alone`,
  );
  if (!held?.alone)
    throw new UserError(`Cannot copy to ${place}: another process is doing so. Wait for its end.`);
}

async function write(
  connection: Connection,
  table: StoredTable,
  { columns, rows, dropped }: TableChange,
): Promise<void> {
  const { name, key } = table;
  const isThis = key.map((column) => `old."${column}" = gone."${column}"`).join(" and ");
  if (dropped.length > 0)
    await connection.run(
      `delete from ${name} as old using json_populate_recordset(null::${name}, :dropped::json) as gone where ${isThis}`,
      { dropped: asRecords(table, dropped) },
    );
  const others = columns.filter((column) => !key.includes(column));
  const taken = others.map((column) => `"${column}" = excluded."${column}"`).join(", ");
  if (rows.length > 0)
    await connection.run(
      `insert into ${name} (${quoted(columns)}) overriding system value
       select ${quoted(columns)} from json_populate_recordset(null::${name}, :rows::json)
       on conflict (${quoted(key)}) do update set ${taken}`,
      { rows: asRecords(table, rows) },
    );
  if (name === "entries") await indexAnew(connection, idsOf(rows), idsOf(dropped));
}

const idsOf = (rows: readonly StoredRow[]): readonly number[] => rows.map(({ id }) => Number(id));

const asRecords = ({ json = [] }: StoredTable, rows: readonly StoredRow[]): string =>
  asJson(
    rows.map((row) => ({
      ...row,
      ...Object.fromEntries(json.map((column) => [column, valueOf(row[column])])),
    })),
  );

const valueOf = (json: StoredRow[string] | undefined): unknown =>
  typeof json === "string" ? (JSON.parse(json) as unknown) : json;

async function indexAnew(
  connection: Connection,
  ids: readonly number[],
  dropped: readonly number[],
): Promise<void> {
  await connection.run("delete from entry_words where entry_id = any(:dropped::bigint[])", { dropped });
  const rows = await connection.all<EntryRow>(
    `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id where e.id = any(:ids::bigint[])`,
    { ids },
  );
  await indexEntries(
    connection,
    rows.map((row) => ({ id: row.id, entry: toEntry(row) })),
  );
}

/** Of the server, while it makes an index: with less it goes to the disk again and again. */
const indexMemory = "256MB";

async function finish(
  database: Database,
  place: string,
  { lastIds, patience }: Readonly<{ lastIds: ReadonlyMap<string, number>; patience: Patience }>,
): Promise<void> {
  const { seconds } = patience;
  try {
    await database.transaction(async (connection) => {
      await connection.exec(`set local lock_timeout = '${seconds}s'`);
      await makeWhole(connection, lastIds);
    });
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) throw heldByOthers(place, seconds, error);
    throw error;
  }
  // What the server knows of its tables decides how it searches them: it would learn that only in time. Those alone: in
  // another schema may lie what is copied, which is held.
  await database.exec(`analyze ${quoted(await tablesIn(database, place))}`);
}

async function makeWhole(connection: Connection, lastIds: ReadonlyMap<string, number>): Promise<void> {
  const copy = await connection.get<{ again: string }>(`select again from ${copyTable}`);
  await connection.exec(`set local maintenance_work_mem = '${indexMemory}'`);
  await connection.exec(copy?.again ?? "");
  for (const [table, last] of lastIds)
    await connection.run(
      `select setval(pg_get_serial_sequence(quote_ident(relname), 'id'), greatest(:last, 1), :last > 0)
         from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'id' and attidentity <> ''
         where relname = :table and relnamespace = to_regnamespace(quote_ident(current_schema()))`,
      { table, last },
    );
  await connection.exec(`drop table ${copyTable}`);
}
