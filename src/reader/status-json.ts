import type { Feed, FeedState, PollOutcomeKind } from "../model/source.ts";
import { intervalOf, reasonOfNext } from "./feed-report.ts";
import type { SharedParts } from "./frame.ts";
import { feedName, sourcePath } from "./links.ts";

/** A source as `/status.json` has it. Instants in ISO 8601; null where nothing has happened yet. */
export type SourceStatus = Readonly<{
  url: string;
  name: string;
  category?: string;
  state: FeedState;
  lastPolledAt: string | null;
  nextPollAt: string | null;
  nextPollReason: string;
  /** From the last poll to the next, in ms. */
  intervalMs?: number;
  /** Not asked before, not even by hand; absent where that is over. */
  notBefore?: string;
  lastOkAt: string | null;
  lastChangedAt: string | null;
  lastError?: string;
  lastStatus?: number;
  failures: number;
  failingSince?: string;
  entries: number;
  outcome: PollOutcomeKind | null;
  notes: readonly string[];
  /** Where its last polls are had. */
  polls: string;
}>;

/** `/status.json`: each source, in the config's order. */
export async function statusJson({ store, clock }: SharedParts): Promise<readonly SourceStatus[]> {
  const now = clock.now();
  return (await store.feeds()).map((feed) => sourceStatus(feed, now));
}

function sourceStatus(feed: Feed, now: Date): SourceStatus {
  const { source, state, polling } = feed;
  const { notBefore, failingSince } = polling;
  const intervalMs = intervalOf(feed);
  return {
    url: source.url,
    name: feedName(feed),
    ...(source.category !== undefined && { category: source.category }),
    state,
    lastPolledAt: polling.lastPolledAt?.toISOString() ?? null,
    nextPollAt: state === "gone" ? null : polling.nextPollAt.toISOString(),
    nextPollReason: reasonOfNext(feed, now),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(notBefore && notBefore > now && { notBefore: notBefore.toISOString() }),
    lastOkAt: polling.lastOkAt?.toISOString() ?? null,
    lastChangedAt: polling.lastChangedAt?.toISOString() ?? null,
    ...(polling.lastError !== undefined && { lastError: polling.lastError }),
    ...(polling.lastStatus !== undefined && { lastStatus: polling.lastStatus }),
    failures: polling.failures,
    ...(failingSince && { failingSince: failingSince.toISOString() }),
    entries: feed.entryCount,
    outcome: polling.lastOutcome ?? null,
    notes: polling.notes,
    polls: `${sourcePath(feed.id)}/polls.json`,
  };
}
