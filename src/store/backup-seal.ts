import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/**
 * What stands behind the last page of a backup: when it was made, and SHA-256 of all before the hash. SQLite reads as many
 * pages as a file's header says, so a backup is a store like any other; of 120 bits turned over one by one its own checks
 * noticed 13.
 */
const beginning = "wirefold backup ";
const between = " sha256 ";
const dateLength = 24; // as Date writes it
const hashLength = 64;
const sealLength = beginning.length + dateLength + between.length + hashLength + 1;
const pattern = new RegExp(
  `^${beginning}(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)${between}([0-9a-f]{${hashLength}})\\n$`,
);

/** `madeAt`: the moment that the store in it is of. `storeBytes`: without the seal. */
export type Seal = Readonly<
  { kind: "whole"; madeAt: Date; storeBytes: number } | { kind: "damaged"; madeAt: Date } | { kind: "none" }
>;

/** Ends a backup; on the disk when it resolves. */
export async function sealFile(path: string, madeAt: Date): Promise<void> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const said = `${beginning}${madeAt.toISOString()}${between}`;
    await file.write(said, size);
    await file.write(`${await hashOf(path, size + said.length)}\n`, size + said.length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a file is as it was when it was sealed. Reads all of it. */
export async function readSeal(path: string): Promise<Seal> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const [, date, hash] = pattern.exec(await lastBytes(file, size)) ?? [];
    if (date === undefined || hash === undefined) return { kind: "none" };
    const madeAt = new Date(date);
    if ((await hashOf(path, size - hashLength - 1)) !== hash) return { kind: "damaged", madeAt };
    return { kind: "whole", madeAt, storeBytes: size - sealLength };
  } finally {
    await file.close();
  }
}

async function lastBytes(file: FileHandle, size: number): Promise<string> {
  if (size < sealLength) return "";
  const bytes = Buffer.alloc(sealLength);
  await file.read(bytes, 0, sealLength, size - sealLength);
  return bytes.toString("latin1");
}

/** Of the first `length` bytes. */
async function hashOf(path: string, length: number): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { end: length - 1, highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}
