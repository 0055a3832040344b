import { UserError } from "../base/user-error.ts";
import { openPostgresStore } from "./postgres/open.ts";
import { openSqliteStore } from "./sqlite/open.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store that a database URL names, its schema brought to the newest version: `sqlite:PATH` (made where it is
 * not there yet), `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. Rejects with a UserError that says
 * what to do.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  const fault = databaseFault(databaseUrl);
  if (fault !== undefined) throw new UserError(`Cannot open the database: ${fault}`);
  if (isPostgres.test(databaseUrl)) return openPostgresStore(databaseUrl);
  return openSqliteStore(databaseUrl.slice("sqlite:".length));
}

const isPostgres = /^postgres(?:ql)?:\/\//;

/** What is wrong with a database URL as such, in a sentence; undefined for one that may be opened. */
export function databaseFault(databaseUrl: string): string | undefined {
  if (databaseUrl.startsWith("sqlite:")) return undefined;
  if (isPostgres.test(databaseUrl))
    return URL.canParse(databaseUrl)
      ? undefined
      : `DATABASE_URL is no address: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, where characters such as @ / : in the password stand as %40 %2F %3A.`;
  const scheme = /^[a-z]+/i.exec(databaseUrl)?.[0] ?? databaseUrl.slice(0, 20);
  return `DATABASE_URL begins with "${scheme}"; it names SQLite ("sqlite:PATH", for instance sqlite:data/wirefold.db) or PostgreSQL ("postgres://USER:PASSWORD@HOST:PORT/DATABASE").`;
}
