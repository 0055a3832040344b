/** One thing to stop: its name, for the log, and how. */
export type Stoppable = Readonly<{ name: string; stop(): Promise<void> | void }>;

/**
 * What was started, stopped in reverse order, once. A part that fails, or that has not ended when `deadlineMs` are over
 * for all of them together, is reported to `onFault`; the rest are stopped all the same.
 */
export function createShutdown({
  deadlineMs,
  onFault,
}: Readonly<{ deadlineMs: number; onFault: (name: string, error: unknown) => void }>) {
  const parts: Stoppable[] = [];
  let stopped: Promise<void> | undefined;

  const stopAll = async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), deadlineMs);
    });
    for (const part of parts.toReversed()) {
      try {
        // Called before the race: after the deadline each is still told to stop, only not waited for.
        if ((await Promise.race([part.stop(), late])) === "late")
          onFault(part.name, new Error(`${part.name} had not stopped after ${deadlineMs} ms`));
      } catch (error) {
        onFault(part.name, error);
      }
    }
    clearTimeout(timer);
  };
  return {
    add: (part: Stoppable) => void parts.push(part),
    stop: () => (stopped ??= stopAll()),
  };
}
