import { enableCompileCache } from "node:module";
import { createStopRequest } from "./base/stop-request.ts";

const args = process.argv.slice(2);
const stop = createStopRequest(process);
// Before all else is loaded: whoever stops a service in its first moment gets a clean end too.
if (["run", "poll", "regroup", "demo"].includes(args[0] ?? "")) stop.listenForSignals();

for (const output of [process.stdout, process.stderr])
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    // Whoever read it (`| head`) has seen enough.
    if (!stop.isListening()) process.exit(0);
    stop.ask({ reason: "nobody reads its output any more" });
  });

// Type stripping of sixty files takes three to seven times as long as reading .js, until its result is kept.
enableCompileCache();

// Imported only now, so that the cache is on for it.
const { runCommandLine } = await import("./commands/command-line.ts");
process.exitCode = await runCommandLine(args, stop);
