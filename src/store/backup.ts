import { randomBytes } from "node:crypto";
import { open, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Clock } from "../base/clock.ts";
import { describeError } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import { sealFile } from "./backup-seal.ts";
import { copyStore } from "./copy-store.ts";
import { databaseFault, engineOf } from "./database-url.ts";
import { makeFolder } from "./make-folder.ts";
import { type Backup, inWords, readBackup } from "./read-backup.ts";
import { type StoreCheck, checkStoreFile } from "./sqlite/backup-check.ts";
import { copyFile, makeSingleFile } from "./sqlite/backup-file.ts";
import { syncFolder } from "./sync-folder.ts";
import { withUnfinished } from "./unfinished-file.ts";

export type BackupProgress = Readonly<{ act: "copying" | "checking"; done: number; of: number }>;

export type BackupParts = Readonly<{
  databaseUrl: string;
  file: string;
  /** Takes the place of a file that is there. */
  force?: boolean;
  clock: Pick<Clock, "now">;
  onProgress?(progress: BackupProgress): void;
}>;

/**
 * Writes what a store holds at this moment into one file, which is a SQLite store whatever the engine, while others go on.
 * It is checked before it takes its name: there is a whole backup at `file` or what was there before. Rejects with a
 * UserError that says why there is none.
 */
export async function writeBackup(parts: BackupParts): Promise<Backup> {
  const { databaseUrl, clock, force = false } = parts;
  const file = resolve(parts.file);
  await refuse(file, databaseUrl, force);
  const madeAt = clock.now();
  try {
    return await withUnfinished(file, madeAt, async (unfinished) => {
      await copyTo(unfinished, parts);
      const check = checkStoreFile(unfinished);
      if (check.kind !== "store") throw new UserError(cannotBackUp(databaseUrl, check));
      await sealFile(unfinished, madeAt);
      const backup = await readBackup(unfinished, check);
      await rename(unfinished, file);
      await syncFolder(dirname(file));
      return { ...backup, file: parts.file };
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot write the backup ${file}: ${describeError(error)}. Nothing was left there.`, {
      cause: error,
    });
  }
}

/**
 * What keeps backups from being written into a folder, in sentences; undefined where nothing does. It is tried, and what was
 * made for that is removed: rights alone say nothing of a file system that takes no files.
 */
export async function folderFault(folder: string): Promise<string | undefined> {
  const path = resolve(folder);
  let made: readonly string[] = [];
  try {
    made = makeFolder(path);
    const tried = join(path, `.wirefold-tried-${randomBytes(4).toString("hex")}`);
    await writeFile(tried, "", { flag: "wx", mode: 0o600 });
    await rm(tried);
    return undefined;
  } catch (error) {
    const found = await folderFound(path, error);
    return `Cannot back up to ${path}: ${found}. Set backup.folder to a folder that this user may write to.`;
  } finally {
    // Another process may have put something there by now.
    for (const each of made.toReversed()) await rmdir(each).catch(() => undefined);
  }
}

async function folderFound(path: string, error: unknown): Promise<string> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "this user may not write there";
  if (code === "EROFS") return "its disk may only be read";
  if (code === "ENOSPC") return "its disk is full";
  const [there, missing] = await nearest(path);
  if (!(await stat(there)).isDirectory()) return `${there} is no folder`;
  return code === "ENOENT" ? `no folder can be made at ${missing}` : describeError(error);
}

/** What is there of a path, and the first of it that is not. */
async function nearest(path: string, below = path): Promise<readonly [string, string]> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || path === dirname(path) ? [path, below] : nearest(dirname(path), path);
}

const cannotBackUp = (databaseUrl: string, check: Exclude<StoreCheck, { kind: "store" }>): string =>
  `Cannot back up ${placeOf(databaseUrl)}: ${inWords(check)}. Nothing was written; what was backed up before is better than this.`;

/** As it may be shown: without a password. */
function placeOf(databaseUrl: string): string {
  const named = engineOf(databaseUrl);
  return named.engine === "sqlite" ? named.path : `the database ${new URL(named.url).pathname.slice(1)}`;
}

async function refuse(file: string, databaseUrl: string, force: boolean): Promise<void> {
  const fault = databaseFault(databaseUrl);
  if (fault !== undefined) throw new UserError(`Cannot back up the store: ${fault}`);
  const named = engineOf(databaseUrl);
  const own = named.engine === "sqlite" ? resolve(named.path) : undefined;
  if (own !== undefined && [own, `${own}-wal`, `${own}-shm`].includes(file))
    throw new UserError(`Cannot back up to ${file}: that is the store itself. Name another file.`);
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory())
    throw new UserError(`Cannot back up to ${file}: it is a folder. Name a file in it.`);
  if (there && !force)
    throw new UserError(
      `Cannot back up to ${file}: there is a file already. Name another one, or let it be replaced with --force.`,
    );
}

async function copyTo(unfinished: string, { databaseUrl, onProgress }: BackupParts): Promise<void> {
  makeFolder(dirname(unfinished));
  // Made first, for its rights: readers' secrets are in it.
  await (await open(unfinished, "wx", 0o600)).close();
  const named = engineOf(databaseUrl);
  if (named.engine === "sqlite")
    return copyFile(named.path, unfinished, ({ pages, of }) =>
      onProgress?.({ act: "copying", done: pages, of }),
    );
  const end = await copyStore({
    from: databaseUrl,
    to: `sqlite:${unfinished}`,
    besideOthers: true,
    onProgress: ({ act, rows, of }) =>
      onProgress?.({ act: act === "copying" ? act : "checking", done: rows, of }),
  });
  if (end.kind !== "copied") throw new Error("the copy is not what was read");
  makeSingleFile(unfinished);
}
