import { codeOf, isLostConnection } from "./postgres/faults.ts";

/** What keeps a database as a whole from being used. */
export const reachFaults = ["away", "full", "read-only", "disk", "damaged", "busy"] as const;
export type ReachFault = (typeof reachFaults)[number];

/**
 * What an error of a store's method says of the database as a whole, where it could not be used at that moment: what was to
 * be read or written is not at fault then, and may be later. Undefined where it says nothing of the kind.
 */
export function reachFault(error: unknown): ReachFault | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const fault = ofSqlite(at) ?? ofPostgres(at);
    if (fault) return fault;
  }
  return undefined;
}

export const isOutOfReach = (error: unknown): boolean => reachFault(error) !== undefined;

/** SQLite's result codes (sqlite.org/rescode.html): BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB; the low byte of extended ones. */
const sqliteFaults: ReadonlyMap<number, ReachFault> = new Map([
  [5, "busy"],
  [6, "busy"],
  [8, "read-only"],
  [10, "disk"],
  [11, "damaged"],
  [13, "full"],
  [14, "away"],
  [26, "damaged"],
]);

const ofSqlite = (error: Error): ReachFault | undefined =>
  "errcode" in error && typeof error.errcode === "number"
    ? sqliteFaults.get(error.errcode & 0xff)
    : undefined;

/** Of PostgreSQL's classes: no room or memory (53), a disk's errors (58), damaged data (XX001, XX002), a replica (25006), a lock that is not given (55P03), what may be repeated (40). */
const postgresFaults: readonly (readonly [RegExp, ReachFault])[] = [
  [/^53/, "full"],
  [/^58/, "disk"],
  [/^XX00[12]$/, "damaged"],
  [/^25006$/, "read-only"],
  [/^(?:55P03$|40|57014)/, "busy"],
];

function ofPostgres(error: Error): ReachFault | undefined {
  const code = codeOf(error);
  if (code === "ERR_SQLITE_ERROR") return undefined;
  return (
    postgresFaults.find(([codes]) => code !== undefined && codes.test(code))?.[1] ??
    (isLostConnection(error) ? "away" : undefined)
  );
}
