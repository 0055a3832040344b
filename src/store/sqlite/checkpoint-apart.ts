import { Worker } from "node:worker_threads";
import type { Database } from "./database.ts";

/** Takes what is in a store's log into its file, in a thread beside this one. */
export type Checkpoints = Readonly<{
  takeIn(): Promise<void>;
  /** After something was written: has the log taken in when it has grown, and resolves when it is not too long. */
  settle(): Promise<void>;
  close(): Promise<void>;
}>;

/** A thread without work is let go after so long. */
const idleMs = 30_000;
/** Pages that are only in the log, at which it is taken in: as many as SQLite itself takes. */
const pagesApart = 1000;
/** Of so many who writes waits for the thread: a log begins anew only when all of it is taken in. 16 MB. */
const longestLog = 4000;
/** Pages of the log at which who writes takes it in itself after all: where no thread can. */
export const pagesAtLast = 8000;

/**
 * For who writes much: at every thousandth page the connection that writes would take the log into the file itself, which
 * holds up everything else for as long as the disk takes. Taken in beside it, the log never becomes as long. The thread is
 * begun when it is needed.
 */
export function createCheckpoints(path: string, database: Database): Checkpoints {
  const nothing = async () => undefined;
  if (path === ":memory:" || path === "") return { takeIn: nothing, settle: nothing, close: nothing };
  let taking: Promise<void> | undefined;
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
  const takeIn = async () => {
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
  };
  return {
    takeIn,
    settle: async () => {
      const { log, checkpointed } = logOf(database);
      if (log - checkpointed < pagesApart) return;
      taking ??= takeIn().finally(() => (taking = undefined));
      if (log >= longestLog) await taking;
    },
    close,
  };
}

/** Pages of the log, and how many of them are in the file. -1 where there is none. */
const logOf = (database: Database): Readonly<{ log: number; checkpointed: number }> =>
  database.get("pragma wal_checkpoint(noop)") ?? { log: 0, checkpointed: 0 };
