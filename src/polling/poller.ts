import type { Clock } from "../base/clock.ts";
import { describeError, type Log } from "../base/log.ts";
import { createHostLimiter, type Turn } from "../fetch/host-limiter.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { ClaimedFeed, Store } from "../store/store.ts";
import { createHostQueue } from "./host-queue.ts";
import { type PolledFeed, pollFeed, type PollResult, skipped } from "./poll-feed.ts";
import { addressToAsk } from "./redirects.ts";

export type PollerParts = Readonly<{
  store: Pick<Store, "claimFeeds" | "releaseFeeds" | "savePoll" | "pauseHost" | "feeds">;
  http: HttpClient;
  /** Read anew for every feed. */
  settings: () => PollingSettings;
  clock: Clock;
  log: Log;
}>;

export type PollOptions = Readonly<{
  /** Every feed, due or not; those that are gone or were told to wait are reported, not asked. */
  all?: boolean;
  /** Takes everything at once, however long the gaps of the hosts make it last: for a command that ends when it is done. */
  drain?: boolean;
  /** Hears of each feed as it is finished. */
  onResult?: (result: PollResult) => void;
}>;

export type Poller = Readonly<{
  /**
   * Polls what is due and answers when that is finished. Calls may overlap: they share the limits, and a feed under way
   * is not taken twice. What goes wrong at one feed is that feed's result. Rejects only where no feed can be claimed.
   */
  pollDue(options?: PollOptions): Promise<readonly PollResult[]>;
  /** Ends what is under way and gives every claim back, so that it is due as before. Later calls of `pollDue` do nothing. */
  stop(): Promise<void>;
}>;

/** A claimed feed that waits for its host, or is being polled. */
type Job = Readonly<{
  feed: ClaimedFeed;
  host: string;
  leaseEndsMs: number;
  options: PollOptions;
  /** Called once; without a result where the feed was not polled and nothing is to be said of it. */
  finish(result?: PollResult): void;
}>;

/** So many feeds are claimed ahead: enough that busy hosts leave room for others, few enough for other pollers to find work. */
const mostQueued = 2000;
/** How long a claimed feed may wait for its host before the claim is given back and taken anew. */
const queueMs = 120_000;
/** With `drain` a whole list waits behind its hosts' gaps. A process that dies holds it for so long. */
const drainLeaseMs = 900_000;
const everything = 1_000_000;

export function createPoller({ store, http, settings, clock, log }: PollerParts): Poller {
  const limiter = createHostLimiter({ limits: settings, clock });
  const queue = createHostQueue<Job>(limiter);
  const underWay = new Set<Promise<void>>();
  const calls = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let alarm = new AbortController();

  /** Starts whatever may start, and wakes up again when the next host is ready. */
  const pump = () => {
    alarm.abort();
    while (underWay.size < settings().concurrency) {
      const next = queue.next();
      if (!next) break;
      const work: Promise<void> = start(next.item, next.turn).finally(() => {
        underWay.delete(work);
        pump();
      });
      underWay.add(work);
    }
    const waitMs = underWay.size < settings().concurrency ? queue.waitMs() : undefined;
    if (waitMs === undefined) return; // the end of a request will call again
    const { signal } = (alarm = new AbortController());
    void clock.sleep(waitMs, signal).then(() => signal.aborted || pump());
  };

  const start = async (job: Job, turn: Turn): Promise<void> => {
    const turns = followTurns(job.host, turn);
    try {
      if (isStale(job)) return await giveBack(job);
      const polled = await pollFeed({
        feed: job.feed,
        store,
        http,
        settings: settings(),
        clock,
        signal: stopping.signal,
        turn: turns.next,
      });
      if (!polled) return await giveBack(job);
      report(job, polled);
      if (polled.after.pause) await standBack(polled.after.pause);
    } catch (error) {
      // The claim runs out by itself: given back, the feed would be fetched again at once, and again.
      log.error("poll broke off", { url: job.feed.source.url, error });
      job.finish({ ...skipped(job.feed.source.url, describeError(error)), outcome: "error" });
    } finally {
      turns.end();
    }
  };

  /** One turn at a time: at the host of the address, then at those where redirects lead. */
  const followTurns = (host: string, first: Turn) => {
    let held = first;
    let unused = true;
    return {
      next: async (asked: string) => {
        if (unused && asked === host) {
          unused = false;
          return;
        }
        held.end();
        held = await limiter.take(asked, stopping.signal);
      },
      end: () => held.end(),
    };
  };

  /** Not started so late that another process could take the feed over in the middle. */
  const isStale = ({ leaseEndsMs, options }: Job): boolean =>
    options.drain !== true && clock.now().getTime() + 2 * http.settings().timeoutMs > leaseEndsMs;

  const giveBack = async (job: Job, result?: PollResult): Promise<void> => {
    await store.releaseFeeds([job.feed]);
    job.finish(result);
  };

  /** A host that asked to be left alone is: what waits for it goes back, and the store says when it is due. */
  const standBack = async ({ host, until, reason }: NonNullable<PolledFeed["after"]["pause"]>) => {
    for (const job of queue.remove(host)) {
      const { url } = job.feed.source;
      await giveBack(job, job.options.drain ? skipped(url, waitSentence(url, until, reason)) : undefined);
    }
  };

  const report = (job: Job, { result, after }: PolledFeed) => {
    const { nextPollAt, nextPollReason } = after.record.polling;
    const facts = { ...result, nextPollAt: nextPollAt.toISOString(), nextPollReason };
    if (result.outcome === "error" || result.outcome === "gone") log.warn("poll failed", facts);
    else if (result.new > 0) log.info("polled", facts);
    else log.debug("polled", facts);
    job.finish(result);
  };

  /** Why a feed is not asked even though everything is to be polled. */
  const reasonToSkip = ({ source, state, polling }: ClaimedFeed, now: Date): PollResult | undefined => {
    if (state === "gone")
      return { ...skipped(source.url, polling.lastError ?? "It is gone."), outcome: "gone" };
    if (!polling.notBefore || polling.notBefore <= now) return undefined;
    return skipped(source.url, waitSentence(source.url, polling.notBefore, polling.nextPollReason));
  };

  const enqueue = (claims: readonly ClaimedFeed[], leaseMs: number, options: PollOptions) => {
    const now = clock.now();
    const results = claims.map(async (feed) => {
      const { promise, resolve } = Promise.withResolvers<PollResult | undefined>();
      const finish = (result?: PollResult) => {
        if (result) options.onResult?.(result);
        resolve(result);
      };
      const { host } = new URL(addressToAsk(feed));
      const job: Job = { feed, host, leaseEndsMs: now.getTime() + leaseMs, options, finish };
      const skip = reasonToSkip(feed, now);
      if (skip || stopping.signal.aborted) await giveBack(job, skip);
      else queue.add(host, job);
      return promise;
    });
    pump();
    return results;
  };

  const takeEverything = async (options: PollOptions) => {
    const all = options.all === true;
    const listed = all ? await store.feeds() : [];
    const claims = await store.claimFeeds({
      now: clock.now(),
      limit: everything,
      leaseMs: drainLeaseMs,
      all,
    });
    const claimed = new Set(claims.map(({ id }) => id));
    const elsewhere = listed
      .filter(({ id }) => !claimed.has(id))
      .map(({ source }) => skipped(source.url, `${source.url} is being polled by another process.`));
    for (const result of elsewhere) options.onResult?.(result);
    return [
      ...elsewhere.map((result) => Promise.resolve(result)),
      ...enqueue(claims, drainLeaseMs, { ...options, drain: true }),
    ];
  };

  const takeWhatFits = async (options: PollOptions) => {
    const results: Promise<PollResult | undefined>[] = [];
    const limit = Math.max(16, 4 * settings().concurrency);
    const leaseMs = queueMs + 3 * http.settings().timeoutMs;
    while (!stopping.signal.aborted && queue.size() < mostQueued) {
      const claims = await store.claimFeeds({ now: clock.now(), limit, leaseMs });
      results.push(...enqueue(claims, leaseMs, options));
      if (claims.length < limit) break;
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
      stopping.abort(new Error("the poller was stopped"));
      alarm.abort();
      const waiting = queue.remove();
      await store.releaseFeeds(waiting.map(({ feed }) => feed));
      for (const job of waiting) job.finish();
      await Promise.allSettled([...underWay, ...calls]);
    },
  };
}

const waitSentence = (url: string, until: Date, reason: string): string =>
  `${url} is not asked before ${until.toISOString()}: ${reason}.`;
