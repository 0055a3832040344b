import { existsSync } from "node:fs";
import { UserError } from "../../base/user-error.ts";
import type { CopySide, CopySource } from "../copy-side.ts";
import { type StoredRow, storedTables, type StoredTable } from "../stored-tables.ts";
import { countSql, pageSql } from "./copy-sql.ts";
import { readCounter } from "./counters.ts";
import { type Database, openDatabase } from "./database.ts";
import { isNewest } from "./migrate.ts";
import { openFault } from "./open.ts";

/**
 * Gives `work` the store in a file as it is at this moment: one read transaction, beside which others may go on writing.
 * Writes nothing. Rejects with a UserError where there is no store of this version.
 */
export async function readSqliteCopy<T>(path: string, work: (source: CopySource) => Promise<T>): Promise<T> {
  const database = openSource(path);
  try {
    return await work({
      ...sideOf(database, path),
      store: readCounter(database, "name"),
      lies: { kind: "file", path },
      lastIds: async () => new Map(storedTables.map((table) => [table.name, lastId(database, table)])),
      hasChanged: async () => hasChanged(database),
    });
  } finally {
    database.close();
  }
}

export function sideOf(database: Database, path: string): CopySide {
  const columns = new Map(storedTables.map((table) => [table.name, columnsOf(database, table)]));
  return {
    place: path,
    columns: async ({ name }) => columns.get(name) ?? [],
    count: async (table) => database.get<{ rows: number }>(countSql(table))?.rows ?? 0,
    page: async (table, query) => {
      const { sql, parameters } = pageSql(table, columns.get(table.name) ?? [], query);
      return database.all<StoredRow>(sql, parameters);
    },
  };
}

function openSource(path: string): Database {
  if (!existsSync(path)) throw new UserError(`Cannot copy ${path}: there is no such file.`);
  let database: Database | undefined;
  try {
    database = openDatabase(path, { readOnly: true });
    database.exec("pragma busy_timeout = 10000; pragma cache_size = -32768; begin");
    // The first that is read begins the transaction.
    if (isNewest(database, path)) return database;
  } catch (error) {
    database?.close();
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot read the database ${path}: ${openFault(error)}`, { cause: error });
  }
  database.close();
  throw new UserError(
    `Cannot copy ${path}: its schema is of an older version. Bring it up first: migrate without --to does so.`,
  );
}

const columnsOf = (database: Database, { name, own = [] }: StoredTable): readonly string[] =>
  database
    .all<{ name: string }>("select name from pragma_table_info(:table) order by name", { table: name })
    .map((column) => column.name)
    .filter((column) => !own.includes(column));

function lastId(database: Database, { name, key }: StoredTable): number {
  if (key[0] !== "id") return 0;
  const last = database.get<{ last: number }>(
    `select max(coalesce((select seq from sqlite_sequence where name = :name), 0),
       coalesce((select max(id) from ${name}), 0)) as last`,
    { name },
  );
  return last?.last ?? 0;
}

function hasChanged(database: Database): boolean {
  const dataVersion = () => database.get<{ data_version: number }>("pragma data_version")?.data_version;
  const then = dataVersion();
  database.exec("commit");
  return dataVersion() !== then;
}
