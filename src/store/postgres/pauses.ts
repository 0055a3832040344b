import type { ClaimedFeed, FeedStore, HostPause } from "../feed-store.ts";
import type { Connection, Database } from "./database.ts";
import { lockHost } from "./host-trouble.ts";
import { countPoll, rememberPoll } from "./poll-history.ts";

type PauseRow = Readonly<{ host: string; until: number; reason: string }>;

/** Hosts that asked to be left alone. */
export function createPauseStore(database: Database): Pick<FeedStore, "pauseHost" | "hostPause" | "putOff"> {
  return {
    pauseHost: (pause, ifAlso) =>
      database.transaction(async (connection) => {
        if (ifAlso && !(await wasAlso(connection, pause.host, ifAlso))) return false;
        await pauseHost(connection, pause);
        return true;
      }),
    hostPause: async (host, now) => {
      const row = await database.get<PauseRow>(
        "select host, until, reason from host_pauses where host = :host and until > :now",
        { host, now: now.getTime() },
      );
      return row && { ...row, until: new Date(row.until) };
    },
    putOff: (claim, pause, now) =>
      database.transaction((connection) => putOff(connection, claim, pause, now)),
  };
}

const notBeforeUntil = `not_before = greatest(not_before, :until::bigint),
  next_poll_reason = case when next_poll_at < :until then :reason else next_poll_reason end,
  next_poll_at = greatest(next_poll_at, :until)`;

async function putOff(
  connection: Connection,
  { id, lease }: ClaimedFeed,
  { until, reason }: HostPause,
  now: Date,
): Promise<void> {
  const { changes } = await connection.run(
    `update feeds set leased_until = null, ${countPoll}, ${notBeforeUntil} where id = :id and lease = :lease`,
    { id, lease, until: until.getTime(), reason },
  );
  if (changes > 0) await rememberPoll(connection, id, { at: now, outcome: "skipped" });
}

async function pauseHost(connection: Connection, { host, until, reason }: HostPause): Promise<void> {
  const pause = { host, until: until.getTime(), reason };
  await lockHost(connection, host);
  await connection.run(`update feeds set ${notBeforeUntil} where host = :host`, pause);
  await connection.run(
    `insert into host_pauses (host, until, reason) values (:host, :until, :reason)
     on conflict (host) do update set until = excluded.until, reason = excluded.reason
       where excluded.until > host_pauses.until`,
    pause,
  );
}

async function wasAlso(
  connection: Connection,
  host: string,
  { status, since, notFeed }: NonNullable<Parameters<FeedStore["pauseHost"]>[1]>,
): Promise<boolean> {
  const also = await connection.get(
    `select 1 from feeds
     where host = :host and id <> :notFeed and (polling ->> 'lastStatus')::integer = :status
       and polling ->> 'lastPolledAt' >= :sinceText
       and not exists (
         select 1 from feeds as other
         where other.host = :host and other.polling ->> 'lastOkAt' >= feeds.polling ->> 'lastPolledAt')`,
    { host, notFeed, status, sinceText: since.toISOString() },
  );
  return also !== undefined;
}

/** Those that are over, and those that come of a clock that was wrong. */
export async function forgetPauses(connection: Connection, now: Date, latest: Date): Promise<void> {
  await connection.run("delete from host_pauses where until <= :now or until > :latest", {
    now: now.getTime(),
    latest: latest.getTime(),
  });
}
