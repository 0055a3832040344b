import { pino } from "pino";

export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Facts of one event: plain values; an `error` is written with its message, code and cause, without a stack. */
export type Facts = Readonly<Record<string, unknown>>;

/** Writes one JSON line an event. The event is a short constant phrase; what varies stands in the facts. */
export type Log = Readonly<{
  error(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  debug(event: string, facts?: Facts): void;
}>;

/** A log on stderr (stdout is for machine output of commands), one JSON line an event. */
export function createLog(level: LogLevel): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "event",
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  const write =
    (method: "error" | "warn" | "info" | "debug") =>
    (event: string, facts: Facts = {}) =>
      logger[method]("error" in facts ? { ...facts, error: describeError(facts["error"]) } : facts, event);
  return { error: write("error"), warn: write("warn"), info: write("info"), debug: write("debug") };
}

/** A log that says nothing: for tests and for commands whose output is their own. */
export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {} };

/** An error and its causes as one sentence: `Cannot save …: disk I/O error`. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at !== undefined && at !== null && parts.length < 5;) {
    const message = at instanceof Error ? at.message : typeof at === "string" ? at : JSON.stringify(at);
    if (message && !parts.some((part) => part.includes(message))) parts.push(message);
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join(": ") || "unknown error";
}
