import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Agent, request } from "undici";
import { startProgram, until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Row } from "./row.ts";
import { cpuSecondsOf } from "./serving.ts";
import type { StoreNews } from "./store-news.ts";
import { askAtOnce, timed } from "./store-readings.ts";
import { latencyRows } from "./store-rows.ts";
import { wordOf } from "./store-words.ts";

const rounds = 300;
const longestMs = 10_000;

/** Pages of the service as it is run over this database; `round` counts up, so that hardly any is asked for twice. */
const pages = (stories: number): Readonly<Record<string, (round: number) => string>> => ({
  "front page": () => "/",
  "latest, far down": (round) => `/?order=latest&cursor=${cursorAt(round)}`,
  "story page": (round) => `/stories/${1 + ((round * 104_729) % stories)}`,
  "search page": (round) => `/search?q=${wordOf("en", round % 2000)}`,
});

/** A place in the list by time. */
const cursorAt = (round: number): string =>
  Buffer.from(JSON.stringify([Date.UTC(2026, 7, 20) - round * 600_000, 1])).toString("base64url");

/** How soon pages come to one and to sixteen who ask at once, each over a connection of its own, and what they cost. */
export async function* askPages(databaseUrl: string, news: StoreNews, stories: number): AsyncGenerator<Row> {
  await using folder = await temporaryFolder();
  const config = `${folder.path}/feeds.config.json`;
  // The news is made up for one day: by any clock but its own it may be too old to be kept.
  const retention = { keep: "36500d" };
  await writeFile(config, JSON.stringify({ title: "Wire", retention, sources: news.sources }));
  await using service = startProgram(["run", "--roles", "serve"], {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "info",
  });
  const url = await until("the service is ready", 60_000, () => {
    const started = service.logged().find((line) => line.event === "started")?.["url"];
    return typeof started === "string" ? started : undefined;
  });
  yield { name: "service at rest: memory", value: memoryOf(service.pid, "VmRSS"), unit: "MB" };
  for (const [name, path] of Object.entries(pages(stories)))
    for (const askers of [1, 16]) {
      const before = cpuSecondsOf(service.pid);
      const tookMs = await askPage(askers, (round) => url + path(round));
      const cpuMs = (1000 * (cpuSecondsOf(service.pid) - before)) / tookMs.length;
      yield* latencyRows(`${name} over HTTP, ${askers} at once`, tookMs);
      yield { name: `${name} over HTTP, ${askers} at once: processor time`, value: cpuMs, unit: "ms" };
    }
  yield { name: "service at its peak: memory", value: memoryOf(service.pid, "VmHWM"), unit: "MB" };
}

async function askPage(askers: number, addressOf: (round: number) => string): Promise<number[]> {
  const agent = new Agent({ connections: askers });
  const tookMs: number[] = [];
  await askAtOnce({ askers, rounds, longestMs }, async (round) => {
    const took = await timed(async () => {
      const headers = { accept: "text/html" };
      const { statusCode, body } = await request(addressOf(round), { dispatcher: agent, headers });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${addressOf(round)} answered ${statusCode}`);
    });
    tookMs.push(took);
  });
  await agent.close();
  return tookMs;
}

/** Of Linux: proc(5). */
export const memoryOf = (pid: number | "self", what: "VmRSS" | "VmHWM"): number =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
