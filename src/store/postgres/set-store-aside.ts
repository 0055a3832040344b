import { UserError } from "../../base/user-error.ts";
import { counted, type GivenOut } from "../given-out.ts";
import { anotherProgramIsThere, newerStoreIsThere } from "../restore-refusal.ts";
import { lastIds } from "./copy-source.ts";
import { holdAlone, isEmpty } from "./copy-target.ts";
import { readCounter } from "./counters.ts";
import type { Connection } from "./database.ts";
import { copyTable, newestVersion, tablesIn } from "./migrate.ts";
import { placeOf } from "./open-faults.ts";
import { openServer } from "./open.ts";

/**
 * Where a store is made that is to take the place of another: a schema beside it, so that there is the old one, whole, or the
 * new one, whenever the restoring process ends.
 */
const besideSchema = "wirefold_restoring";

/** `givenOut`: by the store that is there. An unfinished copy is left for `copyStore`, which goes on with it. */
export type Room = Readonly<{ kind: "free" } | { kind: "taken"; givenOut: GivenOut }>;

/**
 * Looks whether there is room in a database for another store, and writes nothing. Rejects with a UserError where there is a
 * store (without `force`), where it is another program's, or while a service is connected.
 */
export const lookForRoom = (url: string, { force }: Readonly<{ force: boolean }>): Promise<Room> =>
  within(url, async (connection, place) => {
    const tables = await tablesIn(connection, place);
    if (tables.includes("wirefold_schema")) await refuseNewer(connection, place);
    if (tables.includes(copyTable) || (await isEmpty(connection, tables))) return { kind: "free" };
    if (!tables.includes("wirefold_schema")) throw anotherProgramIsThere({ place, what: "database" });
    if (!force)
      throw new UserError(
        `Cannot restore to ${place}: a store is there already. With --force it is kept in a schema beside the restored one.`,
      );
    await refuseConnected(connection, place);
    return { kind: "taken", givenOut: await givenOutBy(connection) };
  });

/** An empty schema for the new store; answers the URL by which it is filled. What a killed run has left there is dropped. */
export async function makePlaceBeside(url: string): Promise<string> {
  await within(url, async (connection, place) => {
    await holdAlone(connection, place);
    await connection.exec(`drop schema if exists ${besideSchema} cascade; create schema ${besideSchema}`);
  });
  const beside = new URL(url);
  const options = beside.searchParams.get("options");
  const path = `-csearch_path=${besideSchema}`;
  beside.searchParams.set("options", options === null ? path : `${options} ${path}`);
  return beside.href;
}

/**
 * The store that was made beside takes the place of the one that is there; that goes to a schema of its own, whose name is
 * answered. One transaction. Rejects with a UserError, with nothing done, where somebody has come meanwhile.
 */
export const takePlace = (
  url: string,
  { now, givenOut }: Readonly<{ now: Date; givenOut: GivenOut }>,
): Promise<string> =>
  within(url, async (connection, place) => {
    await refuseConnected(connection, place);
    if (inText(await givenOutBy(connection)) !== inText(givenOut))
      throw new UserError(
        `Cannot restore to ${place}: the store there was written to meanwhile. Stop the service first; nothing was changed.`,
      );
    const here = await connection.get<{ schema: string }>("select quote_ident(current_schema()) as schema");
    const kept = `wirefold_before_${now.toISOString().slice(0, 19).replaceAll(/\D/g, "")}`;
    const old = await tablesIn(connection, place);
    await connection.exec(`create schema ${kept}`);
    for (const table of old) await connection.exec(`alter table ${table} set schema ${kept}`);
    const made = await connection.all<{ name: string }>(
      "select tablename::text as name from pg_tables where schemaname = :besideSchema",
      { besideSchema },
    );
    for (const { name } of made)
      await connection.exec(`alter table ${besideSchema}.${name} set schema ${here?.schema}`);
    await connection.exec(`drop schema ${besideSchema}`);
    return kept;
  });

/** What was made beside, and is of no use. */
export const dropBeside = (url: string): Promise<void> =>
  within(url, (connection) => connection.exec(`drop schema if exists ${besideSchema} cascade`));

async function within<T>(
  url: string,
  work: (connection: Connection, place: string) => Promise<T>,
): Promise<T> {
  const place = placeOf(url);
  const database = await openServer(url, place, async () => undefined, { patient: true });
  try {
    return await database.transaction((connection) => work(connection, place));
  } finally {
    await database.close();
  }
}

async function refuseNewer(connection: Connection, place: string): Promise<void> {
  const row = await connection.get<{ version: number }>("select version from wirefold_schema");
  const [found, known] = [row?.version ?? 0, newestVersion()];
  if (found > known) throw newerStoreIsThere({ place, what: "database" }, { found, known });
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

const inText = ({ counters, ids }: GivenOut): string => JSON.stringify([counters, [...ids].sort()]);
