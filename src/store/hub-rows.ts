import type { Delivery, HubQuestion, HubStatus, HubTopic } from "./hub-store.ts";
import { type Null, present } from "./row-fields.ts";

export type QuestionRow = Readonly<{
  id: number;
  lease: number;
  leased_until: number;
  mode: string;
  topic: string;
  callback: string;
  domain: string;
  lease_ms: Null<number>;
  secret: Null<string>;
  reason: Null<string>;
  attempts: number;
}>;

export const toQuestion = (row: QuestionRow): HubQuestion =>
  present<HubQuestion>({
    id: row.id,
    lease: row.lease,
    leasedUntil: new Date(row.leased_until),
    mode: row.mode as HubQuestion["mode"],
    topic: row.topic,
    callback: row.callback,
    domain: row.domain,
    leaseMs: row.lease_ms ?? 0,
    secret: row.secret,
    reason: row.reason,
    attempts: row.attempts,
  });

export type DeliveryRow = Readonly<{
  id: number;
  lease: number;
  leased_until: number;
  topic: string;
  callback: string;
  domain: string;
  secret: Null<string>;
  delivered_tag: string;
  topic_tag: string;
  failures: number;
  expires_at: number;
}>;

export const toDelivery = (row: DeliveryRow): Delivery =>
  present<Delivery>({
    id: row.id,
    lease: row.lease,
    leasedUntil: new Date(row.leased_until),
    topic: row.topic,
    callback: row.callback,
    domain: row.domain,
    secret: row.secret,
    deliveredTag: row.delivered_tag,
    topicTag: row.topic_tag,
    failures: row.failures,
    expiresAt: new Date(row.expires_at),
  });

export type TopicRow = Readonly<{ topic: string; tag: string; missing_since: Null<number> }>;

export const toHubTopic = ({ topic, tag, missing_since: since }: TopicRow): HubTopic =>
  present<HubTopic>({ topic, tag, missingSince: since === null ? null : new Date(since) });

export type FailureRow = Readonly<{
  topic: string;
  domain: string;
  failures: number;
  failing_since: number;
  last_error: string;
  due_at: number;
  expires_at: number;
}>;

export const toFailure = (row: FailureRow): HubStatus["failures"][number] => ({
  topic: row.topic,
  domain: row.domain,
  failures: row.failures,
  failingSince: new Date(row.failing_since),
  error: row.last_error,
  againAt: new Date(row.due_at),
  expiresAt: new Date(row.expires_at),
});
