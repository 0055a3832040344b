import type { Clock } from "./base/clock.ts";
import { hourMs } from "./base/duration.ts";
import { describeError, type Log } from "./base/log.ts";
import type { Every } from "./model/source.ts";
import { nextCronTime } from "./polling/cron-times.ts";
import type { Chore, Store } from "./store/store.ts";

/** When something is due: at times of the day, or so long after the last time. */
export type Timing = Exclude<Every, { kind: "pace" }>;

export type ChoreWork = Readonly<{
  name: string;
  /** As the config says it now; undefined where it is not wanted. */
  timing: () => Timing | undefined;
  /** Answers what came of it, where there is more to say than that it is done. Ends early where `signal` aborts. */
  work: (signal: AbortSignal) => Promise<string | void>;
}>;

export type ChoreParts = Readonly<{
  store: Pick<Store, "chores" | "beginChore" | "endChore" | "forgetChore">;
  works: readonly ChoreWork[];
  clock: Clock;
  log: Log;
}>;

/** What failed is tried again so much later, where it would not be due sooner. */
const againMs = hourMs;

/**
 * Does what is due from time to time, each by one process of all: the store knows when it was begun last. So what was missed
 * while a machine slept is made up for. Never rejects; `signal` ends what is under way, and it is due again at once.
 */
export async function doChores({ store, works, clock, log }: ChoreParts, signal: AbortSignal): Promise<void> {
  for (const { name, timing, work } of works) {
    if (signal.aborted) return;
    try {
      const known = (await store.chores()).find((chore) => chore.name === name);
      const wanted = timing();
      if (!wanted) {
        if (known) await store.forgetChore(name);
        continue;
      }
      const at = clock.now();
      if (!isDue(wanted, known, at)) continue;
      if (!(await store.beginChore({ name, at, ...(known && { lastBegunAt: known.begunAt }) }))) continue;
      await carryOut({ store, clock, log }, { name, work, signal });
    } catch (error) {
      log.error("cannot see what is to be done", { chore: name, error });
    }
  }
}

async function carryOut(
  { store, clock, log }: Pick<ChoreParts, "store" | "clock" | "log">,
  { name, work, signal }: Pick<ChoreWork, "name" | "work"> & Readonly<{ signal: AbortSignal }>,
): Promise<void> {
  try {
    const result = await work(signal);
    const at = clock.now();
    if (signal.aborted) return await store.endChore({ name, at, kind: "stopped" });
    await store.endChore({ name, at, kind: "done", ...(typeof result === "string" && { result }) });
  } catch (error) {
    const at = clock.now();
    if (signal.aborted) return await store.endChore({ name, at, kind: "stopped" });
    log.error(`${name} failed`, { error });
    await store.endChore({ name, at, kind: "failed", fault: describeError(error) });
  }
}

/** What was never done is due, and what was begun in what is the future by now: a clock was wrong then. */
function isDue(timing: Timing, known: Chore | undefined, now: Date): boolean {
  if (!known || known.begunAt > now) return true;
  const sinceMs = now.getTime() - known.begunAt.getTime();
  if (known.fault !== undefined && sinceMs >= againMs) return true;
  if (timing.kind === "interval") return sinceMs >= timing.ms;
  const next = nextCronTime(timing.expression, known.begunAt);
  return next !== undefined && next <= now;
}
