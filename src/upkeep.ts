import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import type { Store } from "./store/store.ts";

export type UpkeepParts = Readonly<{
  store: Pick<Store, "dropStories">;
  /** For how long a story is kept after its last report (`retention`). */
  keepMs: () => number;
  clock: Clock;
  log: Log;
  /** Ends it before the next slice. */
  signal?: AbortSignal;
}>;

/** Stories dropped at once, and the pause for others after them: nobody waits for the database. */
const slice = 200;
const pauseMs = 20;

/** Drops the stories that are older than the config keeps them. Never rejects: what fails is logged, and tried the next night. */
export async function dropOldStories({ store, keepMs, clock, log, signal }: UpkeepParts): Promise<void> {
  const before = new Date(clock.now().getTime() - keepMs());
  let dropped = 0;
  try {
    for (let inSlice = slice; inSlice === slice; dropped += inSlice) {
      if (signal?.aborted) return;
      inSlice = await store.dropStories({ before, limit: slice });
      await clock.sleep(pauseMs, signal);
    }
    log.info("nightly upkeep done", { droppedStories: dropped });
  } catch (error) {
    log.error("nightly upkeep failed", { error, droppedStories: dropped });
  }
}
