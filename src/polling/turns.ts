import type { HostLimiter, Turn } from "../fetch/host-limiter.ts";
import type { LargeBodies } from "../fetch/large-bodies.ts";

/** The turns of one poll, one at a time: at the host of the address, then at those where redirects lead. */
export type Turns = Readonly<{
  /** Resolves when `host` may be asked; what was held before is given back first, so that nobody waits for us in a circle. */
  next(host: string): Promise<void>;
  /** Resolves when there is room for a large body; it is held until the end. */
  room(): Promise<void>;
  end(): void;
}>;

/** `first` is the turn at `host` that the poll begins with. */
export function createTurns(
  { hosts, largeBodies }: Readonly<{ hosts: HostLimiter; largeBodies: LargeBodies }>,
  { host, first, signal }: Readonly<{ host: string; first: Turn; signal: AbortSignal }>,
): Turns {
  let held = first;
  let isFirst = true;
  let room: Turn | undefined;
  return {
    next: async (asked) => {
      const begins = isFirst && asked === host;
      isFirst = false;
      if (begins) return;
      held.end();
      held = await hosts.take(asked, signal);
    },
    room: async () => void (room ??= await largeBodies.take(signal)),
    end: () => {
      held.end();
      room?.end();
    },
  };
}
