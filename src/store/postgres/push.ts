import type { FeedHub } from "../../model/source.ts";
import { dueAfterPush, newWish, type ReportRow, toReport, toWish, type WishRow } from "../push-rows.ts";
import { type PushStore, type PushWish, toldByHub } from "../push-store.ts";
import type { Connection, Database } from "./database.ts";

/** Hubs that are asked to tell of news. Nothing in them is a story: they leave the revision as it is. */
export function createPushStore(database: Database): PushStore {
  return {
    claimPushWish: (claim) => claimWish(database, claim),
    endPushWish: (wish, outcome) => database.transaction((connection) => endWish(connection, wish, outcome)),
    movePushBase: async (base, now) =>
      void (await database.run("update push_wishes set due_at = :now, attempts = 0 where base <> :base", {
        base,
        now: now.getTime(),
      })),
    confirmPush: (answer, now) => database.transaction((connection) => confirm(connection, answer, now)),
    denyPush: (answer, now) => database.transaction((connection) => deny(connection, answer, now)),
    pushSecret: async (token) => (await wishOf(database, token))?.secret,
    notePush: (token, leastGapMs, now) =>
      database.transaction((connection) => note(connection, token, leastGapMs, now)),
    pushOf: async (feedId) => {
      const row = await database.get<ReportRow>(
        "select hub, attempts, due_at, last_error from push_wishes where feed_id = :feedId",
        { feedId },
      );
      return row && toReport(row);
    },
  };
}

/**
 * What a poll says of its feed's hub, within that poll's transaction, which holds the feed. Another hub or topic is another
 * wish, with a callback and a secret of its own: who was told of the old ones cannot call.
 */
export async function noteHub(
  connection: Connection,
  feedId: number,
  hub: FeedHub | undefined,
  now: Date,
): Promise<void> {
  const known = await connection.get<{ hub: string; topic: string }>(
    "select hub, topic from push_wishes where feed_id = :feedId",
    { feedId },
  );
  if (known?.hub === hub?.url && known?.topic === hub?.topic) return;
  if (known) {
    await connection.run("delete from push_wishes where feed_id = :feedId", { feedId });
    await connection.run("update feeds set push_since = null, push_until = null where id = :feedId", {
      feedId,
    });
  }
  if (!hub) return;
  await connection.run(
    `insert into push_wishes (feed_id, hub, topic, token, secret, due_at)
     values (:feedId, :hub, :topic, :token, :secret, :now)`,
    newWish(feedId, hub, now),
  );
}

const isFollowed = `exists (
  select 1 from feeds where feeds.id = push_wishes.feed_id and position is not null and state <> 'gone')`;

/** What another process is claiming or changing at this moment is passed over. */
async function claimWish(
  database: Database,
  { now, latest, leaseMs, base }: Parameters<PushStore["claimPushWish"]>[0],
): Promise<PushWish | undefined> {
  const row = await database.get<WishRow>(
    `with due as materialized (
       select feed_id from push_wishes
       where (due_at <= :now or due_at > :latest)
         and (leased_until is null or leased_until not between :now + 1 and :until) and ${isFollowed}
       order by due_at, feed_id limit 1 for no key update skip locked)
     update push_wishes set lease = lease + 1, leased_until = :until, base = :base
     where feed_id in (select feed_id from due)
     returning feed_id, lease, hub, topic, token, secret, attempts`,
    { now: now.getTime(), latest: latest.getTime(), until: now.getTime() + leaseMs, base },
  );
  return row && toWish(row);
}

async function endWish(
  connection: Connection,
  { feedId, lease, hub }: PushWish,
  outcome: Parameters<PushStore["endPushWish"]>[1],
): Promise<void> {
  const claim = { feedId, lease };
  if (outcome.kind === "unused") {
    await connection.run(
      "update push_wishes set leased_until = null where feed_id = :feedId and lease = :lease",
      claim,
    );
    return;
  }
  const at = outcome.againAt.getTime();
  const { changes } = await connection.run(
    `update push_wishes set leased_until = null, attempts = attempts + 1, due_at = :at, last_error = :error
     where feed_id = :feedId and lease = :lease`,
    { ...claim, at, error: outcome.kind === "failed" ? outcome.error : undefined },
  );
  if (changes > 0 && outcome.kind === "failed" && outcome.ofHub)
    await connection.run("update push_wishes set due_at = :at where hub = :hub and due_at < :at", {
      hub,
      at,
    });
}

type Wish = Readonly<{ feed_id: number; topic: string; secret: string }>;

const wishOf = (connection: Connection, token: string): Promise<Wish | undefined> =>
  connection.get<Wish>(
    `select feed_id, topic, secret from push_wishes where token = :token and ${isFollowed}`,
    { token },
  );

/** Holds the feed until the transaction ends, before its wish, as a poll does that is being saved. */
async function holdWish(connection: Connection, token: string): Promise<Wish | undefined> {
  await connection.run(
    "select 1 from feeds where id = (select feed_id from push_wishes where token = :token) for no key update",
    { token },
  );
  return wishOf(connection, token);
}

/** The feed of which a hub speaks; undefined where it was never asked for this topic. */
async function holdFeed(connection: Connection, token: string, topic: string): Promise<number | undefined> {
  const wish = await holdWish(connection, token);
  return wish?.topic === topic ? wish.feed_id : undefined;
}

/** The fence moves on: a hub that confirms while its answer to the request is still on its way has answered. */
const settle = `leased_until = null, lease = lease + 1`;

async function confirm(
  connection: Connection,
  { token, topic, leaseMs, renewAt }: Parameters<PushStore["confirmPush"]>[0],
  now: Date,
): Promise<boolean> {
  const feedId = await holdFeed(connection, token, topic);
  if (feedId === undefined) return false;
  await connection.run(
    `update push_wishes set due_at = :renewAt, attempts = 0, last_error = null, ${settle} where feed_id = :feedId`,
    { feedId, renewAt: renewAt.getTime() },
  );
  await connection.run(
    `update feeds set push_until = :until,
       push_since = case when push_until >= :now and push_since <= :now then push_since else :now end
     where id = :feedId`,
    { feedId, now: now.getTime(), until: now.getTime() + leaseMs },
  );
  return true;
}

async function deny(
  connection: Connection,
  { token, topic, reason, againAt }: Parameters<PushStore["denyPush"]>[0],
  now: Date,
): Promise<boolean> {
  const feedId = await holdFeed(connection, token, topic);
  if (feedId === undefined) return false;
  await connection.run(
    `update push_wishes set due_at = :againAt, attempts = attempts + 1, last_error = :reason, ${settle}
     where feed_id = :feedId`,
    { feedId, reason, againAt: againAt.getTime() },
  );
  const { changes } = await connection.run(
    "update feeds set push_since = null, push_until = null where id = :feedId and push_until > :now",
    { feedId, now: now.getTime() },
  );
  if (changes > 0) await makeDue(connection, feedId, { at: now, reason: "its hub tells of news no longer" });
  return true;
}

async function note(connection: Connection, token: string, leastGapMs: number, now: Date): Promise<void> {
  const wish = await holdWish(connection, token);
  if (!wish) return;
  const polled = await connection.get<{ at: string | null }>(
    `update feeds set push_told_at = :now,
       push_due_at = case when leased_until > :now then :now + :leastGapMs else push_due_at end
     where id = :feedId
     returning polling ->> 'lastPolledAt' as at`,
    { feedId: wish.feed_id, now: now.getTime(), leastGapMs },
  );
  await makeDue(connection, wish.feed_id, {
    at: dueAfterPush(polled?.at, leastGapMs, now),
    reason: toldByHub,
  });
}

/** Earlier than it was to be, never later; and no pause is overrun. */
async function makeDue(
  connection: Connection,
  feedId: number,
  { at, reason }: Readonly<{ at: Date; reason: string }>,
): Promise<void> {
  await connection.run(
    `update feeds set next_poll_at = due, next_poll_reason = :reason
     from (select id as paused, greatest(:at, not_before,
         (select until from host_pauses where host_pauses.host = feeds.host)) as due
       from feeds where id = :feedId) as push
     where id = paused and state in ('new', 'ok') and next_poll_at > due`,
    { feedId, at: at.getTime(), reason },
  );
}
