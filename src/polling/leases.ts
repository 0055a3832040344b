import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Claim, Store } from "../store/store.ts";

/** A process that dies holds its feeds for no longer; one that lives renews well before. */
export const leaseMs = 30_000;
const renewEveryMs = 10_000;

/** The claims of a poller that lives: renewed for as long as their feeds wait or are being polled. */
export type Leases = Readonly<{
  /** Of feeds that were claimed just now, for `leaseMs`. */
  hold(claims: readonly Claim[]): void;
  /** Answers whether the feed is still ours; after a sleep of the machine another process may have it. */
  isOurs(claim: Claim): Promise<boolean>;
  /** The claim was ended, or is left to run out. */
  end(claim: Claim): void;
  stop(): Promise<void>;
}>;

export function createLeases({
  store,
  clock,
  log,
}: Readonly<{ store: Pick<Store, "renewLeases">; clock: Clock; log: Log }>): Leases {
  const held = new Map<number, Readonly<{ claim: Claim; untilMs: number }>>();
  const stopping = new AbortController();
  let renewing: Promise<void> | undefined;

  const hold = (claims: readonly Claim[]) => {
    const untilMs = clock.now().getTime() + leaseMs;
    for (const claim of claims) held.set(claim.id, { claim, untilMs });
    if (held.size > 0 && !stopping.signal.aborted) renewing ??= renewAgainAndAgain();
  };
  const renew = async (claims: readonly Claim[]) => {
    const untilMs = clock.now().getTime() + leaseMs;
    const ours = new Set(await store.renewLeases(claims, new Date(untilMs)));
    for (const claim of claims) {
      if (!ours.has(claim.id)) held.delete(claim.id);
      else if (held.has(claim.id)) held.set(claim.id, { claim, untilMs });
    }
  };
  const renewAgainAndAgain = async () => {
    while (held.size > 0) {
      await clock.sleep(renewEveryMs, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await renew([...held.values()].map(({ claim }) => claim));
      } catch (error) {
        log.warn("cannot keep what is being polled from other processes", { error });
      }
    }
    renewing = undefined;
  };

  return {
    hold,
    isOurs: async (claim) => {
      const lease = held.get(claim.id);
      if (lease && lease.untilMs > clock.now().getTime()) return true;
      await renew([claim]);
      return held.has(claim.id);
    },
    end: ({ id }) => void held.delete(id),
    stop: async () => {
      stopping.abort();
      await renewing;
    },
  };
}
