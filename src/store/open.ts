import { UserError } from "../base/user-error.ts";
import { databaseFault, engineOf } from "./database-url.ts";
import { openPostgresStore } from "./postgres/open.ts";
import { openSqliteStore } from "./sqlite/open.ts";
import type { Store } from "./store.ts";

export { databaseFault } from "./database-url.ts";

/**
 * Opens the store that a database URL names, its schema brought to the newest version: `sqlite:PATH` (made where it is
 * not there yet), `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. Rejects with a UserError that says
 * what to do.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  const fault = databaseFault(databaseUrl);
  if (fault !== undefined) throw new UserError(`Cannot open the database: ${fault}`);
  const named = engineOf(databaseUrl);
  return named.engine === "postgres" ? openPostgresStore(named.url) : openSqliteStore(named.path);
}
