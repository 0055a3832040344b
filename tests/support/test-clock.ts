import type { Clock } from "../../src/base/clock.ts";

/** A clock that stands still until a test moves it; whoever sleeps wakes up when it has come far enough. */
export type TestClock = Clock & Readonly<{ advance(ms: number): Promise<void>; set(time: Date): void }>;

export function testClock(start: Date | string = "2026-11-20T12:00:00Z"): TestClock {
  let nowMs = new Date(start).getTime();
  const sleepers = new Set<{ untilMs: number; wake: () => void }>();
  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper = { untilMs: nowMs + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", wake, { once: true });
      }),
    advance: async (ms) => {
      nowMs += ms;
      for (const sleeper of sleepers) if (sleeper.untilMs <= nowMs) sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
    set: (time) => {
      nowMs = time.getTime();
    },
  };
}
