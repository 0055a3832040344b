import type { Store } from "../store/store.ts";
import type { Change, RegroupPlan, StoryAfter } from "../story/regroup-plan.ts";

/** A story before or after: without `id` one that gets a new id. */
export type StoryTold = Readonly<{ id?: number; title: string; entries: number }>;
export type ChangeTold = Readonly<{
  moved: number;
  before: readonly StoryTold[];
  after: readonly StoryTold[];
}>;

/** The changes that move the most entries, with headlines as they are before anything is written; `most` of them. */
export async function largestChanges(
  { changes }: Pick<RegroupPlan, "changes">,
  store: Pick<Store, "storiesByIds" | "entry">,
  most: number,
): Promise<readonly ChangeTold[]> {
  const largest = changes
    .filter(({ moved }) => moved > 0)
    .sort((a, b) => b.moved - a.moved)
    .slice(0, most);
  return Promise.all(largest.map((change) => tell(change, store)));
}

async function tell(
  { before, after, moved }: Change,
  store: Pick<Store, "storiesByIds" | "entry">,
): Promise<ChangeTold> {
  const leads = new Map((await store.storiesByIds([...before.keys()])).map((story) => [story.id, story]));
  const titleOf = async (entryId: number | undefined) =>
    (entryId === undefined ? undefined : await store.entry(entryId))?.title ?? "";
  const tellAfter = async ({ id, entryIds }: StoryAfter): Promise<StoryTold> => {
    const lead = id === undefined ? undefined : leads.get(id)?.leadEntryId;
    const speaker = lead !== undefined && entryIds.includes(lead) ? lead : entryIds[0];
    return { ...(id !== undefined && { id }), title: await titleOf(speaker), entries: entryIds.length };
  };
  const tellBefore = async ([id, entries]: readonly [number, number]): Promise<StoryTold> => ({
    id,
    title: await titleOf(leads.get(id)?.leadEntryId),
    entries,
  });
  return {
    moved,
    before: await Promise.all([...before].map(tellBefore)),
    after: await Promise.all(after.map(tellAfter)),
  };
}
