import { readdir, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import { UserError } from "./base/user-error.ts";
import type { BackupSettings } from "./model/settings.ts";
import { folderFault } from "./store/backup.ts";
import { writeBackupApart } from "./store/backup-apart.ts";

export type ScheduledBackupParts = Readonly<{
  settings: BackupSettings;
  databaseUrl: string;
  clock: Pick<Clock, "now">;
  log: Log;
  signal: AbortSignal;
}>;

/** Whatever else lies in the folder is somebody's. */
const ours = /^wirefold-\d{4}-\d\d-\d\dT\d{6}Z\.db$/;

/**
 * Writes a backup into the folder, and deletes those that are more than are kept, once the new one is whole. Answers the
 * size of it in bytes, as a text. Rejects with a sentence that says why there is none.
 */
export async function makeScheduledBackup({
  settings,
  databaseUrl,
  clock,
  log,
  signal,
}: ScheduledBackupParts): Promise<string> {
  const folder = resolve(settings.folder);
  const fault = await folderFault(folder);
  if (fault !== undefined) throw new UserError(fault);
  const file = join(folder, nameAt(clock.now()));
  const { bytes, held, rotten } = await writeBackupApart({ databaseUrl, file }, signal);
  const dropped = await dropOlder(folder, { made: basename(file), keep: settings.keep });
  log.info("backed up", { file, bytes, entries: held.entries, stories: held.stories, dropped });
  if (rotten.length > 0) log.error("entries are not as they were saved", { file, entries: rotten });
  return String(bytes);
}

/** "wirefold-2026-11-24T194000Z.db": in the order of time, and a name on every file system. */
const nameAt = (at: Date): string => `wirefold-${at.toISOString().slice(0, 19).replaceAll(":", "")}Z.db`;

/**
 * The one that was made just now stays in any case. Those that are named after a later time were made while a clock was
 * wrong: they go first, or they would be the newest for as long as it was ahead.
 */
async function dropOlder(
  folder: string,
  { made, keep }: Readonly<{ made: string; keep: number }>,
): Promise<number> {
  const names = (await readdir(folder)).filter((name) => ours.test(name)).sort();
  const oldestFirst = [...names.filter((name) => name > made), ...names.filter((name) => name <= made)];
  const older = oldestFirst.slice(0, Math.max(0, names.length - keep));
  for (const name of older) await rm(join(folder, name));
  return older.length;
}
