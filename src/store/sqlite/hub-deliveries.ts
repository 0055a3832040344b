import { type DeliveryRow, toDelivery } from "../hub-rows.ts";
import type { Delivery, DeliveryOutcome, HubStore } from "../hub-store.ts";
import type { Database } from "./database.ts";

/** Who is due to be told, and how that went. */
export function createHubDeliveries(database: Database): Pick<HubStore, "claimDeliveries" | "endDelivery"> {
  return {
    claimDeliveries: async (claim) => claimDeliveries(database, claim),
    endDelivery: async (delivery, outcome, now) => endDelivery(database, delivery, outcome, now),
  };
}

/** `place`: in the queue of its domain, behind those that are being told already. */
const claimSql = `
  with busy as (
    select domain, count(*) as active from hub_subscriptions
    where leased_until is not null and leased_until > :now and leased_until <= :until group by domain),
  failing as (select distinct domain from hub_subscriptions where failures > 0),
  due as materialized (
    select id, domain, failures, due_at from hub_subscriptions
    where due_at <= :now and expires_at > :now
      and (leased_until is null or leased_until not between :now + 1 and :until)),
  ranked as (
    select id, failures, due_at,
      row_number() over (partition by domain order by failures > 0, due_at, id) + coalesce(active, 0) as place,
      iif(failing.domain is null, :perDomain, :perFailingDomain) as most
    from due left join busy using (domain) left join failing using (domain))
  update hub_subscriptions set lease = lease + 1, leased_until = :until
  where id in (select id from ranked where place <= most order by failures > 0, due_at, id limit :limit)
  returning id, lease, leased_until, topic, callback, domain, secret, delivered_tag, failures, expires_at,
    coalesce((select tag from hub_topics where hub_topics.topic = hub_subscriptions.topic), '') as topic_tag`;

function claimDeliveries(
  database: Database,
  { now, limit, leaseMs, perDomain, perFailingDomain }: Parameters<HubStore["claimDeliveries"]>[0],
): readonly Delivery[] {
  // Asked four times a second: where nobody is due, nothing is locked.
  const due = "select 1 from hub_subscriptions where due_at <= :now limit 1";
  if (!database.get(due, { now: now.getTime() })) return [];
  return database
    .all<DeliveryRow>(claimSql, {
      now: now.getTime(),
      until: now.getTime() + leaseMs,
      limit,
      perDomain,
      perFailingDomain,
    })
    .map(toDelivery);
}

function endDelivery(
  database: Database,
  { id, lease, topic, topicTag }: Delivery,
  outcome: DeliveryOutcome,
  now: Date,
): void {
  const claim = { id, lease };
  switch (outcome.kind) {
    case "delivered":
      // What changed while it was told is told next.
      database.run(
        `update hub_subscriptions set leased_until = null, delivered_tag = :tag, delivered_at = :now,
           failures = 0, failing_since = null, last_error = null,
           due_at = iif(exists (select 1 from hub_topics where topic = :topic and tag <> :topicTag), :now, null)
         where id = :id and lease = :lease`,
        { ...claim, topic, topicTag, tag: outcome.tag, now: now.getTime() },
      );
      return;
    case "failed":
      database.run(
        `update hub_subscriptions set leased_until = null, failures = failures + 1,
           failing_since = coalesce(failing_since, :now), last_error = :error, due_at = :again
         where id = :id and lease = :lease`,
        { ...claim, error: outcome.error, again: outcome.again.getTime(), now: now.getTime() },
      );
      return;
    case "gone":
      database.run("delete from hub_subscriptions where id = :id and lease = :lease", claim);
      return;
    case "unused":
      database.run(
        "update hub_subscriptions set leased_until = null where id = :id and lease = :lease",
        claim,
      );
  }
}
