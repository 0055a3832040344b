import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

// The thread of `checkpoint-apart.ts`: takes what is in the log into the file whenever it is asked, and ends when told to.
const database = new DatabaseSync(workerData as string);
database.exec("pragma busy_timeout = 0; pragma synchronous = normal");
parentPort?.on("message", (wish: "take-in" | "end") => {
  if (wish === "take-in") {
    try {
      database.exec("pragma wal_checkpoint(passive)"); // waits for nobody, and nobody waits for it
    } catch {
      // Whoever writes next takes in what this could not, and says what is wrong.
    }
    parentPort?.postMessage("done");
    return;
  }
  database.close();
  parentPort?.close();
});
