import { type PastPoll, pollsKept } from "../../model/past-poll.ts";
import type { PollOutcomeKind } from "../../model/source.ts";
import type { StatusStore } from "../status-store.ts";
import type { Database } from "./database.ts";
import { present } from "./rows.ts";

/** The last polls of each feed, newest first. */
export function createPollHistory(database: Database): Pick<StatusStore, "pollsOf"> {
  return {
    pollsOf: async (feedId) =>
      database
        .all<PastPollRow>(
          `select polled_at, outcome, status, took_ms, bytes, entries, added, changed, error, asked_url,
             polls.next_poll_at, polls.next_poll_reason
           from polls join feeds on id = feed_id where feed_id = :feedId
           order by (poll_count - slot + ${pollsKept}) % ${pollsKept}`,
          { feedId },
        )
        .map(toPastPoll),
  };
}

export type HappenedPoll = Omit<PastPoll, "nextPollAt" | "nextPollReason">;

/** Stands among what the end of a claim sets in `feeds`: `rememberPoll` follows in the same transaction. */
export const countPoll = "poll_count = poll_count + 1";

/** Remembers a poll, with the next time as the feed's row has it now, in place of the oldest: one row is written. */
export function rememberPoll(database: Database, feedId: number, { at, ...poll }: HappenedPoll): void {
  database.run(
    `insert or replace into polls (feed_id, slot, polled_at, outcome, status, took_ms, bytes, entries, added, changed,
       error, asked_url, next_poll_at, next_poll_reason)
     select id, poll_count % ${pollsKept}, :at, :outcome, :status, :tookMs, :bytes, :entries, :added, :changed,
       :error, nullif(:askedUrl, url), iif(state = 'gone', null, next_poll_at), next_poll_reason
     from feeds where id = :feedId`,
    { feedId, at: at.getTime(), ...noneOf, ...poll },
  );
}

/** Every parameter is bound, also where a poll has nothing to say for it. */
const noneOf = {
  status: undefined,
  tookMs: undefined,
  bytes: undefined,
  entries: undefined,
  added: undefined,
  changed: undefined,
  error: undefined,
  askedUrl: undefined,
};

type Null<T> = T | null;
type PastPollRow = Readonly<{
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

const toPastPoll = (row: PastPollRow): PastPoll =>
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
