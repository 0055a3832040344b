import type { Feed } from "../model/source.ts";
import { askedForByHand, type HostPause } from "../store/store.ts";
import { isBeingAsked, whyEnded } from "./feed-report.ts";
import { timeOfDay } from "./moment.ts";
import { tellReason } from "./poll-reasons.ts";
import type { Reading } from "./reading.ts";

/**
 * Between two polls of a feed by hand, in ms. Within a minute hardly any feed changes, and who holds the button down, or
 * has a script do so, asks no publisher more often than that.
 */
export const leastGapMs = 60_000;

/** Who polls looks every second for what is due: what waits for longer waits for somebody who is not there. */
const patienceMs = 60_000;

/**
 * Whether a feed can be asked now by hand; if not, what to say instead, and from when on it can. `lookAgain`: what came
 * of it is there in a moment.
 */
export type AskAgain = Readonly<
  | { kind: "ready" }
  | { kind: "under-way"; text: string; lookAgain: boolean }
  | { kind: "refused"; text: string; until?: Date }
>;

/** The store decides alike (`askSoon`); this puts it into words. `waitingSince` as the store has it. */
export function askAgain(
  feed: Feed,
  {
    hostPause,
    waitingSince,
    ...reading
  }: Reading & Readonly<{ hostPause?: HostPause | undefined; waitingSince?: Date | undefined }>,
): AskAgain {
  const { polling, state } = feed;
  const { now, words } = reading;
  const { polling: say } = words;
  if (state === "gone")
    return {
      kind: "refused",
      text: say.ended(whyEnded(polling, words)),
    };
  if (isBeingAsked(feed, now))
    return {
      kind: "under-way",
      text: say.underWay,
      lookAgain: true,
    };
  if (hostPause) return refusedUntil(hostPause.until, hostPause.reason, reading);
  if (polling.notBefore && polling.notBefore > now) {
    // A feed that is well may have a next time of its own, beyond what its server asked for.
    const reason = state === "failing" ? polling.nextPollReason : "the server said so";
    return refusedUntil(polling.notBefore, reason, reading);
  }
  if (polling.nextPollAt <= now)
    return underWay(polling, { ...reading, isStalled: isStalled(waitingSince, now) });
  const lastMs = polling.lastPolledAt?.getTime() ?? 0;
  const until = new Date(lastMs + leastGapMs);
  // What lies in the future was told by a clock that was wrong.
  if (until > now && lastMs <= now.getTime())
    return {
      kind: "refused",
      text: say.tooSoon,
      until,
    };
  return { kind: "ready" };
}

const refusedUntil = (until: Date, reason: string, { now, words }: Reading): AskAgain => ({
  kind: "refused",
  text: words.polling.refusedUntil(timeOfDay(until, now, words), tellReason(reason, words).text),
  until,
});

function underWay(
  { nextPollAt, nextPollReason }: Feed["polling"],
  { now, words, isStalled }: Reading & Readonly<{ isStalled: boolean }>,
): AskAgain {
  const { polling: say } = words;
  const [soon, stalled] =
    nextPollReason === askedForByHand
      ? [say.askedForAt, say.askedForStalled]
      : [say.dueSince, say.dueStalled];
  return {
    kind: "under-way",
    text: (isStalled ? stalled : soon)(timeOfDay(nextPollAt, now, words)),
    lookAgain: !isStalled,
  };
}

/** Whether sources wait and nobody asks any. */
export const isStalled = (waitingSince: Date | undefined, now: Date): waitingSince is Date =>
  waitingSince !== undefined && now.getTime() - waitingSince.getTime() > patienceMs;
