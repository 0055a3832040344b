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
import type { Database } from "./database.ts";
import { notePace, takeTurn } from "./hub-pace.ts";

/** What callbacks are asked to confirm, and what that comes to. */
export function createHubQuestions(
  database: Database,
): Pick<HubStore, "askHub" | "claimHubQuestions" | "endHubQuestion"> {
  return {
    askHub: async (wish, limits, now) => database.transaction(() => askHub(database, wish, limits, now)),
    claimHubQuestions: async (claim) => claimQuestions(database, claim),
    endHubQuestion: async (question, verdict, pace, now) =>
      database.transaction(() => endQuestion(database, question, verdict, pace, now)),
  };
}

function askHub(database: Database, wish: HubWish, limits: HubLimits, now: Date): HubTaken {
  const { mode, topic, callback, domain, leaseMs, secret } = wish;
  const known = database.get<{ subscribed: number; waiting: number }>(
    `select exists (select 1 from hub_subscriptions where topic = :topic and callback = :callback) as subscribed,
       exists (select 1 from hub_requests where topic = :topic and callback = :callback) as waiting`,
    { topic, callback },
  ) ?? { subscribed: 0, waiting: 0 };
  const isNew = !known.subscribed && !known.waiting;
  if (isNew && mode === "unsubscribe") return { kind: "not-subscribed" };
  const full = known.waiting
    ? undefined
    : whatIsFull(wish, countFor(database, wish), limits, known.subscribed === 0);
  if (full !== undefined) return { kind: "full", what: full };

  const turn = takeTurn(database, domain, limits.pace, now.getTime());
  if (turn.dueMs === undefined) return { kind: "too-often", retryAfterMs: turn.retryAfterMs };
  database.run(
    `insert into hub_requests (mode, topic, callback, domain, lease_ms, secret, due_at)
     values (:mode, :topic, :callback, :domain, :leaseMs, :secret, :due)
     on conflict (topic, callback) do update set
       mode = excluded.mode, lease_ms = excluded.lease_ms, secret = excluded.secret, reason = null, due_at = excluded.due_at,
       attempts = 0, lease = lease + 1, leased_until = null`,
    { mode, topic, callback, domain, leaseMs, secret, due: turn.dueMs },
  );
  return { kind: "taken" };
}

const countFor = (database: Database, { topic, domain }: HubWish): HubCounts =>
  database.get<HubCounts>(
    `select (select count(*) from hub_requests) as waiting,
       (select count(*) from hub_subscriptions) as subscriptions,
       (select count(*) from hub_subscriptions where domain = :domain)
         + (select count(*) from hub_requests where domain = :domain) as ofDomain,
       (select count(*) from (
         select topic from hub_topics union select topic from hub_requests where mode = 'subscribe')
         where topic <> :topic) as otherTopics,
       (select count(*) from (
         select topic from hub_subscriptions where domain = :domain
         union select topic from hub_requests where domain = :domain and mode = 'subscribe')
         where topic <> :topic) as otherTopicsOfDomain`,
    { topic, domain },
  ) ?? { waiting: 0, subscriptions: 0, ofDomain: 0, otherTopics: 0, otherTopicsOfDomain: 0 };

function claimQuestions(database: Database, { now, limit, leaseMs }: HubClaim): readonly HubQuestion[] {
  // Asked four times a second: where none is due, nothing is locked.
  const due = "select 1 from hub_requests where due_at <= :now limit 1";
  if (!database.get(due, { now: now.getTime() })) return [];
  return database
    .all<QuestionRow>(
      `update hub_requests set lease = lease + 1, leased_until = :until, attempts = attempts + 1
       where id in (
         select id from hub_requests
         where due_at <= :now and (leased_until is null or leased_until not between :now + 1 and :until)
         order by due_at, id limit :limit)
       returning id, lease, leased_until, mode, topic, callback, domain, lease_ms, secret, reason, attempts`,
      { now: now.getTime(), until: now.getTime() + leaseMs, limit },
    )
    .map(toQuestion);
}

function endQuestion(
  database: Database,
  question: HubQuestion,
  verdict: HubVerdict,
  pace: HubPace,
  now: Date,
): boolean {
  const { id, lease, domain, mode } = question;
  const claim = { id, lease };
  if (verdict.kind === "unused")
    return changes(
      database,
      `update hub_requests set leased_until = null, attempts = attempts - 1 where id = :id and lease = :lease`,
      claim,
    );
  if (verdict.kind === "again") {
    if (
      !changes(
        database,
        "update hub_requests set leased_until = null where id = :id and lease = :lease",
        claim,
      )
    )
      return false;
    notePace(database, domain, false, pace, now.getTime());
    database.run(
      `update hub_requests set due_at = max(:at, coalesce((select next_at from hub_paces where hub_paces.domain = :domain), 0))
       where id = :id`,
      { id, domain, at: verdict.at.getTime() },
    );
    return true;
  }
  if (!changes(database, "delete from hub_requests where id = :id and lease = :lease", claim)) return false;
  if (mode !== "denied") notePace(database, domain, verdict.kind === "confirmed", pace, now.getTime());
  if (verdict.kind === "confirmed" && mode !== "denied") takeEffect(database, question, verdict.tag, now);
  return true;
}

const changes = (database: Database, sql: string, claim: Readonly<Record<string, number>>): boolean =>
  database.run(sql, claim).changes > 0;

/** A renewal goes on from what the subscriber has; a callback that confirms has recovered. */
function takeEffect(database: Database, question: HubQuestion, tag: string, now: Date): void {
  const { mode, topic, callback, domain, leaseMs, secret } = question;
  if (mode === "unsubscribe") {
    database.run("delete from hub_subscriptions where topic = :topic and callback = :callback", {
      topic,
      callback,
    });
    return;
  }
  database.run(
    `insert into hub_topics (topic, tag) values (:topic, :tag)
     on conflict (topic) do update set missing_since = null`,
    { topic, tag },
  );
  database.run(
    `insert into hub_subscriptions (topic, callback, domain, secret, since, expires_at, delivered_tag)
     values (:topic, :callback, :domain, :secret, :now, :expires, :tag)
     on conflict (topic, callback) do update set
       secret = excluded.secret, expires_at = excluded.expires_at, failures = 0, failing_since = null, last_error = null,
       due_at = min(due_at, :now)`,
    { topic, callback, domain, secret, tag, now: now.getTime(), expires: now.getTime() + leaseMs },
  );
}
