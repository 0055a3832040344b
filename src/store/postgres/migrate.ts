import { UserError } from "../../base/user-error.ts";
import { halfDoneMessage } from "../copy-side.ts";
import { newerSchemaMessage, readMigrations } from "../migrate.ts";
import type { Connection, Database } from "./database.ts";

/** "Wire" in ASCII: of the locks that anybody may take, the one by which processes that bring the schema up wait for each other. */
const lockId = 0x57697265;

const steps = () => readMigrations(`${import.meta.dirname}/migrations`);

export const newestVersion = (): number => steps().length;

/** Whether there is nothing to bring up; throws as `migrate` does. */
export const isNewest = async (connection: Connection, place: string): Promise<boolean> =>
  (await readVersion(connection, place)) === steps().length;

/**
 * Brings the schema to the newest version, one transaction a step; several processes may do so at once. Throws a
 * UserError, and touches nothing, for a database that is another program's or a newer version's. `database` should be a
 * patient one; `place` is how it is called for people.
 */
export async function migrate(database: Database, place: string): Promise<void> {
  for (const step of steps()) {
    await database.transaction(async (connection) => {
      await connection.run("select pg_advisory_xact_lock(:lockId)", { lockId });
      const version = await readVersion(connection, place);
      if (version >= step.version) return;
      if (version === 0) await connection.exec(markTable);
      await connection.exec(step.sql);
      await connection.run("update wirefold_schema set version = :version", { version: step.version });
    });
  }
}

/** Marks the schema as ours, so that another program's database is never written to. */
const markTable = `
  create table wirefold_schema (
    one boolean primary key default true check (one),
    version integer not null
  );
  insert into wirefold_schema (version) values (0);
`;

/** Is there while a store is being copied to the database and is not whole. */
export const copyTable = "wirefold_copy";

/** 0 for an empty schema. */
async function readVersion(connection: Connection, place: string): Promise<number> {
  const tables = await tablesIn(connection, place);
  if (tables.includes(copyTable)) throw new UserError(halfDoneMessage(place));
  if (tables.includes("wirefold_schema")) return knownVersion(connection, place);
  if (tables.length === 0) return 0;
  throw new UserError(
    `Cannot open ${place}: it is a PostgreSQL database of another program. Set DATABASE_URL to a new database.`,
  );
}

/** What there is in the schema that the connection works in. Throws a UserError where there is no such schema. */
export async function tablesIn(connection: Connection, place: string): Promise<readonly string[]> {
  const found = await connection.get<{ schema: string | null; tables: string[] }>(
    // What belongs to an extension is nobody's data: providers put some into every database.
    `select current_schema() as schema, array(
       select relname::text from pg_class
       where relnamespace = to_regnamespace(quote_ident(current_schema())) and relkind in ('r', 'p', 'v', 'm', 'f')
         and not exists (select 1 from pg_depend
           where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
     ) as tables`,
  );
  if (found?.schema) return found.tables;
  throw new UserError(
    `Cannot open ${place}: none of the schemas in its search_path exists for this user. Create one, or name another in DATABASE_URL.`,
  );
}

/** Of a schema that is ours. */
export async function knownVersion(connection: Connection, place: string): Promise<number> {
  const row = await connection.get<{ version: number }>("select version from wirefold_schema");
  const [version, newest] = [row?.version ?? 0, steps().length];
  if (version > newest) throw new UserError(newerSchemaMessage(place, version, newest));
  return version;
}
