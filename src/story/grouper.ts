import { setImmediate } from "node:timers/promises";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Entry, Placement } from "../model/entry.ts";
import type { StorySettings } from "../model/settings.ts";
import type { PlacedEntry, Story } from "../model/story.ts";
import type { Grouping, Store } from "../store/store.ts";
import { articleOf } from "./article.ts";
import { type Decision, type Engine, createEngine, reachBack } from "./engine.ts";
import { summariseStory } from "./summary.ts";

export type GrouperParts = Readonly<{
  store: Store;
  /** As they are now: a change is in force with the next `groupNew`. */
  settings: () => StorySettings;
  clock: Clock;
  log: Log;
}>;

/** How many entries found a place, and how many stories went into others. */
export type Grouped = Readonly<{ placed: number; merged: number }>;

export type Grouper = Readonly<{
  /** Reads back what the engine has to know to go on as if it had never stopped. Rejects where the store does. */
  restore(): Promise<void>;
  /**
   * Gives every entry that has no place in a story one, oldest first; what was placed stays placed where a later batch
   * fails. Ends early, between two batches, when `signal` aborts. One call at a time works, others wait for their turn.
   */
  groupNew(signal?: AbortSignal): Promise<Grouped>;
}>;

/** Decisions of one transaction: few enough that pages are answered in between, many enough that writing is cheap. */
const batchSize = 500;
/** Entries read at once when the engine is filled again. */
const pageSize = 1000;

/** The only part of grouping that knows the store: it reads entries, lets the engine decide, and writes what follows. */
export function createGrouper({ store, settings, clock, log }: GrouperParts): Grouper {
  let current: Readonly<{ engine: Engine; settings: StorySettings }> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const restore = async () => {
    const wanted = settings();
    current = { engine: await restoreEngine(store, wanted), settings: wanted };
    log.info("grouping restored", { ...wanted, ...current.engine.size() });
    return current.engine;
  };
  const readyEngine = async () =>
    current && sameSettings(current.settings, settings()) ? current.engine : restore();

  const groupNew = async (signal?: AbortSignal): Promise<Grouped> => {
    let [placed, merged] = [0, 0];
    for (;;) {
      if (signal?.aborted) break;
      const entries = await store.ungroupedEntries(batchSize);
      if (entries.length === 0) break;
      const engine = await readyEngine();
      try {
        const grouping = await groupBatch(store, engine, entries, clock.now());
        await store.saveGrouping(grouping);
        merged += grouping.merges.length;
      } catch (error) {
        current = undefined; // the engine is ahead of the store now: it is filled from the store again before it goes on
        throw error;
      }
      placed += entries.length;
      await setImmediate();
    }
    if (placed > 0) log.info("entries grouped", { placed, merged });
    return { placed, merged };
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    restore: () => inTurn(async () => void (await restore())),
    groupNew: (signal) => inTurn(() => groupNew(signal)),
  };
}

const sameSettings = (a: StorySettings, b: StorySettings) =>
  a.windowMs === b.windowMs && a.granularity === b.granularity;

async function restoreEngine(store: Store, settings: StorySettings): Promise<Engine> {
  const engine = createEngine(settings, await store.lastStoryId());
  // Not from now: what feeds bring after a month's pause may follow on what was placed before it.
  const [newest] = (await store.latestEntries({ limit: 1 })).items;
  if (!newest) return engine;
  const since = new Date(newest.shownAt.getTime() - reachBack(settings));
  let cursor: string | undefined;
  do {
    const page = await store.placedEntriesSince({
      since,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    for (const entry of page.items) engine.restore(articleOf(entry), entry.placement);
    cursor = page.next;
    await setImmediate();
  } while (cursor !== undefined);
  return engine;
}

/** Decides on each entry in turn, and reckons what the stories that this touches have become. */
async function groupBatch(
  store: Store,
  engine: Engine,
  entries: readonly Entry[],
  now: Date,
): Promise<Grouping> {
  const lastSaved = await store.lastStoryId();
  // Not after a story that was opened and merged again within a batch: an engine read back from the store never knew it.
  engine.numberAfter(lastSaved);
  const decisions = entries.map((entry) => engine.place(articleOf(entry)));
  const merges = decisions.flatMap((decision) => decision.merges);
  const mergedInto = new Map(merges.map(({ from, into }) => [from, into]));
  const placed = entries.map((entry, i) => ({ ...entry, placement: finalPlace(decisions[i]!, mergedInto) }));
  const touched = new Set(placed.map(({ placement }) => placement.storyId));
  for (const { into } of merges) touched.add(resolve(into, mergedInto));

  // A story that this batch opened and merged again was never anybody's: nothing has to lead on from it.
  const known = merges.filter(({ from }) => from <= lastSaved);
  const stories = await summarise(
    store,
    touched,
    placed,
    known.map(({ from }) => from),
    mergedInto,
    now,
  );
  return {
    placements: placed.map(({ id, placement }) => ({ entryId: id, placement })),
    merges: known.map(({ from, into, reason }) => ({
      from,
      into: resolve(into, mergedInto),
      reason,
      at: now,
    })),
    stories,
  };
}

function finalPlace(decision: Decision, mergedInto: ReadonlyMap<number, number>): Placement {
  const { storyId, copyGroup, layer, reason } = decision;
  return { storyId: resolve(storyId, mergedInto), copyGroup, layer, reason };
}

function resolve(storyId: number, mergedInto: ReadonlyMap<number, number>): number {
  const into = mergedInto.get(storyId);
  return into === undefined ? storyId : resolve(into, mergedInto);
}

/** Every touched story with all its entries: those the store has (also in the stories merged into it), and the new ones. */
async function summarise(
  store: Store,
  touched: ReadonlySet<number>,
  placed: readonly PlacedEntry[],
  mergedIds: readonly number[],
  mergedInto: ReadonlyMap<number, number>,
  now: Date,
): Promise<Story[]> {
  const members = new Map<number, PlacedEntry[]>([...touched].map((id) => [id, []]));
  for (const [id, entries] of await store.entriesOfStories([...touched, ...mergedIds]))
    members.get(resolve(id, mergedInto))?.push(...entries);
  for (const entry of placed) members.get(entry.placement.storyId)?.push(entry);

  const stories: Story[] = [];
  for (const [id, entries] of members) {
    const [first, ...rest] = entries;
    if (!first) continue;
    const before = await store.story(id);
    const previous = before.kind === "found" ? before.story : undefined;
    stories.push(summariseStory(id, previous, [first, ...rest], now));
  }
  return stories;
}
