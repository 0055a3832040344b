import type { Granularity } from "../model/settings.ts";

const hourMs = 3_600_000;

/** What the story layer decides by: one setting for all languages and kinds of news. */
export type Tuning = Readonly<{
  /** An entry joins the best story from this score on. */
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
  event: { joinAt: 0.125, mergeAt: 0.165, fadeMs: 40 * hourMs },
  topic: { joinAt: 0.085, mergeAt: 0.11, fadeMs: 144 * hourMs },
};
