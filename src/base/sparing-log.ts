import type { Clock } from "./clock.ts";
import { minuteMs } from "./duration.ts";
import { describeError, type Facts, type Log } from "./log.ts";

/** What fails the same way every second is told so seldom. */
const toldAgainMs = 5 * minuteMs;
/** Failures that are known apart; beyond them all are told anew. */
const mostKnown = 100;

/**
 * The same log, in which an error that is the same as before, to the word, is told once in five minutes, with how often it
 * was left out meanwhile (`timesSince`). For what is tried again and again.
 */
export function sparingLog(log: Log, clock: Pick<Clock, "now">): Log {
  const told = new Map<string, Readonly<{ atMs: number; times: number }>>();
  const error = (event: string, facts: Facts = {}) => {
    const what = JSON.stringify([event, facts, describeError(facts["error"])]);
    const nowMs = clock.now().getTime();
    const before = told.get(what);
    // A clock may be set back.
    if (before && Math.abs(nowMs - before.atMs) < toldAgainMs) {
      told.set(what, { ...before, times: before.times + 1 });
      return;
    }
    const times = before?.times ?? 0;
    log.error(event, { ...facts, ...(times > 0 && { timesSince: times }) });
    if (told.size >= mostKnown) told.clear();
    told.set(what, { atMs: nowMs, times: 0 });
  };
  return { ...log, error };
}
