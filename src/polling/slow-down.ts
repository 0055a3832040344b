import type { Every, FeedPolling } from "../model/source.ts";
import type { NextCheck } from "./next-check.ts";

type Busy = NonNullable<FeedPolling["busy"]>;

/** Whoever had too much of us three times is asked eight times as seldom. */
const mostDoublings = 3;

/** A server that answered 429 or 503: with each such answer that follows within `maxEveryMs`, the interval doubles once more. */
export const busyAgain = (before: Busy | undefined, now: Date, maxEveryMs: number): Busy => ({
  at: now,
  times: isRecent(before, now, maxEveryMs) ? Math.min(before.times + 1, mostDoublings) : 1,
});

/**
 * The next poll after a good answer, later where the server had too much to do lately: for as long as the longest interval
 * is, a day by default. Times that the user has named are kept.
 */
export function slowedDown(
  next: NextCheck,
  { busy, from, every, maxEveryMs }: Readonly<{ busy?: Busy; from: Date; every: Every; maxEveryMs: number }>,
): NextCheck {
  if (every.kind === "cron" || !isRecent(busy, from, maxEveryMs)) return next;
  const waitMs = next.nextPollAt.getTime() - from.getTime();
  const longerMs = Math.max(waitMs, Math.min(waitMs * 2 ** busy.times, maxEveryMs));
  if (longerMs === waitMs) return next;
  return {
    nextPollAt: new Date(from.getTime() + longerMs),
    nextPollReason: `${next.nextPollReason}, and longer for now, as the server had too much to do lately (429, 503)`,
  };
}

/** A clock that was set back makes the past the future: that is not lately. */
function isRecent(busy: Busy | undefined, now: Date, withinMs: number): busy is Busy {
  const agoMs = busy ? now.getTime() - busy.at.getTime() : -1;
  return agoMs >= 0 && agoMs < withinMs;
}
