import { hourMs } from "../base/duration.ts";
import type { Voice } from "./coverage.ts";

/**
 * A report's weight halves every six hours: a story that one outlet breaks now stands level with one that four broke
 * twelve hours ago, and above what fifteen told a day ago; and a day's news still has its order at night.
 */
const halfLifeMs = 6 * hourMs;
/** Ranks count from here, so that they are small numbers (about 10,000 in 2026) with all their digits behind the point. */
const epoch = Date.UTC(2020, 0, 1);

/**
 * Where a story stands on the front page, from its independent voices (see `findVoices`; at least one):
 *
 *   rank = log2( Σ weight · 2^((t − 2020-01-01) / 6 h) )
 *
 * t is when a voice's text was first printed, its weight the most that the config gives any source that prints it (1 where
 * it says nothing). At any moment, `now`, the sum of the voices' weights, each halved every six hours, is
 * 2^(rank − (now − epoch)/6 h): the order of ranks is the order of those sums at every moment, so that a rank need not be
 * reckoned again as time passes. Where all speak at once it is recency, linear, plus log2 of the coverage; twice the
 * coverage is worth six hours, and so is twice the weight.
 */
export function rankVoices(voices: readonly Voice[]): number {
  const levels = voices.map(({ at, weight }) => (at.getTime() - epoch) / halfLifeMs + Math.log2(weight));
  const highest = Math.max(...levels);
  // 2^10,000 is no number: the sum is taken relative to the highest.
  return highest + Math.log2(levels.reduce((sum, level) => sum + 2 ** (level - highest), 0));
}
