import { dayMs, hourMs } from "../base/duration.ts";

const firstMs = 10_000;
const longestMs = 12 * hourMs;

/**
 * When a subscriber is told again after so many failures in a row, this one included: 10 s, doubled each time, up to 12 h, or
 * what it asked for by Retry-After, up to a day. It ends with the subscription's own lease. Without jitter: how many of one
 * domain are told at once is limited as it is.
 */
export function tellAgainAt(now: Date, failures: number, retryAfterMs = 0): Date {
  const waitMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return new Date(now.getTime() + Math.max(waitMs, Math.min(retryAfterMs, dayMs)));
}
