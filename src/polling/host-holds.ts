import { randomUUID } from "node:crypto";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { HostPause, Store } from "../store/store.ts";
import { leaseMs } from "./lease-times.ts";

export type HostHoldsParts = Readonly<{
  store: Pick<Store, "holdHosts" | "leaveHosts">;
  clock: Clock;
  log: Log;
  /** Least time between the starts of two requests to a host. */
  gapMs: (host: string) => number;
}>;

/**
 * The hosts that this process alone asks at present, of all that poll one store: so what it keeps to at each of them
 * (`HostLimiter`) holds for all processes together. Feeds are claimed with their hosts; where a redirect leads is held when
 * it is asked. A hold outlasts the claims for which it was taken by the gap, and by what is left of a lease.
 */
export type HostHolds = Readonly<{
  /** For claims that are made now. */
  forClaims(): Readonly<{ holder: string; until: Date }>;
  /** Those of the feeds that were claimed with it. */
  took(hosts: Iterable<string>, hold: Readonly<{ until: Date }>): void;
  /** Undefined where this process may ask the host now; else when to try again, as others ask it, who are told. */
  enter(host: string): Promise<HostPause | undefined>;
  /** Holds hosts for as long again; answers those that are still ours. */
  renew(hosts: readonly string[]): Promise<ReadonlySet<string>>;
  /** Leaves all to others, each after its gap. Where the store fails they wait until the holds are over. */
  leave(): Promise<void>;
}>;

/** Later than a hold ends that is not renewed. */
const againMs = 5000;
/** A wish outlasts the wait for the next try. */
const wishMs = 30_000;

export function createHostHolds({ store, clock, log, gapMs }: HostHoldsParts): HostHolds {
  const holder = randomUUID();
  const held = new Map<string, number>();

  const hold = (hosts: readonly string[]) => ({
    holder,
    until: new Date(clock.now().getTime() + leaseMs + Math.max(0, ...hosts.map(gapMs))),
  });
  /** A hold that reaches further than any does is of a clock that has been set back since: others may have the host by now. */
  const isOurs = (host: string, now: Date): boolean => {
    const leftMs = (held.get(host) ?? 0) - now.getTime();
    return leftMs > 0 && leftMs <= leaseMs + Math.max(gapMs(publicHost), gapMs(host));
  };
  const note = (hosts: Iterable<string>, until: Date) => {
    for (const host of hosts) held.set(host, until.getTime());
  };

  return {
    forClaims: () => hold([publicHost]),
    took: (hosts, { until }) => note(hosts, until),
    enter: async (host) => {
      const now = clock.now();
      if (isOurs(host, now)) return undefined;
      const wish = hold([host]);
      const wantedUntil = new Date(wish.until.getTime() + wishMs);
      const [ours] = await store.holdHosts({ hosts: [host], now, hold: wish, wantedUntil });
      if (ours === undefined)
        return { host, until: new Date(wish.until.getTime() + againMs), reason: askedElsewhere };
      note([ours], wish.until);
      return undefined;
    },
    renew: async (hosts) => {
      const now = clock.now();
      const wish = hold(hosts);
      const ours = hosts.length === 0 ? [] : await store.holdHosts({ hosts, now, hold: wish });
      for (const [host, untilMs] of held) if (untilMs <= now.getTime()) held.delete(host);
      for (const host of hosts) held.delete(host);
      note(ours, wish.until);
      return new Set(ours);
    },
    leave: async () => {
      const now = clock.now().getTime();
      try {
        for (const [gap, hosts] of Map.groupBy(held.keys(), gapMs))
          await store.leaveHosts({ hosts, holder, until: new Date(now + gap) });
      } catch (error) {
        log.warn("cannot leave hosts to other processes", { error });
      }
      held.clear();
    },
  };
}

/** Whose gap is the longest: that of hosts of the operator's own is none. */
const publicHost = "";

const askedElsewhere = "another process asks it at present";
