import type { Clock } from "../base/clock.ts";
import { describeError, type Log } from "../base/log.ts";
import { createHostLimiter, type HostLimits, type Turn } from "../fetch/host-limiter.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import { createLargeBodies } from "../fetch/large-bodies.ts";
import { isOwnHost } from "../fetch/own-host.ts";
import type { FetchSettings, PollingSettings } from "../model/settings.ts";
import type { FeedParser } from "../parse/parse-apart.ts";
import type { Claim, HostPause, Store } from "../store/store.ts";
import type { Leases } from "./leases.ts";
import { giveBack } from "./give-back.ts";
import type { HostHolds } from "./host-holds.ts";
import { createHostQueue } from "./host-queue.ts";
import {
  type PolledFeed,
  pollFeed,
  type PollFeedParts,
  type PollResult,
  skipped,
  waitsUntil,
} from "./poll-feed.ts";
import { createTurns, type Turns } from "./turns.ts";

/**
 * A claimed feed that waits for its host, or is being polled. Thousands wait: what is known of a feed, some 10 kB, is read
 * when its turn has come.
 */
export type Job = Readonly<{
  claim: Claim;
  url: string;
  host: string;
  /** Whether somebody wants to know why it was not asked. */
  reportsSkips: boolean;
  /** Called once; without a result where the feed was given back unasked. */
  finish(result?: PollResult): void;
}>;

export type JobRunnerParts = Readonly<{
  store: PollFeedParts["store"] & Pick<Store, "feed" | "releaseFeeds">;
  leases: Pick<Leases, "isOurs" | "keep">;
  holds: Pick<HostHolds, "enter">;
  http: HttpClient;
  parser: Pick<FeedParser, "parse" | "prepare">;
  settings: () => PollingSettings;
  clock: Clock;
  log: Log;
}>;

/** Polls claimed feeds within the limits: `concurrency` over all, `perHost` and `perHostGap` at each host. */
export type JobRunner = Readonly<{
  /** How many wait. */
  queued(): number;
  add(jobs: readonly Job[]): void;
  /** Ends what is under way, and gives back what is not done. Resolves when nothing is left. */
  stop(): Promise<void>;
}>;

export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const { store, leases, holds, http, parser, settings, clock, log } = parts;
  const hosts = createHostLimiter({ limits: (host) => limitsOf(host, settings(), http.settings()), clock });
  const largeBodies = createLargeBodies(clock);
  const queue = createHostQueue<Job>(hosts);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let alarm = new AbortController();

  /** Starts whatever may start, and wakes up again when the next host is ready. */
  const pump = () => {
    alarm.abort(wokenUp);
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

  /** The turn is kept until the host's pause is heeded: no other of its feeds starts in between. */
  const start = async (job: Job, first: Turn): Promise<void> => {
    const turns = createTurns({ hosts, largeBodies }, { host: job.host, first, signal: stopping.signal });
    try {
      const pause = await poll(job, turns);
      if (pause) await standBack(pause);
    } finally {
      turns.end();
    }
  };

  /** Finishes the job, whatever happens, and answers what its host asked for. */
  const poll = async (job: Job, turns: Turns): Promise<HostPause | undefined> => {
    const { claim, url } = job;
    const entering = noting(holds.enter);
    try {
      const known = (await leases.isOurs(job)) ? await store.feed(claim.id) : undefined;
      if (!known) {
        await giveBack(parts, [job], () => skipped(url, notOurs));
        return undefined;
      }
      const feed = { ...known, lease: claim.lease };
      const waits = {
        turn: (asked: string) => turns.next(asked),
        enter: entering.enter,
        room: () => turns.room(),
      };
      const given = { store, http, parser, settings: settings(), clock, signal: stopping.signal };
      const polled = await pollFeed({ feed, ...given, ...waits });
      if (polled) report(log, job, polled);
      else await giveBack(parts, [job]);
      return polled?.after?.pause;
    } catch (error) {
      log.error("poll broke off", { url, error });
      job.finish({ ...skipped(url, describeError(error)), outcome: "error" });
      if (!entering.isAnybodyAsked()) return undefined; // its lease runs out soon
      // Given back, the feed would be fetched again at once, and again.
      const until = new Date(clock.now().getTime() + Math.max(brokenOffMs, settings().minEveryMs));
      await leases.keep(job, until);
      return undefined;
    }
  };

  /** A host that asked to be left alone is: what waits for it goes back, and the store says when it is due. */
  const standBack = ({ host, until, reason }: HostPause) =>
    giveBack(parts, queue.remove(host), ({ url, reportsSkips }) =>
      reportsSkips ? waitsUntil(url, until, reason) : undefined,
    );

  return {
    queued: () => queue.size(),
    add: (jobs) => {
      for (const job of jobs) queue.add(job.host, job);
      pump();
    },
    stop: async () => {
      stopping.abort(new Error("polling was stopped"));
      alarm.abort(wokenUp);
      await giveBack(parts, queue.remove());
      await Promise.allSettled(underWay);
    },
  };
}

/** The same, and whether a host was asked after it. */
function noting(enter: HostHolds["enter"]) {
  let isAnybodyAsked = false;
  return {
    enter: async (host: string) => {
      const pause = await enter(host);
      isAnybodyAsked ||= pause === undefined;
      return pause;
    },
    isAnybodyAsked: () => isAnybodyAsked,
  };
}

function limitsOf(host: string, polling: PollingSettings, fetch: FetchSettings): HostLimits {
  return { perHost: polling.perHost, perHostGapMs: gapAt(host, polling, fetch) };
}

/** What the operator has asked for by name, of a machine of the operator's own, need not be spread over time. */
export const gapAt = (
  host: string,
  { perHostGapMs, ownHostGapMs }: Pick<PollingSettings, "perHostGapMs" | "ownHostGapMs">,
  { allow }: Pick<FetchSettings, "allow">,
): number => (isOwnHost(host, allow) ? ownHostGapMs : perHostGapMs);

/** A reason of our own: without one, each would be an error with its stack, a twentieth of the time of a thousand polls. */
const wokenUp = "woken up";

/** What cannot be stored, nor that it cannot, is fetched again after so long, and not before the shortest interval. */
const brokenOffMs = 180_000;
const notOurs = "Another process is polling it, or it was taken out of the config.";

function report(log: Log, job: Job, { result, after }: PolledFeed): void {
  const next = after && {
    nextPollAt: after.record.polling.nextPollAt.toISOString(),
    nextPollReason: after.record.polling.nextPollReason,
  };
  const facts = { ...result, ...next };
  if (result.outcome === "error" || result.outcome === "gone") log.warn("poll failed", facts);
  else if (result.new > 0) log.info("polled", facts);
  else log.debug("polled", facts);
  job.finish(result);
}
