import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hourMs } from "../base/duration.ts";

const ending = ".wirefold-unfinished-";
/** What SQLite puts beside a file. */
const companions = ["", "-wal", "-shm", "-journal"];
/** A run that was killed leaves its file behind; one that is this old is nobody's. */
const leftBehindMs = hourMs;

/**
 * Gives `work` the name of a file in the folder of `file`, which it may rename when it is whole; what has that name
 * afterwards is removed, and what earlier runs have left in that folder.
 */
export async function withUnfinished<T>(
  file: string,
  now: Date,
  work: (unfinished: string) => Promise<T>,
): Promise<T> {
  await clearAway(dirname(file), now);
  const unfinished = `${file}${ending}${randomBytes(4).toString("hex")}`;
  try {
    return await work(unfinished);
  } finally {
    for (const companion of companions) await rm(unfinished + companion, { force: true });
  }
}

/** What is left of a run for `file` that was ended from outside. */
export async function removeUnfinished(file: string): Promise<void> {
  const folder = dirname(file);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (name.startsWith(`${basename(file)}${ending}`)) await rm(join(folder, name), { force: true });
}

async function clearAway(folder: string, now: Date): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (!name.includes(ending)) continue;
    const left = await stat(join(folder, name)).catch(() => undefined);
    if (left && now.getTime() - left.mtimeMs > leftBehindMs) await rm(join(folder, name), { force: true });
  }
}
