import { freshPostgresStore } from "../../support/postgres.ts";
import { freshStore } from "../../support/store.ts";

/** Every engine behind the Store interface; each case of the contract runs once on each. */
export const engines = [
  { name: "SQLite", open: () => freshStore() },
  { name: "PostgreSQL", open: () => freshPostgresStore() },
] as const;
