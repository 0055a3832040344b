import { randomInt } from "node:crypto";
import { UserError } from "../../base/user-error.ts";
import type { CopySide, CopySource, Whereabouts } from "../copy-side.ts";
import { countSql, pageSql } from "../sqlite/copy-sql.ts";
import { type StoredRow, type StoredTable, storedTables } from "../stored-tables.ts";
import { readCounter } from "./counters.ts";
import type { Connection } from "./database.ts";
import { codeOf } from "./faults.ts";
import { isNewest } from "./migrate.ts";
import { placeOf } from "./open-faults.ts";
import { openServer } from "./open.ts";

/**
 * Gives `work` the store in a database as it is at this moment, and writes nothing. Nobody else may write there until it
 * ends, for of changes beside it PostgreSQL tells nothing; but with `besideOthers`. Rejects with a UserError where there is
 * no store of this version, or somebody is writing.
 */
export async function readPostgresCopy<T>(
  url: string,
  { besideOthers }: Readonly<{ besideOthers: boolean }>,
  work: (source: CopySource) => Promise<T>,
): Promise<T> {
  const place = placeOf(url);
  const isUsable = async (connection: Connection) => {
    if (!(await isNewest(connection, place)))
      throw new UserError(
        `Cannot copy ${place}: it holds no store, or one of an older version. Bring it up first: migrate without --to does so.`,
      );
  };
  const database = await openServer(url, place, isUsable, { patient: true });
  try {
    return await database.snapshot(async (connection) => {
      if (!besideOthers) await lockOut(connection, place);
      const lies = await whereabouts(connection);
      return work({
        ...(await sideOf(connection, place)),
        store: await readCounter(connection, "name"),
        lies,
        lastIds: () => lastIds(connection),
        hasChanged: async () => false,
      });
    });
  } finally {
    await database.close();
  }
}

export async function sideOf(connection: Connection, place: string): Promise<CopySide> {
  const found = await connection.all<{ table: string; column: string }>(
    `select table_name::text as table, column_name::text as column from information_schema.columns
     where table_schema = current_schema() order by column_name collate "C"`,
  );
  const columns = Map.groupBy(found, ({ table }) => table);
  const columnsOf = ({ name, own = [] }: StoredTable) =>
    (columns.get(name) ?? []).map(({ column }) => column).filter((column) => !own.includes(column));
  return {
    place,
    columns: async (table) => columnsOf(table),
    count: async (table) => (await connection.get<{ rows: number }>(countSql(table)))?.rows ?? 0,
    page: (table, query) => {
      const { sql, parameters } = pageSql(table, columnsOf(table), query);
      return connection.all<StoredRow>(sql, parameters);
    },
  };
}

/** Before anything is read: what is read first begins the snapshot. */
async function lockOut(connection: Connection, place: string): Promise<void> {
  try {
    await connection.exec(
      `set local lock_timeout = '5s'; lock table ${storedTables.map(({ name }) => name).join(", ")} in share mode`,
    );
  } catch (error) {
    if (codeOf(error) !== "55P03") throw error; // lock_not_available
    throw new UserError(`Cannot copy ${place}: others are writing to it. Stop the service first.`, {
      cause: error,
    });
  }
}

async function whereabouts(connection: Connection): Promise<Whereabouts> {
  const lock = randomInt(2 ** 48 - 1);
  const here = await connection.get<{ schema: string }>(
    "select current_schema() as schema, pg_advisory_xact_lock(:lock)",
    { lock },
  );
  return { kind: "database", lock, schema: here?.schema ?? "" };
}

/** The last id that each table has given out. */
export async function lastIds(connection: Connection): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.all<{ table: string; last: number | null }>(
    `select relname::text as table, pg_sequence_last_value(pg_get_serial_sequence(quote_ident(relname), 'id')::regclass) as last
     from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'id' and attidentity <> ''
     where relnamespace = to_regnamespace(quote_ident(current_schema()))`,
  );
  return new Map(rows.map(({ table, last }) => [table, last ?? 0]));
}
