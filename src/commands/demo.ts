import { type Clock, systemClock } from "../base/clock.ts";
import { dayMs } from "../base/duration.ts";
import { createLog } from "../base/log.ts";
import { readEnvironment } from "../config/load.ts";
import { fixedSettings } from "../config/watch.ts";
import { articlesBy, publishingTimes } from "../demo/articles.ts";
import { type OutletServer, startOutletServer } from "../demo/outlet-server.ts";
import { outlets } from "../demo/outlets.ts";
import type { Settings } from "../model/settings.ts";
import { roles, startService } from "../service.ts";
import type { Command } from "./command.ts";
import { untilStopped, watchNpm } from "./until-stopped.ts";

export const demo: Command = {
  name: "demo",
  summary: "the whole service on made-up outlets; needs no network",
  help: `
Usage: node src/main.ts demo

Serves fifteen made-up outlets from this process and follows them as it would real ones:
polls, parses, folds, and serves at http://127.0.0.1:3000. For the first five minutes new
articles come in, so that stories fold before your eyes. Nothing is kept afterwards.

Options:
  -h, --help  this text

Environment:
  HOST, PORT  where to listen (127.0.0.1, 3000)
  LOG_LEVEL   silent, error, warn, info or debug; one JSON line an event on stderr (error)
`,
  options: {},
  operands: "none",
  run: async ({ stop }) => {
    // Two of the outlets are always in trouble, on purpose: warnings would drown what is told here.
    const environment = readEnvironment(undefined, { LOG_LEVEL: "error" });
    const log = createLog(environment.logLevel);
    watchNpm(stop, environment);
    const server = await startOutletServer(systemClock);
    const ending = new AbortController();
    let telling: Promise<void> | undefined;
    try {
      await untilStopped(stop, log, async () => {
        const service = await startService({
          environment: { ...environment, databaseUrl: "sqlite::memory:" },
          settings: fixedSettings(demoSettings(server)),
          roles,
          clock: systemClock,
          log,
        });
        process.stdout.write(welcome(service.url ?? "", server));
        telling = tellWhatIsPublished(server, systemClock, ending.signal);
        return service;
      });
      ending.abort();
      await telling;
      process.stdout.write("The demo has ended; nothing was kept.\n");
    } finally {
      await server.stop();
    }
    return 0;
  },
};

function demoSettings(server: OutletServer): Settings {
  return {
    site: {
      title: "Wirefold demo",
      description: "Made-up news of made-up places, each story once",
      language: "en",
    },
    // Outlets of our own on our own machine: nowhere else may anybody ask every four seconds.
    polling: {
      every: { kind: "interval", ms: 4000 },
      minEveryMs: 4000,
      maxEveryMs: 30_000,
      push: false,
      concurrency: 8,
      perHost: 4,
      perHostGapMs: 10,
      ownHostGapMs: 10,
    },
    fetch: { timeoutMs: 5000, maxBodyBytes: 1_000_000, allow: ["127.0.0.0/8"] },
    stories: { windowMs: 5 * dayMs, granularity: "event" },
    retention: { keepMs: 90 * dayMs },
    sources: outlets.map((outlet) => ({
      url: server.feedUrl(outlet),
      name: outlet.name,
      category: outlet.category,
    })),
    views: [{ slug: "widely-reported", title: "Widely reported", minOutlets: 3 }],
  };
}

const welcome = (url: string, { startedAt }: OutletServer): string => `
Wirefold demo: ${outlets.length} outlets that do not exist, ${articlesBy(startedAt, startedAt).length} articles so far, served and read by this process.

Open ${url} in a browser and reload it now and then:

  ${url}/          every story once, with who reports it and who only prints a copy
  ${url}/status    what happened to each outlet: one sends tag soup, one a web page
  ${" ".repeat(url.length)}           instead of a feed, one refuses the connection
  ${url}/feed.rss  the merged feed, for your feed reader

A minister resigns, a hosting company goes dark, the earth shakes: watch each become one story.
This is what the outlets publish meanwhile; Ctrl-C ends the demo.

`;

/** One line an article as it comes out, until there are no more or the demo ends. */
async function tellWhatIsPublished(
  { startedAt }: OutletServer,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set(articlesBy(startedAt, startedAt).map(({ id }) => id));
  for (const time of publishingTimes(startedAt)) {
    await clock.sleep(Math.max(0, time.getTime() - clock.now().getTime()), signal);
    if (signal.aborted) return;
    for (const { id, outlet, title } of articlesBy(time, startedAt).toReversed()) {
      if (told.has(id)) continue;
      told.add(id);
      process.stdout.write(`  ${outlet.name}: ${title}\n`);
    }
  }
  process.stdout.write("\nThat was all; the outlets are quiet now. Ctrl-C ends the demo.\n");
}
