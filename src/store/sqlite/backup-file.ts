import { existsSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { UserError } from "../../base/user-error.ts";
import { openDatabase } from "./database.ts";
import { applicationId, readApplicationId } from "./migrate.ts";
import { openFault } from "./open.ts";

export type PagesDone = Readonly<{ pages: number; of: number }>;

/** Between two batches of pages others have the disk for as long as the batch took. */
const batchPages = 1000;
const longestPauseMs = 250;

/**
 * Copies the store in a file, as it is at this moment, to another file while others write: page by page within one read
 * transaction, so that nobody waits and their writing does not make it begin anew (without one, under 30 writes a second,
 * the online backup came to no end; VACUUM INTO takes as long, cannot pause, and says nothing of how far it is). Until it
 * is done the log of what is written cannot be cut. Rejects with a UserError where there is no store.
 */
export async function copyFile(
  from: string,
  to: string,
  onProgress: (done: PagesDone) => void = () => {},
): Promise<void> {
  refuseNoStore(from);
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    source.exec("pragma busy_timeout = 10000; begin; select count(*) from sqlite_master");
    let begunAt = performance.now();
    await backup(source, to, {
      rate: batchPages,
      progress: ({ totalPages, remainingPages }) => {
        onProgress({ pages: totalPages - remainingPages, of: totalPages });
        pause(Math.min(longestPauseMs, performance.now() - begunAt));
        begunAt = performance.now();
      },
    });
  } finally {
    source.close();
  }
  makeSingleFile(to);
}

/** The backup has this thread to itself, and goes on when this comes back. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function refuseNoStore(path: string): void {
  if (path === ":memory:") throw new UserError("Cannot back up a store in memory: nobody else can read it.");
  if (!existsSync(path))
    throw new UserError(`Cannot back up ${path}: there is no such file. Set DATABASE_URL to the store.`);
  try {
    const database = openDatabase(path, { readOnly: true });
    try {
      if (readApplicationId(database) === applicationId) return;
    } finally {
      database.close();
    }
  } catch (error) {
    throw new UserError(`Cannot back up ${path}: ${openFault(error)}`, { cause: error });
  }
  throw new UserError(`Cannot back up ${path}: it holds no whole store of Wirefold.`);
}

/** Pages of a store say that there may be a log beside it, which whoever opens them would make. */
export function makeSingleFile(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma journal_mode = delete");
  } finally {
    database.close();
  }
}
