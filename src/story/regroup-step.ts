import type { Placement } from "../model/entry.ts";
import type { Story, StoryReport } from "../model/story.ts";
import type { Regrouping, SetAside, Store } from "../store/store.ts";
import type { Change, StoryAfter } from "./regroup-plan.ts";
import { summariseStory } from "./summary.ts";

/** So often something may be placed between reading and writing: the work of some milliseconds. */
const mostTries = 20;

/** Said of a story that ended, where its address leads on. */
const reason = "Stories were grouped again";

type Members = ReadonlyMap<number, readonly StoryReport[]>;
/** Who told it: what is reckoned of a story, and written of its entries. */
type Written = Readonly<{ id: number; moves: Regrouping["moves"]; story: Story }>;

/**
 * Carries changes out in one transaction, but those of stories that are not as they were when that was planned: others
 * placed, corrected or dropped something. These are left as they are, and so are all where somebody is always quicker.
 */
export async function carryOut(
  changes: readonly Change[],
  { store, now }: Readonly<{ store: Store; now: Date }>,
): Promise<void> {
  const entryIds = changes.flatMap(({ after }) => after.flatMap((story) => story.entryIds));
  const decisions = await store.broughtBack(entryIds);
  for (let tries = 0; tries < mostTries; tries++) {
    const decidedAfter = await store.lastPlacement(); // before anything is read
    const ids = changes.flatMap(({ before }) => [...before.keys()]);
    const members = await store.reportsOfStories(ids);
    const before = new Map((await store.storiesByIds(ids)).map((story) => [story.id, story]));
    let lastId = await store.lastStoryId();
    const due = changes.filter((change) => isAsPlanned(change, members));
    if (due.length === 0) return;

    const reports = new Map([...members.values()].flat().map((report) => [report.id, report]));
    const written = new Map<StoryAfter, Written>();
    for (const after of due.flatMap((change) => change.after)) {
      const id = after.id ?? ++lastId;
      written.set(after, write(id, after, { before, reports, decisions }));
    }
    const isSaved = await store.saveRegrouping({
      decidedAfter,
      at: now,
      moves: [...written.values()].flatMap(({ moves }) => moves),
      merges: due.flatMap(({ ends }) =>
        ends.map(({ id, leadsTo }) => ({ from: id, into: written.get(leadsTo)!.id, reason })),
      ),
      stories: [...written.values()].map(({ story }) => story),
    });
    if (isSaved) return;
  }
}

/** Each story still has the entries that it had, and no others. */
function isAsPlanned({ before, after }: Change, members: Members): boolean {
  const planned = new Set(after.flatMap(({ entryIds }) => entryIds));
  return [...before].every(([id, count]) => {
    const now = members.get(id) ?? [];
    return now.length === count && now.every((report) => planned.has(report.id));
  });
}

function write(
  id: number,
  { entryIds }: StoryAfter,
  {
    before,
    reports,
    decisions,
  }: Readonly<{
    before: ReadonlyMap<number, Story>;
    reports: ReadonlyMap<number, StoryReport>;
    decisions: ReadonlyMap<number, SetAside>;
  }>,
): Written {
  const moves = entryIds.map((entryId) => {
    const { copyGroup, layer, reason } = decisions.get(entryId)!;
    return { entryId, placement: { storyId: id, copyGroup, layer, reason } satisfies Placement };
  });
  const [first, ...rest] = moves.map(({ entryId, placement }) => ({ ...reports.get(entryId)!, placement }));
  return { id, moves, story: summarise(id, before, [first!, ...rest], whence(entryIds, reports)) };
}

/** The story that most of these entries are in as it is; of equal ones the oldest. */
function whence(entryIds: readonly number[], reports: ReadonlyMap<number, StoryReport>): number | undefined {
  const byStory = Map.groupBy(entryIds, (entryId) => reports.get(entryId)?.placement.storyId);
  return [...byStory].sort(([a = 0, own], [b = 0, others]) => others.length - own.length || a - b)[0]?.[0];
}

/**
 * What a story has become. Nothing has happened in the world: `updatedAt` stays, so that readers of the feeds are not
 * shown thousands of stories again, and so does `newsAt`, in a story that is opened that of the one it comes from; the
 * first report may turn out to be earlier, never later.
 */
function summarise(
  id: number,
  before: ReadonlyMap<number, Story>,
  entries: readonly [StoryReport, ...StoryReport[]],
  origin: number | undefined,
): Story {
  const previous = before.get(id);
  if (!previous)
    return summariseStory(id, undefined, entries, before.get(origin ?? 0)?.newsAt ?? new Date(0));
  const firstReportAt = entries.reduce(
    (first, { shownAt }) => (shownAt < first ? shownAt : first),
    previous.firstReportAt,
  );
  const known = { ...previous, firstReportAt };
  return summariseStory(id, known, entries, previous.updatedAt);
}
