import { Socket } from "node:net";
import { Agent, buildConnector, type Dispatcher, request } from "undici";
import type { FetchSettings } from "../model/settings.ts";
import { createAddressGuard, type Resolve } from "./address-guard.ts";
import { acceptedCodings } from "./read-body.ts";

/** Connections, kept open between requests, behind the address guard. The only way out of the program. */
export type HttpClient = Readonly<{
  settings(): FetchSettings;
  /**
   * One GET, no redirect followed. Rejects with the error of undici, or with the guard's FetchFault as it is or as a
   * cause. The caller reads or destroys the body. Stays silent for longer than `idleMs` ends it.
   */
  get(url: URL, options: GetOptions): Promise<Dispatcher.ResponseData>;
  /** Ends every connection and whatever is still under way. */
  close(): Promise<void>;
}>;

export type GetOptions = Readonly<{
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
  idleMs: number;
}>;

/** What feeds are sent as, best first. */
const accept =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, " +
  "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

/** Twice what Node allows by default: some sites send long policies; more is a flood. */
const maxHeaderBytes = 32 * 1024;
/** A host that has not taken a connection by then hardly will. The whole request has its own limit besides. */
const connectTimeoutMs = 10_000;

export type HttpClientParts = Readonly<{
  settings: () => FetchSettings;
  /** Of this program, for User-Agent. */
  version: string;
  /** How names are resolved; the system's way by default. */
  resolve?: Resolve;
}>;

/**
 * A client of its own Agent: Node's global fetch adds `Cache-Control: no-cache` to conditional requests, which makes
 * servers send the whole document again. `settings` are read anew for every request and every connection.
 */
export function createHttpClient({ settings, version, resolve }: HttpClientParts): HttpClient {
  const guard = createAddressGuard({ allow: () => settings().allow, ...(resolve && { resolve }) });
  const connect = buildConnector({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: guard.lookup,
  });
  const sockets = new Set<Socket>();
  const agent = new Agent({
    // Hosts with fewer requests a second than this make a new connection each time.
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 30_000,
    maxHeaderSize: maxHeaderBytes,
    allowH2: false,
    connect: (options, callback) => {
      try {
        guard.checkLiteral(options.hostname);
      } catch (error) {
        callback(error as Error, null);
        return;
      }
      const socket: unknown = connect(options, callback); // its types keep silent about what it returns
      if (socket instanceof Socket) sockets.add(socket.once("close", () => sockets.delete(socket)));
    },
  });
  return {
    settings,
    get: (url, { headers, signal, idleMs }) =>
      untilAborted(
        request(url, {
          dispatcher: agent,
          method: "GET",
          headers: {
            "user-agent": userAgent(version, settings().contact),
            accept,
            "accept-encoding": acceptedCodings,
            ...headers,
          },
          signal,
          headersTimeout: idleMs,
          bodyTimeout: idleMs,
        }),
        signal,
      ),
    close: async () => {
      await agent.destroy();
      // Connections that are still being made are not the agent's yet; each would keep the program up for 10 s.
      for (const socket of sockets) socket.destroy(new Error("the client was closed"));
    },
  };
}

/** undici hears of an abort only once it has a connection: a host that is silent in the TLS handshake would hold us for 10 s. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** `Wirefold/1.2.3 (+https://example.org/about)`: who asks, and where to complain. */
const userAgent = (version: string, contact: string | undefined): string =>
  contact === undefined ? `Wirefold/${version}` : `Wirefold/${version} (+${contact})`;
