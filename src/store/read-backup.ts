import { stat } from "node:fs/promises";
import { describeError } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import { readSeal } from "./backup-seal.ts";
import { type Held, type StoreCheck, checkStoreFile } from "./sqlite/backup-check.ts";

/** A backup that is whole. `rotten`: entries that are not as they were saved, some of them by id: the store's own disk or memory was at fault. */
export type Backup = Readonly<{
  file: string;
  bytes: number;
  /** Without what makes a backup of a store. */
  storeBytes: number;
  madeAt: Date;
  schema: number;
  held: Held;
  rotten: readonly number[];
}>;

const nameOne = "Name a file that backup has written.";

/**
 * Reads a whole backup and looks through what it holds; writes nothing. Rejects with a UserError where the file is no
 * backup, is damaged, or a newer version's.
 */
export async function checkBackup(file: string): Promise<Backup> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UserError(`Cannot read ${file}: there is no such file. ${nameOne}`);
  if (!found.isFile()) throw new UserError(`Cannot read ${file}: it is no file. ${nameOne}`);
  try {
    return await readBackup(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot read ${file}: ${describeError(error)}.`, { cause: error });
  }
}

/** The same, of a file that is there. `known`: what was found in it already. */
export async function readBackup(file: string, known?: StoreCheck): Promise<Backup> {
  const seal = await readSeal(file);
  if (seal.kind === "none") throw new UserError(noBackup(file));
  if (seal.kind === "damaged")
    throw new UserError(
      `${file} is damaged: it is not what was written on ${day(seal.madeAt)} (its SHA-256 is another). Take another backup.`,
    );
  const check = known ?? checkStoreFile(file);
  if (check.kind === "newer")
    throw new UserError(
      `${file} was written by a newer Wirefold (schema ${check.schema}, this version knows up to ${check.known}). Use that version.`,
    );
  if (check.kind !== "store")
    throw new UserError(`${file} is damaged: ${inWords(check)}. Take another backup.`);
  const { madeAt, storeBytes } = seal;
  const { size: bytes } = await stat(file);
  const { schema, held, rotten } = check;
  return { file, bytes, storeBytes, madeAt, schema, held, rotten };
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

function noBackup(file: string): string {
  const check = checkStoreFile(file);
  return check.kind === "store" || check.kind === "newer"
    ? `${file} is a store of Wirefold, but no backup, or it was changed since: it does not end with the hash that a backup ends with. As a store it is used with DATABASE_URL=sqlite:${file}.`
    : `${file} is no backup of Wirefold, or not the whole of one: it does not end with the hash that a backup ends with. Name another file, or fetch it again from where it was copied from.`;
}

/** What keeps a file from being a store of this version. */
export const inWords = (check: Exclude<StoreCheck, { kind: "store" }>): string => {
  switch (check.kind) {
    case "no-database":
      return "it is no SQLite database";
    case "other-program":
      return "it is a SQLite database of another program";
    case "newer":
      return `it is of a newer Wirefold (schema ${check.schema}, this version knows up to ${check.known})`;
    case "torn":
      return check.found;
  }
};
