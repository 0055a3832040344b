import { createReadStream, createWriteStream } from "node:fs";
import { randomBytes } from "node:crypto";
import { open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../base/clock.ts";
import { dayMs } from "../base/duration.ts";
import { describeError } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import { copyStore } from "./copy-store.ts";
import { databaseFault, engineOf } from "./database-url.ts";
import type { GivenOut } from "./given-out.ts";
import { openStore } from "./open.ts";
import { makeFolder } from "./make-folder.ts";
import { dropBeside, lookForRoom, makePlaceBeside, takePlace } from "./postgres/set-store-aside.ts";
import { type Backup, checkBackup } from "./read-backup.ts";
import { leapAhead, readGivenOut, refuseOthersFile, replaceFile } from "./sqlite/replace-file.ts";
import { syncFolder } from "./sync-folder.ts";
import { withUnfinished } from "./unfinished-file.ts";

export type RestoreParts = Readonly<{
  file: string;
  databaseUrl: string;
  /** Also where there is a store: that one is kept beside the new one. */
  force?: boolean;
  clock: Pick<Clock, "now">;
}>;

/** `kept`: where the store is now that was there before. */
export type Restored = Readonly<{ backup: Backup; kept?: string }>;

/**
 * Ids that a store may have given out in a day after its backup: three times what a thousand busy sources bring. The ids
 * of what was lost must never come to mean other stories, entries or readers.
 */
const idsADay = 100_000;

/**
 * Makes a store of a backup. Rejects with a UserError, and changes nothing, where the file is no whole backup, where a store
 * is there already (without `force`), or a service runs on it.
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const { databaseUrl, file } = parts;
  const fault = databaseFault(databaseUrl);
  if (fault !== undefined) throw new UserError(`Cannot restore ${file}: ${fault}`);
  const backup = await checkBackup(file);
  const named = engineOf(databaseUrl);
  try {
    const kept =
      named.engine === "sqlite"
        ? await toFile(backup, named.path, parts)
        : await toDatabase(backup, named.url, parts);
    return { backup, ...(kept !== undefined && { kept }) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot restore ${file}: ${describeError(error)}.`, { cause: error });
  }
}

async function toFile(
  backup: Backup,
  path: string,
  { force = false, clock }: RestoreParts,
): Promise<string | undefined> {
  if (path === ":memory:")
    throw new UserError("Cannot restore to a store in memory: it would be gone at once.");
  if (resolve(path) === resolve(backup.file))
    throw new UserError(`Cannot restore ${path} to itself. Set DATABASE_URL to where the store is to be.`);
  const there = await stat(path).catch(() => undefined);
  const isTaken = there !== undefined && there.size > 0;
  if (isTaken) refuseOthersFile(path);
  if (isTaken && !force)
    throw new UserError(
      `Cannot restore to ${path}: a store is there already. With --force it is kept beside the restored one.`,
    );
  const now = clock.now();
  const kept = `${path}.before-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
  makeFolder(dirname(path));
  await withUnfinished(path, now, async (prepared) => {
    await prepare(backup, prepared, { now, beyond: isTaken ? readGivenOut(path) : undefined });
    replaceFile({ path, prepared, ...(isTaken && { kept }) });
    await syncFolder(dirname(path));
  });
  return isTaken ? kept : undefined;
}

async function toDatabase(
  backup: Backup,
  url: string,
  { force = false, clock }: RestoreParts,
): Promise<string | undefined> {
  const now = clock.now();
  const room = await lookForRoom(url, { force });
  try {
    if (room.kind === "free") {
      await copyTo(backup, url, { now, beyond: undefined });
      return undefined;
    }
    const { givenOut } = room;
    const beside = await makePlaceBeside(url);
    try {
      await copyTo(backup, beside, { now, beyond: givenOut });
      return `schema ${await takePlace(url, { now, givenOut })}`;
    } catch (error) {
      await dropBeside(url).catch(() => undefined); // the next run drops it
      throw error;
    }
  } catch (error) {
    // A UserError says all that its causes say.
    const found = error instanceof UserError ? error.message : `${describeError(error)}.`;
    const said = found.startsWith("Cannot restore") ? found : `Cannot restore ${backup.file}: ${found}`;
    const place = room.kind === "free" ? "" : " The store that was there is whole, and in its place.";
    throw new UserError(`${said.replaceAll("--to", "DATABASE_URL")}${place}`, { cause: error });
  }
}

/** Where there is room for a backup there mostly is for its store; a temporary folder is often memory. */
export async function placeToUnpack(file: string): Promise<string> {
  const beside = join(dirname(resolve(file)), "wirefold-restore");
  const tried = `${beside}-tried-${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(tried, "", { flag: "wx", mode: 0o600 });
    await rm(tried);
    return beside;
  } catch {
    return join(tmpdir(), "wirefold-restore");
  }
}

async function copyTo(backup: Backup, url: string, leap: Parameters<typeof prepare>[2]): Promise<void> {
  await withUnfinished(await placeToUnpack(backup.file), leap.now, async (prepared) => {
    await prepare(backup, prepared, leap);
    const end = await copyStore({ from: `sqlite:${prepared}`, to: url });
    if (end.kind !== "copied") throw new Error("the copy is not what was read; do the same again");
  });
}

/** Makes a store of a backup, of the newest schema, whole on the disk, while nobody knows of it. */
async function prepare(
  backup: Backup,
  to: string,
  { now, beyond }: Readonly<{ now: Date; beyond: GivenOut | undefined }>,
): Promise<void> {
  const { file, storeBytes, madeAt } = backup;
  await pipeline(
    createReadStream(file, { end: storeBytes - 1 }),
    createWriteStream(to, { flags: "wx", mode: 0o600 }),
  );
  const days = Math.max(1, Math.ceil((now.getTime() - madeAt.getTime()) / dayMs));
  leapAhead(to, idsADay * days, beyond);
  await (await openStore(`sqlite:${to}`)).close(); // brings the schema up
  const whole = await open(to, "r+");
  try {
    await whole.sync();
  } finally {
    await whole.close();
  }
}
