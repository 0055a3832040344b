import { UserError } from "../base/user-error.ts";
import { openSqliteStore } from "./sqlite/open.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store that a database URL names, its schema brought to the newest version: `sqlite:PATH` (made where it is
 * not there yet) or `sqlite::memory:`. Rejects with a UserError that says what to do.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  if (databaseUrl.startsWith("sqlite:")) return openSqliteStore(databaseUrl.slice("sqlite:".length));
  const scheme = /^[a-z]+/i.exec(databaseUrl)?.[0] ?? databaseUrl.slice(0, 20);
  throw new UserError(
    `Cannot open the database: DATABASE_URL begins with "${scheme}"; this version knows only SQLite: "sqlite:PATH", for instance sqlite:data/wirefold.db.`,
  );
}
