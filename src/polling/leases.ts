import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Claim, Store } from "../store/store.ts";
import type { HostHolds } from "./host-holds.ts";
import { leaseMs, renewEveryMs } from "./lease-times.ts";

/** A claim, and the host that its feed is asked at. */
export type HeldClaim = Readonly<{ claim: Claim; host: string }>;

/** The claims of a poller that lives: renewed for as long as their feeds wait or are being polled. */
export type Leases = Readonly<{
  /** Of feeds that were claimed just now, for `leaseMs`. */
  hold(claims: readonly HeldClaim[]): void;
  /** Answers whether the feed and its host are still ours; after a sleep of the machine another process may have them. */
  isOurs(claim: HeldClaim): Promise<boolean>;
  /** The claim was ended, or is left to run out. */
  end(claim: Claim): void;
  stop(): Promise<void>;
}>;

export function createLeases({
  store,
  holds,
  clock,
  log,
}: Readonly<{
  store: Pick<Store, "renewLeases">;
  holds: Pick<HostHolds, "renew">;
  clock: Clock;
  log: Log;
}>): Leases {
  const held = new Map<number, HeldClaim & Readonly<{ untilMs: number }>>();
  const stopping = new AbortController();
  let renewing: Promise<void> | undefined;

  const hold = (claims: readonly HeldClaim[]) => {
    const untilMs = clock.now().getTime() + leaseMs;
    for (const { claim, host } of claims) held.set(claim.id, { claim, host, untilMs });
    if (held.size > 0 && !stopping.signal.aborted) renewing ??= renewAgainAndAgain();
  };
  const renew = async (claims: readonly HeldClaim[]) => {
    const untilMs = clock.now().getTime() + leaseMs;
    const renewed = await store.renewLeases(
      claims.map(({ claim }) => claim),
      new Date(untilMs),
    );
    const ours = new Set(renewed);
    const hosts = new Set(claims.filter(({ claim }) => ours.has(claim.id)).map(({ host }) => host));
    const ourHosts = await holds.renew([...hosts]);
    for (const { claim, host } of claims) {
      if (!ours.has(claim.id) || !ourHosts.has(host)) held.delete(claim.id);
      else if (held.has(claim.id)) held.set(claim.id, { claim, host, untilMs });
    }
  };
  const renewAgainAndAgain = async () => {
    while (held.size > 0) {
      await clock.sleep(renewEveryMs, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await renew([...held.values()]);
      } catch (error) {
        log.warn("cannot keep what is being polled from other processes", { error });
      }
    }
    renewing = undefined;
  };

  return {
    hold,
    isOurs: async (asked) => {
      const { id } = asked.claim;
      const lease = held.get(id);
      if (lease && lease.untilMs > clock.now().getTime()) return true;
      await renew([asked]);
      return held.has(id);
    },
    end: ({ id }) => void held.delete(id),
    stop: async () => {
      stopping.abort();
      await renewing;
    },
  };
}
