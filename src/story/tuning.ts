import { hourMs } from "../base/duration.ts";
import type { Granularity } from "../model/settings.ts";

/** How much each kind of evidence counts in a score; all were chosen on labelled articles (docs/stories.md). */
export type Weights = Readonly<{
  /** The mean cosine with the three members that are nearest. */
  nearest: number;
  /** The cosine with the sum of all members. */
  whole: number;
  /** The share of the words of the article, or of the nearest member, that the other has too. */
  contained: number;
  /** Likeness of the titles by their letters. */
  titles: number;
  /** The same of words that are akin: one report says "launch", the other "unveil". */
  akin: number;
  /** What is left of all that where fewer than three words are shared, and not nearly all that one of them has: it is chance. */
  fewWords: number;
  /** Taken off: what the fourth to the eighth candidate have as well. It is a way of speaking, not an event. */
  background: number;
  /** Taken off with every e-fold of a story's size: no story swallows the day's news. */
  size: number;
  /** Added with every e-fold of a story's reports an hour. */
  growth: number;
  /** Taken off where the nearest report is by the same outlet, which seldom tells one event twice in half a day. */
  outlet: number;
  /** Taken off where service pages, or an outlet's own form, are what two have in common. */
  form: number;
}>;

/** What the story layer decides by: one setting for all languages and kinds of news. */
export type Tuning = Readonly<{
  /** An entry joins the best story from this score on, among so many articles as `usualCount` says. */
  joinAt: number;
  /** A member of one story speaks for merging it into another from this score on. */
  mergeAt: number;
  /** The time in which evidence fades to 1/e. */
  fadeMs: number;
  /** What is asked more with every e-fold of the articles that might be resembled. */
  crowding: number;
  /** How much less than usual is asked, among few articles. */
  leniency: number;
  weights: Weights;
}>;

const weights: Weights = {
  nearest: 0.48,
  whole: 0.17,
  contained: 0.21,
  titles: 0.17,
  akin: 0.2,
  fewWords: 0.37,
  background: 0.8,
  size: 0.012,
  growth: 0.045,
  outlet: 0.03,
  form: 0.3,
};

/**
 * Chosen on six labelled sets for holding up on each when it was left out (a lower `joinAt` finds more, but pairwise
 * precision falls under 80 %).
 */
const byEvent: Tuning = {
  joinAt: 0.115,
  mergeAt: 0.152,
  fadeMs: 52 * hourMs,
  crowding: 0.011,
  leniency: 0,
  weights,
};

/** By granularity. A story of `topic` is an event too: it is the lists that show a saga's events as one. `copy` has no story layer. */
export const tunings: Readonly<Record<Granularity, Tuning | undefined>> = {
  copy: undefined,
  event: byEvent,
  topic: byEvent,
};

const usualCount = 300;

/**
 * What is asked where `count` articles may be resembled: the more there are, the better resembles the one that does so by
 * chance (the highest of n chance values grows as ln n); among the few of a quiet feed likeness means more.
 */
export function amongMany(tuning: Tuning, count: number): Tuning {
  const more = tuning.crowding * Math.log((1 + count) / usualCount);
  return {
    ...tuning,
    joinAt: tuning.joinAt + more,
    mergeAt: tuning.mergeAt + more,
    leniency: Math.max(0, -more),
  };
}

/** So long after a story's first report all of that is taken off … */
const settledHours = 6;
/** … and this share of it at once: reports that come together are of one event more often than later ones. */
const takenAtOnce = 0.3;

/**
 * What is taken off again for a story of `size` members, `ageHours` after its first: the lower bar among few articles is
 * for the two that tell of one event. A story that holds several has as many chances to be resembled, and among few articles
 * there is seldom a big one: three of them are asked for a third more than usual instead, and the most for all of it.
 */
export function forSeveral({ leniency }: Tuning, size: number, ageHours: number): number {
  const settled = Math.min(1, ageHours / settledHours);
  return 2 * leniency * (1 - 1 / size) * (takenAtOnce + (1 - takenAtOnce) * settled);
}
