import { UserError } from "../../base/user-error.ts";
import { counted, type GivenOut } from "../given-out.ts";
import { lastIds } from "./copy-source.ts";
import { isEmpty } from "./copy-target.ts";
import { readCounter } from "./counters.ts";
import type { Connection } from "./database.ts";
import { copyTable, tablesIn } from "./migrate.ts";
import { placeOf } from "./open-faults.ts";
import { openServer } from "./open.ts";

/** `kept`: the schema where the store is now that was in the database. `givenOut`: by that store. */
export type SetAside = Readonly<{ kept?: string; givenOut?: GivenOut }>;

/**
 * Makes room in a database for another store: the one that is there goes to a schema of its own, in one transaction. Rejects
 * with a UserError, with nothing done, where there is one (without `force`), where it is another program's, or while a
 * service is connected. An unfinished copy is left for `copyStore`, which goes on with it.
 */
export async function setStoreAside(
  url: string,
  { force, now }: Readonly<{ force: boolean; now: Date }>,
): Promise<SetAside> {
  const place = placeOf(url);
  const database = await openServer(url, place, async () => undefined, { patient: true });
  try {
    return await database.transaction(async (connection) => {
      const tables = await tablesIn(connection, place);
      if (tables.includes(copyTable) || (await isEmpty(connection, tables))) return {};
      if (!tables.includes("wirefold_schema"))
        throw new UserError(
          `Cannot restore to ${place}: another program uses it. Set DATABASE_URL to a new database.`,
        );
      if (!force)
        throw new UserError(
          `Cannot restore to ${place}: a store is there already. With --force it is kept in a schema beside the restored one.`,
        );
      await refuseConnected(connection, place);
      const givenOut = await givenOutBy(connection);
      return { kept: await moveTables(connection, tables, now), givenOut };
    });
  } finally {
    await database.close();
  }
}

async function refuseConnected(connection: Connection, place: string): Promise<void> {
  const others = await connection.get<{ processes: number }>(
    `select count(*) as processes from pg_stat_activity
     where datname = current_database() and application_name = 'wirefold' and pid <> pg_backend_pid()`,
  );
  if (others && others.processes > 0)
    throw new UserError(
      `Cannot restore to ${place}: a service, or another command, is connected to it. Stop that first; nothing was changed.`,
    );
}

async function givenOutBy(connection: Connection): Promise<GivenOut> {
  const counters = new Map<string, number>();
  for (const name of counted) counters.set(name, await readCounter(connection, name));
  return {
    counters: Object.fromEntries(counters) as GivenOut["counters"],
    ids: await lastIds(connection),
  };
}

async function moveTables(connection: Connection, tables: readonly string[], now: Date): Promise<string> {
  const kept = `wirefold_before_${now.toISOString().slice(0, 19).replaceAll(/\D/g, "")}`;
  await connection.exec(`create schema ${kept}`);
  for (const table of tables) await connection.exec(`alter table ${table} set schema ${kept}`);
  return kept;
}
