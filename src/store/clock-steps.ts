/** Clocks are put right by some seconds now and then, which harms nobody. */
const leastMs = 60_000;
/** Written so seldom, for the clock is looked at every second. */
const writtenEveryMs = 30_000;

/** How far a clock that shows `now` was set back since it was noted to show `before`; 0 where it was not. */
export const backFrom = (before: number, now: Date): number =>
  now.getTime() < before - leastMs ? before - now.getTime() : 0;

/** Whether it has been noted closely enough how late it is. */
export const isNoted = (before: number, now: Date): boolean => now.getTime() <= before + writtenEveryMs;
