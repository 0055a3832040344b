import { setImmediate } from "node:timers/promises";

/** Nobody notices an answer that comes so much later. */
const longestMs = 50;

/**
 * For work in many small steps: awaited between two of them, it lets whatever else waits for this thread have its turn,
 * whenever 50 ms have passed since the last time.
 */
export function createBreather(elapsedMs: () => number = () => performance.now()): () => Promise<void> {
  let since = elapsedMs();
  return async () => {
    if (elapsedMs() - since < longestMs) return;
    await setImmediate();
    since = elapsedMs();
  };
}
