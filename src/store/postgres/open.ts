import { UserError } from "../../base/user-error.ts";
import type { Store } from "../store.ts";
import { type Database, openDatabase } from "./database.ts";
import { isNewest, migrate } from "./migrate.ts";
import { openFault, placeOf } from "./open-faults.ts";
import { createStore, tryToWrite } from "./store.ts";

/**
 * The store in a PostgreSQL database (15 or newer, UTF-8). Rejects with a UserError where that cannot be reached, entered
 * or written, or is another program's or a newer version's; a password is in no message.
 */
export async function openPostgresStore(url: string): Promise<Store> {
  const place = placeOf(url);
  const database = await openServer(url, place, async (opened) => {
    await bringUp(opened, url, place);
    await tryToWrite(opened);
  });
  return createStore(database, place);
}

/** Answers a database of which `prepare` has said that it will do; rejects with a UserError, in words. */
export async function openServer(
  url: string,
  place: string,
  prepare: (database: Database) => Promise<void>,
  options: Readonly<{ patient?: boolean }> = {},
): Promise<Database> {
  const database = openDatabase(url, options);
  try {
    await refuseUnfit(database);
    await prepare(database);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot open the database ${place}: ${openFault(error)}`, { cause: error });
  }
}

async function bringUp(database: Database, url: string, place: string): Promise<void> {
  if (await isNewest(database, place)) return;
  const patient = openDatabase(url, { patient: true });
  try {
    await migrate(patient, place);
  } finally {
    await patient.close();
  }
}

async function refuseUnfit(database: Database): Promise<void> {
  const server = await database.get<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding`,
  );
  const fault = server && serverFault(server);
  if (fault !== undefined) throw new Error(fault);
}

/** What keeps a server or a database of it from holding a store; undefined where nothing does. */
export function serverFault({
  version,
  encoding,
}: Readonly<{ version: number; encoding: string }>): string | undefined {
  if (version < 150_000)
    return `it is PostgreSQL ${Math.floor(version / 10_000)}, and 15 is the oldest that will do. Update it, or use another server`;
  if (encoding !== "UTF8")
    return `its encoding is ${encoding}, which does not hold every character. Create one with encoding 'UTF8' and template template0`;
  return undefined;
}
