import { enableCompileCache } from "node:module";

// Type stripping of sixty files takes three to seven times as long as reading .js, until its result is kept.
enableCompileCache();

// Imported only now, so that the cache is on for it.
const { runCommandLine } = await import("./commands/command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
