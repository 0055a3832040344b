import type { Clock } from "../base/clock.ts";
import { createHostLimiter, type Turn } from "./host-limiter.ts";

/** A body beyond this many bytes is large: one feed in a hundred. */
export const largeBytes = 1_000_000;
/** So many are held at once, each as it was received and once more as it was decoded. */
const atOnce = 4;

/**
 * Room in memory for large bodies, from the moment at which one turns out to be large until it is read and stored: what
 * many servers send at once must not wait for the parser all together.
 */
export type LargeBodies = Readonly<{
  /** Room for one, in the order of asking. Rejects with the signal's reason when that aborts. */
  take(signal: AbortSignal): Promise<Turn>;
}>;

export function createLargeBodies(clock: Clock): LargeBodies {
  const room = createHostLimiter({ limits: () => ({ perHost: atOnce, perHostGapMs: 0 }), clock });
  return { take: (signal) => room.take("large bodies", signal) };
}
