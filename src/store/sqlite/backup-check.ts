import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { hashOfTexts } from "../entry-content.ts";
import { applicationId, newestVersion } from "./migrate.ts";

/** What a store holds. */
export type Held = Readonly<{
  sources: number;
  entries: number;
  stories: number;
  corrections: number;
  readers: number;
  stars: number;
  newestEntryAt?: Date;
}>;

/** What was found in a file: `rotten` are the entries that are not as they were saved, by id, some of them. */
export type StoreCheck = Readonly<
  | { kind: "no-database" | "other-program" }
  | { kind: "newer"; schema: number; known: number }
  | { kind: "torn"; found: string }
  | { kind: "store"; schema: number; held: Held; rotten: readonly number[] }
>;

const mostNamed = 10;
const pageSize = 500;

/** Looks through a whole file that nobody writes to, and writes nothing, not even beside it. Throws where it cannot be read. */
export function checkStoreFile(path: string): StoreCheck {
  const database = new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  try {
    return checkStore(database);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    if (/not a database/i.test(found)) return { kind: "no-database" };
    if (/malformed|corrupt/i.test(found)) return { kind: "torn", found };
    throw error;
  } finally {
    database.close();
  }
}

function checkStore(database: DatabaseSync): StoreCheck {
  const number = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0);
  if (number("pragma application_id") !== applicationId) return { kind: "other-program" };
  const [schema, known] = [number("pragma user_version"), newestVersion()];
  if (schema > known) return { kind: "newer", schema, known };
  const torn = tornAt(database);
  if (torn !== undefined) return { kind: "torn", found: torn };
  const tables = new Set(
    database
      .prepare("select name from sqlite_master")
      .all()
      .map(({ name }) => name),
  );
  const count = (table: string, where = "true") =>
    tables.has(table) ? number(`select count(*) from ${table} where ${where}`) : 0;
  const newest = number("select max(shown_at) from entries");
  return {
    kind: "store",
    schema,
    held: {
      sources: count("feeds", "position is not null"),
      entries: count("entries"),
      stories: count("stories"),
      corrections: count("corrections", "undone_at is null"),
      readers: count("readers"),
      stars: count("marks", "starred_at is not null"),
      ...(newest > 0 && { newestEntryAt: new Date(newest) }),
    },
    rotten: findRotten(database),
  };
}

function tornAt(database: DatabaseSync): string | undefined {
  const [structure] = Object.values(database.prepare("pragma quick_check(1)").get() ?? {});
  if (structure !== "ok") return String(structure);
  const row = database.prepare("pragma foreign_key_check").get();
  return (
    row && `a row of ${String(row["table"])} refers to one of ${String(row["parent"])} that is not there`
  );
}

/** Entries whose texts are not those that their hash was made of. */
function findRotten(database: DatabaseSync): readonly number[] {
  const read = database.prepare(
    `select id, content_hash, title, summary, content_html, authors, image_url, enclosures from entries
     where id > ? order by id limit ${pageSize}`,
  );
  const rotten: number[] = [];
  for (let after = 0; rotten.length < mostNamed;) {
    const rows = read.all(after) as unknown as readonly HashedRow[];
    for (const row of rows) if (!isAsSaved(row)) rotten.push(row.id);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  return rotten.slice(0, mostNamed);
}

type HashedRow = Parameters<typeof hashOfTexts>[0] & Readonly<{ id: number; content_hash: string }>;

function isAsSaved(row: HashedRow): boolean {
  try {
    return hashOfTexts(row) === row.content_hash;
  } catch {
    return false; // JSON that is none
  }
}
