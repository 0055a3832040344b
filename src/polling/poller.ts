import type { PollingSettings } from "../model/settings.ts";
import type { Store } from "../store/store.ts";
import { type Claimed, createClaiming } from "./claiming.ts";
import { createLeases } from "./leases.ts";
import { giveBack } from "./give-back.ts";
import { createHostHolds, type HostHolds } from "./host-holds.ts";
import { createJobRunner, gapAt, type Job, type JobRunnerParts } from "./job-runner.ts";
import { type PollResult, skipped } from "./poll-feed.ts";

export type PollerParts = Omit<JobRunnerParts, "leases" | "holds"> &
  Readonly<{
    store: Pick<Store, "claimFeeds" | "renewLeases" | "holdHosts" | "leaveHosts" | "feeds" | "feedCounts">;
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

export function createPoller(parts: PollerParts): Poller {
  const { store, settings, clock, log } = parts;
  const gapMs = (host: string) => gapAt(host, settings(), parts.http.settings());
  const holds = createHostHolds({ store, clock, log, gapMs });
  const leases = createLeases({ store, holds, clock, log });
  const runner = createJobRunner({ ...parts, leases, holds });
  const claim = createClaiming({ store, holds, settings, clock });
  const calls = new Set<Promise<unknown>>();
  const stopping = new AbortController();

  /** Hands claimed feeds to the runner; each answers with its result, or with undefined where it was given back. */
  const take = (claimed: readonly Claimed[], options: PollOptions) => {
    leases.hold(claimed);
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

  const takeEverything = async (options: PollOptions) => {
    const own: Claimed[] = [];
    for (;;) {
      const some = await claim(claimedAtOnce, options.all);
      own.push(...some);
      if (some.length < claimedAtOnce) break;
    }
    const elsewhere = options.all ? await claimedElsewhere(store, own) : [];
    for (const result of elsewhere) options.onResult?.(result);
    return [...elsewhere.map((result) => Promise.resolve(result)), ...take(own, { ...options, drain: true })];
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

  const leaving = createLeaving(holds, () => calls.size === 0 && !stopping.signal.aborted);

  return {
    pollDue: (options = {}) => {
      const call: Promise<readonly PollResult[]> = leaving.around(
        () => pollDue(options),
        () => calls.delete(call),
      );
      calls.add(call);
      return call;
    },
    stop: async () => {
      stopping.abort();
      await runner.stop();
      await leases.stop();
      await holds.leave();
      await Promise.allSettled(calls);
    },
  };
}

/** Feeds of which another process says that it polls them. */
async function claimedElsewhere(
  store: Pick<Store, "feeds" | "feedCounts">,
  own: readonly Claimed[],
): Promise<readonly PollResult[]> {
  if ((await store.feedCounts()).all === own.length) return [];
  const ids = new Set(own.map(({ claim: { id } }) => id));
  return (await store.feeds())
    .filter(({ id }) => !ids.has(id))
    .map(({ source: { url } }) => skipped(url, `${url}, or its host, is being asked by another process.`));
}

/** Where nothing is under way any more, others need not wait until the holds are over; new claims wait for that. */
function createLeaving(holds: Pick<HostHolds, "leave">, isIdle: () => boolean) {
  let leaving = Promise.resolve();
  return {
    around: async <T>(work: () => Promise<T>, end: () => void): Promise<T> => {
      await leaving;
      try {
        return await work();
      } finally {
        end();
        if (isIdle()) leaving = holds.leave();
        await leaving;
      }
    },
  };
}
