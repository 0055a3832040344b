import { hourMs } from "../base/duration.ts";
import type { Restriction } from "../model/restriction.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Page, Store } from "../store/store.ts";
import { type Bundle, type Fold, copyBundle, entryBundle, storyBundle } from "./bundle.ts";

/** A reader app that asks once a day, or after a weekend's first day, should miss nothing. */
const reachMs = 48 * hourMs;
const usualItems = 100;
/** Where two days bring more than this, the feed stays at what phones fetch gladly (about 1 MB plain, 250 kB compressed). */
const mostItems = 300;

/**
 * What a list has as items, newest first. Without a `limit`: the 100 newest, and as many more, up to 300, as are needed
 * to reach back 48 hours from the newest one.
 */
export const readNewest = (
  store: Store,
  restriction: Restriction,
  { fold, limit }: Readonly<{ fold: Fold; limit?: number }>,
): Promise<readonly Bundle[]> => bundlesOf[fold](store, restriction, enough(limit));

/**
 * All that `restriction` has: of an archive document, its `ids`. A text stands with the first of its entries that are in
 * the list, and in no later document.
 */
export async function readArchived(
  store: Store,
  { ids = [], ...restriction }: Restriction,
  fold: Fold,
): Promise<readonly Bundle[]> {
  const bundles = await bundlesOf[fold](store, { ...restriction, ids }, () => false);
  if (fold !== "copy") return bundles;
  const copies = bundles.flatMap(({ lead, others }) => [lead, ...others].map(({ id }) => id));
  const inList = { ...restriction, ids: copies, from: "lowest", limit: copies.length } as const;
  const listed = new Set(await store.entryIds(inList));
  const own = new Set(ids);
  return bundles.filter(({ lead, others }) => {
    const printed = [lead, ...others].filter(({ id }) => listed.has(id));
    return own.has(printed.reduce((first, { id }) => Math.min(first, id), lead.id));
  });
}

/** Whether a list of so many items is long enough; `newest` and `oldest` are the times of its first and last item. */
type Enough = (count: number, newest: Date, oldest: Date) => boolean;

const enough =
  (limit: number | undefined): Enough =>
  (count, newest, oldest) =>
    limit !== undefined
      ? count >= limit
      : count >= mostItems || (count >= usualItems && newest.getTime() - oldest.getTime() >= reachMs);

type ReadBundles = (store: Store, restriction: Restriction, isEnough: Enough) => Promise<readonly Bundle[]>;

const bundlesOf: Readonly<Record<Fold, ReadBundles>> = {
  story: storyBundles,
  copy: copyBundles,
  none: entryBundles,
};

async function storyBundles(store: Store, restriction: Restriction, isEnough: Enough): Promise<Bundle[]> {
  const { feedId } = restriction;
  const stories: StoryWithEntries[] = [];
  const pages = pagesOf((page) =>
    // In the feed of one source its own entry speaks, which need not be the lead.
    store.stories({ ...restriction, ...page, order: "latest", text: feedId === undefined ? "lead" : "all" }),
  );
  for await (const item of pages) {
    stories.push(item);
    if (isEnough(stories.length, stories[0]!.story.firstReportAt, item.story.firstReportAt)) break;
  }
  return stories.map((story) => storyBundle(story, feedId));
}

async function entryBundles(store: Store, restriction: Restriction, isEnough: Enough): Promise<Bundle[]> {
  const entries: PlacedEntry[] = [];
  for await (const entry of pagesOf((page) => store.latestEntries({ ...restriction, ...page }))) {
    entries.push(entry);
    if (isEnough(entries.length, entries[0]!.shownAt, entry.shownAt)) break;
  }
  return entries.map(entryBundle);
}

/** The texts of the newest entries. One that is old stays the same item when yet another outlet prints it. */
async function copyBundles(store: Store, restriction: Restriction, isEnough: Enough): Promise<Bundle[]> {
  const newest = new Map<number, PlacedEntry>();
  let first: PlacedEntry | undefined;
  for await (const entry of pagesOf((page) => store.latestEntries({ ...restriction, ...page }))) {
    first ??= entry;
    if (!newest.has(entry.placement.copyGroup)) newest.set(entry.placement.copyGroup, entry);
    if (isEnough(newest.size, first.shownAt, entry.shownAt)) break;
  }
  const storyIds = new Set(Array.from(newest.values(), ({ placement }) => placement.storyId));
  const members = await store.entriesOfStories([...storyIds]);
  const copiesOf = ({ placement: { storyId, copyGroup } }: PlacedEntry) =>
    (members.get(storyId) ?? []).filter(({ placement }) => placement.copyGroup === copyGroup);
  const copies = Array.from(newest.values(), copiesOf).flat();
  const maySpeak = await notMuted(store, restriction, copies);
  const bundles = Array.from(newest.values(), async (entry) => {
    const copies = copiesOf(entry);
    const { feedId } = restriction;
    const lead =
      copies.find((copy) => maySpeak(copy) && (feedId === undefined || copy.feedId === feedId)) ?? entry;
    return copyBundle(await withText(store, lead, entry), copies);
  });
  const byTime = (a: Bundle, b: Bundle) =>
    b.publishedAt.getTime() - a.publishedAt.getTime() || b.lead.id - a.lead.id;
  return (await Promise.all(bundles)).sort(byTime);
}

/** Whether an entry may speak for its text: not under a headline that is muted. */
async function notMuted(
  store: Store,
  { muted }: Restriction,
  entries: readonly PlacedEntry[],
): Promise<(entry: PlacedEntry) => boolean> {
  if (muted === undefined || entries.length === 0) return () => true;
  const ids = entries.map(({ id }) => id);
  const left = new Set(await store.entryIds({ ids, muted, from: "lowest", limit: ids.length }));
  return ({ id }) => left.has(id);
}

/** `entry` with its text; `known` is an entry that has it. Between two reads the store may have dropped it. */
async function withText(store: Store, entry: PlacedEntry, known: PlacedEntry): Promise<PlacedEntry> {
  if (entry.id === known.id) return known;
  const read = await store.entry(entry.id);
  return read === undefined ? entry : { ...read, placement: read.placement ?? entry.placement };
}

/** Every item of a list, page after page, for as long as it is asked on. */
async function* pagesOf<Item>(
  read: (page: Readonly<{ limit: number; cursor?: string }>) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit: usualItems, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
