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
  /** Holds a claim until then, whose feed is not to be asked again before; for as long as that cannot be stored, from here. */
  keep(claim: HeldClaim, until: Date): Promise<void>;
  /** The claim was ended, or is left to run out. */
  end(claim: Claim): void;
  stop(): Promise<void>;
}>;

type Lease = HeldClaim & Readonly<{ untilMs: number; keptUntilMs?: number }>;

/** A feed is not asked with less: should this process die then, nobody asks it again at once. */
const leastLeftMs = 15_000;

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
  const held = new Map<number, Lease>();
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
      else if (held.has(claim.id)) held.set(claim.id, { ...held.get(claim.id), claim, host, untilMs });
    }
  };
  const renewAgainAndAgain = async () => {
    while (held.size > 0) {
      await clock.sleep(renewEveryMs, stopping.signal);
      if (stopping.signal.aborted) return;
      const nowMs = clock.now().getTime();
      for (const [id, { keptUntilMs = Infinity }] of held) if (keptUntilMs <= nowMs) held.delete(id);
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
      const leftMs = (held.get(id)?.untilMs ?? 0) - clock.now().getTime();
      // More than a whole lease is of a clock that has been set back since: another process may have the feed by now.
      if (leftMs > leastLeftMs && leftMs <= leaseMs) return true;
      await renew([asked]);
      return held.has(id);
    },
    keep: async ({ claim, host }, until) => {
      const isStored = await store.renewLeases([claim], until).then(
        () => true,
        () => false, // the database is at fault: its error has been told
      );
      if (isStored) return;
      held.set(claim.id, { claim, host, untilMs: clock.now().getTime(), keptUntilMs: until.getTime() });
      if (!stopping.signal.aborted) renewing ??= renewAgainAndAgain();
    },
    end: ({ id }) => void held.delete(id),
    stop: async () => {
      stopping.abort();
      await renewing;
    },
  };
}
