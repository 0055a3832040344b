import { createBreather } from "../base/breathe.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Entry, Placement } from "../model/entry.ts";
import type { StorySettings } from "../model/settings.ts";
import type { Story, StoryReport, StoryTopic } from "../model/story.ts";
import type { Grouping, Store } from "../store/store.ts";
import { articleOf } from "./article.ts";
import type { Decision } from "./engine.ts";
import { type Breathe, createReadBack, type Parts } from "./read-back.ts";
import { summariseStory } from "./summary.ts";
import type { Topics } from "./topics.ts";

export type GrouperParts = Readonly<{
  store: Store;
  /** As they are now: a change is in force with the next `groupNew`. */
  settings: () => StorySettings;
  /** For whom it groups, where one process is elected (`Grouping.as`). */
  as?: Readonly<{ role: string; holder: string }>;
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
   * Where another process groups as well, what it has done is read first, and what it takes meanwhile is left to it.
   */
  groupNew(signal?: AbortSignal): Promise<Grouped>;
  /** Takes in what another process has grouped since, so that this one can go on at once. Writes nothing. */
  keepReady(): Promise<void>;
}>;

/** Decisions of one transaction: few enough that writing holds up nobody, many enough that it is cheap. */
const batchSize = 500;
/** So often another process may be quicker with the same entries: then it is at work on them, and they are left to it. */
const mostCollisions = 5;

/** The only part of grouping that knows the store: it reads entries, lets the engine decide, and writes what follows. */
export function createGrouper({ store, settings, as, clock, log }: GrouperParts): Grouper {
  let turn: Promise<unknown> = Promise.resolve();
  const breathe = createBreather();
  const readBack = createReadBack({ store, settings, log, breathe });

  /** Answers the batch where it was saved, undefined where another process has placed something meanwhile. */
  const saveBatch = async (entries: readonly Entry[], lastPlacement: number) => {
    const known = await readBack.upToDate(lastPlacement);
    readBack.forget(); // ahead of the store until this is saved: where it is not, all is read from the store again
    if (known.placement !== lastPlacement) return undefined;
    const grouping = await groupBatch(store, known, entries, clock.now(), breathe);
    await breathe();
    const placement = await store.saveGrouping({
      ...grouping,
      decidedAfter: lastPlacement,
      ...(as && { as }),
    });
    if (placement === undefined) return undefined;
    readBack.know({ ...known, placement });
    return grouping;
  };

  const groupNew = async (signal?: AbortSignal): Promise<Grouped> => {
    if (readBack.isOfOtherSettings()) await readBack.restore();
    let [placed, merged, collisions] = [0, 0, 0];
    while (collisions < mostCollisions) {
      if (signal?.aborted) break;
      const lastPlacement = await store.lastPlacement(); // before the entries: another process may take them
      const entries = await store.ungroupedEntries(batchSize);
      if (entries.length === 0) break;
      const saved = await saveBatch(entries, lastPlacement);
      collisions = saved ? 0 : collisions + 1;
      placed += saved?.placements.length ?? 0;
      merged += saved?.merges.length ?? 0;
      await breathe();
    }
    if (collisions > 0) log.info("another process groups the same entries", { collisions });
    if (placed > 0) log.info("entries grouped", { placed, merged });
    return { placed, merged };
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    restore: () => inTurn(async () => void (await readBack.restore())),
    groupNew: (signal) => inTurn(() => groupNew(signal)),
    keepReady: () => inTurn(readBack.keepReady),
  };
}

/** Decides on each entry in turn, and reckons what the stories that this touches have become. */
async function groupBatch(
  store: Store,
  { engine, topics }: Parts,
  entries: readonly Entry[],
  now: Date,
  breathe: Breathe,
): Promise<Grouping> {
  const lastSaved = await store.lastStoryId();
  // Not after a story that was opened and merged again within a batch: an engine read back from the store never knew it.
  engine.numberAfter(lastSaved);
  const decisions: Decision[] = [];
  for (const entry of entries) {
    const article = articleOf(entry);
    const decision = engine.place(article);
    topics?.follow(article, decision);
    decisions.push(decision);
    await breathe();
  }
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
    breathe,
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
    topics: topics ? settled(topics, stories) : [],
  };
}

/** What is to be stored of sagas; what is known goes on as it would be read back. */
function settled(topics: Topics, stories: readonly Story[]): readonly StoryTopic[] {
  const changed = topics.takeChanged();
  for (const story of stories) topics.settle(story.id, story);
  return changed;
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
  placed: readonly StoryReport[],
  mergedIds: readonly number[],
  mergedInto: ReadonlyMap<number, number>,
  now: Date,
  breathe: Breathe,
): Promise<Story[]> {
  const members = new Map<number, StoryReport[]>([...touched].map((id) => [id, []]));
  for (const [id, reports] of await store.reportsOfStories([...touched, ...mergedIds]))
    for (const report of reports) members.get(resolve(id, mergedInto))?.push(report);
  for (const entry of placed) members.get(entry.placement.storyId)?.push(entry);

  const before = new Map((await store.storiesByIds([...touched])).map((story) => [story.id, story]));
  await breathe();
  const arrived = new Set(placed.map(({ id }) => id));
  const stories: Story[] = [];
  for (const [id, [first, ...rest]] of members) {
    if (!first) continue;
    stories.push(summariseStory(id, before.get(id), [first, ...rest], now, arrived));
    await breathe();
  }
  return stories;
}
