import { setImmediate } from "node:timers/promises";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { Feeds } from "../publish/feeds.ts";
import type { Store } from "../store/store.ts";

/** What the hub's work needs; `signal` ends it. */
export type WorkParts = Readonly<{
  store: Store;
  feeds: Feeds;
  http: HttpClient;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}>;

/** Does what is claimed, `most` at once, and claims more as soon as half of it is done. */
export type Crew = Readonly<{
  /** Claims what there is room for; resolves when that has begun. Calls may overlap. */
  fill(): Promise<void>;
  /** When nothing is under way any more. */
  settled(): Promise<void>;
}>;

/** So that a thousand who are told the same do not hold up a reader: each costs half a millisecond, most of it the signature. */
const mostAtATime = 16;

export function createCrew<Job>({
  most,
  claim,
  work,
}: Readonly<{
  most: number;
  /** Neither may reject. */
  claim: (limit: number) => Promise<readonly Job[]>;
  work: (job: Job) => Promise<void>;
}>): Crew {
  const active = new Set<Promise<unknown>>();
  let filling: Promise<void> | undefined;
  let refillAt = -1;

  const claimMore = async () => {
    while (active.size < most) {
      await setImmediate();
      const limit = Math.min(mostAtATime, most - active.size);
      const jobs = await claim(limit);
      begin(jobs);
      refillAt = jobs.length > 0 ? Math.floor(active.size / 2) : -1;
      if (jobs.length < limit) return;
    }
  };
  const begin = (jobs: readonly Job[]) => {
    for (const job of jobs) {
      const working = work(job).finally(() => {
        active.delete(working);
        // A claim that brought something may have left something: of a domain that had no place free.
        if (active.size <= refillAt) void fill();
      });
      active.add(working);
    }
  };
  const fill = () => {
    filling ??= claimMore().finally(() => {
      filling = undefined;
    });
    return filling;
  };
  const isIdle = () => active.size === 0 && filling === undefined;
  return {
    fill,
    settled: async () => {
      while (!isIdle()) await Promise.all([...active, filling]);
    },
  };
}

/** Claims nothing once stopped, or where the store fails: what is due stays so. */
export const claiming =
  <Job>(
    { signal, log }: Pick<WorkParts, "signal" | "log">,
    claim: (limit: number) => Promise<readonly Job[]>,
  ) =>
  async (limit: number): Promise<readonly Job[]> => {
    if (signal.aborted) return [];
    return claim(limit).catch((error: unknown) => {
      log.error("hub cannot take up what is due", { error });
      return [];
    });
  };
