import { Worker } from "node:worker_threads";
import { UserError } from "../base/user-error.ts";
import type { Backup } from "./read-backup.ts";
import { removeUnfinished } from "./unfinished-file.ts";

/** What the thread is given, and what it answers. */
export type BackupWish = Readonly<{ databaseUrl: string; file: string }>;
export type BackupAnswer = Readonly<{ backup: Backup } | { fault: string }>;

/**
 * As `writeBackup`, in a thread beside this one, which goes on answering: a store is copied and checked as a whole. Rejects
 * where `signal` aborts; what was written so far is removed.
 */
export async function writeBackupApart(wish: BackupWish, signal?: AbortSignal): Promise<Backup> {
  const thread = new Worker(new URL("./backup-worker.ts", import.meta.url), { workerData: wish });
  const stop = () => void thread.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const answer = await new Promise<BackupAnswer>((resolve, reject) => {
      thread.once("message", resolve).once("error", reject);
      thread.once("exit", () => reject(new Error("The backup was stopped")));
    });
    if ("fault" in answer) throw new UserError(answer.fault);
    return answer.backup;
  } finally {
    signal?.removeEventListener("abort", stop);
    await thread.terminate();
    await removeUnfinished(wish.file);
  }
}
