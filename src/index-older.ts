import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import type { Store } from "./store/store.ts";

export type IndexOlderParts = Readonly<{
  store: Pick<Store, "indexOlder">;
  clock: Clock;
  log: Log;
  /** Ends it before the next slice. */
  signal: AbortSignal;
}>;

/** Entries at once: some 10 ms. */
const slice = 50;
/** For others after each slice: so two thirds of the time are theirs. */
const pauseMs = 20;
/** Slices after which the log says how far it is. */
const slicesAReport = 1000;

/**
 * Makes the search whole over a database that an older version wrote, the newest entries first; at once done where it is.
 * Never rejects: what fails is logged, and gone on with at the next start.
 */
export async function indexOlder({ store, clock, log, signal }: IndexOlderParts): Promise<void> {
  try {
    for (let slices = 1; !signal.aborted; slices += 1) {
      const left = await store.indexOlder({ limit: slice });
      if (left === 0) {
        if (slices > 1) log.info("every entry can be searched for");
        return;
      }
      if (slices % slicesAReport === 1) log.info("older entries are put into the search", { belowId: left });
      await clock.sleep(pauseMs, signal);
    }
  } catch (error) {
    log.error("older entries could not be put into the search", { error });
  }
}
