import { pollsKept } from "../../model/past-poll.ts";
import {
  type HappenedPoll,
  noPollFacts,
  type PastPollRow,
  pollsByFeed,
  toPastPoll,
} from "../past-poll-rows.ts";
import type { StatusStore } from "../status-store.ts";
import type { Database } from "./database.ts";

/** The last polls of each feed, newest first. */
export function createPollHistory(database: Database): Pick<StatusStore, "pollsOf" | "pollsOfFeeds"> {
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
    pollsOfFeeds: async (feedIds) =>
      pollsByFeed(
        database.all<PastPollRow & { feed_id: number }>(
          `select feed_id, polled_at, outcome, status, took_ms, bytes, entries, added, changed, error, asked_url,
             polls.next_poll_at, polls.next_poll_reason
           from polls join feeds on id = feed_id where feed_id in (select value from json_each(:feedIds))
           order by feed_id, (poll_count - slot + ${pollsKept}) % ${pollsKept}`,
          { feedIds: JSON.stringify(feedIds) },
        ),
      ),
  };
}

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
    { feedId, at: at.getTime(), ...noPollFacts, ...poll },
  );
}
