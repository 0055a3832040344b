import { type Database, openDatabase } from "../../src/store/postgres/database.ts";

/**
 * A database of our schema that many tests use one after the other, over the same connections: a new one costs the server
 * 30 ms of processor time, for it knows nothing yet.
 */
export type ReusedDatabase = Readonly<{
  database: Database;
  url: string;
  /** Makes it as it was at first. Nobody may be at work in it. */
  empty(): Promise<void>;
}>;

/** `url` is of an administrator, who alone may leave out the checks of foreign keys. */
export async function reuse(url: string): Promise<ReusedDatabase> {
  const database = openDatabase(url);
  const [tables, sequences] = [await namesOf(database, "r"), await namesOf(database, "S")];
  const seeded = await keepSeeds(database, tables);
  const emptying = [
    "begin",
    "set local session_replication_role = replica",
    ...tables.map((table) => `delete from ${table}`),
    ...seeded.map((table) => `insert into ${table} select * from seed.${table}`),
    ...sequences.map((sequence) => `select setval('${sequence}', 1, false)`),
    "commit",
  ].join("; ");
  return { database, url, empty: () => database.exec(emptying) };
}

async function namesOf(database: Database, kind: "r" | "S"): Promise<readonly string[]> {
  const rows = await database.all<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = :kind and relname <> 'wirefold_schema'`,
    { kind },
  );
  return rows.map(({ name }) => name);
}

/** What the steps of the schema themselves have put into tables. */
async function keepSeeds(database: Database, tables: readonly string[]): Promise<readonly string[]> {
  await database.exec("create schema seed");
  const seeded: string[] = [];
  for (const table of tables) {
    if ((await database.all(`select from ${table} limit 1`)).length === 0) continue;
    await database.exec(`create table seed.${table} as table ${table}`);
    seeded.push(table);
  }
  return seeded;
}
