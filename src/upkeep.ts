import type { Clock } from "./base/clock.ts";
import { dayMs } from "./base/duration.ts";
import type { Log } from "./base/log.ts";
import type { Retention, StorySettings } from "./model/settings.ts";
import type { Store } from "./store/store.ts";
import { closedBefore, trimSource } from "./story/trim.ts";

export type UpkeepParts = Readonly<{
  store: Pick<
    Store,
    "dropStories" | "dropReaders" | "settleMarks" | "feeds" | "latestEntries" | keyof TrimmedStore
  >;
  retention: () => Retention;
  stories: () => StorySettings;
  clock: Clock;
  log: Log;
  /** Ends it before the next slice. */
  signal?: AbortSignal;
}>;
type TrimmedStore = Parameters<typeof trimSource>[0];

/** Entries and readers that are done with at once, and the pause for others after them. */
const slice = 20;
const readerSlice = 5;
const pauseMs = 20;

/** As long as browsers keep a cookie at most (RFC 6265bis 5.5): who has not come by then cannot come back. */
const readersKeptMs = 400 * dayMs;
/** Nobody takes back what was marked longer ago. */
const undoMs = dayMs;

/**
 * Drops what the config does not keep, by age and by number, and readers whose browsers have forgotten them, and makes room
 * in the marks of the others. Rejects where the store does; what is left is found the next night.
 */
export async function doUpkeep(parts: UpkeepParts): Promise<void> {
  const { store, clock, log, signal } = parts;
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const droppedStories = await dropOld(parts);
  const trimmedEntries = await trimSources(parts);
  let droppedReaders = 0;
  const readersBefore = before(readersKeptMs);
  await inSlices(parts, async () => {
    const count = await store.dropReaders({ before: readersBefore, limit: readerSlice });
    droppedReaders += count;
    return count === readerSlice;
  });
  const changedBefore = before(undoMs);
  let after: number | undefined = 0;
  await inSlices(parts, async () => {
    after = await store.settleMarks({ changedBefore, after: after ?? 0, limit: readerSlice });
    return after !== undefined;
  });
  if (!signal?.aborted) log.info("upkeep done", { droppedStories, trimmedEntries, droppedReaders });
}

async function dropOld(parts: UpkeepParts): Promise<number> {
  const { store, retention, clock } = parts;
  const before = new Date(clock.now().getTime() - retention().keepMs);
  let stories = 0;
  let after: number | undefined = 0;
  await inSlices(parts, async () => {
    const { dropped, next } = await store.dropStories({ before, after: after ?? 0, limit: slice });
    stories += dropped;
    after = next;
    return next !== undefined;
  });
  return stories;
}

/** Entries beyond the number that the config keeps of their source. */
async function trimSources(parts: UpkeepParts): Promise<number> {
  const { store, retention, stories } = parts;
  const { perSource, own = {} } = retention();
  if (perSource === undefined && Object.keys(own).length === 0) return 0;
  const closed = await closedBefore(store, stories());
  if (!closed) return 0;
  let entries = 0;
  for (const { id: feedId, source, entryCount } of await store.feeds()) {
    const keep = own[source.url] ?? perSource;
    if (keep === undefined || entryCount <= keep) continue;
    let cursor: string | undefined;
    await inSlices(parts, async () => {
      const query = { feedId, keep, closedBefore: closed, limit: slice };
      const { dropped, next } = await trimSource(store, {
        ...query,
        ...(cursor !== undefined && { cursor }),
      });
      entries += dropped;
      cursor = next;
      return next !== undefined;
    });
  }
  return entries;
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
