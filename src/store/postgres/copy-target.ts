import { UserError } from "../../base/user-error.ts";
import { type CopyTarget, otherStore, otherVersion, type TableChange, takenMessage } from "../copy-side.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { quoted } from "../sqlite/copy-sql.ts";
import { passingTables, type StoredRow, type StoredTable } from "../stored-tables.ts";
import { sideOf } from "./copy-source.ts";
import type { Connection, Database } from "./database.ts";
import { indexEntries } from "./entry-words.ts";
import { copyTable, knownVersion, migrate, newestVersion, tablesIn } from "./migrate.ts";
import { asJson } from "./named-parameters.ts";
import { placeOf } from "./open-faults.ts";
import { openServer } from "./open.ts";

/**
 * Gives `work` a database to copy the store of this name to: an empty one, or one that an earlier copy of the same store
 * left half-done. Rejects with a UserError, and writes nothing, for any other, and while another process copies there.
 */
export async function writePostgresCopy<T>(
  url: string,
  store: number,
  work: (target: CopyTarget) => Promise<T>,
): Promise<T> {
  const place = placeOf(url);
  let isResumed = false;
  const prepare = async (database: Database) => {
    isResumed = await isHalfDone(database, place, store);
    if (!isResumed) await begin(database, place, store);
  };
  const database = await openServer(url, place, prepare, { patient: true });
  try {
    return await database.transaction(async (alone) => {
      await holdAlone(alone, place);
      await isHalfDone(database, place, store); // another run may have ended since; beside, so that no lock is kept
      return work({
        ...(await sideOf(database, place)),
        isResumed,
        write: (table, change) => database.transaction((connection) => write(connection, table, change)),
        finish: (lastIds) => finish(database, lastIds),
      });
    });
  } finally {
    await database.close();
  }
}

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
async function begin(database: Database, place: string, store: number): Promise<void> {
  await migrate(database, place);
  await database.transaction(async (connection) => {
    await holdAlone(connection, place);
    if ((await tablesIn(connection, place)).includes(copyTable)) return; // another run was quicker
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
  });
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

async function finish(database: Database, lastIds: ReadonlyMap<string, number>): Promise<void> {
  await database.transaction(async (connection) => {
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
  });
  // What the server knows of its tables decides how it searches them: it would learn that only in time.
  await database.exec("analyze");
}
