import type { Clock } from "./base/clock.ts";
import { dayMs } from "./base/duration.ts";
import type { Log } from "./base/log.ts";
import type { Store } from "./store/store.ts";

export type UpkeepParts = Readonly<{
  store: Pick<Store, "dropStories" | "dropReaders" | "settleMarks">;
  /** For how long a story is kept after its last report (`retention`). */
  keepMs: () => number;
  clock: Clock;
  log: Log;
  /** Ends it before the next slice. */
  signal?: AbortSignal;
}>;

/** Stories and readers that are done with at once, and the pause for others after them: nobody waits for the database. */
const slice = 200;
const readerSlice = 5;
const pauseMs = 20;

/** As long as browsers keep a cookie at most (RFC 6265bis 5.5): who has not come by then cannot come back. */
const readersKeptMs = 400 * dayMs;
/** Nobody takes back what was marked longer ago. */
const undoMs = dayMs;

/**
 * Drops the stories that are older than the config keeps them and readers whose browsers have forgotten them, and makes
 * room in the marks of the others. Never rejects: what fails is logged, and tried the next night.
 */
export async function doUpkeep(parts: UpkeepParts): Promise<void> {
  const { store, keepMs, clock, log, signal } = parts;
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const dropped = { droppedStories: 0, droppedReaders: 0 };
  try {
    const storiesBefore = before(keepMs());
    await inSlices(parts, async () => {
      const count = await store.dropStories({ before: storiesBefore, limit: slice });
      dropped.droppedStories += count;
      return count === slice;
    });
    const readersBefore = before(readersKeptMs);
    await inSlices(parts, async () => {
      const count = await store.dropReaders({ before: readersBefore, limit: readerSlice });
      dropped.droppedReaders += count;
      return count === readerSlice;
    });
    const changedBefore = before(undoMs);
    let after: number | undefined = 0;
    await inSlices(parts, async () => {
      after = await store.settleMarks({ changedBefore, after: after ?? 0, limit: readerSlice });
      return after !== undefined;
    });
    if (!signal?.aborted) log.info("nightly upkeep done", dropped);
  } catch (error) {
    log.error("nightly upkeep failed", { error, ...dropped });
  }
}

/** `work` answers whether there is more to do. */
async function inSlices(
  { clock, signal }: Pick<UpkeepParts, "clock" | "signal">,
  work: () => Promise<boolean>,
): Promise<void> {
  let isMore = true;
  do {
    if (signal?.aborted) return;
    isMore = await work();
    await clock.sleep(pauseMs, signal);
  } while (isMore);
}
