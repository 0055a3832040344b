import type { FeedPolling } from "../model/source.ts";

type Wish = Readonly<{ ms: number; reason: string }>;
type Busy = NonNullable<FeedPolling["busy"]>;

/** Whoever had too much of us three times is asked eight times as seldom. */
const mostDoublings = 3;

/** A server that answered 429 or 503: with each such answer that follows within `maxEveryMs`, the interval doubles once more. */
export const busyAgain = (before: Busy | undefined, now: Date, maxEveryMs: number): Busy => ({
  at: now,
  times: isRecent(before, now, maxEveryMs) ? Math.min(before.times + 1, mostDoublings) : 1,
});

/**
 * The wait after a good answer, longer where the server had too much to do lately: for as long as the longest interval is,
 * a day by default.
 */
export function slowedDown(
  wish: Wish,
  { busy, now, maxEveryMs }: Readonly<{ busy?: Busy | undefined; now: Date; maxEveryMs: number }>,
): Wish {
  if (!isRecent(busy, now, maxEveryMs)) return wish;
  const ms = Math.min(wish.ms * 2 ** busy.times, maxEveryMs);
  if (ms <= wish.ms) return wish;
  return {
    ms,
    reason: `${wish.reason}, and longer for now, as the server had too much to do lately (429, 503)`,
  };
}

/** A clock that was set back makes the past the future: that is not lately. */
function isRecent(busy: Busy | undefined, now: Date, withinMs: number): busy is Busy {
  const agoMs = busy ? now.getTime() - busy.at.getTime() : -1;
  return agoMs >= 0 && agoMs < withinMs;
}
