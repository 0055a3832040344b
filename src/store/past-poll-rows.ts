import type { PastPoll } from "../model/past-poll.ts";
import type { PollOutcomeKind } from "../model/source.ts";
import type { PollRecord, SavedPoll } from "./feed-store.ts";
import { type Null, present } from "./row-fields.ts";

/** A poll that has happened; when its feed is asked next stands with the feed. */
export type HappenedPoll = Omit<PastPoll, "nextPollAt" | "nextPollReason">;

/** What is remembered of a poll that has brought `saved`. */
export function happenedPoll({ polling, ...poll }: PollRecord, saved: SavedPoll): HappenedPoll {
  const { total: entries, added, changed } = saved;
  return {
    at: poll.fetchedAt,
    outcome: polling.lastOutcome ?? "ok",
    ...(polling.lastStatus !== undefined && { status: polling.lastStatus }),
    ...(polling.lastError !== undefined && { error: polling.lastError }),
    ...(poll.document && { entries, added, changed }),
    askedUrl: poll.request.url,
    tookMs: poll.request.tookMs,
    ...(poll.request.bytes !== undefined && { bytes: poll.request.bytes }),
  };
}

/** Every parameter is bound, also where a poll has nothing to say for it. */
export const noPollFacts = {
  status: undefined,
  tookMs: undefined,
  bytes: undefined,
  entries: undefined,
  added: undefined,
  changed: undefined,
  error: undefined,
  askedUrl: undefined,
};

export type PastPollRow = Readonly<{
  polled_at: number;
  outcome: string;
  status: Null<number>;
  took_ms: Null<number>;
  bytes: Null<number>;
  entries: Null<number>;
  added: Null<number>;
  changed: Null<number>;
  error: Null<string>;
  asked_url: Null<string>;
  next_poll_at: Null<number>;
  next_poll_reason: string;
}>;

/** Rows of several feeds, in the order in which they came. */
export const pollsByFeed = (
  rows: readonly (PastPollRow & Readonly<{ feed_id: number }>)[],
): ReadonlyMap<number, readonly PastPoll[]> =>
  new Map(
    [...Map.groupBy(rows, (row) => row.feed_id)].map(([feedId, polls]) => [feedId, polls.map(toPastPoll)]),
  );

export const toPastPoll = (row: PastPollRow): PastPoll =>
  present<PastPoll>({
    at: new Date(row.polled_at),
    outcome: row.outcome as PollOutcomeKind,
    status: row.status,
    tookMs: row.took_ms,
    bytes: row.bytes,
    entries: row.entries,
    added: row.added,
    changed: row.changed,
    error: row.error,
    askedUrl: row.asked_url,
    nextPollAt: row.next_poll_at === null ? null : new Date(row.next_poll_at),
    nextPollReason: row.next_poll_reason,
  });
