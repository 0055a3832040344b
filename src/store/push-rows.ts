import { randomBytes } from "node:crypto";
import type { FeedHub } from "../model/source.ts";
import type { PushReport, PushWish } from "./push-store.ts";
import { type Null, present } from "./row-fields.ts";

export type WishRow = Readonly<{
  feed_id: number;
  lease: number;
  hub: string;
  topic: string;
  token: string;
  secret: string;
  attempts: number;
}>;

export const toWish = ({ feed_id: feedId, ...wish }: WishRow): PushWish => ({ feedId, ...wish });

/** What is stored of a new wish: nobody can guess its address, nor sign for it. */
export const newWish = (feedId: number, hub: FeedHub, now: Date) => ({
  feedId,
  hub: hub.url,
  topic: hub.topic,
  token: randomBytes(24).toString("base64url"),
  secret: randomBytes(32).toString("base64url"),
  now: now.getTime(),
});

export type ReportRow = Readonly<{ hub: string; attempts: number; due_at: number; last_error: Null<string> }>;

export const toReport = (row: ReportRow): PushReport =>
  present<PushReport>({
    hub: row.hub,
    attempts: row.attempts,
    dueAt: new Date(row.due_at),
    error: row.last_error,
  });

/** When a feed is to be asked of whose news a hub has told: not within `leastGapMs` of its last poll. */
export function dueAfterPush(polledAt: Null<string> | undefined, leastGapMs: number, now: Date): Date {
  const polledMs = polledAt ? Date.parse(polledAt) : 0;
  // A poll in the future was told by a clock that was wrong.
  const earliestMs = polledMs > now.getTime() ? 0 : polledMs + leastGapMs;
  return new Date(Math.max(now.getTime(), earliestMs));
}
