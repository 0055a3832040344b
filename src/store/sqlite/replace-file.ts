import { existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { UserError } from "../../base/user-error.ts";
import { counted, type GivenOut } from "../given-out.ts";
import { anotherProgramIsThere, newerStoreIsThere } from "../restore-refusal.ts";
import { passingTables, storedTables } from "../stored-tables.ts";
import { advanceCounter, raiseCounter, readCounter } from "./counters.ts";
import { type Database, openDatabase } from "./database.ts";
import { applicationId, copyingId, newestVersion } from "./migrate.ts";

/**
 * Puts `prepared`, a whole file, in the place of a store; that one, where there is one, is kept as `kept`. `path` is there
 * at every moment. Throws a UserError, with nothing done, where another process has the store open.
 */
export function replaceFile({
  path,
  prepared,
  kept,
}: Readonly<{ path: string; prepared: string; kept?: string }>): void {
  const log = `${path}-wal`;
  const keptLog = `${kept ?? `${path}.left`}-wal`;
  // First: of a damaged store SQLite drops the log.
  if (existsSync(log)) linkSync(log, keptLog);
  let held: DatabaseSync | undefined;
  try {
    held = kept === undefined ? undefined : holdAlone(path);
    if (held) rmSync(keptLog, { force: true }); // what was in it is in the file now
    // The log of another store would spoil this one.
    for (const beside of [log, `${path}-shm`]) rmSync(beside, { force: true });
    if (kept !== undefined) linkSync(path, kept);
    renameSync(prepared, path);
  } catch (error) {
    if (!held) rmSync(keptLog, { force: true });
    throw error;
  } finally {
    held?.close();
  }
}

/** As long as it is open, nobody else opens the store; its log is taken into the file. Undefined for one that is damaged. */
function holdAlone(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma busy_timeout = 500; pragma locking_mode = exclusive; pragma journal_mode = delete");
    database.exec("begin exclusive");
    return database;
  } catch (error) {
    database.close();
    const found = error instanceof Error ? error.message : String(error);
    if (!/locked|busy/i.test(found)) return undefined;
    throw new UserError(
      `Cannot restore to ${path}: a service, or another program, has it open. Stop that first; nothing was changed.`,
      { cause: error },
    );
  }
}

/**
 * Throws a UserError where a file is another program's, or a newer version's; touches nothing. What is no database, or
 * damaged, may be a store that was: it passes.
 */
export function refuseOthersFile(path: string): void {
  let database: DatabaseSync | undefined;
  try {
    // Without a log there is nobody to share it with, and nothing is made beside it.
    const isAlone = !existsSync(`${path}-wal`);
    const address = pathToFileURL(path).href;
    database = new DatabaseSync(isAlone ? `${address}?immutable=1` : address, { readOnly: true });
    const number = (sql: string) => Number(Object.values(database?.prepare(sql).get() ?? {})[0] ?? 0);
    const id = number("pragma application_id");
    const isOurs = id === applicationId || id === copyingId;
    if (!isOurs && (id !== 0 || number("select count(*) from sqlite_master") > 0))
      throw anotherProgramIsThere({ place: path, what: "file" });
    const [found, known] = [number("pragma user_version"), newestVersion()];
    if (isOurs && found > known) throw newerStoreIsThere({ place: path, what: "file" }, { found, known });
  } catch (error) {
    if (error instanceof UserError) throw error;
  } finally {
    database?.close();
  }
}

/** What the store in a file has given out; undefined where it cannot be read any more, or is none. */
export function readGivenOut(path: string): GivenOut | undefined {
  let database: Database | undefined;
  try {
    database = openDatabase(path, { readOnly: true });
    return givenOutBy(database);
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

function givenOutBy(database: Database): GivenOut {
  const counters = Object.fromEntries(counted.map((name) => [name, readCounter(database, name)]));
  const rows = database.all<{ name: string; seq: number }>("select name, seq from sqlite_sequence");
  return {
    counters: counters as GivenOut["counters"],
    ids: new Map(rows.map(({ name, seq }) => [name, seq])),
  };
}

/**
 * What is given out from now on is at least `leap` higher than what this store had given out, and than what `beyond` had:
 * what a store gave out after its backup is known to readers, feed programs and browsers, and must not come to mean other
 * things.
 */
export function leapAhead(path: string, leap: number, beyond?: GivenOut): void {
  const database = openDatabase(path);
  try {
    database.transaction(() => {
      const own = givenOutBy(database);
      for (const name of counted) {
        advanceCounter(database, name, leap);
        if (beyond) raiseCounter(database, name, beyond.counters[name] + 1);
      }
      for (const { name } of storedTables) {
        const to = Math.max((own.ids.get(name) ?? 0) + leap, beyond?.ids.get(name) ?? 0);
        database.run("update sqlite_sequence set seq = :to where name = :name", { name, to });
      }
      // The processes that ran on the store then are none of this one's.
      for (const table of passingTables) if (hasTable(database, table)) database.run(`delete from ${table}`);
    });
  } finally {
    database.close();
  }
}

const hasTable = (database: Database, name: string): boolean =>
  database.get("select 1 from sqlite_master where type = 'table' and name = :name", { name }) !== undefined;
