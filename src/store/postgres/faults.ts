/** The code of an error of PostgreSQL (SQLSTATE), or of the connection to it; undefined where neither it nor a cause has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}

/** 40001 serialization_failure, 40P01 deadlock_detected: nothing was written, and the next time may well succeed. */
export const mayBeRepeated = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error) ?? "");

/**
 * Whether an error says that there is no connection any more, or one that cannot be used: SQLSTATE's class 08, what an
 * administrator or the server ends (57P), 25P03 (silent for too long within a transaction), or what has no SQLSTATE at all
 * (sockets, and time that has run out on this side).
 */
export function isLostConnection(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined
    ? isOfTheDriver(error)
    : !/^[0-9A-Z]{5}$/.test(code) || /^(?:08|57P|25P03)/.test(code);
}

const isOfTheDriver = (error: unknown): boolean =>
  error instanceof Error && /connection|timeout|not queryable|socket/i.test(error.message);

/** Drivers say it in many ways, and of a connection that was lost before only that it cannot be used. */
export const connectionLost = (cause: unknown): Error =>
  new Error("The connection to the database was lost", { cause });
