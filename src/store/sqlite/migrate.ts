import { UserError } from "../../base/user-error.ts";
import { halfDoneMessage } from "../copy-side.ts";
import { newerSchemaMessage, readMigrations } from "../migrate.ts";
import type { Database } from "./database.ts";

/** "Wire" in ASCII: marks the file as ours in its header, so that another program's database is never written to. */
export const applicationId = 0x57697265;
/** "Wirc": a store is being copied to that file and is not whole. */
export const copyingId = 0x57697263;

const steps = () => readMigrations(`${import.meta.dirname}/migrations`);

/**
 * Brings the schema to the newest version, one transaction a step; several processes may do so at once. Throws a
 * UserError, and touches nothing, for a database that is another program's or a newer version's.
 */
export function migrate(database: Database, path: string): void {
  const migrations = steps();
  refuseForeignDatabase(database, path);
  for (const migration of migrations) {
    database.transaction(() => {
      const version = schemaVersion(database);
      if (version > migrations.length)
        throw new UserError(newerSchemaMessage(path, version, migrations.length));
      if (version >= migration.version) return;
      database.exec(migration.sql);
      database.exec(`pragma user_version = ${migration.version}`);
      database.exec(`pragma application_id = ${applicationId}`);
    });
  }
}

/** Whether there is nothing to bring up. Throws as `migrate` does. */
export function isNewest(database: Database, path: string): boolean {
  refuseForeignDatabase(database, path);
  const [version, newest] = [schemaVersion(database), newestVersion()];
  if (version > newest) throw new UserError(newerSchemaMessage(path, version, newest));
  return version === newest;
}

export const newestVersion = (): number => steps().length;

export const schemaVersion = (database: Database): number =>
  database.get<{ user_version: number }>("pragma user_version")?.user_version ?? 0;

export const readApplicationId = (database: Database): number | undefined =>
  database.get<{ application_id: number }>("pragma application_id")?.application_id;

function refuseForeignDatabase(database: Database, path: string): void {
  const id = readApplicationId(database);
  if (id === applicationId) return;
  if (id === copyingId) throw new UserError(halfDoneMessage(path));
  const tables = database.get<{ count: number }>("select count(*) as count from sqlite_master")?.count ?? 0;
  if (id !== 0 || tables > 0) {
    throw new UserError(
      `Cannot open ${path}: it is a SQLite database of another program. Set DATABASE_URL to a new file.`,
    );
  }
}
