import type { Restriction } from "../model/restriction.ts";
import type { EndedStory, Store } from "../store/store.ts";
import { type ListIds, type Stretch, cutArchive, stretchBelow } from "./archive.ts";
import type { Bundle, Fold } from "./bundle.ts";
import type { FeedOptions } from "./feed-options.ts";
import type { List } from "./list.ts";
import { readArchived, readNewest } from "./merged-feed.ts";

/** What one document of a feed holds, and where the rest is. */
export type FeedPart = Readonly<{
  bundles: readonly Bundle[];
  /** An archive document that gets no further items. */
  isFull: boolean;
  previous?: Stretch;
  next?: Stretch;
  /** Stories that stood here, or could have, until they became part of others in this list. */
  ended: readonly EndedStory[];
}>;

/** The newest items of a list, or with `after` those of an archive document. */
export async function readPart(
  store: Store,
  { restriction: list, sagaOnce = false }: Pick<List, "restriction" | "sagaOnce">,
  { fold = "story", limit, min, lang, after, upto }: FeedOptions,
): Promise<FeedPart> {
  const restriction: Restriction = {
    ...list,
    ...(lang !== undefined && { language: lang }),
    ...(min !== undefined && { minCoverage: Math.max(min, list.minCoverage ?? 1) }),
  };
  const ids = idsOf(store, restriction, fold);
  if (after !== undefined) {
    const { end, ...beside } = await cutArchive(ids, { after, ...(upto !== undefined && { upto }) });
    const stretch = { above: after, ...(end !== undefined && { upTo: end }) };
    const own = await ids({ ...stretch, from: "highest", limit: Number.MAX_SAFE_INTEGER });
    const bundles = await readArchived(store, { ...restriction, ids: own }, fold);
    const ended = fold === "story" ? await endedIn(store, restriction, stretch) : [];
    return { bundles, isFull: end !== undefined, ...beside, ended };
  }
  // The newest event need not be among those that are asked for.
  const isOnce = sagaOnce && fold === "story" && min === undefined && lang === undefined;
  const newest = { ...restriction, ...(isOnce && { sagaOnce }) };
  const bundles = await readNewest(store, newest, { fold, ...(limit !== undefined && { limit }) });
  const shown = bundles.flatMap((bundle) => idsIn(bundle, fold));
  const previous = await stretchBelow(ids, new Set(shown));
  const lowest = shown.reduce((lowest, id) => Math.min(lowest, id), Number.MAX_SAFE_INTEGER);
  const ended = fold === "story" ? await endedIn(store, restriction, { above: lowest - 1 }) : [];
  return { bundles, isFull: false, ...(previous && { previous }), ended };
}

/** Stories are cut by their own ids, texts and entries by those of entries. */
const idsOf =
  (store: Store, restriction: Restriction, fold: Fold): ListIds =>
  (query) =>
    fold === "story"
      ? store.storyIds({ ...restriction, ...query })
      : store.entryIds({ ...restriction, ...query });

const idsIn = ({ storyId, lead, others }: Bundle, fold: Fold): readonly number[] =>
  fold === "story" ? [storyId] : [lead, ...others].map((entry) => entry.id);

/** More are announced nowhere: who has not asked for so long begins anew. */
const mostEnded = 100;

async function endedIn(
  store: Store,
  restriction: Restriction,
  stretch: Readonly<{ above: number; upTo?: number }>,
): Promise<readonly EndedStory[]> {
  const ended = await store.endedStories({ ...stretch, limit: mostEnded });
  // A story has every entry of those that became part of it: where they were in this list, so is it.
  const into = ended.map((story) => story.into);
  const here = await store.storyIds({ ...restriction, ids: into, from: "lowest", limit: mostEnded });
  return ended.filter((story) => here.includes(story.into));
}
