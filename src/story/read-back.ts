import type { Log } from "../base/log.ts";
import type { StorySettings } from "../model/settings.ts";
import type { Store } from "../store/store.ts";
import { articleOf } from "./article.ts";
import { type Engine, createEngine, reachBack } from "./engine.ts";
import { followPlacements } from "./follow-placements.ts";
import { groupedUnder, otherGrouping } from "./grouped-under.ts";
import { restoreTopics } from "./restore-topics.ts";
import { type Topics, createTopics } from "./topics.ts";

/** Entries read at once when the engine is filled again. */
const pageSize = 500;

const advice =
  "new entries follow the config; node src/main.ts regroup shows what would change for those that are stored";

/** Awaited between steps, so that pages are answered meanwhile. */
export type Breathe = () => Promise<void>;

/** What decides, and what links stories; nothing does where a story is one text (`copy`). */
export type Parts = Readonly<{ engine: Engine; topics: Topics | undefined }>;
/**
 * These, the settings they were made for, and the last placement that they know of. `isFollowing`: what links stories is
 * older than that, and is read once it is needed: in a second or two, of some ten thousand stories.
 */
export type Current = Parts & Readonly<{ settings: StorySettings; placement: number; isFollowing?: boolean }>;

export type ReadBackParts = Readonly<{
  store: Store;
  settings: () => StorySettings;
  log: Log;
  breathe: Breathe;
}>;

/** What is known of the store's stories; read from there wherever it may not be so any more. */
export type ReadBack = Readonly<{
  /** Whether it was read under other settings than they are now. */
  isOfOtherSettings(): boolean;
  restore(): Promise<Current>;
  /** What is known of a store whose last placement is this one. */
  upToDate(placement: number): Promise<Current>;
  /** Takes in what another process has placed since. */
  keepReady(): Promise<void>;
  /** While it is ahead of the store nothing is known: it is either saved, and then given back, or read anew. */
  forget(): void;
  know(known: Current): void;
}>;

export function createReadBack({ store, settings, log, breathe }: ReadBackParts): ReadBack {
  let current: Current | undefined;
  let told: string | undefined;

  const restore = async () => {
    const wanted = settings();
    const placement = await store.lastPlacement(); // first: what is placed while we read makes us read again
    current = { ...(await restoreParts(store, wanted, breathe)), settings: wanted, placement };
    log.info("grouping restored", {
      ...wanted,
      ...current.engine.size(),
      remembered: current.topics?.size() ?? 0,
    });
    await tellOfChange(placement, wanted);
    return current;
  };
  /** Says once that stories were grouped under other settings than new entries are now. */
  const tellOfChange = async (placement: number, wanted: StorySettings) => {
    const before = placement === 0 ? undefined : await store.groupedUnder();
    if (!before) await store.noteGroupedUnder(groupedUnder(wanted));
    const other = otherGrouping(before, wanted);
    if (other !== undefined && other !== told)
      log.info("stories are grouped under other settings", { settings: other, advice });
    told = other;
  };
  const knows = (placement: number): Current | undefined =>
    current?.placement === placement && sameSettings(current.settings, settings()) ? current : undefined;
  const upToDate = async (placement: number): Promise<Current> => {
    const known = knows(placement);
    if (!known?.isFollowing) return known ?? restore();
    const topics = await readTopics(store, known.settings, breathe);
    return { engine: known.engine, topics, settings: known.settings, placement };
  };
  const keepReady = async () => {
    const placement = await store.lastPlacement();
    if (knows(placement)) return;
    const known = current && sameSettings(current.settings, settings()) ? current : undefined;
    current = undefined;
    const missed = known && { after: known.placement, upTo: placement };
    if (missed && (await followPlacements({ store, engine: known.engine, breathe }, missed)))
      current = { ...known, placement, isFollowing: true };
    else await restore();
  };

  return {
    isOfOtherSettings: () => current !== undefined && !sameSettings(current.settings, settings()),
    restore,
    upToDate,
    keepReady,
    forget: () => void (current = undefined),
    know: (known) => void (current = known),
  };
}

const sameSettings = (a: StorySettings, b: StorySettings) =>
  a.windowMs === b.windowMs && a.granularity === b.granularity;

async function restoreParts(store: Store, settings: StorySettings, breathe: Breathe): Promise<Parts> {
  const engine = createEngine(settings, await store.lastStoryId());
  const newest = await newestInstant(store);
  if (newest) await fill(engine, store, new Date(newest.getTime() - reachBack(settings)), breathe);
  return { engine, topics: await readTopics(store, settings, breathe) };
}

async function readTopics(
  store: Store,
  { granularity }: StorySettings,
  breathe: Breathe,
): Promise<Topics | undefined> {
  if (granularity === "copy") return undefined;
  const newest = await newestInstant(store);
  return newest ? restoreTopics(store, newest, breathe) : createTopics();
}

/** Not now: what feeds bring after a month's pause may follow on what was placed before it. */
const newestInstant = async (store: Store): Promise<Date | undefined> =>
  (await store.latestEntries({ limit: 1 })).items[0]?.shownAt;

async function fill(engine: Engine, store: Store, since: Date, breathe: Breathe): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await store.placedTextsSince({
      since,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    for (const entry of page.items) {
      engine.restore(articleOf(entry), entry.placement);
      await breathe();
    }
    cursor = page.next;
  } while (cursor !== undefined);
  engine.keepApart(await store.storiesApart());
}
