import { dayMs } from "../../base/duration.ts";
import { type FailureRow, toFailure, toHubTopic, type TopicRow } from "../hub-rows.ts";
import type { HubPace, HubStatus, HubStore, HubTopic } from "../hub-store.ts";
import type { Database } from "./database.ts";
import { createHubDeliveries } from "./hub-deliveries.ts";
import { forgetPaces } from "./hub-pace.ts";
import { createHubQuestions } from "./hub-questions.ts";

/** WebSub's subscriptions. Nothing in them is a story: they leave the revision as it is. */
export function createHubStore(database: Database): HubStore {
  return {
    ...createHubQuestions(database),
    ...createHubDeliveries(database),
    hubTopics: async () => listTopics(database),
    saveHubTopic: async (topic, tag, now) => database.transaction(() => saveTopic(database, topic, tag, now)),
    missHubTopic: async (topic, now) => {
      database.run(
        "update hub_topics set missing_since = coalesce(missing_since, :now) where topic = :topic",
        {
          topic,
          now: now.getTime(),
        },
      );
    },
    denyHubTopic: async (topic, reason, pace, now) =>
      database.transaction(() => denyTopic(database, topic, reason, pace, now)),
    endExpiredSubscriptions: async (now) => database.transaction(() => endExpired(database, now)),
    hubStatus: async () => readStatus(database),
  };
}

const listTopics = (database: Database): readonly HubTopic[] =>
  database
    .all<TopicRow>(
      `select topic, tag, missing_since from hub_topics
         join (select topic, min(id) as first from hub_subscriptions group by topic) using (topic) order by first`,
    )
    .map(toHubTopic);

function saveTopic(database: Database, topic: string, tag: string, now: Date): number {
  database.run("update hub_topics set tag = :tag, missing_since = null where topic = :topic", { topic, tag });
  // Who failed is told when its time comes.
  return database.run(
    `update hub_subscriptions set due_at = coalesce(due_at, :now) where topic = :topic and delivered_tag <> :tag`,
    { topic, tag, now: now.getTime() },
  ).changes;
}

/** A domain's callbacks are told one after the other. */
function denyTopic(database: Database, topic: string, reason: string, pace: HubPace, now: Date): number {
  database.run(
    `insert into hub_requests (mode, topic, callback, domain, reason, due_at)
     select 'denied', topic, callback, domain, :reason,
       :now + :gap * (row_number() over (partition by domain order by id) - 1)
     from hub_subscriptions where topic = :topic
     on conflict (topic, callback) do update set
       mode = 'denied', reason = excluded.reason, due_at = excluded.due_at, lease = lease + 1, leased_until = null`,
    { topic, reason, now: now.getTime(), gap: pace.domain.gapMs },
  );
  const { changes } = database.run("delete from hub_subscriptions where topic = :topic", { topic });
  database.run("delete from hub_topics where topic = :topic", { topic });
  return changes;
}

function endExpired(database: Database, now: Date): number {
  const { changes } = database.run("delete from hub_subscriptions where expires_at <= :now", {
    now: now.getTime(),
  });
  database.run("delete from hub_topics where topic not in (select topic from hub_subscriptions)");
  forgetPaces(database, now.getTime(), dayMs);
  return changes;
}

function readStatus(database: Database): HubStatus {
  const counts = database.get<{ subscriptions: number; due: number; failing: number; questions: number }>(
    `select count(*) as subscriptions, count(due_at) as due, coalesce(sum(failures > 0), 0) as failing,
       (select count(*) from hub_requests) as questions from hub_subscriptions`,
  ) ?? { subscriptions: 0, due: 0, failing: 0, questions: 0 };
  const topics = database.all<{ topic: string; subscriptions: number; failing: number }>(
    `select topic, count(*) as subscriptions, sum(failures > 0) as failing from hub_subscriptions
     group by topic order by subscriptions desc, topic`,
  );
  const failures = database.all<FailureRow>(
    `select topic, domain, failures, failing_since, last_error, due_at, expires_at from hub_subscriptions
     where failures > 0 order by failing_since, id limit 20`,
  );
  return {
    ...counts,
    topics: topics.map((each) => ({ ...each })),
    failures: failures.map(toFailure),
  };
}
