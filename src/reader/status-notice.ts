import type { Feed } from "../model/source.ts";
import type { FeedCounts, ReachFault } from "../store/store.ts";
import { isStalled } from "./ask-again.ts";
import { timeOfDay } from "./moment.ts";
import type { Reading } from "./reading.ts";

/** What all sources have in common and is to be said before each is. */
export type StatusNotice = Readonly<{
  kind: "offline" | "no-sources";
  heading: string;
  text: string;
  /** Then what each source says is the same again and again: it is shown behind these words. */
  eachLabel?: string;
}>;

/** The reason that `polling` gives where no request has left this machine. */
const ownNetwork = "this machine's own network failed";

/** `redFirst`: the most urgent feeds, where the page shows them. Undefined where nothing is to be said of all. */
export function statusNotice(
  counts: FeedCounts,
  {
    reading: { now, words },
    waitingSince,
    notWritten,
    redFirst = [],
  }: Readonly<{
    reading: Reading;
    waitingSince: Date | undefined;
    /** Why the database takes no writes. */
    notWritten?: ReachFault | undefined;
    redFirst?: readonly Feed[];
  }>,
): StatusNotice | undefined {
  const { status: say, sources, front } = words;
  const { inState, all } = counts;
  if (notWritten !== undefined)
    return {
      kind: "offline",
      heading: say.notWritten.heading,
      text: say.notWritten.text(words.databaseFaults[notWritten]),
    };
  if (all === 0) return { kind: "no-sources", heading: front.noSources.heading, text: sources.none };
  if (isStalled(waitingSince, now))
    return {
      kind: "offline",
      heading: say.stalled.heading,
      text: say.stalled.text(timeOfDay(waitingSince, now, words)),
    };
  const failing = redFirst.filter(({ state }) => state === "failing");
  const since = offlineSince(failing, counts);
  if (since)
    return {
      kind: "offline",
      heading: say.offline.heading,
      text: say.offline.text(inState.failing, timeOfDay(since, now, words)),
      ...(inState.failing > 1 && { eachLabel: say.offline.each }),
    };
  if (inState.failing > 0 && inState.ok === 0 && inState.new === 0 && failing.length > 0)
    return {
      kind: "offline",
      heading: say.noneAnswers.heading(inState.failing),
      text: say.noneAnswers.text,
    };
  return undefined;
}

/**
 * Since when nothing can be reached: no failing feed has had an answer of any kind, and either none of all does well, or
 * each of them failed as no request left this machine, while the others have not been asked since. Of more than a page the
 * first page tells.
 */
function offlineSince(failing: readonly Feed[], { inState }: FeedCounts): Date | undefined {
  if (failing.length === 0 || failing.some(({ polling }) => polling.lastStatus !== undefined))
    return undefined;
  const isAll = inState.ok === 0 && inState.new === 0;
  const isOwn = failing.every(({ polling }) => polling.nextPollReason.startsWith(ownNetwork));
  if (!isAll && !isOwn) return undefined;
  const since = failing.flatMap(({ polling }) => polling.failingSince?.getTime() ?? []);
  return since.length > 0 ? new Date(Math.min(...since)) : undefined;
}
