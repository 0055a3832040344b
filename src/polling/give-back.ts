import type { Log } from "../base/log.ts";
import type { Claim, Store } from "../store/store.ts";
import type { PollResult } from "./poll-feed.ts";

type Claimed = Readonly<{ claim: Claim; finish(result?: PollResult): void }>;

/**
 * Gives back what was not asked, and finishes it in any case: the lease of a claim that the store failed to release runs
 * out by itself, and is renewed no more.
 */
export async function giveBack<Job extends Claimed>(
  { store, log }: Readonly<{ store: Pick<Store, "releaseFeeds">; log: Log }>,
  jobs: readonly Job[],
  resultOf?: (job: Job) => PollResult | undefined,
): Promise<void> {
  if (jobs.length === 0) return;
  try {
    await store.releaseFeeds(jobs.map(({ claim }) => claim));
  } catch (error) {
    log.error("cannot give feeds back: they wait until their leases run out", { feeds: jobs.length, error });
  } finally {
    for (const job of jobs) job.finish(resultOf?.(job));
  }
}
