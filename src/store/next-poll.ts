import type { Feed } from "../model/source.ts";
import type { NextPoll } from "./feed-store.ts";

/** The reason of the next poll of a feed that was never asked, or that starts anew. */
export const notAsked = "not asked yet";
/** Its `polling` column. */
export const neverPolled = JSON.stringify({ validators: {}, failures: 0, notes: [] });

/** When a feed is polled next where somebody wants it then: a pause that its host asked for stays. Undefined where it is so already. */
export function changedNext(
  { polling: { notBefore, nextPollAt, nextPollReason } }: Feed,
  wanted: NextPoll,
): NextPoll | undefined {
  const next =
    notBefore && notBefore > wanted.nextPollAt ? { nextPollAt: notBefore, nextPollReason } : wanted;
  return next.nextPollAt.getTime() === nextPollAt.getTime() && next.nextPollReason === nextPollReason
    ? undefined
    : next;
}

/** A source listed twice is one feed: the first counts. */
export function onceEach<T extends Readonly<{ url: string }>>(sources: readonly T[]): readonly T[] {
  const byUrl = new Map<string, T>();
  for (const source of sources) if (!byUrl.has(source.url)) byUrl.set(source.url, source);
  return [...byUrl.values()];
}
