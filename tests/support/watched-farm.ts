import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createPlainServer, type AddressInfo } from "node:net";

/** A request as the farm saw it, by `performance.now()`. `by`: the contact that its User-Agent names. */
export type FarmVisit = Readonly<{
  feed: number;
  host: string;
  startedAt: number;
  by: string | undefined;
}>;

export type WatchedFarm = AsyncDisposable &
  Readonly<{
    urls: readonly string[];
    /** Another item in every feed. */
    publish(): void;
    /** How many entries there are to be had. */
    published(): number;
    visits: readonly FarmVisit[];
    /** The most requests that one host had in its hands at once. */
    mostAtOnce(): number;
  }>;

export type FarmSize = Readonly<{ feeds: number; hosts: number; latencyMs: number }>;

/** Feeds on many loopback hosts: each answers after a while, conditionally, and knows how it was asked. Five feeds tell of each event. */
export async function startWatchedFarm({ feeds, hosts, latencyMs }: FarmSize): Promise<WatchedFarm> {
  const port = await freePort();
  const addresses = Array.from(
    { length: hosts },
    (_, at) => `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}`,
  );
  const visits: FarmVisit[] = [];
  const underWay = new Map<string, number>();
  let [rounds, most] = [1, 0];
  const count = (host: string, change: 1 | -1) => {
    const now = (underWay.get(host) ?? 0) + change;
    underWay.set(host, now);
    most = Math.max(most, now);
  };
  const visited = (host: string) => (request: IncomingMessage, response: ServerResponse) => {
    const feed = Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0);
    const by = /\(\+(.*)\)/.exec(request.headers["user-agent"] ?? "")?.[1];
    visits.push({ feed, host, startedAt: performance.now(), by });
    count(host, 1);
    response.on("close", () => count(host, -1));
    setTimeout(() => answer(feed, rounds, request, response), latencyMs);
  };
  const servers = addresses.map((host) => createServer(visited(host)).listen(port, host));
  await Promise.all(servers.map((server) => once(server, "listening")));
  return {
    urls: Array.from({ length: feeds }, (_, feed) => `http://${addresses[feed % hosts]}:${port}/${feed}.xml`),
    publish: () => void (rounds += 1),
    published: () => rounds * feeds,
    visits,
    mostAtOnce: () => most,
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

function answer(feed: number, rounds: number, request: IncomingMessage, response: ServerResponse): void {
  const etag = `"${rounds}"`;
  if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
  response.writeHead(200, { "content-type": "application/rss+xml", etag }).end(documentOf(feed, rounds));
}

const feedsAnEvent = 5;
const syllables = ["lor", "an", "sel", "mar", "ow", "cor", "vin", "tal", "bre", "dun", "ish", "kap"];
const named = (n: number) =>
  [n % 12, Math.floor(n / 12) % 12, Math.floor(n / 144) % 12].map((at) => syllables[at]).join("");

function documentOf(feed: number, rounds: number): string {
  const items = Array.from({ length: rounds }, (_, round) => itemOf(feed, rounds - 1 - round));
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet ${feed}</title>${items.join("")}</channel></rss>`;
}

/** Words of an event: few of any two events are the same. */
const wordsOf = (event: number, from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => named((event * 31 + (from + at) * 577) % 1728)).join(" ");

function itemOf(feed: number, round: number): string {
  const event = Math.floor(feed / feedsAnEvent) + 1009 * round;
  const title = `${wordsOf(event, 0, 5)} ${wordsOf(feed * 1013 + round, 90, 2)}`;
  const text = wordsOf(event, 5, 20);
  return `<item><title>${title}</title><guid isPermaLink="false">${feed}-${round}</guid><description>${text}</description></item>`;
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createPlainServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => resolve(port));
  });
  return promise;
}
