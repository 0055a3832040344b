import type { Clock } from "./clock.ts";
import { minuteMs } from "./duration.ts";
import { describeError, type Log } from "./log.ts";

export type RoleWatchParts = Readonly<{
  role: string;
  /** What it does at present where all is well: "polls". */
  does: () => string;
  /** The event of the log where its work fails. */
  failed: string;
  clock: Pick<Clock, "now">;
  log: Log;
}>;

/** How a role of this process does. */
export type RoleWatch = Readonly<{
  /** Its work, as often as it is done. Never rejects: what goes wrong is told in the log, and known until a later time goes well. */
  look(work: () => Promise<unknown>): Promise<void>;
  /** "polls", or since when it fails and why, in a line. */
  says(): string;
}>;

/** What fails the same way every second is told so seldom. */
const toldAgainMs = 5 * minuteMs;

export function createRoleWatch({ role, does, failed, clock, log }: RoleWatchParts): RoleWatch {
  let looks = 0;
  let fault: Readonly<{ since: Date; text: string; look: number }> | undefined;
  let told: Readonly<{ atMs: number; text: string; times: number }> | undefined;

  const note = (error: unknown, look: number) => {
    const now = clock.now();
    const text = describeError(error);
    fault = { since: fault?.since ?? now, text, look };
    const sinceMs = told ? Math.abs(now.getTime() - told.atMs) : Infinity; // a clock may be set back
    if (told?.text === text && sinceMs < toldAgainMs) {
      told = { ...told, times: told.times + 1 };
      return;
    }
    const times = told?.text === text ? told.times : 0;
    log.error(failed, { error, ...(times > 0 && { timesSince: times }) });
    told = { atMs: now.getTime(), text, times: 0 };
  };
  return {
    look: async (work) => {
      const look = ++looks;
      try {
        await work();
      } catch (error) {
        return note(error, look);
      }
      // What was begun before something went wrong says nothing of how it goes now.
      if (!fault || look < fault.look) return;
      log.info("goes on", { role, failedSince: fault.since.toISOString() });
      [fault, told] = [undefined, undefined];
    },
    says: () => (fault ? `fails since ${fault.since.toISOString()}: ${fault.text}` : does()),
  };
}
