import type { Placement } from "../model/entry.ts";
import type { StorySettings } from "../model/settings.ts";
import type { Story, StoryReport } from "../model/story.ts";
import type { Store, Trimming } from "../store/store.ts";
import { reachBack } from "./engine.ts";
import { summariseStory } from "./summary.ts";

type Reports = readonly StoryReport[];
type Copy = Readonly<{ id: number; shownAt: Date; placement: Pick<Placement, "copyGroup"> }>;

/** So often something may be placed between reading and writing: the work of some milliseconds. */
const mostTries = 20;

/**
 * Whatever a story holds whose last report is before this is not looked at by grouping any more, nor read back at a start:
 * what is taken out of it changes no decision. Undefined for a store without stories.
 */
export async function closedBefore(
  store: Pick<Store, "latestEntries">,
  settings: StorySettings,
): Promise<Date | undefined> {
  const [newest] = (await store.latestEntries({ limit: 1 })).items;
  return newest && new Date(newest.shownAt.getTime() - reachBack(settings));
}

/**
 * Drops some of the entries that a source has beyond its `keep` newest; a story that others report too goes on without
 * them, as if they had never been, but for when it was first reported and when it was news. `next` is to go on from.
 */
export async function trimSource(
  store: Pick<
    Store,
    "lastPlacement" | "surplusEntries" | "reportsOfStories" | "storiesByIds" | "saveTrimming"
  >,
  query: Parameters<Store["surplusEntries"]>[0],
): Promise<Readonly<{ dropped: number; next?: string }>> {
  for (let tries = 0; tries < mostTries; tries++) {
    const decidedAfter = await store.lastPlacement(); // before anything is read
    const { entries, next } = await store.surplusEntries(query);
    const goOn = next === undefined ? {} : { next };
    if (entries.length === 0) return { dropped: 0, ...goOn };
    const storyIds = [...new Set(entries.map(({ storyId }) => storyId))];
    const members = await store.reportsOfStories(storyIds);
    const before = await store.storiesByIds(storyIds);
    const trimming = without(new Set(entries.map(({ id }) => id)), { before, members });
    if (await store.saveTrimming({ decidedAfter, ...trimming })) return { dropped: entries.length, ...goOn };
  }
  return { dropped: 0 };
}

/** What stories become without these entries. */
export function without(
  entryIds: ReadonlySet<number>,
  { before, members }: Readonly<{ before: readonly Story[]; members: ReadonlyMap<number, Reports> }>,
): Omit<Trimming, "decidedAfter"> {
  const stories: Story[] = [];
  const ended: number[] = [];
  const refolded: { entryId: number; copyGroup: number }[] = [];
  for (const story of before) {
    const left = (members.get(story.id) ?? []).filter(({ id }) => !entryIds.has(id));
    const changes = refold(left, entryIds);
    refolded.push(...changes);
    const groups = new Map(changes.map(({ entryId, copyGroup }) => [entryId, copyGroup]));
    const [first, ...rest] = left.map((report) => ({
      ...report,
      placement: { ...report.placement, copyGroup: groups.get(report.id) ?? report.placement.copyGroup },
    }));
    if (first) stories.push(summariseStory(story.id, story, [first, ...rest], story.updatedAt));
    else ended.push(story.id);
  }
  return { entryIds: [...entryIds], stories, ended, refolded };
}

/** Copies are known by the first that carried their text: where it goes, the earliest of the others takes its part. */
function refold(
  left: readonly Copy[],
  gone: ReadonlySet<number>,
): readonly Readonly<{ entryId: number; copyGroup: number }>[] {
  const orphaned = left.filter(({ placement }) => gone.has(placement.copyGroup));
  return [...Map.groupBy(orphaned, ({ placement }) => placement.copyGroup).values()].flatMap((copies) => {
    const [first] = copies.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime() || a.id - b.id);
    return first ? copies.map(({ id }) => ({ entryId: id, copyGroup: first.id })) : [];
  });
}
