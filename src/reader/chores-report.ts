import type { Chore } from "../store/store.ts";
import { timeOfDay } from "./moment.ts";
import type { Reading } from "./reading.ts";

/** What is done from time to time: `done` in sentences, and what failed. */
export type ChoresReport = Readonly<{
  done: readonly string[];
  faults: readonly Readonly<{ heading: string; fault: string; text: string }>[];
}>;

/** Of what is done at night only what failed is worth a word; of backups also when the last one was made. */
export function choresReport(chores: readonly Chore[], { now, words }: Reading): ChoresReport {
  const { chores: say, formats } = words;
  const backup = chores.find(({ name }) => name === "backup");
  const size = Number(backup?.result);
  return {
    done: backup?.doneAt
      ? [say.backedUp(timeOfDay(backup.doneAt, now, words), size > 0 ? formats.bytes(size) : undefined)]
      : [],
    faults: chores.flatMap(({ name, fault, begunAt }) =>
      fault === undefined
        ? []
        : [
            {
              heading: name === "backup" ? say.backupFailed : say.upkeepFailed,
              fault,
              text: say.triedAgain(timeOfDay(begunAt, now, words)),
            },
          ],
    ),
  };
}
