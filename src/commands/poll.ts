import { systemClock } from "../base/clock.ts";
import { formatDuration } from "../base/duration.ts";
import { createLog } from "../base/log.ts";
import type { StopRequest } from "../base/stop-request.ts";
import { version } from "../base/version.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import { createHttpClient } from "../fetch/http-client.ts";
import { createFeedParser } from "../parse/parse-apart.ts";
import { followSources } from "../polling/follow-sources.ts";
import type { PollResult } from "../polling/poll-feed.ts";
import { createPoller } from "../polling/poller.ts";
import { openStore } from "../store/open.ts";
import { createGrouper } from "../story/grouper.ts";
import type { Command } from "./command.ts";

export const poll: Command = {
  name: "poll",
  summary: "polls what is due once, groups it, and ends",
  help: `
Usage: node src/main.ts poll [--all] [--json]

Polls the sources that are due, folds what is new into stories, and ends. A source that
fails is reported and does not make the command fail; what a server asked to be left
alone for is skipped.

Options:
  --all       every source, due or not
  --json      a line of JSON a source as it is finished, on stdout:
              {url, outcome, entries, new, status?, error?}; outcome is ok, not-modified,
              error, gone or skipped
  -h, --help  this text

Exit code: 0 when the work was done, also when sources failed; 1 when it was interrupted
or the database could not be used.
`,
  options: { all: { type: "boolean" }, json: { type: "boolean" } },
  operands: "none",
  run: async ({ values, stop }) =>
    pollOnce({ all: values["all"] === true, json: values["json"] === true }, stop),
};

async function pollOnce(
  { all, json }: Readonly<{ all: boolean; json: boolean }>,
  stop: StopRequest,
): Promise<0 | 1> {
  const { configPath, databaseUrl, logLevel, proxies } = readEnvironment();
  const settings = await loadSettings(configPath);
  // What happened to each source is this command's own output; the log would say it twice.
  const log = createLog(logLevel === "info" || logLevel === "warn" ? "error" : logLevel);
  const clock = systemClock;
  const startedAt = clock.now();

  const store = await openStore(databaseUrl);
  const http = createHttpClient({ settings: () => settings.fetch, version, proxies });
  const parser = createFeedParser();
  const poller = createPoller({ store, http, parser, settings: () => settings.polling, clock, log });
  // Ends the polls under way and gives their sources back; grouping ends with its batch.
  const stopping = new AbortController();
  void stop.asked.then(() => {
    stopping.abort();
    return poller.stop();
  });
  const progress = createProgress();
  try {
    await followSources(store, settings, startedAt);
    const results = await poller.pollDue({
      all,
      drain: true,
      onResult: (result) => {
        progress.clear();
        process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${describe(result)}\n`);
        progress.show(result);
      },
    });
    progress.clear();
    if (!stop.came()) {
      const grouper = createGrouper({ store, settings: () => settings.stories, clock, log });
      await grouper.groupNew(stopping.signal);
    }
    const summary = summarise(results, clock.now().getTime() - startedAt.getTime());
    (json ? process.stderr : process.stdout).write(`${stop.came() ? "Stopped early. " : ""}${summary}\n`);
    return stop.came() ? 1 : 0;
  } finally {
    await poller.stop();
    await parser.close();
    await http.close();
    await store.close();
  }
}

/** One line on stderr that is written over, where somebody is looking. */
function createProgress() {
  let done = 0;
  let failed = 0;
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: ({ outcome }: PollResult) => {
      done++;
      if (outcome === "error") failed++;
      process.stderr.write(`${done} done${failed > 0 ? `, ${failed} failed` : ""} …`);
    },
    clear: () => void process.stderr.write("\r\u001b[K"),
  };
}

function describe({ url, outcome, entries, new: added, error }: PollResult): string {
  const found =
    outcome === "ok" ? `${entries} ${entries === 1 ? "entry" : "entries"}, ${added} new` : (error ?? "");
  return `${outcome.padEnd(12)}  ${url}${found && `  ${found}`}`;
}

function summarise(results: readonly PollResult[], ms: number): string {
  if (results.length === 0) return "Nothing is due. --all polls every source.";
  const count = (outcome: PollResult["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;
  const added = results.reduce((sum, result) => sum + result.new, 0);
  const parts = [
    `${results.length} ${results.length === 1 ? "source" : "sources"} in ${formatDuration(ms)}: ${added} new ${added === 1 ? "entry" : "entries"}`,
    `${count("ok")} read`,
    `${count("not-modified")} unchanged`,
    ...(count("error") > 0 ? [`${count("error")} failed`] : []),
    ...(count("gone") > 0 ? [`${count("gone")} gone`] : []),
    ...(count("skipped") > 0 ? [`${count("skipped")} skipped`] : []),
  ];
  return `${parts.join(", ")}.`;
}
