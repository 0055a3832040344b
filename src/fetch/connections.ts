import { isIP, type LookupFunction, Socket } from "node:net";
import { buildConnector } from "undici";

export type Connector = buildConnector.connector;

/** What a connection that is being made waits for. */
export type ConnectStep = "name" | "connection" | "proxy" | "handshake";

/** The connections of one client: those being made are known by what they wait for, and all can be ended at once. */
export type Connections = Readonly<{
  /** Makes connections; `lookup` resolves names, the system's way by default. */
  connector(given?: Readonly<{ lookup?: LookupFunction }>): Connector;
  /** Awaits what has to be done before a connection to `origin` (a tunnel) and says what that is. */
  during<T>(origin: string, step: ConnectStep, work: Promise<T>): Promise<T>;
  /** Of the latest attempt at `origin`; undefined where none is under way. */
  stepOf(origin: string): ConnectStep | undefined;
  endAll(): void;
}>;

/** A host that has not taken a connection by then hardly will. The whole request has its own limit besides. */
export const connectTimeoutMs = 10_000;

export function trackConnections(): Connections {
  const sockets = new Set<Socket>();
  const attempts = new Map<string, { step: ConnectStep }>();
  const begin = (origin: string, step: ConnectStep) => {
    const attempt = { step };
    attempts.set(origin, attempt);
    const end = () => void (attempts.get(origin) === attempt && attempts.delete(origin));
    return { attempt, end };
  };

  return {
    connector: (given) => {
      const connect = buildConnector({ allowH2: false, timeout: connectTimeoutMs, ...given });
      return (options, callback) => {
        const origin = `${options.protocol}//${options.host ?? options.hostname}`;
        const { attempt, end } = begin(origin, firstStep(options));
        const socket: unknown = connect(options, (error, made) => {
          end();
          if (error) callback(attempt.step === "handshake" ? inHandshake(error) : error, null);
          else callback(null, made);
        }); // its types keep silent about what it returns
        if (!(socket instanceof Socket)) return;
        sockets.add(socket.once("close", () => sockets.delete(socket)));
        socket.once("lookup", () => (attempt.step = "connection"));
        socket.once("connect", () => (attempt.step = "handshake"));
      };
    },
    during: (origin, step, work) => work.finally(begin(origin, step).end),
    stepOf: (origin) => attempts.get(origin)?.step,
    endAll: () => {
      for (const socket of sockets) socket.destroy(new Error("the client was closed"));
    },
  };
}

function firstStep({ httpSocket, hostname }: buildConnector.Options): ConnectStep {
  if (httpSocket) return "handshake"; // a tunnel: the connection is there
  return isIP(hostname) === 0 ? "name" : "connection";
}

const codes: Readonly<Record<ConnectStep, string>> = {
  name: "NAME_TIMEOUT",
  connection: "UND_ERR_CONNECT_TIMEOUT",
  proxy: "UND_ERR_HEADERS_TIMEOUT",
  handshake: "TLS_TIMEOUT",
};

/** That a step took too long, as an error for `toFetchFault`. */
export const waitedInVain = (step: ConnectStep, cause?: Error): Error =>
  Object.assign(new Error(`no end of waiting: ${step}`, { cause }), { code: codes[step] });

/** undici has one limit for connection and handshake, and one error. */
function inHandshake(error: Error & { code?: string }): Error {
  if (error.code !== "UND_ERR_CONNECT_TIMEOUT") return error;
  return waitedInVain("handshake", error);
}
