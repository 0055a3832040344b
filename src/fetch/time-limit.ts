/** A stretch of time that may be interrupted. Real time: what it bounds is a real network. */
export type TimeLimit = Readonly<{
  /** Aborts when the time is over, or when the caller's signal does. */
  signal: AbortSignal;
  isOver(): boolean;
  /** Awaits what is not to be counted. */
  pausedDuring<T>(work: Promise<T>): Promise<T>;
  end(): void;
}>;

export function createTimeLimit(ms: number, caller?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  let over = false;
  let remainingMs = ms;
  let startedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    startedAt = performance.now();
    timer = setTimeout(
      () => {
        over = true;
        controller.abort(new Error(`no complete answer within ${ms} ms`));
      },
      Math.max(0, remainingMs),
    );
  };
  const stop = () => {
    clearTimeout(timer);
    remainingMs -= performance.now() - startedAt;
  };
  const onCallerAbort = () => controller.abort(caller?.reason);
  caller?.addEventListener("abort", onCallerAbort, { once: true });
  if (caller?.aborted) onCallerAbort();
  start();
  return {
    signal: controller.signal,
    isOver: () => over,
    pausedDuring: async (work) => {
      stop();
      try {
        return await work;
      } finally {
        start();
      }
    },
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onCallerAbort);
    },
  };
}
