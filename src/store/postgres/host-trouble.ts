import type { HostAnswer, PollRecord } from "../feed-store.ts";
import { type FeedRow, feedColumns, toFeed } from "../feed-rows.ts";
import { changedNext } from "../next-poll.ts";
import { askedForByHand } from "../status-store.ts";
import type { Connection } from "./database.ts";

/**
 * Of the due feeds whose hosts do not answer, those that may be asked now: one of each host, while none of its others is
 * being asked. For `:now`, `:latest` (leases beyond it are of a wrong clock) and `:standInText`. The due ones are few: each
 * answer of the one that is asked moves the others.
 */
export const mayBeAsked = `(host_failures is null or next_poll_reason = '${askedForByHand}'
  or coalesce(polling ->> 'lastPolledAt', '') < :standInText
  or id in (
    select id from (
      select id, row_number() over (partition by host order by polling ->> 'lastPolledAt' nulls first, id) as place,
        bool_or(coalesce(leased_until, 0) > :now and leased_until <= :latest) over (partition by host) as is_asked
      from feeds
      where host_failures is not null and position is not null and next_poll_at <= :now) as due_of_host
    where place = 1 and not is_asked))`;

/**
 * Whoever changes more than one feed of a host takes this first, before any of its rows: two who each hold one feed and want
 * the other's would wait for each other. Held until the transaction ends.
 */
export async function lockHost(connection: Connection, host: string): Promise<void> {
  await connection.run("select pg_advisory_xact_lock(hashtextextended(:host, 0))", { host });
}

/** Before the end of a claim: takes that lock where feeds of the host are in trouble, and answers whether there are some. */
export async function lockHostInTrouble(connection: Connection, host: string): Promise<boolean> {
  const { changes } = await connection.run(
    `select pg_advisory_xact_lock(hashtextextended(:host, 0))
     where exists (select 1 from feeds where host = :host and host_failures is not null)`,
    { host },
  );
  return changes > 0;
}

/** Writes what a poll showed of its host. After the end of its claim, within its transaction. */
export async function noteHostAnswer(
  connection: Connection,
  { feedId, polling }: Pick<PollRecord, "feedId" | "polling">,
  { name: host, answers, mates }: HostAnswer,
): Promise<void> {
  if (mates) await moveMates(connection, { host, feedId }, mates);
  if (answers)
    await connection.run(
      "update feeds set host_failures = null where host = :host and host_failures is not null",
      { host },
    );
  else if (mates)
    await connection.run(
      `update feeds set host_failures = greatest(host_failures, :failures)
       where host = :host and host_failures is not null`,
      { host, failures: polling.hostFailures },
    );
}

async function moveMates(
  connection: Connection,
  { host, feedId }: Readonly<{ host: string; feedId: number }>,
  decide: NonNullable<HostAnswer["mates"]>,
): Promise<void> {
  const rows = await connection.all<FeedRow>(
    `select ${feedColumns} from feeds
     where host = :host and id <> :feedId and host_failures is not null and position is not null
     order by next_poll_at, id for no key update`,
    { host, feedId },
  );
  const moved = rows.map(toFeed).flatMap((feed) => {
    const wanted = decide(feed);
    const next = wanted && changedNext(feed, wanted);
    return next ? [{ id: feed.id, ...next }] : [];
  });
  if (moved.length === 0) return;
  await connection.run(
    `update feeds set next_poll_at = next.at, next_poll_reason = next.reason
     from unnest(:ids::bigint[], :times::bigint[], :reasons::text[]) as next (feed, at, reason)
     where id = next.feed`,
    {
      ids: moved.map(({ id }) => id),
      times: moved.map(({ nextPollAt }) => nextPollAt.getTime()),
      reasons: moved.map(({ nextPollReason }) => nextPollReason),
    },
  );
}
