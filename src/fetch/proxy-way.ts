import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import type { Proxy } from "../model/proxies.ts";
import type { AddressGuard } from "./address-guard.ts";
import { type Connections, type Connector, connectTimeoutMs, waitedInVain } from "./connections.ts";
import { toFetchFault } from "./fetch-fault.ts";
import { FetchFault } from "./outcome.ts";

export type RequestOptions = Omit<Dispatcher.RequestOptions, "origin" | "path"> &
  Readonly<{ headers: Readonly<Record<string, string>> }>;

type WayParts = Readonly<{ guard: AddressGuard; connections: Connections; agentOptions: Agent.Options }>;

/**
 * The way through a proxy. What is asked for passes the guard before the proxy hears of it. https goes by a CONNECT tunnel,
 * with TLS to the host itself inside; http in absolute form (RFC 9112 3.2.2), since proxies seldom open tunnels to port 80.
 * The proxy's own address passes no guard: the operator named it.
 */
export function createWayThrough(proxy: Proxy, { guard, connections, agentOptions }: WayParts) {
  const toProxy = new Agent({ ...agentOptions, connect: connectorToProxy(proxy, connections) });
  const inTunnels = new Agent({
    ...agentOptions,
    connect: connectorInTunnels(proxy, { guard, connections, toProxy }),
  });
  const ask = async (url: URL, options: RequestOptions): Promise<Dispatcher.ResponseData> => {
    if (url.protocol === "https:") return request(url, { ...options, dispatcher: inTunnels });
    await connections.during(url.origin, "name", guard.checkTarget(url.hostname, nameOf(proxy)));
    const response = await toProxy.request({
      ...options,
      ...addressedTo(proxy, url.host, options.headers),
      path: `${url.origin}${url.pathname}${url.search}`,
    });
    if (response.statusCode !== 407) return response;
    response.body.on("error", () => {}).destroy();
    throw refusal(proxy, 407, url.host);
  };
  return { ask, end: () => Promise.all([inTunnels.destroy(), toProxy.destroy()]) };
}

function connectorToProxy(proxy: Proxy, connections: Connections): Connector {
  const connect = connections.connector();
  return ({ servername: _, ...options }, callback) => {
    const startedAt = performance.now();
    connect(options, (error, socket) => {
      if (error) callback(proxyFault(proxy, error, performance.now() - startedAt), null);
      else callback(null, socket);
    });
  };
}

function connectorInTunnels(
  proxy: Proxy,
  { guard, connections, toProxy }: Pick<WayParts, "guard" | "connections"> & Readonly<{ toProxy: Agent }>,
): Connector {
  const connect = connections.connector();
  const open = async (origin: string, hostname: string, authority: string) => {
    await connections.during(origin, "name", guard.checkTarget(hostname, nameOf(proxy)));
    return await connections.during(origin, "proxy", openTunnel(proxy, authority, toProxy));
  };
  const connectInside: (...given: Parameters<Connector>) => Promise<void> = async (options, callback) => {
    const { hostname, host = hostname, port } = options;
    try {
      const httpSocket = await open(`https://${host}`, hostname, port ? host : `${host}:443`);
      connect({ ...options, httpSocket }, callback);
    } catch (error) {
      callback(error as Error, null);
    }
  };
  return (options, callback) => void connectInside(options, callback);
}

async function openTunnel(proxy: Proxy, authority: string, toProxy: Agent): Promise<Socket> {
  const startedAt = performance.now();
  const tooLong = AbortSignal.timeout(connectTimeoutMs);
  try {
    const { socket, statusCode } = await toProxy.connect({
      ...addressedTo(proxy, authority),
      path: authority,
      signal: tooLong,
    });
    if (statusCode >= 200 && statusCode < 300) return socket as Socket; // RFC 9110 9.3.6: any of them opens it
    socket.on("error", () => {}).destroy();
    throw refusal(proxy, statusCode, authority);
  } catch (error) {
    const found = tooLong.aborted ? waitedInVain("proxy") : error;
    throw proxyFault(proxy, found, performance.now() - startedAt);
  }
}

/** The credentials stand in what the proxy reads, never in what goes on through a tunnel. */
const addressedTo = (
  { url, authorization }: Proxy,
  host: string,
  headers: Readonly<Record<string, string>> = {},
) => ({
  origin: url,
  headers: { ...headers, host, ...(authorization !== undefined && { "proxy-authorization": authorization }) },
  // For TLS with the proxy, which undici would give the name in `host`, and begin anew for each.
  servername: new URL(url).hostname,
});

const nameOf = ({ url, variable }: Proxy): string => `the proxy ${url} (${variable})`;

function refusal(proxy: Proxy, status: number, target: string): FetchFault {
  const answer = `${status} ${STATUS_CODES[status] ?? ""}`.trimEnd();
  if (status !== 407)
    return new FetchFault(
      "connection",
      `${nameOf(proxy)} makes no connection to ${target}: it answered ${answer}`,
    );
  const wants = proxy.authorization === undefined ? "wants a" : "does not take the";
  const form = `${new URL(proxy.url).protocol}//USER:PASSWORD@${new URL(proxy.url).host}`;
  return new FetchFault(
    "offline",
    `${nameOf(proxy)} ${wants} user name and password (${answer}): set ${proxy.variable} to ${form}`,
  );
}

/** That a proxy cannot be reached is a fault of this machine's network, not of the host that was asked for. */
export function proxyFault(proxy: Proxy, error: unknown, waitedMs: number): FetchFault {
  if (error instanceof FetchFault) return error;
  const talk = { host: new URL(proxy.url).hostname, who: nameOf(proxy), phase: "asking", waitedMs } as const;
  return new FetchFault("offline", toFetchFault(error, talk).message, { cause: error });
}
