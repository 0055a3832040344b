import { codeOf, isLostConnection } from "./postgres/faults.ts";

/**
 * Whether an error of a store's method says that the database as a whole could not be used at that moment: it is gone,
 * full, locked, or takes no writes. What was to be written is not at fault, and may be written later.
 */
export function isOutOfReach(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (isOfSqlite(at) || isOfPostgres(at)) return true;
  return false;
}

/** SQLite's result codes (sqlite.org/rescode.html): BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN; the low byte of extended ones. */
const sqliteCodes = new Set([5, 6, 8, 10, 11, 13, 14]);

const isOfSqlite = (error: Error): boolean =>
  "errcode" in error && typeof error.errcode === "number" && sqliteCodes.has(error.errcode & 0xff);

/** No room or memory (53), shut down (57), a replica (25006), a lock that is not given (55P03), and what may be repeated (40). */
const isOfPostgres = (error: Error): boolean => {
  if (isLost(error)) return true;
  const code = codeOf(error);
  return code !== undefined && /^(?:53|57|40|58)...$|^25006$|^55P03$/.test(code);
};

/** A socket's code is none of SQLite's. */
const isLost = (error: Error): boolean => codeOf(error) !== "ERR_SQLITE_ERROR" && isLostConnection(error);
