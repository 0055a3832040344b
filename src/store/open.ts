import { UserError } from "../base/user-error.ts";
import { openSqliteStore } from "./sqlite/open.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store that a database URL names, its schema brought to the newest version: `sqlite:PATH` (made where it is
 * not there yet) or `sqlite::memory:`. Rejects with a UserError that says what to do.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  const fault = databaseFault(databaseUrl);
  if (fault !== undefined) throw new UserError(`Cannot open the database: ${fault}`);
  return openSqliteStore(databaseUrl.slice("sqlite:".length));
}

/** What is wrong with a database URL as such, in a sentence; undefined for one that may be opened. */
export function databaseFault(databaseUrl: string): string | undefined {
  if (databaseUrl.startsWith("sqlite:")) return undefined;
  const scheme = /^[a-z]+/i.exec(databaseUrl)?.[0] ?? databaseUrl.slice(0, 20);
  return `DATABASE_URL begins with "${scheme}"; this version knows only SQLite: "sqlite:PATH", for instance sqlite:data/wirefold.db.`;
}
