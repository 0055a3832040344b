import type { Clock } from "./clock.ts";
import { describeError, type Log } from "./log.ts";
import { sparingLog } from "./sparing-log.ts";

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

export function createRoleWatch({ role, does, failed, clock, log }: RoleWatchParts): RoleWatch {
  let looks = 0;
  let fault: Readonly<{ since: Date; text: string; look: number; log: Log }> | undefined;

  const note = (error: unknown, look: number) => {
    const { since = clock.now(), log: sparing = sparingLog(log, clock) } = fault ?? {};
    fault = { since, text: describeError(error), look, log: sparing };
    sparing.error(failed, { error });
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
      fault = undefined;
    },
    says: () => (fault ? `fails since ${fault.since.toISOString()}: ${fault.text}` : does()),
  };
}
