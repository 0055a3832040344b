import { type DeliveryRow, toDelivery } from "../hub-rows.ts";
import type { Delivery, DeliveryOutcome, HubStore } from "../hub-store.ts";
import type { Connection, Database } from "./database.ts";

/** Who is due to be told, and how that went. */
export function createHubDeliveries(database: Database): Pick<HubStore, "claimDeliveries" | "endDelivery"> {
  return {
    claimDeliveries: (claim) => claimDeliveries(database, claim),
    endDelivery: (delivery, outcome, now) => endDelivery(database, delivery, outcome, now),
  };
}

const mayBeClaimed = `due_at <= :now and expires_at > :now
      and (leased_until is null or leased_until not between :now + 1 and :until)`;

/**
 * `place`: in the queue of its domain, behind those that are being told already. The update looks once more: a claim that
 * was over may have ended well since.
 */
const claimSql = `
  with busy as (
    select domain, count(*) as active from hub_subscriptions
    where leased_until > :now and leased_until <= :until group by domain),
  failing as (select distinct domain from hub_subscriptions where failures > 0),
  due as materialized (select id, domain, failures, due_at from hub_subscriptions where ${mayBeClaimed}),
  ranked as (
    select id, failures, due_at,
      row_number() over (partition by domain order by failures > 0, due_at, id) + coalesce(active, 0) as place,
      case when failing.domain is null then :perDomain::bigint else :perFailingDomain end as most
    from due left join busy using (domain) left join failing using (domain)),
  chosen as materialized (
    select id from ranked where place <= most order by failures > 0, due_at, id limit :limit)
  update hub_subscriptions set lease = lease + 1, leased_until = :until
  where id in (select id from chosen) and ${mayBeClaimed}
  returning id, lease, leased_until, topic, callback, domain, secret, delivered_tag, failures, expires_at, due_at,
    coalesce((select tag from hub_topics where hub_topics.topic = hub_subscriptions.topic), '') as topic_tag`;

type Claimed = DeliveryRow & Readonly<{ due_at: number }>;

async function claimDeliveries(
  database: Database,
  { now, limit, leaseMs, perDomain, perFailingDomain }: Parameters<HubStore["claimDeliveries"]>[0],
): Promise<readonly Delivery[]> {
  // Asked four times a second: where nobody is due, nothing is locked.
  const due = "select 1 from hub_subscriptions where due_at <= :now limit 1";
  if (!(await database.get(due, { now: now.getTime() }))) return [];
  const rows = await database.transaction(async (connection) => {
    // Two who counted at once would each fill a domain's places.
    await connection.run("select pg_advisory_xact_lock(hashtextextended('deliveries of the hub', 1))");
    return connection.all<Claimed>(claimSql, {
      now: now.getTime(),
      until: now.getTime() + leaseMs,
      limit,
      perDomain,
      perFailingDomain,
    });
  });
  return rows.sort(inTurn).map(toDelivery);
}

const inTurn = (a: Claimed, b: Claimed): number =>
  Number(a.failures > 0) - Number(b.failures > 0) || a.due_at - b.due_at || a.id - b.id;

async function endDelivery(
  database: Database,
  { id, lease, topic, topicTag }: Delivery,
  outcome: DeliveryOutcome,
  now: Date,
): Promise<void> {
  const claim = { id, lease };
  switch (outcome.kind) {
    case "delivered":
      await database.transaction((connection) =>
        endWell(connection, { ...claim, topic, topicTag, tag: outcome.tag, now: now.getTime() }),
      );
      return;
    case "failed":
      await database.run(
        `update hub_subscriptions set leased_until = null, failures = failures + 1,
           failing_since = coalesce(failing_since, :now), last_error = :error, due_at = :again
         where id = :id and lease = :lease`,
        { ...claim, error: outcome.error, again: outcome.again.getTime(), now: now.getTime() },
      );
      return;
    case "gone":
      await database.run("delete from hub_subscriptions where id = :id and lease = :lease", claim);
      return;
    case "unused":
      await database.run(
        "update hub_subscriptions set leased_until = null where id = :id and lease = :lease",
        claim,
      );
  }
}

type Told = Readonly<{
  id: number;
  lease: number;
  topic: string;
  topicTag: string;
  tag: string;
  now: number;
}>;

/** What changed while it was told is told next. The topic is held meanwhile, so that no change of it slips between the two. */
async function endWell(connection: Connection, { topic, topicTag, ...told }: Told): Promise<void> {
  const known = await connection.get<{ tag: string }>(
    "select tag from hub_topics where topic = :topic for share",
    { topic },
  );
  await connection.run(
    `update hub_subscriptions set leased_until = null, delivered_tag = :tag, delivered_at = :now,
       failures = 0, failing_since = null, last_error = null, due_at = :dueAt
     where id = :id and lease = :lease`,
    { ...told, dueAt: known && known.tag !== topicTag ? told.now : undefined },
  );
}
