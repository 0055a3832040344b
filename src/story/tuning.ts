import type { Granularity } from "../model/settings.ts";

const hourMs = 3_600_000;

/** What the story layer decides by: one setting for all languages and kinds of news. */
export type Tuning = Readonly<{
  /** An entry joins the best story from this score on, among so many articles as `usualCount` says. */
  joinAt: number;
  /** A member of one story speaks for merging it into another from this score on. */
  mergeAt: number;
  /** The time in which evidence fades to 1/e. */
  fadeMs: number;
}>;

/**
 * By granularity. `event`: chosen on six labelled sets for holding up on each when it was left out (a lower `joinAt` finds
 * more, but pairwise precision falls under 80 %). `topic` holds the events of one saga together: evidence fades slower,
 * less of it is asked for, stories stay open longer. `copy` has no story layer.
 */
export const tunings: Readonly<Record<Granularity, Tuning | undefined>> = {
  copy: undefined,
  event: { joinAt: 0.115, mergeAt: 0.152, fadeMs: 40 * hourMs },
  topic: { joinAt: 0.078, mergeAt: 0.103, fadeMs: 144 * hourMs },
};

const usualCount = 300;
const crowding = 0.008;

/**
 * What is asked where `count` articles may be resembled: the more there are, the better resembles the one that does so by
 * chance (the highest of n chance values grows as ln n); among the few of a quiet feed likeness means more.
 */
export function amongMany(tuning: Tuning, count: number): Tuning {
  const more = crowding * Math.log((1 + count) / usualCount);
  return { ...tuning, joinAt: tuning.joinAt + more, mergeAt: tuning.mergeAt + more };
}
