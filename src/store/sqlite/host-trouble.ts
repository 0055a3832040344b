import type { Feed } from "../../model/source.ts";
import type { HostAnswer, NextPoll, PollRecord } from "../feed-store.ts";
import { changedNext } from "../next-poll.ts";
import { askedForByHand } from "../status-store.ts";
import type { Database } from "./database.ts";
import { type FeedRow, feedColumns, toFeed } from "../feed-rows.ts";

/**
 * Of the due feeds whose hosts do not answer, those that may be asked now: one of each host, while none of its others is
 * being asked. For `:now`, `:latest` (leases beyond it are of a wrong clock) and `:standInText`. The due ones are few: each
 * answer of the one that is asked moves the others.
 */
export const mayBeAsked = `(host_failures is null or next_poll_reason = '${askedForByHand}'
  or coalesce(polling ->> 'lastPolledAt', '') < :standInText
  or id in (
    select id from (
      select id, row_number() over (partition by host order by polling ->> 'lastPolledAt', id) as place,
        max(coalesce(leased_until, 0) > :now and leased_until <= :latest) over (partition by host) as is_asked
      from feeds
      where host_failures is not null and position is not null and next_poll_at <= :now)
    where place = 1 and is_asked = 0))`;

/** Writes what a poll showed of its host. After the end of its claim, within its transaction. */
export function noteHostAnswer(
  database: Database,
  { feedId, polling }: Pick<PollRecord, "feedId" | "polling">,
  { name: host, answers, mates }: HostAnswer,
): void {
  if (mates) moveMates(database, { host, feedId }, mates);
  if (answers)
    database.run("update feeds set host_failures = null where host = :host and host_failures is not null", {
      host,
    });
  else if (mates)
    database.run(
      "update feeds set host_failures = max(host_failures, :failures) where host = :host and host_failures is not null",
      { host, failures: polling.hostFailures },
    );
}

function moveMates(
  database: Database,
  { host, feedId }: Readonly<{ host: string; feedId: number }>,
  decide: NonNullable<HostAnswer["mates"]>,
): void {
  const rows = database.all<FeedRow>(
    `select ${feedColumns} from feeds
     where host = :host and id <> :feedId and host_failures is not null and position is not null
     order by next_poll_at, id`,
    { host, feedId },
  );
  for (const feed of rows.map(toFeed)) {
    const next = decide(feed);
    if (next) setNextPoll(database, feed, next);
  }
}

/** Answers whether that is another time, or another reason. */
export function setNextPoll(database: Database, feed: Feed, wanted: NextPoll): boolean {
  const next = changedNext(feed, wanted);
  if (!next) return false;
  database.run("update feeds set next_poll_at = :at, next_poll_reason = :reason where id = :id", {
    id: feed.id,
    at: next.nextPollAt.getTime(),
    reason: next.nextPollReason,
  });
  return true;
}
