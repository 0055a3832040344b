import { pollsKept } from "../../model/past-poll.ts";
import {
  type HappenedPoll,
  noPollFacts,
  type PastPollRow,
  pollsByFeed,
  toPastPoll,
} from "../past-poll-rows.ts";
import type { StatusStore } from "../status-store.ts";
import type { Connection, Database } from "./database.ts";

/** The last polls of each feed, newest first. */
export function createPollHistory(database: Database): Pick<StatusStore, "pollsOf" | "pollsOfFeeds"> {
  return {
    pollsOf: async (feedId) => {
      const rows = await database.all<PastPollRow>(
        `select polled_at, outcome, status, took_ms, bytes, entries, added, changed, error, asked_url,
           polls.next_poll_at, polls.next_poll_reason
         from polls join feeds on id = feed_id where feed_id = :feedId
         order by (poll_count - slot + ${pollsKept}) % ${pollsKept}`,
        { feedId },
      );
      return rows.map(toPastPoll);
    },
    pollsOfFeeds: async (feedIds) =>
      pollsByFeed(
        await database.all<PastPollRow & { feed_id: number }>(
          `select feed_id, polled_at, outcome, status, took_ms, bytes, entries, added, changed, error, asked_url,
             polls.next_poll_at, polls.next_poll_reason
           from polls join feeds on id = feed_id where feed_id = any(:feedIds::bigint[])
           order by feed_id, (poll_count - slot + ${pollsKept}) % ${pollsKept}`,
          { feedIds },
        ),
      ),
  };
}

/** Stands among what the end of a claim sets in `feeds`: `rememberPoll` follows in the same transaction. */
export const countPoll = "poll_count = poll_count + 1";

/** Remembers a poll, with the next time as the feed's row has it now, in place of the oldest: one row is written. */
export async function rememberPoll(
  connection: Connection,
  feedId: number,
  { at, ...poll }: HappenedPoll,
): Promise<void> {
  await connection.run(
    `insert into polls (feed_id, slot, polled_at, outcome, status, took_ms, bytes, entries, added, changed,
       error, asked_url, next_poll_at, next_poll_reason)
     select id, poll_count % ${pollsKept}, :at::bigint, :outcome, :status::integer, :tookMs::double precision, :bytes::bigint,
       :entries::bigint, :added::bigint, :changed::bigint, :error, nullif(:askedUrl, url), case when state <> 'gone' then next_poll_at end, next_poll_reason
     from feeds where id = :feedId
     on conflict (feed_id, slot) do update set polled_at = excluded.polled_at, outcome = excluded.outcome,
       status = excluded.status, took_ms = excluded.took_ms, bytes = excluded.bytes, entries = excluded.entries,
       added = excluded.added, changed = excluded.changed, error = excluded.error, asked_url = excluded.asked_url,
       next_poll_at = excluded.next_poll_at, next_poll_reason = excluded.next_poll_reason`,
    { feedId, at: at.getTime(), ...noPollFacts, ...poll },
  );
}
