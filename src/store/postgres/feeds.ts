import type { Feed, Source } from "../../model/source.ts";
import { type FeedRow, feedColumns, toFeed } from "../feed-rows.ts";
import type { Claim, ClaimedFeed, FeedStore } from "../feed-store.ts";
import { hostOf } from "../host-of.ts";
import { changedNext, neverPolled, notAsked, onceEach } from "../next-poll.ts";
import { followClock } from "./clock.ts";
import { advanceCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { mayBeAsked } from "./host-trouble.ts";
import { asJson } from "./named-parameters.ts";
import { createPauseStore, forgetPauses } from "./pauses.ts";
import { forgetHolds, holdParameters, isFreeHost, unlessHeld } from "./processes.ts";

/** Feeds, and who polls which when; what a poll brought is written by `polls.ts`. */
export function createFeedStore(database: Database): Omit<FeedStore, "savePoll"> {
  return {
    syncSources: (sources, now) =>
      database.transaction((connection) => syncSources(connection, sources, now)),
    feeds: async () => {
      const rows = await database.all<FeedRow>(
        `select ${feedColumns} from feeds where position is not null order by position`,
      );
      return rows.map(toFeed);
    },
    feed: async (id) => {
      const row = await database.get<FeedRow>(
        `select ${feedColumns} from feeds where id = :id and position is not null`,
        { id },
      );
      return row && toFeed(row);
    },
    claimFeeds: (claim) => database.transaction((connection) => claimFeeds(connection, claim)),
    renewLeases: async (claims, until) => renewLeases(database, claims, until),
    releaseFeeds: async (claims) =>
      void (await database.run(
        `update feeds set leased_until = null
         from unnest(:ids::bigint[], :fences::bigint[]) as claim (feed, fence)
         where id = claim.feed and lease = claim.fence`,
        claimed(claims),
      )),
    reschedule: (decide) => database.transaction((connection) => reschedule(connection, decide)),
    ...createPauseStore(database),
  };
}

const claimed = (claims: readonly Claim[]) => ({
  ids: claims.map(({ id }) => id),
  fences: claims.map(({ lease }) => lease),
});

async function renewLeases(
  database: Database,
  claims: readonly Claim[],
  until: Date,
): Promise<readonly number[]> {
  const rows = await database.all<{ id: number }>(
    `update feeds set leased_until = :until
     from unnest(:ids::bigint[], :fences::bigint[]) as claim (feed, fence)
     where id = claim.feed and lease = claim.fence and leased_until is not null
     returning id`,
    { ...claimed(claims), until: until.getTime() },
  );
  const renewed = new Set(rows.map(({ id }) => id));
  return claims.map(({ id }) => id).filter((id) => renewed.has(id));
}

async function syncSources(connection: Connection, sources: readonly Source[], now: Date): Promise<void> {
  const followed = await connection.all<{ url: string }>(
    "select url from feeds where position is not null for no key update",
  );
  const rows = onceEach(sources).map((source, position) => ({
    ...source,
    position,
    every: source.every && JSON.stringify(source.every),
    host: hostOf(source.url),
  }));
  await connection.run(
    `update feeds set position = null
     where position is not null and not exists (select 1 from unnest(:urls::text[]) as listed where listed = url)`,
    { urls: rows.map(({ url }) => url) },
  );
  // Most of them are as they were: these are not written anew.
  await connection.run(
    `insert into feeds (url, position, name, category, every, weight, fetch_url, host, state, next_poll_at, next_poll_reason, polling)
     select url, position, name, category, every, weight, url, host, 'new', :now::bigint, :reason, :polling::jsonb
     from json_to_recordset(:sources::json) as source (url text, position integer, name text, category text, every text,
       weight double precision, host text)
     order by position
     on conflict (url) do update set
       position = excluded.position, name = excluded.name, category = excluded.category, every = excluded.every,
       weight = excluded.weight
     where (feeds.position, feeds.name, feeds.category, feeds.every, feeds.weight)
       is distinct from (excluded.position, excluded.name, excluded.category, excluded.every, excluded.weight)`,
    { sources: asJson(rows), now: now.getTime(), reason: notAsked, polling: neverPolled },
  );
  await startAnew(
    connection,
    followed.map(({ url }) => url),
    now,
  );
  await advanceCounter(connection, "revision");
}

/** Whoever takes a source out and puts it back wants it tried again, also one that had answered 410. A pause stays. */
async function startAnew(connection: Connection, followed: readonly string[], now: Date): Promise<void> {
  const back = await connection.all<{ id: number; url: string }>(
    `select id, url from feeds
     where position is not null and state in ('failing', 'gone') 
       and not exists (select 1 from unnest(:followed::text[]) as known where known = url)`,
    { followed },
  );
  for (const { id, url } of back)
    await connection.run(
      `update feeds set state = 'new', fetch_url = :url, host = :host, host_failures = null, polling = :polling,
         next_poll_reason = case when not_before > :now then next_poll_reason else :reason end,
         next_poll_at = greatest(:now, not_before)
       where id = :id`,
      { id, url, host: hostOf(url), now: now.getTime(), polling: neverPolled, reason: notAsked },
    );
}

/** So many are held at once; ten thousand would be 100 MB. */
const pageSize = 500;

async function reschedule(
  connection: Connection,
  decide: Parameters<FeedStore["reschedule"]>[0],
): Promise<number> {
  let rescheduled = 0;
  let after = 0;
  for (;;) {
    const rows = await connection.all<FeedRow>(
      `select ${feedColumns} from feeds where position is not null and id > :after order by id limit :pageSize`,
      { after, pageSize },
    );
    rescheduled += await setTimes(connection, rows.map(toFeed), decide);
    const last = rows.at(-1);
    if (!last) return rescheduled;
    after = last.id;
  }
}

/** A feed that was polled since it was read has its time from that poll: it keeps it. */
async function setTimes(
  connection: Connection,
  feeds: readonly Feed[],
  decide: Parameters<FeedStore["reschedule"]>[0],
): Promise<number> {
  const changed = feeds.flatMap((feed) => {
    const wanted = decide(feed);
    const next = wanted && changedNext(feed, wanted);
    return next ? [{ feed, next }] : [];
  });
  if (changed.length === 0) return 0;
  const { changes } = await connection.run(
    `update feeds set next_poll_at = next.at, next_poll_reason = next.reason
     from unnest(:ids::bigint[], :before::bigint[], :times::bigint[], :reasons::text[]) as next (feed, before, at, reason)
     where id = next.feed and next_poll_at = next.before`,
    {
      ids: changed.map(({ feed }) => feed.id),
      before: changed.map(({ feed }) => feed.polling.nextPollAt.getTime()),
      times: changed.map(({ next }) => next.nextPollAt.getTime()),
      reasons: changed.map(({ next }) => next.nextPollReason),
    },
  );
  return changes;
}

/** What others are claiming, or writing, at this moment is passed over: it is theirs, or due a second later. All is all. */
async function claimFeeds(
  connection: Connection,
  { now, limit, leaseMs, all = false, latest, standInSince, hold }: Parameters<FeedStore["claimFeeds"]>[0],
): Promise<readonly ClaimedFeed[]> {
  const due = all ? "" : `and next_poll_at <= :now and state <> 'gone' and ${mayBeAsked}`;
  const condition = hold ? `${due} and ${isFreeHost}` : due;
  await followClock(connection, now, leaseMs);
  if (latest) {
    await forgetWrongClock(connection, now, latest);
    await forgetPauses(connection, now, latest);
  }
  if (hold) await forgetHolds(connection, now);
  const rows = await connection.all<FeedRow>(
    `with due as materialized (
       select id, host from feeds
       where position is not null ${condition} and (coalesce(leased_until, 0) <= :now or leased_until > :latest)
       order by next_poll_at, id limit :limit for no key update ${all ? "" : "skip locked"})
     ${hold ? `, held as (insert into host_holds (host, holder, held_until) ${hostsOfDue} ${unlessHeld})` : ""}
     update feeds set lease = lease + 1, leased_until = :until, push_due_at = null
     where id in (select id from due ${hold ? "where host in (select host from held)" : ""})
     returning ${feedColumns}`,
    {
      ...(hold && holdParameters({ now, hold })),
      now: now.getTime(),
      until: now.getTime() + leaseMs,
      limit: Math.min(limit, 1_000_000),
      // Of a clock that was wrong then. Looked for among what is due alone: every second, and of ten thousand feeds.
      latest: latest?.getTime() ?? Number.MAX_SAFE_INTEGER,
      standInText: standInSince?.toISOString() ?? "",
    },
  );
  return rows
    .sort((a, b) => a.next_poll_at - b.next_poll_at || a.id - b.id)
    .map((row) => ({ ...toFeed(row), lease: row.lease }));
}

/** Whoever claims at the same moment may have got one of them first: then its feeds are theirs. */
const hostsOfDue = `select host, :holder, :heldUntil::bigint from (select distinct host from due) as hosts order by host`;

/** A cron expression may rightly name a time years ahead: where it does, the last poll does not lie in the future. */
async function forgetWrongClock(connection: Connection, now: Date, latest: Date): Promise<void> {
  await connection.run(
    `update feeds set next_poll_at = :now, next_poll_reason = 'the clock was set back', not_before = null
     where position is not null and next_poll_at > :latest
       and (not_before > :latest or polling ->> 'lastPolledAt' > :nowText)`,
    { now: now.getTime(), latest: latest.getTime(), nowText: now.toISOString() },
  );
}
