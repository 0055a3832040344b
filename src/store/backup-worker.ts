import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

// The thread of `backup-apart.ts`: makes one backup, and ends.
enableCompileCache();
const { systemClock } = await import("../base/clock.ts");
const { describeError } = await import("../base/log.ts");
const { writeBackup } = await import("./backup.ts");
const { databaseUrl, file } = workerData as { databaseUrl: string; file: string };
const answer = await writeBackup({ databaseUrl, file, clock: systemClock }).then(
  (backup) => ({ backup }),
  (error: unknown) => ({ fault: describeError(error) }),
);
parentPort?.postMessage(answer);
