import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One numbered step of the schema. */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;

/** The steps of one engine, `0001-name.sql` and on, in order. Throws where the numbers have a gap: then a file was lost. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) throw new Error(`Expected migration ${index + 1} in ${folder}, found ${file}`);
    return { version, name: file.slice(5, -4), sql: readFileSync(join(folder, file), "utf8") };
  });
}

/** What is said of a database that a newer version has written: nothing in it is touched. */
export const newerSchemaMessage = (what: string, found: number, known: number): string =>
  `Cannot open ${what}: it was written by a newer Wirefold (schema ${found}, this version knows up to ${known}). ` +
  `Start that version, or set DATABASE_URL to another database.`;
