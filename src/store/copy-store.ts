import { describeError } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import type { CopySource, CopyTarget } from "./copy-side.ts";
import { databaseFault, engineOf } from "./database-url.ts";
import { mergeTable } from "./merge-table.ts";
import { readPostgresCopy } from "./postgres/copy-source.ts";
import { writePostgresCopy } from "./postgres/copy-target.ts";
import { readSqliteCopy } from "./sqlite/copy-source.ts";
import { writeSqliteCopy } from "./sqlite/copy-target.ts";
import { storedTables, type StoredTable } from "./stored-tables.ts";
import { readRows } from "./stored-rows.ts";
import { createDigest } from "./table-digest.ts";

export type CopyParts = Readonly<{
  /** Database URLs. */
  from: string;
  to: string;
  /** Others may write to the source meanwhile: it is copied as it was when this began, and that is well. */
  besideOthers?: boolean;
  onProgress?(progress: CopyProgress): void;
  isStopped?(): boolean;
  /** For so long locks of others on the tables of a PostgreSQL target are waited for. */
  lockSeconds?: number;
}>;

/** A statement of a service ends within half a minute; who holds tables for longer may do so for ever. */
const usualLockSeconds = 30;

/** `rows` of `of` are done, over all tables. */
export type CopyProgress = Readonly<{
  act: "copying" | "verifying";
  table: string;
  rows: number;
  of: number;
}>;

export type CopyEnd = Readonly<
  /** `rows` in all, of which `written` were written by this run, or dropped where an earlier one had left them. */
  | { kind: "copied"; tables: number; rows: number; written: number; isResumed: boolean }
  | { kind: "stopped" }
  /** Somebody wrote to the source meanwhile. */
  | { kind: "changed" }
  /** These tables do not hold what was written to them. */
  | { kind: "differs"; tables: readonly string[] }
>;

/**
 * Copies a store, whatever the engines: all rows with their ids, and the ids that are given out next. The source is read as
 * it is at one moment and not changed. Where an earlier run was interrupted, what it left is compared row by row, and what
 * differs by now is written again. Until the copy is whole, and every table's rows are counted and have the same hash, no
 * service can open it. Rejects with a UserError.
 */
export async function copyStore(parts: CopyParts): Promise<CopyEnd> {
  const { from, to } = parts;
  for (const [name, url] of [
    ["DATABASE_URL", from],
    ["--to", to],
  ] as const) {
    const fault = databaseFault(url);
    if (fault !== undefined)
      throw new UserError(`Cannot copy the store: ${fault.replaceAll("DATABASE_URL", name)}`);
  }
  try {
    return await readingFrom(parts, (source) =>
      atTarget(() => writingTo(parts, source, (target) => copyAll(source, target, parts))),
    );
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `Cannot copy the whole store: ${describeError(error)}. What was copied stays; doing the same again goes on from there.`,
      { cause: error },
    );
  }
}

/** What engines say of a database that cannot be used names the variable that the service has it from. */
async function atTarget<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message.replaceAll("DATABASE_URL", "--to"), { cause: error });
  }
}

const readingFrom = <T>(
  { from, besideOthers = false }: CopyParts,
  work: (source: CopySource) => Promise<T>,
): Promise<T> => {
  const named = engineOf(from);
  return named.engine === "postgres"
    ? readPostgresCopy(named.url, { besideOthers }, work)
    : readSqliteCopy(named.path, work);
};

const writingTo = async (
  { to, isStopped, lockSeconds = usualLockSeconds }: CopyParts,
  source: CopySource,
  work: (target: CopyTarget) => Promise<CopyEnd>,
): Promise<CopyEnd> => {
  const named = engineOf(to);
  if (named.engine === "sqlite") return writeSqliteCopy(named.path, source, work);
  const patience = { seconds: lockSeconds, isOver: () => isStopped?.() === true };
  return (await writePostgresCopy({ url: named.url, source, patience }, work)) ?? { kind: "stopped" };
};

async function copyAll(source: CopySource, target: CopyTarget, parts: CopyParts): Promise<CopyEnd> {
  const of = await countAll(source);
  const copied = await takeOver(source, target, progressOf(parts, "copying", of));
  if (!copied) return { kind: "stopped" };
  const differing = await verify(target, copied.digests, progressOf(parts, "verifying", of));
  if (!differing) return { kind: "stopped" };
  if (differing.length > 0) return { kind: "differs", tables: differing };
  const lastIds = await source.lastIds();
  if (parts.besideOthers !== true && (await source.hasChanged())) return { kind: "changed" };
  await target.finish(lastIds);
  const { written } = copied;
  return { kind: "copied", tables: storedTables.length, rows: of, written, isResumed: target.isResumed };
}

async function countAll(source: CopySource): Promise<number> {
  let rows = 0;
  for (const table of storedTables) rows += await source.count(table);
  return rows;
}

/** Notes that so many more rows of a table are done; answers whether to go on. */
type Progress = (table: StoredTable, rows: number) => boolean;

function progressOf({ onProgress, isStopped }: CopyParts, act: CopyProgress["act"], of: number): Progress {
  let done = 0;
  return ({ name }, rows) => {
    done += rows;
    onProgress?.({ act, table: name, rows: done, of });
    return isStopped?.() !== true;
  };
}

/** Answers undefined where it was stopped. */
async function takeOver(
  source: CopySource,
  target: CopyTarget,
  progress: Progress,
): Promise<Readonly<{ digests: readonly string[]; written: number }> | undefined> {
  const digests: string[] = [];
  let written = 0;
  for (const table of storedTables) {
    const digest = createDigest();
    for await (const page of mergeTable(source, target, table)) {
      digest.add(page.texts);
      written += page.written;
      if (!progress(table, page.texts.length)) return undefined;
    }
    digests.push(digest.value());
  }
  return { digests, written };
}

/** Answers the names of tables that are not what they should be; undefined where it was stopped. */
async function verify(
  target: CopyTarget,
  digests: readonly string[],
  progress: Progress,
): Promise<readonly string[] | undefined> {
  const differing: string[] = [];
  for (const [index, table] of storedTables.entries()) {
    const digest = createDigest();
    for await (const page of readRows(target, table)) {
      digest.add(page.map(({ text }) => text));
      if (!progress(table, page.length)) return undefined;
    }
    if (digest.value() !== digests[index]) differing.push(table.name);
  }
  return differing;
}
