import { setImmediate } from "node:timers/promises";

/**
 * For work in many small steps: awaited between two of them, it lets whatever else waits for this thread have its turn,
 * whenever so long has passed since the last time. Nobody notices an answer that comes 50 ms later.
 */
export function createBreather({
  longestMs = 50,
  elapsedMs = () => performance.now(),
}: Readonly<{ longestMs?: number; elapsedMs?: () => number }> = {}): () => Promise<void> {
  let since = elapsedMs();
  return async () => {
    if (elapsedMs() - since < longestMs) return;
    await setImmediate();
    since = elapsedMs();
  };
}
