import type { ClaimedFeed, FeedStore, HostPause } from "../feed-store.ts";
import type { Database } from "./database.ts";
import { countPoll, rememberPoll } from "./poll-history.ts";

type PauseRow = Readonly<{ host: string; until: number; reason: string }>;

/** Hosts that asked to be left alone. */
export function createPauseStore(database: Database): Pick<FeedStore, "pauseHost" | "hostPause" | "putOff"> {
  return {
    pauseHost: async (pause, ifAlso) =>
      database.transaction(() => {
        if (ifAlso && !wasAlso(database, pause.host, ifAlso)) return false;
        pauseHost(database, pause);
        return true;
      }),
    hostPause: async (host, now) => {
      const row = database.get<PauseRow>(
        "select host, until, reason from host_pauses where host = :host and until > :now",
        { host, now: now.getTime() },
      );
      return row && { ...row, until: new Date(row.until) };
    },
    putOff: async (claim, pause, now) => database.transaction(() => putOff(database, claim, pause, now)),
  };
}

const notBeforeUntil = `not_before = max(coalesce(not_before, 0), :until),
  next_poll_reason = case when next_poll_at < :until then :reason else next_poll_reason end,
  next_poll_at = max(next_poll_at, :until)`;

function putOff(
  database: Database,
  { id, lease }: ClaimedFeed,
  { until, reason }: HostPause,
  now: Date,
): void {
  const { changes } = database.run(
    `update feeds set leased_until = null, ${countPoll}, ${notBeforeUntil} where id = :id and lease = :lease`,
    { id, lease, until: until.getTime(), reason },
  );
  if (changes > 0) rememberPoll(database, id, { at: now, outcome: "skipped" });
}

function pauseHost(database: Database, { host, until, reason }: HostPause): void {
  const pause = { host, until: until.getTime(), reason };
  database.run(`update feeds set ${notBeforeUntil} where host = :host`, pause);
  database.run(
    `insert into host_pauses (host, until, reason) values (:host, :until, :reason)
     on conflict (host) do update set until = excluded.until, reason = excluded.reason
       where excluded.until > host_pauses.until`,
    pause,
  );
}

function wasAlso(
  database: Database,
  host: string,
  { status, since, notFeed }: NonNullable<Parameters<FeedStore["pauseHost"]>[1]>,
): boolean {
  const also = database.get(
    `select 1 from feeds
     where host = :host and id <> :notFeed and polling ->> 'lastStatus' = :status and polling ->> 'lastPolledAt' >= :sinceText
       and not exists (
         select 1 from feeds as other
         where other.host = :host and other.polling ->> 'lastOkAt' >= feeds.polling ->> 'lastPolledAt')`,
    { host, notFeed, status, sinceText: since.toISOString() },
  );
  return also !== undefined;
}

/** Those that are over, and those that come of a clock that was wrong. */
export function forgetPauses(database: Database, now: Date, latest: Date): void {
  database.run("delete from host_pauses where until <= :now or until > :latest", {
    now: now.getTime(),
    latest: latest.getTime(),
  });
}
