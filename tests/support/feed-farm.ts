import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createPlainServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** Many feeds on many loopback hosts, which answer late, conditionally, and after `publish` with something new. */
export type FeedFarm = Readonly<{
  name: string;
  urls: readonly string[];
  /** So many new items in every feed. */
  publish(items: number): Promise<void>;
  /** The requests since the last call: at which host, and how long each was in the server's hands, in ms. */
  takeRequests(): Promise<readonly FarmRequest[]>;
  [Symbol.asyncDispose](): Promise<void>;
}>;

export type FarmRequest = Readonly<{ host: string; ms: number }>;
export type FarmSize = Readonly<{
  feeds: number;
  hosts: number;
  latencyMs: readonly [number, number];
  maxKb: number;
}>;

const beside = resolve(import.meta.dirname, "../../../shared/bench/farm.mjs");

/** The farm that stands beside the project, where it does; else a small one of our own. */
export const startFeedFarm = (size: FarmSize, folder: string): Promise<FeedFarm> =>
  existsSync(beside) ? startFarmBeside(size, folder) : startOwnFarm(size);

async function startFarmBeside(size: FarmSize, folder: string): Promise<FeedFarm> {
  const [port, control] = [await freePort(), await freePort()];
  const log = join(folder, "farm.jsonl");
  const options = {
    feeds: size.feeds,
    hosts: size.hosts,
    lat: size.latencyMs.join("-"),
    maxkb: size.maxKb,
    port,
    ctl: control,
    log,
    maxlife: 3600,
  };
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const child = spawn(process.execPath, [beside, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface(child.stdout), "line");
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${control}${path}`)).text();
  let read = 0;
  return {
    name: "the farm beside the project",
    urls: (await ask("/urls")).trim().split("\n"),
    publish: async (items) => void (await ask(`/round?k=${items}`)),
    takeRequests: async () => {
      const text = readFileSync(log, "utf8");
      const lines = text.slice(read, text.lastIndexOf("\n") + 1);
      read += lines.length;
      return lines
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as FarmRequest);
    },
    [Symbol.asyncDispose]: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, "exit");
}

/** Runs in this process, which takes a part of the machine that the programs under measurement do not get. */
export async function startOwnFarm({
  feeds,
  hosts,
  latencyMs: [least, most],
  maxKb,
}: FarmSize): Promise<FeedFarm> {
  const port = await freePort();
  let published = 0;
  let requests: FarmRequest[] = [];
  const answer = (feed: number, etag: string | undefined, response: ServerResponse) => {
    if (etag === `"${published}"`) return response.writeHead(304).end();
    const headers = { "content-type": "application/rss+xml", etag: `"${published}"` };
    return response.writeHead(200, headers).end(documentOf(feed, published, maxKb));
  };
  const addresses = Array.from(
    { length: hosts },
    (_, at) => `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}`,
  );
  const servers = addresses.map((host) =>
    createServer((request, response) => {
      const feed = Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0);
      const ms = least + (((feed * 7919) % 1000) / 1000) * (most - least);
      requests.push({ host, ms });
      setTimeout(() => answer(feed, request.headers["if-none-match"], response), ms);
    }).listen(port, host),
  );
  await Promise.all(servers.map((server) => once(server, "listening")));
  return {
    name: "a small farm of our own",
    urls: Array.from({ length: feeds }, (_, feed) => `http://${addresses[feed % hosts]}:${port}/${feed}.xml`),
    publish: async (items) => void (published += items),
    takeRequests: async () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

const itemsOfDocument = 40;
const syllables = "lor an sel mar ow cor vin tal bre dun esh tir ak nop".split(" ");
/** Of 2,744, few of them often and most seldom, as in a language: grouping and the index of words live by that. */
const word = (chance: number): string => {
  const rank = Math.floor(syllables.length ** (3 * chance)) - 1;
  return [rank, Math.floor(rank / 14), Math.floor(rank / 196)].map((at) => syllables[at % 14]).join("");
};

/** Texts that look like chance and are always the same for one seed, of so many words each. */
function textsOf(seed: number, lengths: readonly number[]): string[] {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return lengths.map((length) => Array.from({ length }, () => word(chance())).join(" "));
}

/** Forty items, as long as `maxKb` lets the largest feeds be; every fourth is wire copy, which other feeds have as well. */
function documentOf(feed: number, published: number, maxKb: number): string {
  const words = 30 + Math.floor((((feed * 31) % 100) / 100) * ((maxKb * 1000) / itemsOfDocument / 8));
  const items = Array.from({ length: itemsOfDocument }, (_, at) => {
    const number = published + itemsOfDocument - at;
    const seed = number % 4 === 0 ? number * 10 + (feed % 10) : (feed + 2) * 100_003 + number;
    const [title, text] = textsOf(seed, [8, words]);
    return `<item><title>${title}</title><link>https://outlet-${feed}.example/${number}</link><guid>${feed}-${number}</guid><description>${text}</description></item>`;
  });
  return `<rss version="2.0"><channel><title>Outlet ${feed}</title>${items.join("")}</channel></rss>`;
}

/** A port that is free on all of 127.0.0.0/8, as far as this machine's other programs are at rest. */
async function freePort(): Promise<number> {
  const server = createPlainServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
