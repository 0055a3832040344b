import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";

// The thread that `parse-apart.ts` gives documents to: one at a time, each answered with its outcome. What takes long to
// load is loaded before it says that it is ready, and counts for no document.
enableCompileCache();
const { parseFeed } = await import("./parse-feed.ts");
const { loadDetector } = await import("./language.ts");
await loadDetector();
parentPort?.on("message", (document: Parameters<typeof parseFeed>[0]) => {
  void parseFeed(document).then((outcome) => parentPort?.postMessage(outcome));
});
parentPort?.postMessage("ready");
