import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { startProgram, until } from "./program.ts";
import { brokenInvariants } from "./store-invariants.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { startWatchedFarm } from "./watched-farm.ts";

/** Of the farm of each service; each on a host of its own. */
export const farmFeeds = 10;

type SourceSaid = Readonly<{ state: string; lastPolledAt: string | null; lastError?: string }>;

type Given = Readonly<{
  /** The roles of each process, with commas; the last one serves. */
  processes?: readonly string[];
  /** More of the config, and of the environment. */
  config?: Readonly<Record<string, unknown>>;
  env?: Readonly<Record<string, string>>;
  /** What each process is started through. */
  through?: readonly string[];
}>;

/** A service on that database as an operator starts it, which polls ten feeds every second. */
export async function startNewsService(databaseUrl: string, given: Given = {}) {
  const { processes = ["poll,group,serve"], through = [] } = given;
  const stack = new AsyncDisposableStack();
  const farm = stack.use(await startWatchedFarm({ feeds: farmFeeds, hosts: farmFeeds, latencyMs: 1 }));
  const folder = stack.use(await temporaryFolder());
  const config = join(folder.path, "feeds.config.json");
  const polling = { every: "1s", minEvery: "1s" };
  const sources = farm.urls.map((url) => ({ url }));
  const settings = { polling, network: { allow: ["127.0.0.0/8"] }, sources, ...given.config };
  await writeFile(config, JSON.stringify(settings));
  const env = {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "info",
    ...given.env,
  };
  const programs = processes.map((roles) =>
    stack.use(startProgram(["run", "--roles", roles], env, { through })),
  );
  const starts = programs.map((program) => startOf(program));
  const url = String((await Promise.all(starts)).at(-1)!["url"]);
  const get = async (path: string) => {
    const response = await fetch(url + path, { headers: { accept: "text/html,*/*;q=0.8" } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  /** Whether all that is published is told of, and there are stories. */
  const isWhole = async () => {
    const { status, text } = await get("/status.json");
    if (status !== 200) return false;
    const reports = JSON.parse(text) as { entries: number }[];
    const entries = reports.reduce((sum, report) => sum + report.entries, 0);
    return entries === farm.published() && (await get("/stories/1")).status === 200;
  };
  return {
    farm,
    url,
    env,
    programs,
    /** The one that serves. */
    program: programs.at(-1)!,
    get,
    whole: () =>
      until("all is there", 90_000, async () => (await isWhole()) || undefined).catch(
        async (error: unknown) => {
          const said = programs.map(({ output }) => output.stderr.slice(-1500)).join("\n");
          throw new Error(`Not all is there:\n${(await get("/status.json")).text}\n${said}`, {
            cause: error,
          });
        },
      ),
    ready: (status: number) =>
      until(`/readyz says ${status}`, 60_000, async () => {
        const answer = await get("/readyz");
        return answer.status === status ? answer.text : undefined;
      }),
    sources: async () => JSON.parse((await get("/status.json")).text) as SourceSaid[],
    /** As its supervisor ends it. */
    end: async () => {
      for (const program of programs) program.kill("SIGTERM");
      return Promise.all(programs.map(async ({ ended }) => (await ended).code));
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const startOf = (program: ReturnType<typeof startProgram>) =>
  until("it has started", 60_000, () => program.logged().find(({ event }) => event === "started")).catch(
    (error: unknown) => {
      throw new Error(`It has not started:\n${program.output.stderr.slice(-2000)}`, { cause: error });
    },
  );

export type NewsService = Awaited<ReturnType<typeof startNewsService>>;

/** What was asked for before is shown on. */
export async function lookAround({ get }: Pick<NewsService, "get">): Promise<void> {
  for (const path of ["/", "/stories/1", "/feed.rss", "/feed.json", "/sources/1.rss"])
    expect([path, (await get(path)).status]).toEqual([path, 200]);
}

/** News that came meanwhile is there in the end; no source is held to be at fault. */
export async function goesOn(
  here: NewsService,
  rows: (sql: string) => Promise<object[]> | object[],
): Promise<void> {
  await goesOnByItself(here);
  expect(await brokenInvariants(rows)).toEqual([]);
}

export async function goesOnByItself(here: NewsService): Promise<void> {
  await here.ready(200);
  await here.whole();
  expect((await here.sources()).filter(({ state }) => state !== "ok")).toEqual([]);
}
