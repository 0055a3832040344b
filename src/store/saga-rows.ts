import type { LinkReason, Saga, SagaStory, StoryProfile } from "../model/story.ts";
import type { MergedInto, StoryToRemember } from "./story-store.ts";

/** A chain is counted up to here: nobody reads on, and a war of years would make each list long. */
export const longestChain = 100;
/** Stories that follow on one: seldom two. */
const mostLater = 10;

/** A story before or after the story `start`; its columns are null where it is only counted. */
export type SagaRow = Readonly<{
  start: number;
  id: number | null;
  title: string;
  language: string | null;
  first_report_at: number;
  coverage: number;
  reason: string | null;
}>;

/** `earlier`: the nearest first. `later`: those that are linked to one of `ids`, the first that followed first. */
export function toSagas(
  ids: readonly number[],
  earlier: readonly SagaRow[],
  later: readonly SagaRow[],
): ReadonlyMap<number, Saga> {
  const before = Map.groupBy(earlier, ({ start }) => start);
  const after = Map.groupBy(later, ({ start }) => start);
  return new Map(
    ids.flatMap((id) => {
      const [own, next] = [before.get(id) ?? [], after.get(id) ?? []];
      const saga: Saga = {
        earlier: own.flatMap(toSagaStory),
        earlierCount: own.length,
        later: next.slice(0, mostLater).flatMap(toSagaStory),
      };
      return own.length + next.length === 0 ? [] : [[id, saga] as const];
    }),
  );
}

function toSagaStory({ id, title, language, first_report_at, coverage, reason }: SagaRow): SagaStory[] {
  if (id === null) return []; // counted, not named
  const story = { id, title, firstReportAt: new Date(first_report_at), coverage };
  return [
    {
      ...story,
      ...(language !== null && { language }),
      ...(reason !== null && { reason: JSON.parse(reason) as LinkReason }),
    },
  ];
}

export type RememberedRow = Readonly<{
  id: number;
  first_report_at: number;
  last_report_at: number;
  profile: string | null;
}>;

export const toStoryToRemember = (row: RememberedRow): StoryToRemember => ({
  storyId: row.id,
  firstReportAt: new Date(row.first_report_at),
  lastReportAt: new Date(row.last_report_at),
  ...(row.profile !== null && { profile: JSON.parse(row.profile) as StoryProfile }),
});

export type MergedRow = Readonly<{ id: number; reason: string; merged_at: number }>;

export const toMergedInto = ({ merged_at: at, ...merged }: MergedRow): MergedInto => ({
  ...merged,
  at: new Date(at),
});
