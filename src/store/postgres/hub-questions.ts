import { type HubCounts, whatIsFull } from "../hub-limits.ts";
import { type QuestionRow, toQuestion } from "../hub-rows.ts";
import type {
  HubClaim,
  HubLimits,
  HubPace,
  HubQuestion,
  HubStore,
  HubTaken,
  HubVerdict,
  HubWish,
} from "../hub-store.ts";
import type { Connection, Database } from "./database.ts";
import { lockHub, notePace, takeTurn } from "./hub-pace.ts";

/** What callbacks are asked to confirm, and what that comes to. */
export function createHubQuestions(
  database: Database,
): Pick<HubStore, "askHub" | "claimHubQuestions" | "endHubQuestion"> {
  return {
    askHub: (wish, limits, now) =>
      database.transaction((connection) => askHub(connection, wish, limits, now)),
    claimHubQuestions: (claim) => claimQuestions(database, claim),
    endHubQuestion: (question, verdict, pace, now) =>
      database.transaction((connection) => endQuestion(connection, question, verdict, pace, now)),
  };
}

async function askHub(
  connection: Connection,
  wish: HubWish,
  limits: HubLimits,
  now: Date,
): Promise<HubTaken> {
  const { mode, topic, callback, domain, leaseMs, secret } = wish;
  await lockHub(connection);
  const known = (await connection.get<{ subscribed: boolean; waiting: boolean }>(
    `select exists (select 1 from hub_subscriptions where topic = :topic and callback = :callback) as subscribed,
       exists (select 1 from hub_requests where topic = :topic and callback = :callback) as waiting`,
    { topic, callback },
  )) ?? { subscribed: false, waiting: false };
  const isNew = !known.subscribed && !known.waiting;
  if (isNew && mode === "unsubscribe") return { kind: "not-subscribed" };
  const full = known.waiting
    ? undefined
    : whatIsFull(wish, await countFor(connection, wish), limits, !known.subscribed);
  if (full !== undefined) return { kind: "full", what: full };

  const turn = await takeTurn(connection, domain, limits.pace, now.getTime());
  if (turn.dueMs === undefined) return { kind: "too-often", retryAfterMs: turn.retryAfterMs };
  await connection.run(
    `insert into hub_requests (mode, topic, callback, domain, lease_ms, secret, due_at)
     values (:mode, :topic, :callback, :domain, :leaseMs, :secret, :due)
     on conflict (topic, callback) do update set
       mode = excluded.mode, lease_ms = excluded.lease_ms, secret = excluded.secret, reason = null, due_at = excluded.due_at,
       attempts = 0, lease = hub_requests.lease + 1, leased_until = null`,
    { mode, topic, callback, domain, leaseMs, secret, due: turn.dueMs },
  );
  return { kind: "taken" };
}

const countFor = async (connection: Connection, { topic, domain }: HubWish): Promise<HubCounts> =>
  (await connection.get<HubCounts>(
    `select (select count(*) from hub_requests) as waiting,
       (select count(*) from hub_subscriptions) as subscriptions,
       (select count(*) from hub_subscriptions where domain = :domain)
         + (select count(*) from hub_requests where domain = :domain) as "ofDomain",
       (select count(*) from (
         select topic from hub_topics union select topic from hub_requests where mode = 'subscribe') as known
         where topic <> :topic) as "otherTopics",
       (select count(*) from (
         select topic from hub_subscriptions where domain = :domain
         union select topic from hub_requests where domain = :domain and mode = 'subscribe') as known
         where topic <> :topic) as "otherTopicsOfDomain"`,
    { topic, domain },
  )) ?? { waiting: 0, subscriptions: 0, ofDomain: 0, otherTopics: 0, otherTopicsOfDomain: 0 };

/** What another process is claiming or changing at this moment is passed over. */
async function claimQuestions(
  database: Database,
  { now, limit, leaseMs }: HubClaim,
): Promise<readonly HubQuestion[]> {
  const rows = await database.all<QuestionRow & Readonly<{ due_at: number }>>(
    `with due as materialized (
       select id from hub_requests
       where due_at <= :now and (leased_until is null or leased_until not between :now + 1 and :until)
       order by due_at, id limit :limit for no key update skip locked)
     update hub_requests set lease = lease + 1, leased_until = :until, attempts = attempts + 1
     where id in (select id from due)
     returning id, lease, leased_until, mode, topic, callback, domain, lease_ms, secret, reason, attempts, due_at`,
    { now: now.getTime(), until: now.getTime() + leaseMs, limit },
  );
  return rows.sort((a, b) => a.due_at - b.due_at || a.id - b.id).map(toQuestion);
}

async function endQuestion(
  connection: Connection,
  question: HubQuestion,
  verdict: HubVerdict,
  pace: HubPace,
  now: Date,
): Promise<boolean> {
  const { id, lease, domain, mode } = question;
  const ended = async (sql: string) => (await connection.run(sql, { id, lease })).changes > 0;
  if (verdict.kind === "unused")
    return ended(
      `update hub_requests set leased_until = null, attempts = attempts - 1 where id = :id and lease = :lease`,
    );
  await lockHub(connection);
  if (verdict.kind === "again") {
    if (!(await ended("update hub_requests set leased_until = null where id = :id and lease = :lease")))
      return false;
    await notePace(connection, domain, false, pace, now.getTime());
    await connection.run(
      `update hub_requests set due_at = greatest(:at, (select next_at from hub_paces where hub_paces.domain = :domain))
       where id = :id`,
      { id, domain, at: verdict.at.getTime() },
    );
    return true;
  }
  if (!(await ended("delete from hub_requests where id = :id and lease = :lease"))) return false;
  if (mode !== "denied")
    await notePace(connection, domain, verdict.kind === "confirmed", pace, now.getTime());
  if (verdict.kind === "confirmed" && mode !== "denied")
    await takeEffect(connection, question, verdict.tag, now);
  return true;
}

/** A renewal goes on from what the subscriber has; a callback that confirms has recovered. */
async function takeEffect(
  connection: Connection,
  question: HubQuestion,
  tag: string,
  now: Date,
): Promise<void> {
  const { mode, topic, callback, domain, leaseMs, secret } = question;
  if (mode === "unsubscribe") {
    await connection.run("delete from hub_subscriptions where topic = :topic and callback = :callback", {
      topic,
      callback,
    });
    return;
  }
  await connection.run(
    `insert into hub_topics (topic, tag) values (:topic, :tag)
     on conflict (topic) do update set missing_since = null`,
    { topic, tag },
  );
  await connection.run(
    `insert into hub_subscriptions as known (topic, callback, domain, secret, since, expires_at, delivered_tag)
     values (:topic, :callback, :domain, :secret, :now, :expires, :tag)
     on conflict (topic, callback) do update set
       secret = excluded.secret, expires_at = excluded.expires_at, failures = 0, failing_since = null, last_error = null,
       due_at = case when known.due_at is not null then least(known.due_at, :now) end`,
    { topic, callback, domain, secret, tag, now: now.getTime(), expires: now.getTime() + leaseMs },
  );
}
