import { dayMs, hourMs } from "../base/duration.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { ClaimedFeed, Store } from "../store/store.ts";
import { createLeases, leaseMs } from "./leases.ts";
import { giveBack } from "./give-back.ts";
import { createJobRunner, type Job, type JobRunnerParts } from "./job-runner.ts";
import { type PollResult, skipped, waitsUntil } from "./poll-feed.ts";
import { addressToAsk } from "./redirects.ts";

export type PollerParts = Omit<JobRunnerParts, "leases"> &
  Readonly<{
    store: Pick<Store, "claimFeeds" | "renewLeases" | "feeds" | "feedCounts">;
    /** Read anew for every feed. */
    settings: () => PollingSettings;
  }>;

export type PollOptions = Readonly<{
  /** Every feed, due or not; those that are gone or were told to wait are reported, not asked. Implies `drain`. */
  all?: boolean;
  /** Takes everything at once, however long the gaps of the hosts make it last: for a command that ends when it is done. */
  drain?: boolean;
  /** Hears of each feed as it is finished. */
  onResult?: (result: PollResult) => void;
}>;

export type Poller = Readonly<{
  /**
   * Polls what is due and answers when that is finished. Calls may overlap: they share the limits, and a feed under way
   * is not taken twice. What goes wrong at one feed is that feed's result. Rejects only where the store does.
   */
  pollDue(options?: PollOptions): Promise<readonly PollResult[]>;
  /** Ends what is under way and gives every claim back, so that it is due as before. Later calls of `pollDue` do nothing. */
  stop(): Promise<void>;
}>;

/** So many feeds wait at once: enough that busy hosts leave room for others, few enough for other pollers to find work. */
const mostQueued = 2000;
/** What is claimed is held whole for a moment only. */
const claimedAtOnce = 1000;
/** Whatever is known of its host, no feed goes without a request of its own for longer. */
const longestStandInMs = 7 * dayMs;

export function createPoller(parts: PollerParts): Poller {
  const { store, settings, clock, log } = parts;
  const leases = createLeases({ store, clock, log });
  const runner = createJobRunner({ ...parts, leases });
  const calls = new Set<Promise<unknown>>();
  const stopping = new AbortController();

  /** Hands claimed feeds to the runner; each answers with its result, or with undefined where it was given back. */
  const take = (claimed: readonly Claimed[], options: PollOptions) => {
    leases.hold(claimed.map(({ claim }) => claim));
    const jobs: Job[] = [];
    const skips: (Claimed & Pick<Job, "finish">)[] = [];
    const results = claimed.map((one) => {
      const { promise, resolve } = Promise.withResolvers<PollResult | undefined>();
      const finish = (result?: PollResult) => {
        leases.end(one.claim);
        if (result) options.onResult?.(result);
        resolve(result);
      };
      if (one.skip || stopping.signal.aborted) skips.push({ ...one, finish });
      else jobs.push({ ...one, reportsSkips: options.drain === true, finish });
      return promise;
    });
    runner.add(jobs);
    void giveBack(parts, skips, ({ skip }) => skip); // their results wait for it
    return results;
  };

  const claim = async (limit: number, all = false): Promise<readonly Claimed[]> => {
    const now = clock.now();
    const standInSince = new Date(now.getTime() - longestStandInMs);
    const latest = latestFrom(now, settings());
    const feeds = await store.claimFeeds({ now, limit, leaseMs, all, latest, standInSince });
    return feeds.map((feed) => claimedFrom(feed, now));
  };

  const takeEverything = async (options: PollOptions) => {
    const own: Claimed[] = [];
    for (;;) {
      const some = await claim(claimedAtOnce, options.all);
      own.push(...some);
      if (some.length < claimedAtOnce) break;
    }
    const elsewhere = options.all ? await claimedElsewhere(own) : [];
    for (const result of elsewhere) options.onResult?.(result);
    return [...elsewhere.map((result) => Promise.resolve(result)), ...take(own, { ...options, drain: true })];
  };

  /** Feeds of which another process says that it polls them. */
  const claimedElsewhere = async (own: readonly Claimed[]): Promise<readonly PollResult[]> => {
    if ((await store.feedCounts()).all === own.length) return [];
    const ids = new Set(own.map(({ claim: { id } }) => id));
    return (await store.feeds())
      .filter(({ id }) => !ids.has(id))
      .map(({ source: { url } }) => skipped(url, `${url} is being polled by another process.`));
  };

  const takeWhatFits = async (options: PollOptions) => {
    const results: Promise<PollResult | undefined>[] = [];
    const limit = Math.max(16, 4 * settings().concurrency);
    while (!stopping.signal.aborted && runner.queued() < mostQueued) {
      const own = await claim(limit);
      results.push(...take(own, options));
      if (own.length < limit) break;
    }
    return results;
  };

  const pollDue = async (options: PollOptions): Promise<readonly PollResult[]> => {
    if (stopping.signal.aborted) return [];
    const results = await (options.all || options.drain ? takeEverything(options) : takeWhatFits(options));
    return (await Promise.all(results)).filter((result) => result !== undefined);
  };

  return {
    pollDue: (options = {}) => {
      const call = pollDue(options).finally(() => calls.delete(call));
      calls.add(call);
      return call;
    },
    stop: async () => {
      stopping.abort();
      await runner.stop();
      await leases.stop();
      await Promise.allSettled(calls);
    },
  };
}

/** Of a claimed feed, what is kept while it waits; `skip`: why it is not asked. */
type Claimed = Pick<Job, "claim" | "url" | "host"> & Readonly<{ skip: PollResult | undefined }>;

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
