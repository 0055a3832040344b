import { Agent, type Dispatcher, request } from "undici";
import type { Proxy, ProxySettings } from "../model/proxies.ts";
import type { FetchSettings } from "../model/settings.ts";
import { type AddressGuard, createAddressGuard, type Resolve } from "./address-guard.ts";
import { type Connections, trackConnections, waitedInVain } from "./connections.ts";
import { toFetchFault } from "./fetch-fault.ts";
import type { FetchFault } from "./outcome.ts";
import { proxyFor } from "./proxy-choice.ts";
import { createWayThrough, proxyFault, type RequestOptions } from "./proxy-way.ts";
import { acceptedCodings } from "./read-body.ts";

/** Connections, kept open between requests, behind the address guard. The only way out of the program. */
export type HttpClient = Readonly<{
  settings(): FetchSettings;
  /**
   * One GET, no redirect followed. Rejects with the error of undici, or with the guard's or a proxy's FetchFault as it is or
   * as a cause. The caller reads or destroys the body. Stays silent for longer than `idleMs` ends it. Where the signal ends
   * it before there is a connection, the FetchFault tells what it waited for.
   */
  get(url: URL, options: GetOptions): Promise<Dispatcher.ResponseData>;
  /** One POST of these bytes, in all else as `get`. */
  post(url: URL, options: GetOptions & Readonly<{ body: Uint8Array }>): Promise<Dispatcher.ResponseData>;
  /** Ends every connection and whatever is still under way. */
  close(): Promise<void>;
}>;

export type GetOptions = Readonly<{
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
  idleMs: number;
}>;

type Asking = GetOptions & Readonly<{ body?: Uint8Array }>;

/** What feeds are sent as, best first. */
const accept =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, " +
  "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

const agentOptions: Agent.Options = {
  // Longer than the usual gap between two requests to one host (`polling.perHostGap`), so that a host's feeds share a
  // connection. A server's Keep-Alive may shorten it, not lengthen it: of 10,000 hosts few are open at once.
  keepAliveTimeout: 4000,
  keepAliveMaxTimeout: 4000,
  // Twice what Node allows by default: some sites send long policies; more is a flood.
  maxHeaderSize: 32 * 1024,
  allowH2: false,
};

export type HttpClientParts = Readonly<{
  settings: () => FetchSettings;
  /** Of this program, for User-Agent. */
  version: string;
  /** By which proxies; by none where absent. */
  proxies?: ProxySettings;
  /** How names are resolved; the system's way by default. */
  resolve?: Resolve;
}>;

/**
 * A client of its own Agents: Node's global fetch adds `Cache-Control: no-cache` to conditional requests, which makes
 * servers send the whole document again. `settings` are read anew for every request and every connection.
 */
export function createHttpClient({ settings, version, proxies, resolve }: HttpClientParts): HttpClient {
  const guard = createAddressGuard({ allow: () => settings().allow, ...(resolve && { resolve }) });
  const connections = trackConnections();
  const straight = createStraightWay(guard, connections);
  const through = new Map(
    [proxies?.http, proxies?.https]
      .filter((proxy) => proxy !== undefined)
      .map((proxy) => [proxy, createWayThrough(proxy, { guard, connections, agentOptions })]),
  );

  const ask = (url: URL, method: "GET" | "POST", { headers, signal, idleMs, body }: Asking) => {
    const startedAt = performance.now();
    const proxy = proxies && proxyFor(url, proxies);
    const way = (proxy && through.get(proxy)) ?? straight;
    const asked = way.ask(url, {
      method,
      headers: { "user-agent": userAgent(version, settings().contact), ...headers },
      ...(body && { body }),
      signal,
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
    });
    return untilAborted(asked, signal, () =>
      stillConnecting(connections, { url, proxy, waitedMs: performance.now() - startedAt }),
    );
  };
  return {
    settings,
    get: (url, options) => {
      const headers = { accept, "accept-encoding": acceptedCodings, ...options.headers };
      return ask(url, "GET", { ...options, headers });
    },
    post: (url, options) => ask(url, "POST", options),
    close: async () => {
      await Promise.all([straight, ...through.values()].map((way) => way.end()));
      // Connections that are still being made are not an agent's yet; each would keep the program up for 10 s.
      connections.endAll();
    },
  };
}

function createStraightWay(guard: AddressGuard, connections: Connections) {
  const connect = connections.connector({ lookup: guard.lookup });
  const agent = new Agent({
    ...agentOptions,
    connect: (options, callback) => {
      try {
        guard.checkLiteral(options.hostname);
      } catch (error) {
        callback(error as Error, null);
        return;
      }
      connect(options, callback);
    },
  });
  return {
    ask: (url: URL, options: RequestOptions) => request(url, { ...options, dispatcher: agent }),
    end: () => agent.destroy(),
  };
}

/** undici hears of an abort only once it has a connection: a host that is silent in the TLS handshake would hold us for 10 s. */
async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  why: () => FetchFault | undefined,
): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(why() ?? (signal.reason as Error));
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** What a request waits for, where that is a connection; undefined where it has one. */
function stillConnecting(
  { stepOf }: Connections,
  { url, proxy, waitedMs }: Readonly<{ url: URL; proxy: Proxy | undefined; waitedMs: number }>,
): FetchFault | undefined {
  const step = stepOf(url.origin);
  if (step && step !== "proxy")
    return toFetchFault(waitedInVain(step), { host: url.hostname, phase: "asking", waitedMs });
  const proxyStep = (proxy && stepOf(new URL(proxy.url).origin)) ?? step;
  return proxy && proxyStep && proxyFault(proxy, waitedInVain(proxyStep), waitedMs);
}

/** `Wirefold/1.2.3 (+https://example.org/about)`: who asks, and where to complain. */
const userAgent = (version: string, contact: string | undefined): string =>
  contact === undefined ? `Wirefold/${version}` : `Wirefold/${version} (+${contact})`;
