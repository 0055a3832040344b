import { writeFile } from "node:fs/promises";
import { request } from "undici";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { startServiceProgram } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { fillLongWire, publishStories, wireSources } from "./long-wire-store.ts";
import { type Row, middle } from "./row.ts";
import { type Load, cpuSecondsOf, missingPrograms, startNginx, underLoad } from "./serving.ts";

const stories = 20_000;
const formats = ["rss", "atom", "json"] as const;
const seconds = 1;
/** Both servers have their turns one after the other, so often. */
const rounds = 3;
const changes = 15;

type Service = Readonly<{ url: string; pid: number }>;

/**
 * The service as it is run, with 20,000 stories: the merged feed of a hundred items beside nginx, which serves the same
 * bytes as a file; how soon it answers after a change, and what that costs; pages.
 */
export async function* benchServe(): AsyncGenerator<Row> {
  const missing = missingPrograms();
  if (missing.length > 0)
    throw new Error(`bench:serve needs Debian's nginx and wrk: no ${missing.join(", ")}`);
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${folder.path}/wirefold.db`;
  await fillLongWire(databaseUrl, stories);
  const config = `${folder.path}/feeds.config.json`;
  const siteUrl = "https://wire.example.org";
  await writeFile(config, JSON.stringify({ title: "Wire", siteUrl, sources: wireSources }));
  await using service = await startServiceProgram(folder.path, config, ["run", "--roles", "serve"]);
  yield* benchFeeds(service, folder.path);
  yield* benchPages(service);
  const store = await openStore(databaseUrl);
  yield* benchChanges(service, store);
  await store.close();
}

async function* benchFeeds(service: Service, folder: string): AsyncGenerator<Row> {
  const bodies = await Promise.all(
    formats.map(async (format) => {
      const { body } = await ask(`${service.url}/feed.${format}`);
      return [`feed.${format}`, body] as const;
    }),
  );
  await using nginx = await startNginx(folder, Object.fromEntries(bodies));
  for (const [file, body] of bodies) {
    yield { name: `/${file}`, value: body.length / 1000, unit: "kB" };
    for (const [how, headersOf] of Object.entries(askings))
      for (const connections of [2, 50]) {
        const [ours, theirs] = await inTurns([service, nginx], async ({ url, pid }) => {
          const headers = await headersOf(`${url}/${file}`);
          return underLoad(`${url}/${file}`, { pid, connections, seconds, headers });
        });
        yield* comparison(`/${file}, ${how}, ${connections} connections`, ours!, theirs!);
      }
  }
}

const gzipped = ["Accept-Encoding: gzip"];
const askings: Readonly<Record<string, (url: string) => Promise<readonly string[]>>> = {
  plain: async () => [],
  gzip: async () => gzipped,
  304: async (url) => [`If-None-Match: ${(await ask(url)).etag}`],
};

function* comparison(name: string, ours: Load, theirs: Load): Generator<Row> {
  yield { name, value: ours.perSecond, unit: "requests/s" };
  yield { name: `  nginx`, value: theirs.perSecond, unit: "requests/s" };
  yield { name: `  of nginx's`, value: (100 * ours.perSecond) / theirs.perSecond, unit: "%" };
  yield { name: `  processor time of a request`, value: ours.cpuUs, unit: "µs" };
  yield { name: `  nginx`, value: theirs.cpuUs, unit: "µs" };
}

async function inTurns(
  servers: readonly Service[],
  load: (server: Service) => Promise<Load>,
): Promise<Load[]> {
  const loads: Load[][] = servers.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, server] of servers.entries()) loads[at]?.push(await load(server));
  return loads.map((own) => ({
    perSecond: middle(own.map((load) => load.perSecond)),
    cpuUs: middle(own.map((load) => load.cpuUs)),
  }));
}

/** A reader who has read so many of the latest stories; answers the cookie. */
async function readerWithMarks({ url }: Service, marks: number): Promise<string> {
  let cookie = "";
  for (let first = 0; first < marks; first += mostAtOnce) {
    const ids = Array.from({ length: mostAtOnce }, (_, at): [string, string] => [
      "story",
      String(stories - first - at),
    ]);
    const { statusCode, headers, body } = await request(`${url}/marks`, {
      method: "POST",
      body: new URLSearchParams([["act", "read"], ...ids]).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...(cookie && { cookie }) },
    });
    await body.dump();
    if (statusCode !== 200) throw new Error(`/marks answered ${statusCode}`);
    cookie = String(headers["set-cookie"]).split(";", 1)[0] ?? "";
  }
  return cookie;
}

const mostAtOnce = 200;

const pages = {
  "front page": "/",
  "story page": `/stories/${stories - 1}`,
  search: "/search?q=harbour+storm",
} as const;

async function* benchPages(service: Service): AsyncGenerator<Row> {
  const cookie = `Cookie: ${await readerWithMarks(service, 1000)}`;
  for (const [name, path] of Object.entries(pages))
    for (const [how, headers] of [
      ["plain", []],
      ["gzip", gzipped],
      ["gzip, a reader with 1,000 marks", [...gzipped, cookie]],
    ] as const) {
      const options = { pid: service.pid, connections: 50, seconds: 2, headers };
      await ask(service.url + path); // when what was asked before has been answered
      const load = await underLoad(service.url + path, options);
      yield { name: `${name}, ${how}, 50 connections`, value: load.perSecond, unit: "pages/s" };
      yield { name: `  processor time of a page`, value: load.cpuUs / 1000, unit: "ms" };
    }
}

const keptFeeds = [
  "/feed",
  "/categories/World",
  "/categories/Sport",
  "/categories/Science",
  "/search",
  "/sources/1",
  "/sources/2",
].flatMap((list) =>
  formats.map((format) => `${list}.${format}${list === "/search" ? "?q=harbour+storm" : ""}`),
);

async function* benchChanges(service: Service, store: Store): AsyncGenerator<Row> {
  let next = stories;
  const publishOne = () => publishStories(store, { first: next++, count: 1 });
  for (const format of formats)
    for (const coding of ["identity", "gzip", "br"]) {
      const firstByte: number[] = [];
      for (let change = 0; change < changes; change++) {
        await publishOne();
        firstByte.push((await ask(`${service.url}/feed.${format}`, coding)).firstByteMs);
      }
      const name = `/feed.${format}, ${coding}, after a new story: first byte`;
      yield { name, value: middle(firstByte), unit: "ms" };
      yield { name: `  longest of ${changes}`, value: Math.max(...firstByte), unit: "ms" };
    }
  const askAll = async () => {
    for (const path of keptFeeds) await ask(service.url + path);
  };
  const cpuMs = async (change: () => Promise<void>) => {
    await askAll();
    let spent = 0;
    for (let round = 0; round < changes; round++) {
      await change();
      const before = cpuSecondsOf(service.pid);
      await askAll();
      spent += cpuSecondsOf(service.pid) - before;
    }
    return (1000 * spent) / changes;
  };
  const name = `${keptFeeds.length} kept feeds in turn`;
  yield { name: `${name}, nothing changed: processor time`, value: await cpuMs(async () => {}), unit: "ms" };
  yield {
    name: `${name}, a new story each time: processor time`,
    value: await cpuMs(publishOne),
    unit: "ms",
  };
}

async function ask(url: string, coding = "identity") {
  const askedAt = performance.now();
  const response = await request(url, { headers: { "accept-encoding": coding } });
  const chunks: Buffer[] = [];
  let firstByteMs = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    firstByteMs ||= performance.now() - askedAt;
    chunks.push(chunk);
  }
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  return { body: Buffer.concat(chunks), etag: String(response.headers["etag"]), firstByteMs };
}
