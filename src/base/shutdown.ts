/** One thing to stop: its name, for the log, and how. */
export type Stoppable = Readonly<{ name: string; stop(): Promise<void> | void }>;

/**
 * What was started, stopped in reverse order, once. Each gets a share of `deadlineMs`; one that fails or takes longer
 * is reported to `onFault` and the rest go on.
 */
export function createShutdown({
  deadlineMs,
  onFault,
}: Readonly<{ deadlineMs: number; onFault: (name: string, error: unknown) => void }>) {
  const parts: Stoppable[] = [];
  let stopped: Promise<void> | undefined;

  const stopAll = async () => {
    for (const part of parts.toReversed()) {
      try {
        await within(deadlineMs / parts.length, part);
      } catch (error) {
        onFault(part.name, error);
      }
    }
  };
  return {
    add: (part: Stoppable) => void parts.push(part),
    stop: () => (stopped ??= stopAll()),
  };
}

async function within(ms: number, part: Stoppable): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${part.name} did not stop within ${Math.round(ms)} ms`)), ms);
  });
  try {
    await Promise.race([Promise.resolve(part.stop()), late]);
  } finally {
    clearTimeout(timer);
  }
}
