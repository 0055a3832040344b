import type { Feed } from "../model/source.ts";
import { askedForByHand, type HostPause } from "../store/store.ts";
import { isBeingAsked, whyEnded } from "./feed-report.ts";
import { timeOfDay } from "./moment.ts";
import { unbroken } from "./words.ts";

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
    now,
    hostPause,
    waitingSince,
  }: Readonly<{ now: Date; hostPause?: HostPause | undefined; waitingSince?: Date | undefined }>,
): AskAgain {
  const { polling, state } = feed;
  if (state === "gone")
    return {
      kind: "refused",
      text: `It is not asked again: ${whyEnded(polling)}. To have it tried once more take it out of the config, save, and put it back.`,
    };
  if (isBeingAsked(feed, now))
    return {
      kind: "under-way",
      text: "It is being asked now, or waits for its host’s turn.",
      lookAgain: true,
    };
  if (hostPause) return refusedUntil(hostPause.until, hostPause.reason, now);
  if (polling.notBefore && polling.notBefore > now) {
    // A feed that is well may have a next time of its own, beyond what its server asked for.
    const reason = state === "failing" ? polling.nextPollReason : "the server said so";
    return refusedUntil(polling.notBefore, reason, now);
  }
  if (polling.nextPollAt <= now) return underWay(polling, { now, isStalled: isStalled(waitingSince, now) });
  const lastMs = polling.lastPolledAt?.getTime() ?? 0;
  const until = new Date(lastMs + leastGapMs);
  // What lies in the future was told by a clock that was wrong.
  if (until > now && lastMs <= now.getTime())
    return {
      kind: "refused",
      text: "It was asked less than a minute ago. A minute after a poll it can be asked again by hand.",
      until,
    };
  return { kind: "ready" };
}

const refusedUntil = (until: Date, reason: string, now: Date): AskAgain => ({
  kind: "refused",
  text: unbroken(`It is not asked before ${timeOfDay(until, now)}, not by hand either: ${reason}.`),
  until,
});

function underWay(
  { nextPollAt, nextPollReason }: Feed["polling"],
  { now, isStalled }: Readonly<{ now: Date; isStalled: boolean }>,
): AskAgain {
  const asked = nextPollReason === askedForByHand ? "Asked for at" : "Due since";
  const follows = isStalled
    ? ", but nothing is being polled at the moment: is a process with the role “poll” running?"
    : ": it will be fetched within moments.";
  return {
    kind: "under-way",
    text: `${asked} ${timeOfDay(nextPollAt, now)}${follows}`,
    lookAgain: !isStalled,
  };
}

/** Whether sources wait and nobody asks any. */
export const isStalled = (waitingSince: Date | undefined, now: Date): boolean =>
  waitingSince !== undefined && now.getTime() - waitingSince.getTime() > patienceMs;
