import type { FeedHub } from "../../model/source.ts";
import { dueAfterPush, newWish, type ReportRow, toReport, toWish, type WishRow } from "../push-rows.ts";
import { type PushStore, type PushWish, toldByHub } from "../push-store.ts";
import type { Database } from "./database.ts";

/** Hubs that are asked to tell of news. Nothing in them is a story: they leave the revision as it is. */
export function createPushStore(database: Database): PushStore {
  return {
    claimPushWish: async (claim) => claimWish(database, claim),
    endPushWish: async (wish, outcome) => database.transaction(() => endWish(database, wish, outcome)),
    movePushBase: async (base, now) => {
      database.run("update push_wishes set due_at = :now, attempts = 0 where base <> :base", {
        base,
        now: now.getTime(),
      });
    },
    confirmPush: async (answer, now) => database.transaction(() => confirm(database, answer, now)),
    denyPush: async (answer, now) => database.transaction(() => deny(database, answer, now)),
    pushSecret: async (token) => wishOf(database, token)?.secret,
    notePush: async (token, leastGapMs, now) =>
      database.transaction(() => note(database, token, leastGapMs, now)),
    pushOf: async (feedId) => {
      const row = database.get<ReportRow>(
        "select hub, attempts, due_at, last_error from push_wishes where feed_id = :feedId",
        { feedId },
      );
      return row && toReport(row);
    },
  };
}

/**
 * What a poll says of its feed's hub, within that poll's transaction. Another hub or topic is another wish, with a callback
 * and a secret of its own: who was told of the old ones cannot call.
 */
export function noteHub(database: Database, feedId: number, hub: FeedHub | undefined, now: Date): void {
  const known = database.get<{ hub: string; topic: string }>(
    "select hub, topic from push_wishes where feed_id = :feedId",
    { feedId },
  );
  if (known?.hub === hub?.url && known?.topic === hub?.topic) return;
  if (known) {
    database.run("delete from push_wishes where feed_id = :feedId", { feedId });
    database.run("update feeds set push_since = null, push_until = null where id = :feedId", { feedId });
  }
  if (!hub) return;
  database.run(
    `insert into push_wishes (feed_id, hub, topic, token, secret, due_at)
     values (:feedId, :hub, :topic, :token, :secret, :now)`,
    newWish(feedId, hub, now),
  );
}

const isFollowed = `exists (
  select 1 from feeds where feeds.id = push_wishes.feed_id and position is not null and state <> 'gone')`;

const isDue = "(due_at <= :now or due_at > :latest)";

function claimWish(
  database: Database,
  { now, latest, leaseMs, base }: Parameters<PushStore["claimPushWish"]>[0],
): PushWish | undefined {
  // Asked again and again: where none is due, nothing is locked.
  const instants = { now: now.getTime(), latest: latest.getTime() };
  if (!database.get(`select 1 from push_wishes where ${isDue} limit 1`, instants)) return undefined;
  const row = database.get<WishRow>(
    `update push_wishes set lease = lease + 1, leased_until = :until, base = :base
     where feed_id = (
       select feed_id from push_wishes
       where ${isDue} and (leased_until is null or leased_until not between :now + 1 and :until) and ${isFollowed}
       order by due_at, feed_id limit 1)
     returning feed_id, lease, hub, topic, token, secret, attempts`,
    { ...instants, until: now.getTime() + leaseMs, base },
  );
  return row && toWish(row);
}

function endWish(
  database: Database,
  { feedId, lease, hub }: PushWish,
  outcome: Parameters<PushStore["endPushWish"]>[1],
): void {
  const claim = { feedId, lease };
  if (outcome.kind === "unused") {
    database.run(
      "update push_wishes set leased_until = null where feed_id = :feedId and lease = :lease",
      claim,
    );
    return;
  }
  const at = outcome.againAt.getTime();
  const { changes } = database.run(
    `update push_wishes set leased_until = null, attempts = attempts + 1, due_at = :at, last_error = :error
     where feed_id = :feedId and lease = :lease`,
    { ...claim, at, error: outcome.kind === "failed" ? outcome.error : undefined },
  );
  if (changes > 0 && outcome.kind === "failed" && outcome.ofHub)
    database.run("update push_wishes set due_at = :at where hub = :hub and due_at < :at", { hub, at });
}

const wishOf = (database: Database, token: string) =>
  database.get<{ feed_id: number; topic: string; secret: string }>(
    `select feed_id, topic, secret from push_wishes where token = :token and ${isFollowed}`,
    { token },
  );

/** The feed of which a hub speaks; undefined where it was never asked for this topic. */
function feedOf(database: Database, token: string, topic: string): number | undefined {
  const wish = wishOf(database, token);
  return wish?.topic === topic ? wish.feed_id : undefined;
}

/** The fence moves on: a hub that confirms while its answer to the request is still on its way has answered. */
const settle = `leased_until = null, lease = lease + 1`;

function confirm(
  database: Database,
  { token, topic, leaseMs, renewAt }: Parameters<PushStore["confirmPush"]>[0],
  now: Date,
): boolean {
  const feedId = feedOf(database, token, topic);
  if (feedId === undefined) return false;
  database.run(
    `update push_wishes set due_at = :renewAt, attempts = 0, last_error = null, ${settle} where feed_id = :feedId`,
    { feedId, renewAt: renewAt.getTime() },
  );
  database.run(
    `update feeds set push_until = :until,
       push_since = case when push_until >= :now and push_since <= :now then push_since else :now end
     where id = :feedId`,
    { feedId, now: now.getTime(), until: now.getTime() + leaseMs },
  );
  return true;
}

function deny(
  database: Database,
  { token, topic, reason, againAt }: Parameters<PushStore["denyPush"]>[0],
  now: Date,
): boolean {
  const feedId = feedOf(database, token, topic);
  if (feedId === undefined) return false;
  database.run(
    `update push_wishes set due_at = :againAt, attempts = attempts + 1, last_error = :reason, ${settle}
     where feed_id = :feedId`,
    { feedId, reason, againAt: againAt.getTime() },
  );
  const held =
    "update feeds set push_since = null, push_until = null where id = :feedId and push_until > :now";
  if (database.run(held, { feedId, now: now.getTime() }).changes > 0)
    makeDue(database, feedId, { at: now, reason: "its hub tells of news no longer" });
  return true;
}

function note(database: Database, token: string, leastGapMs: number, now: Date): void {
  const wish = wishOf(database, token);
  if (!wish) return;
  database.run(
    `update feeds set push_told_at = :now,
       push_due_at = case when leased_until > :now then :now + :leastGapMs else push_due_at end
     where id = :feedId`,
    { feedId: wish.feed_id, now: now.getTime(), leastGapMs },
  );
  const polled = database.get<{ at: string | null }>(
    "select polling ->> 'lastPolledAt' as at from feeds where id = :feedId",
    { feedId: wish.feed_id },
  );
  makeDue(database, wish.feed_id, { at: dueAfterPush(polled?.at, leastGapMs, now), reason: toldByHub });
}

/** Earlier than it was to be, never later; and no pause is overrun. */
function makeDue(
  database: Database,
  feedId: number,
  { at, reason }: Readonly<{ at: Date; reason: string }>,
): void {
  database.run(
    `update feeds set next_poll_at = due, next_poll_reason = :reason
     from (select id as paused, max(:at, coalesce(not_before, 0),
         coalesce((select until from host_pauses where host_pauses.host = feeds.host), 0)) as due
       from feeds where id = :feedId)
     where id = paused and state in ('new', 'ok') and next_poll_at > due`,
    { feedId, at: at.getTime(), reason },
  );
}
