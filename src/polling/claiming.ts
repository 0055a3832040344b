import type { Clock } from "../base/clock.ts";
import { dayMs, hourMs } from "../base/duration.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { ClaimedFeed, Store } from "../store/store.ts";
import type { HostHolds } from "./host-holds.ts";
import type { Job } from "./job-runner.ts";
import { leaseMs } from "./lease-times.ts";
import { type PollResult, skipped, waitsUntil } from "./poll-feed.ts";
import { addressToAsk } from "./redirects.ts";

/** Whatever is known of its host, no feed goes without a request of its own for longer. */
const longestStandInMs = 7 * dayMs;

/** How feeds are claimed, with their hosts: those that are due, or all. */
export function createClaiming({
  store,
  holds,
  settings,
  clock,
}: Readonly<{
  store: Pick<Store, "claimFeeds">;
  holds: Pick<HostHolds, "forClaims" | "took">;
  settings: () => PollingSettings;
  clock: Clock;
}>) {
  return async (limit: number, all = false): Promise<readonly Claimed[]> => {
    const now = clock.now();
    const standInSince = new Date(now.getTime() - longestStandInMs);
    const latest = latestFrom(now, settings());
    const hold = holds.forClaims();
    const feeds = await store.claimFeeds({ now, limit, leaseMs, all, latest, standInSince, hold });
    holds.took(new Set(feeds.map(({ fetchUrl }) => new URL(fetchUrl).host)), hold);
    return feeds.map((feed) => claimedFrom(feed, now));
  };
}

/** Of a claimed feed, what is kept while it waits; `skip`: why it is not asked. */
export type Claimed = Pick<Job, "claim" | "url" | "host"> & Readonly<{ skip: PollResult | undefined }>;

const claimedFrom = (feed: ClaimedFeed, now: Date): Claimed => ({
  claim: { id: feed.id, lease: feed.lease },
  url: feed.source.url,
  host: new URL(addressToAsk(feed)).host,
  skip: reasonToSkip(feed, now),
});

const howToReturn =
  "It is not asked again. To try it once more take it out of the config, run without it, and put it back.";

/** No feed is put off for longer, and no pause lasts longer: `nextCheck` and `backOff` see to it. */
const latestFrom = (now: Date, { maxEveryMs }: PollingSettings): Date =>
  new Date(now.getTime() + Math.max(maxEveryMs, dayMs) + hourMs);

/** Why a claimed feed is not asked, not even when everything is to be polled. */
function reasonToSkip({ source, state, polling }: ClaimedFeed, now: Date): PollResult | undefined {
  if (state === "gone")
    return {
      ...skipped(source.url, `${polling.lastError ?? "It is gone"}. ${howToReturn}`),
      outcome: "gone",
    };
  const { notBefore, nextPollAt, nextPollReason } = polling;
  if (!notBefore || notBefore <= now) return undefined;
  // Where it is due later anyway, the reason for that says nothing of the pause.
  const reason = notBefore < nextPollAt ? "its host asked to be left alone until then" : nextPollReason;
  return waitsUntil(source.url, notBefore, reason);
}
