import { dayMs, hourMs, minuteMs } from "../base/duration.ts";

/** What hubs are asked for; they say what they give. */
export const wantedLeaseMs = 10 * dayMs;
/** So that a hub which is gone without a word is asked again some day. */
const longestLeaseMs = 30 * dayMs;
/** WebSub 5.3 wants it named; where a hub does not, this is what it is relied on for. */
const unsaidLeaseMs = dayMs;
/** However short its leases, a hub is not asked to renew one more often. */
const leastRenewalMs = hourMs;

/** Of the `hub.lease_seconds` that a hub has named: for how long it is relied on, and when it is to be renewed. */
export function leaseFrom(
  seconds: string | undefined,
  now: Date,
): Readonly<{ leaseMs: number; renewAt: Date }> {
  const said = seconds !== undefined && /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : unsaidLeaseMs;
  const leaseMs = Math.min(said, longestLeaseMs);
  return { leaseMs, renewAt: new Date(now.getTime() + Math.max(leaseMs / 2, leastRenewalMs)) };
}

const firstMs = 15 * minuteMs;

/**
 * When a hub is asked again that failed, refused or did not confirm so many times in a row: 15 min, doubled each time, up
 * to a day, or what it asked for by Retry-After, up to a week. The feed is polled by its own pace meanwhile.
 */
export function askHubAgainAt(now: Date, times: number, retryAfterMs = 0): Date {
  const waitMs = Math.min(dayMs, firstMs * 2 ** Math.min(Math.max(times, 1) - 1, 20));
  return new Date(now.getTime() + Math.max(waitMs, Math.min(retryAfterMs, 7 * dayMs)));
}

/** No hub is put off for longer: all times above are shorter. */
export const latestFrom = (now: Date): Date => new Date(now.getTime() + longestLeaseMs);

/** A hub that denied is asked again no sooner. */
export const afterDenialMs = dayMs;
/** Whatever hubs tell, no feed is asked more often. */
export const leastPollGapMs = minuteMs;
