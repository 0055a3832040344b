import type { Database } from "./database.ts";

/** SQLite's result codes CORRUPT and NOTADB, without what extends them. */
const damaged = new Set([11, 26]);

const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  "errcode" in error &&
  typeof error.errcode === "number" &&
  damaged.has(error.errcode & 0xff);

const answersWhatItWrites = /\breturning\b/i;

/**
 * The same database, which takes no more writes once SQLite has found its file damaged: what is written by way of a damaged
 * page may end anywhere, and would be gone with the file in any case. What can be read is read on.
 */
export function sparingDamaged(database: Database): Database {
  let found: unknown;
  const named = () =>
    new Error(
      "Its file is damaged, and nothing is written to it any more. Stop the service, restore a backup " +
        "(node src/main.ts restore --force FILE; the damaged file is kept), and start it again",
      { cause: found },
    );
  const noticing = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      found ??= error;
      throw named();
    }
  };
  const writing = <T>(work: () => T): T => {
    if (found !== undefined) throw named();
    return noticing(work);
  };
  const reading = <T>(sql: string, work: () => T): T =>
    found !== undefined && answersWhatItWrites.test(sql) ? writing(work) : noticing(work);
  return {
    all: (sql, parameters) => reading(sql, () => database.all(sql, parameters)),
    get: (sql, parameters) => reading(sql, () => database.get(sql, parameters)),
    run: (sql, parameters) => writing(() => database.run(sql, parameters)),
    exec: (sql) => writing(() => database.exec(sql)),
    transaction: (work) => writing(() => database.transaction(work)),
    durably: (work) => writing(() => database.durably(work)),
    close: () => database.close(),
  };
}
