import type { Feed, Source } from "../../model/source.ts";
import type { ClaimedFeed, FeedStore } from "../feed-store.ts";
import { hostOf } from "../host-of.ts";
import { neverPolled, notAsked, onceEach } from "../next-poll.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { followClock } from "./clock.ts";
import { mayBeAsked, setNextPoll } from "./host-trouble.ts";
import { createPauseStore, forgetPauses } from "./pauses.ts";
import { forgetHolds, holdHosts, holdParameters, isFreeHost } from "./processes.ts";
import { type FeedRow, feedColumns, toFeed } from "../feed-rows.ts";

type FeedMethods = Omit<FeedStore, "savePoll">;

/** Feeds, and who polls which when; what a poll brought is written by `polls.ts`. */
export function createFeedStore(database: Database): FeedMethods {
  return {
    syncSources: async (sources, now) => syncSources(database, sources, now),
    feeds: async () => listFeeds(database),
    feed: async (id) => {
      const row = database.get<FeedRow>(
        `select ${feedColumns} from feeds where id = :id and position is not null`,
        { id },
      );
      return row && toFeed(row);
    },
    claimFeeds: async (claim) => claimFeeds(database, claim),
    renewLeases: async (claims, until) =>
      database
        .all<{ id: number }>(
          `update feeds set leased_until = :until
           from (select value ->> 0 as claimed, value ->> 1 as fence from json_each(:claims))
           where id = claimed and lease = fence and leased_until is not null
           returning id`,
          { claims: JSON.stringify(claims.map(({ id, lease }) => [id, lease])), until: until.getTime() },
        )
        .map(({ id }) => id),
    releaseFeeds: async (claims) =>
      database.transaction(() => {
        for (const { id, lease } of claims)
          database.run("update feeds set leased_until = null where id = :id and lease = :lease", {
            id,
            lease,
          });
      }),
    reschedule: async (decide) => database.transaction(() => reschedule(database, decide)),
    ...createPauseStore(database),
  };
}

function syncSources(database: Database, sources: readonly Source[], now: Date): void {
  database.transaction(() => {
    const followed = database
      .all<{ url: string }>("select url from feeds where position is not null")
      .map(({ url }) => url);
    database.run("update feeds set position = null where position is not null");
    let position = 0;
    for (const source of onceEach(sources)) {
      database.run(
        `insert into feeds (url, position, name, category, every, weight, fetch_url, host, state, next_poll_at, next_poll_reason, polling)
         values (:url, :position, :name, :category, :every, :weight, :url, :host, 'new', :now, :reason, :polling)
         on conflict (url) do update set
           position = excluded.position, name = excluded.name, category = excluded.category, every = excluded.every,
           weight = excluded.weight`,
        {
          url: source.url,
          position: position++,
          name: source.name,
          category: source.category,
          every: source.every && JSON.stringify(source.every),
          weight: source.weight,
          host: hostOf(source.url),
          now: now.getTime(),
          reason: notAsked,
          polling: neverPolled,
        },
      );
    }
    startAnew(database, followed, now);
    advanceCounter(database, "revision");
  });
}

/** Whoever takes a source out and puts it back wants it tried again, also one that had answered 410. A pause stays. */
function startAnew(database: Database, followed: readonly string[], now: Date): void {
  const back = database.all<{ id: number; url: string }>(
    `select id, url from feeds
     where position is not null and state in ('failing', 'gone')
       and url not in (select value from json_each(:followed))`,
    { followed: JSON.stringify(followed) },
  );
  for (const { id, url } of back)
    database.run(
      `update feeds set state = 'new', fetch_url = :url, host = :host, host_failures = null, polling = :polling,
         next_poll_reason = case when coalesce(not_before, 0) > :now then next_poll_reason else :reason end,
         next_poll_at = max(:now, coalesce(not_before, 0))
       where id = :id`,
      { id, url, host: hostOf(url), now: now.getTime(), polling: neverPolled, reason: notAsked },
    );
}

const listFeeds = (database: Database): readonly Feed[] =>
  database
    .all<FeedRow>(`select ${feedColumns} from feeds where position is not null order by position`)
    .map(toFeed);

/** So many are held at once; ten thousand would be 100 MB. */
const pageSize = 500;

function reschedule(database: Database, decide: Parameters<FeedStore["reschedule"]>[0]): number {
  let rescheduled = 0;
  let after = 0;
  for (;;) {
    const page = database
      .all<FeedRow>(
        `select ${feedColumns} from feeds where position is not null and id > :after order by id limit :pageSize`,
        { after, pageSize },
      )
      .map(toFeed);
    for (const feed of page) {
      const wanted = decide(feed);
      if (wanted && setNextPoll(database, feed, wanted)) rescheduled++;
    }
    const last = page.at(-1);
    if (!last) return rescheduled;
    after = last.id;
  }
}

function claimFeeds(
  database: Database,
  { now, limit, leaseMs, all = false, latest, standInSince, hold }: Parameters<FeedStore["claimFeeds"]>[0],
): readonly ClaimedFeed[] {
  const due = all ? "" : `and next_poll_at <= :now and state <> 'gone' and ${mayBeAsked}`;
  const condition = hold ? `${due} and ${isFreeHost}` : due;
  return database.transaction(() => {
    followClock(database, now, leaseMs);
    if (hold) forgetHolds(database, now);
    if (latest) {
      forgetWrongClock(database, now, latest);
      forgetPauses(database, now, latest);
    }
    const claimed = database
      .all<FeedRow & Readonly<{ host: string }>>(
        `update feeds set lease = lease + 1, leased_until = :until, push_due_at = null
         where id in (
           select id from feeds
           where position is not null ${condition} and (coalesce(leased_until, 0) <= :now or leased_until > :latest)
           order by next_poll_at, id limit :limit)
         returning ${feedColumns}, host`,
        {
          ...(hold && holdParameters({ now, hold })),
          now: now.getTime(),
          until: now.getTime() + leaseMs,
          limit: Math.min(limit, 1_000_000),
          // Of a clock that was wrong then. Looked for among what is due alone: every second, and of ten thousand feeds.
          latest: latest?.getTime() ?? Number.MAX_SAFE_INTEGER,
          ...(!all && { standInText: standInSince?.toISOString() ?? "" }),
        },
      )
      .sort((a, b) => a.next_poll_at - b.next_poll_at || a.id - b.id);
    if (hold) holdHosts(database, [...new Set(claimed.map(({ host }) => host))], { now, hold });
    return claimed.map((row) => ({ ...toFeed(row), lease: row.lease }));
  });
}

/** A cron expression may rightly name a time years ahead: where it does, the last poll does not lie in the future. */
function forgetWrongClock(database: Database, now: Date, latest: Date): void {
  database.run(
    `update feeds set next_poll_at = :now, next_poll_reason = 'the clock was set back', not_before = null
     where position is not null and next_poll_at > :latest
       and (not_before > :latest or polling ->> 'lastPolledAt' > :nowText)`,
    { now: now.getTime(), latest: latest.getTime(), nowText: now.toISOString() },
  );
}
