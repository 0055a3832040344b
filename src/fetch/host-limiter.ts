import type { Clock } from "../base/clock.ts";

export type HostLimits = Readonly<{
  /** Requests to one host under way at once. */
  perHost: number;
  /** Least time between the starts of two requests to one host. */
  perHostGapMs: number;
}>;

/** The right to have one request under way at a host, until it is given back. Giving it back twice does no harm. */
export type Turn = Readonly<{ end(): void }>;

/** Keeps requests to one host apart. A host is what `URL.host` says: name and port. */
export type HostLimiter = Readonly<{
  /** A turn at once, or undefined where the host must be waited for. */
  tryTake(host: string): Turn | undefined;
  /** A turn as soon as the host has one, in the order of asking. Rejects with the signal's reason when that aborts. */
  take(host: string, signal: AbortSignal): Promise<Turn>;
  /** How long until a turn may be had, in ms; undefined where it takes another turn to end first. */
  waitMs(host: string): number | undefined;
}>;

/** Hosts that came in since they were last looked through. */
const sweepEvery = 256;

type HostState = { active: number; lastStartMs: number; waiting: (() => void)[]; limits: HostLimits };

/** `limits`, which a host may have of its own, are read anew for every turn. */
export function createHostLimiter({
  limits,
  clock,
}: Readonly<{ limits: (host: string) => HostLimits; clock: Clock }>): HostLimiter {
  const hosts = new Map<string, HostState>();

  const waitMs = (host: string): number | undefined => {
    const state = hosts.get(host);
    if (!state) return 0;
    const { perHost, perHostGapMs } = state.limits; // asked for of thousands of hosts at a time: not looked up each time
    if (state.active >= perHost) return undefined;
    const nowMs = clock.now().getTime();
    // A clock that was set back must not hold up the host until the old time comes again.
    state.lastStartMs = Math.min(state.lastStartMs, nowMs);
    return Math.max(0, state.lastStartMs + perHostGapMs - nowMs);
  };

  const tryTake = (host: string): Turn | undefined => {
    if (waitMs(host) !== 0) return undefined;
    const given = limits(host);
    const state: HostState = hosts.get(host) ?? { active: 0, lastStartMs: 0, waiting: [], limits: given };
    state.limits = given;
    if (!hosts.has(host) && hosts.size % sweepEvery === sweepEvery - 1) forgetIdle();
    hosts.set(host, state);
    state.active++;
    state.lastStartMs = clock.now().getTime();
    let ended = false;
    return {
      end: () => {
        if (ended) return;
        ended = true;
        state.active--;
        state.waiting.shift()?.();
      },
    };
  };

  /** Thousands of hosts pass by: those that are idle and whose gap is over say nothing any more. */
  const forgetIdle = () => {
    for (const [host, state] of hosts)
      if (state.active === 0 && state.waiting.length === 0 && waitMs(host) === 0) hosts.delete(host);
  };

  const take = async (host: string, signal: AbortSignal): Promise<Turn> => {
    for (;;) {
      signal.throwIfAborted();
      const turn = tryTake(host);
      if (turn) return turn;
      const ms = waitMs(host);
      if (ms === undefined) await anotherEnds(hosts.get(host), signal);
      else await clock.sleep(ms, signal);
    }
  };

  return { tryTake, take, waitMs };
}

function anotherEnds(state: HostState | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (!state) return resolve();
    const done = () => {
      signal.removeEventListener("abort", done);
      const place = state.waiting.indexOf(done);
      if (place >= 0) state.waiting.splice(place, 1); // who gives up must not be woken in another's place
      resolve();
    };
    signal.addEventListener("abort", done, { once: true });
    state.waiting.push(done);
  });
}
