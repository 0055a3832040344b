import { dayMs } from "../../base/duration.ts";
import { type FailureRow, toFailure, toHubTopic, type TopicRow } from "../hub-rows.ts";
import type { HubPace, HubStatus, HubStore, HubTopic } from "../hub-store.ts";
import type { Connection, Database } from "./database.ts";
import { createHubDeliveries } from "./hub-deliveries.ts";
import { forgetPaces, lockHub } from "./hub-pace.ts";
import { createHubQuestions } from "./hub-questions.ts";

/** WebSub's subscriptions. Nothing in them is a story: they leave the revision as it is. */
export function createHubStore(database: Database): HubStore {
  return {
    ...createHubQuestions(database),
    ...createHubDeliveries(database),
    hubTopics: () => listTopics(database),
    saveHubTopic: (topic, tag, now) =>
      database.transaction((connection) => saveTopic(connection, topic, tag, now)),
    missHubTopic: async (topic, now) =>
      void (await database.run(
        "update hub_topics set missing_since = coalesce(missing_since, :now) where topic = :topic",
        { topic, now: now.getTime() },
      )),
    denyHubTopic: (topic, reason, pace, now) =>
      database.transaction((connection) => denyTopic(connection, topic, reason, pace, now)),
    endExpiredSubscriptions: (now) => database.transaction((connection) => endExpired(connection, now)),
    hubStatus: () => database.snapshot(readStatus),
  };
}

async function listTopics(database: Database): Promise<readonly HubTopic[]> {
  const rows = await database.all<TopicRow>(
    `select topic, tag, missing_since from hub_topics
       join (select topic, min(id) as first from hub_subscriptions group by topic) as subscribed using (topic) order by first`,
  );
  return rows.map(toHubTopic);
}

async function saveTopic(connection: Connection, topic: string, tag: string, now: Date): Promise<number> {
  // First of the two: who subscribes, or has been told, at this moment holds the topic, and is seen then.
  await connection.run("update hub_topics set tag = :tag, missing_since = null where topic = :topic", {
    topic,
    tag,
  });
  // Who failed is told when its time comes.
  const { changes } = await connection.run(
    `update hub_subscriptions set due_at = coalesce(due_at, :now) where topic = :topic and delivered_tag <> :tag`,
    { topic, tag, now: now.getTime() },
  );
  return changes;
}

/** A domain's callbacks are told one after the other. */
async function denyTopic(
  connection: Connection,
  topic: string,
  reason: string,
  pace: HubPace,
  now: Date,
): Promise<number> {
  await lockHub(connection);
  await connection.run(
    `insert into hub_requests as known (mode, topic, callback, domain, reason, due_at)
     select 'denied', topic, callback, domain, :reason,
       :now::bigint + :gap::bigint * (row_number() over (partition by domain order by id) - 1)
     from hub_subscriptions where topic = :topic
     on conflict (topic, callback) do update set
       mode = 'denied', reason = excluded.reason, due_at = excluded.due_at, lease = known.lease + 1, leased_until = null`,
    { topic, reason, now: now.getTime(), gap: pace.domain.gapMs },
  );
  const { changes } = await connection.run("delete from hub_subscriptions where topic = :topic", { topic });
  await connection.run("delete from hub_topics where topic = :topic", { topic });
  return changes;
}

async function endExpired(connection: Connection, now: Date): Promise<number> {
  await lockHub(connection);
  const { changes } = await connection.run("delete from hub_subscriptions where expires_at <= :now", {
    now: now.getTime(),
  });
  await connection.run(
    `delete from hub_topics
     where not exists (select 1 from hub_subscriptions where hub_subscriptions.topic = hub_topics.topic)`,
  );
  await forgetPaces(connection, now.getTime(), dayMs);
  return changes;
}

async function readStatus(connection: Connection): Promise<HubStatus> {
  const counts = (await connection.get<Omit<HubStatus, "topics" | "failures">>(
    `select count(*) as subscriptions, count(due_at) as due, count(*) filter (where failures > 0) as failing,
       (select count(*) from hub_requests) as questions from hub_subscriptions`,
  )) ?? { subscriptions: 0, due: 0, failing: 0, questions: 0 };
  const topics = await connection.all<HubStatus["topics"][number]>(
    `select topic, count(*) as subscriptions, count(*) filter (where failures > 0) as failing from hub_subscriptions
     group by topic order by subscriptions desc, topic`,
  );
  const failures = await connection.all<FailureRow>(
    `select topic, domain, failures, failing_since, last_error, due_at, expires_at from hub_subscriptions
     where failures > 0 order by failing_since, id limit 20`,
  );
  return { ...counts, topics, failures: failures.map(toFailure) };
}
