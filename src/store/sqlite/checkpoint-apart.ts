import { Worker } from "node:worker_threads";

/** Takes what is in a store's log into its file, in a thread beside this one. */
export type Checkpoints = Readonly<{ takeIn(): Promise<void>; close(): Promise<void> }>;

/** A thread without work is let go after so long. */
const idleMs = 30_000;

/**
 * For who writes much: at every thousandth page the connection that writes would take the log into the file itself, which
 * holds up everything else for as long as the disk takes. Taken in beside it, the log never becomes as long. The thread is
 * begun when it is needed.
 */
export function createCheckpoints(path: string): Checkpoints {
  if (path === ":memory:" || path === "") return { takeIn: async () => {}, close: async () => {} };
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const begin = (): Worker => {
    const begun = new Worker(new URL("./checkpoint-worker.ts", import.meta.url), { workerData: path });
    begun.unref();
    begun.on("error", () => undefined); // its end is all that there is to know
    begun.once("exit", () => (thread = thread === begun ? undefined : thread));
    return (thread = begun);
  };
  /** Its connection is closed when this resolves: the last one of all tidies up. */
  const close = async () => {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    if (!ending) return;
    ending.ref();
    ending.postMessage("end");
    await new Promise((resolve) => ending.once("exit", resolve));
  };
  return {
    takeIn: async () => {
      clearTimeout(idle);
      const asked = thread ?? begin();
      await new Promise<void>((resolve) => {
        const done = () => {
          asked.off("message", done).off("exit", done);
          resolve();
        };
        asked.once("message", done).once("exit", done);
        asked.postMessage("take-in");
      });
      idle = setTimeout(() => void close(), idleMs);
      idle.unref();
    },
    close,
  };
}
