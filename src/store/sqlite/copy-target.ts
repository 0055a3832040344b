import { existsSync, statSync } from "node:fs";
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
import { type EntryRow, entryColumnsWithText } from "../entry-rows.ts";
import { type StoredTable, storedTables } from "../stored-tables.ts";
import { sideOf } from "./copy-source.ts";
import { quoted } from "./copy-sql.ts";
import { type Database, openDatabase } from "./database.ts";
import {
  applicationId,
  copyingId,
  isNewest,
  newestVersion,
  readApplicationId,
  schemaVersion,
} from "./migrate.ts";
import { openFault, openFile } from "./open.ts";
import { indexEntry } from "./search.ts";

/**
 * Gives `work` a file to copy a store to: a new or empty one, or one that an earlier copy of the same store
 * left half-done. Rejects with a UserError, and writes nothing, for any other.
 */
export async function writeSqliteCopy<T>(
  path: string,
  { store, lies }: Pick<CopySource, "store" | "lies">,
  work: (target: CopyTarget) => Promise<T>,
): Promise<T> {
  if (path === ":memory:")
    throw new UserError(
      "Cannot copy to sqlite::memory:, which is gone with this process. Name a file in --to.",
    );
  if (isItself(path, lies)) throw new UserError(takenMessage(path, itself));
  const isResumed = existsSync(path) && (await inWords(path, () => isHalfDone(path, store)));
  if (!isResumed) openFile(path).close();
  const database = openDatabase(path);
  try {
    if (!isResumed) begin(database, store);
    database.exec(`
      pragma busy_timeout = 10000;
      pragma synchronous = normal;
      pragma foreign_keys = off;
      pragma cache_size = -32768;
    `);
    return await work({
      ...sideOf(database, path),
      isResumed,
      write: async (table, change) => database.transaction(() => write(database, table, change)),
      finish: async (lastIds) => database.durably(() => finish(database, lastIds)),
    });
  } finally {
    database.close();
  }
}

/** Or what SQLite keeps beside it, which is there as long as the store is open. */
const isItself = (path: string, lies: Whereabouts): boolean =>
  lies.kind === "file" && ["", "-wal", "-shm"].some((beside) => isOneFile(path, lies.path + beside));

function isOneFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

async function inWords<T>(path: string, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot open the database ${path}: ${openFault(error)}`, { cause: error });
  }
}

/** Throws for a file that holds anything else than a copy of that store, or nothing. */
function isHalfDone(path: string, store: number): boolean {
  const database = openDatabase(path, { readOnly: true });
  try {
    if (readApplicationId(database) !== copyingId) {
      isNewest(database, path); // throws for another program's, and a newer version's
      if (isEmpty(database)) return false;
      throw new UserError(takenMessage(path, "it holds a store already"));
    }
    const copy = database.get<{ store: number }>("select store from wirefold_copy");
    if (copy?.store !== store) throw new UserError(takenMessage(path, otherStore));
    if (schemaVersion(database) !== newestVersion()) throw new UserError(takenMessage(path, otherVersion));
    return true;
  } finally {
    database.close();
  }
}

/** Also where a run was killed while it made the schema, and not all of its tables are there. */
const isEmpty = (database: Database): boolean =>
  storedTables
    .filter(({ name }) => name !== "counters" && hasTable(database, name))
    .every(({ name }) => database.get(`select 1 from ${name} limit 1`) === undefined);

const hasTable = (database: Database, name: string): boolean =>
  database.get("select 1 from sqlite_master where type = 'table' and name = :name", { name }) !== undefined;

function begin(database: Database, store: number): void {
  database.transaction(() => {
    database.exec("create table wirefold_copy (store integer not null)");
    database.run("insert into wirefold_copy (store) values (:store)", { store });
    database.exec(`pragma application_id = ${copyingId}`);
  });
}

function write(database: Database, table: StoredTable, { columns, rows, dropped }: TableChange): void {
  const { name, key } = table;
  const isThis = key.map((column) => `"${column}" = :${column}`).join(" and ");
  for (const row of dropped) {
    const keys = Object.fromEntries(key.map((column) => [column, row[column]]));
    database.run(`delete from ${name} where ${isThis}`, keys);
  }
  const values = columns.map((column) => `:${column}`).join(", ");
  for (const row of rows)
    database.run(`insert or replace into ${name} (${quoted(columns)}) values (${values})`, row);
  if (name === "entries") indexAnew(database, { rows, dropped });
}

function indexAnew(database: Database, { rows, dropped }: Pick<TableChange, "rows" | "dropped">): void {
  for (const { id } of [...dropped, ...rows])
    database.run("delete from entry_search where rowid = :id", { id });
  for (const { id } of rows) {
    const row = database.get<EntryRow>(
      `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id where e.id = :id`,
      { id },
    );
    if (row) indexEntry(database, row);
  }
}

function finish(database: Database, lastIds: ReadonlyMap<string, number>): void {
  const torn = database.get<{ table: string }>("pragma foreign_key_check");
  if (torn) throw new Error(`A row of ${torn.table} refers to one that is not there`);
  for (const [name, last] of lastIds) {
    const { changes } = database.run("update sqlite_sequence set seq = :last where name = :name", {
      name,
      last,
    });
    if (changes === 0 && last > 0 && hasSequence(database, name))
      database.run("insert into sqlite_sequence (name, seq) values (:name, :last)", { name, last });
  }
  database.exec(`drop table wirefold_copy; pragma application_id = ${applicationId}`);
}

const hasSequence = (database: Database, table: string): boolean =>
  database.get("select 1 from sqlite_master where name = :table and sql like '%autoincrement%'", {
    table,
  }) !== undefined;
