import { systemClock } from "../base/clock.ts";
import { createLog } from "../base/log.ts";
import { readEnvironment } from "../config/load.ts";
import { fixedSettings } from "../config/watch.ts";
import { outlets } from "../demo/outlets.ts";
import { type OutletServer, startOutletServer } from "../demo/outlet-server.ts";
import type { Settings } from "../model/settings.ts";
import { roles, startService } from "../service.ts";
import type { Command } from "./command.ts";
import { untilStopped } from "./run.ts";

export const demo: Command = {
  name: "demo",
  summary: "the whole product on made-up outlets; needs no network",
  help: `
Usage: node src/main.ts demo

Serves fourteen made-up outlets from this process and follows them as it would real ones:
polls, parses, folds and serves at http://127.0.0.1:3000. For the first three minutes new
articles come in, so that stories fold before your eyes. Nothing is kept afterwards.

Options:
  -h, --help  this text

Environment:
  HOST, PORT  where to listen (127.0.0.1, 3000)
`,
  options: {},
  operands: "none",
  run: async () => {
    const environment = readEnvironment();
    const log = createLog(environment.logLevel === "info" ? "error" : environment.logLevel);
    const outletServer = await startOutletServer(systemClock);
    try {
      const service = await startService({
        // A database of its own, gone with the process.
        environment: { ...environment, databaseUrl: "sqlite::memory:" },
        settings: fixedSettings(demoSettings(outletServer)),
        roles,
        clock: systemClock,
        log,
      });
      process.stdout.write(welcome(service.url ?? ""));
      await untilStopped(service, log);
      process.stdout.write("The demo has ended; nothing was kept.\n");
    } finally {
      await outletServer.stop();
    }
    return 0;
  },
};

function demoSettings(server: OutletServer): Settings {
  const every = { kind: "interval", ms: 4000 } as const;
  return {
    site: {
      title: "Wirefold demo",
      description: "Made-up news of made-up places, each story once",
      language: "en",
    },
    // Outlets of our own on our own machine: only here may anybody ask every four seconds.
    polling: { every, minEveryMs: 4000, maxEveryMs: 30_000, concurrency: 8, perHost: 4, perHostGapMs: 10 },
    fetch: { timeoutMs: 5000, maxBodyBytes: 1_000_000, allow: ["127.0.0.0/8"] },
    stories: { windowMs: 5 * 86_400_000, granularity: "event" },
    retention: { keepMs: 90 * 86_400_000 },
    sources: outlets.map((outlet) => ({
      url: server.feedUrl(outlet),
      name: outlet.name,
      category: outlet.category,
    })),
    views: [{ slug: "widely-reported", title: "Widely reported", minOutlets: 3 }],
  };
}

const welcome = (url: string): string => `
The demo runs at ${url}

  ${url}/          the front page: each story once, with who reports it
  ${url}/feed.rss  the merged feed, for your feed reader
  ${url}/status    what happened to each outlet: one is tag soup, one never answers

Over the next three minutes a minister resigns: watch six outlets become one story.
Ctrl-C ends it.

`;
