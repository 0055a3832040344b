import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { systemClock } from "../../src/base/clock.ts";
import { type Backup, checkBackup } from "../../src/store/read-backup.ts";
import { type BackupParts, writeBackup } from "../../src/store/backup.ts";
import { type RestoreParts, restoreBackup } from "../../src/store/restore.ts";
import { type StoredRow, storedTables, textOfRow } from "../../src/store/stored-tables.ts";
import { answersOf, fillStore } from "./full-store.ts";
import { freshStore } from "./store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A store with something of every kind in a file, and a place for its backup. */
export async function storeInFile() {
  const folder = await temporaryFolder();
  const path = join(folder.path, "wirefold.db");
  const url = `sqlite:${path}`;
  {
    await using store = await freshStore(url);
    await fillStore(store);
  }
  const file = join(folder.path, "backup.db");
  return {
    folder: folder.path,
    path,
    url,
    file,
    backUp: (given: Partial<BackupParts> = {}) =>
      writeBackup({ databaseUrl: url, file, clock: systemClock, ...given }),
    restore: (given: Partial<RestoreParts> = {}) =>
      restoreBackup({
        file,
        databaseUrl: `sqlite:${join(folder.path, "restored.db")}`,
        clock: systemClock,
        ...given,
      }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** What the person at the keyboard reads. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (result) => `no refusal: ${JSON.stringify(result)}`,
    (error: Error) => `${error.name}: ${error.message}`,
  );

export const check = (file: string): Promise<Backup> => checkBackup(file);

/** Every row in a store's file, the same for every engine that it comes from; counters go on elsewhere and are left out. */
export function rowsOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return storedTables
      .filter(({ name }) => name !== "counters")
      .map((table) => {
        const { name, key, own = [] } = table;
        const rows = database.prepare(`select * from ${name} order by ${key.join(", ")}`).all();
        const columns = Object.keys(rows[0] ?? {}).filter((column) => !own.includes(column));
        return [name, rows.map((row) => textOfRow(table, columns, row as StoredRow))];
      });
  } finally {
    database.close();
  }
}

/** What a store answers, but for the counters. */
export async function answersOfUrl(url: string): Promise<unknown> {
  await using store = await freshStore(url);
  const { counters: _, revision: _also, ...answers } = (await answersOf(store)) as Record<string, unknown>;
  return answers;
}
