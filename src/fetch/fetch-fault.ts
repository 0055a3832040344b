import { FetchFault, type FetchFaultKind } from "./outcome.ts";

/** What Node, undici and OpenSSL call the usual faults, and what to say of them. `host` is the name that was asked for. */
const known: Readonly<Record<string, readonly [FetchFaultKind, (host: string, waited: string) => string]>> = {
  ENOTFOUND: ["dns", (host) => `the host name ${host} does not resolve`],
  EAI_AGAIN: ["offline", (host) => `the name server gave no answer for ${host}`],
  ENETUNREACH: ["offline", (host) => `this machine has no network that leads to ${host}`],
  ENETDOWN: ["offline", () => "the network of this machine is down"],
  EADDRNOTAVAIL: ["offline", (host) => `this machine has no network that leads to ${host}`],
  EMFILE: ["offline", () => "this machine has no file descriptor left for a connection"],
  ECONNREFUSED: ["connection", (host) => `${host} refused the connection`],
  EHOSTUNREACH: ["connection", (host) => `${host} cannot be reached`],
  ETIMEDOUT: ["timeout", (host, waited) => `${host} did not take the connection within ${waited}`],
  UND_ERR_CONNECT_TIMEOUT: [
    "timeout",
    (host, waited) => `${host} did not take the connection within ${waited}`,
  ],
  UND_ERR_HEADERS_TIMEOUT: [
    "timeout",
    (host, waited) => `${host} took the request and did not answer within ${waited}`,
  ],
  UND_ERR_BODY_TIMEOUT: [
    "timeout",
    (host, waited) => `${host} fell silent in the middle of its answer, after ${waited}`,
  ],
  UND_ERR_HEADERS_OVERFLOW: ["too-large", (host) => `the headers of ${host} are larger than is read`],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["protocol", () => "its body is not as long as Content-Length says"],
  CERT_HAS_EXPIRED: ["tls", (host) => `the certificate of ${host} has expired`],
  CERT_NOT_YET_VALID: ["tls", (host) => `the certificate of ${host} is not valid yet`],
  CERT_REVOKED: ["tls", (host) => `the certificate of ${host} was revoked`],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls", (host) => `the certificate of ${host} is self-signed`],
  SELF_SIGNED_CERT_IN_CHAIN: ["tls", (host) => `the certificate of ${host} comes from an unknown issuer`],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "tls",
    (host) => `the certificate of ${host} comes from an unknown issuer`,
  ],
  UNABLE_TO_GET_ISSUER_CERT: ["tls", (host) => `the certificate of ${host} comes from an unknown issuer`],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    "tls",
    (host) => `the certificate of ${host} comes from an unknown issuer`,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls", (host) => `the certificate is made out to other names than ${host}`],
  ERR_SSL_WRONG_VERSION_NUMBER: ["tls", (host) => `${host} does not speak TLS on this port`],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ["tls", (host) => `${host} does not speak TLS on this port`],
};

/**
 * Puts whatever went wrong with a request into words. `phase` is what was under way: it tells a server that hangs up
 * before it answers from one that stops half-way. `waitedMs`: since the request was begun.
 */
export function toFetchFault(
  error: unknown,
  { host, phase, waitedMs }: Readonly<{ host: string; phase: Phase; waitedMs: number }>,
): FetchFault {
  const chain = causes(error);
  const own = chain.find((cause) => cause instanceof FetchFault);
  if (own) return own;
  for (const cause of chain) {
    const entry = known[codeOf(cause)];
    if (entry) return new FetchFault(entry[0], entry[1](host, inSeconds(waitedMs)), { cause: error });
  }
  for (const cause of chain) {
    const code = codeOf(cause);
    if (cause.name === "HTTPParserError")
      return new FetchFault("protocol", `what ${host} answered is not HTTP (${parserWords(cause)})`, {
        cause: error,
      });
    if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO)/.test(code) || isTlsHangUp(cause))
      return new FetchFault("tls", `no TLS connection to ${host} came about (${code})`, { cause: error });
    if (["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes(code))
      return new FetchFault("connection", `${host} closed the connection ${closedWhen[phase]}`, {
        cause: error,
      });
  }
  const message = chain.at(0)?.message ?? String(error);
  return new FetchFault("connection", `the request to ${host} failed: ${message}`, { cause: error });
}

export type Phase = "asking" | "reading";
const closedWhen: Readonly<Record<Phase, string>> = {
  asking: "before it answered",
  reading: "in the middle of its answer",
};

/** Timers run late by some milliseconds: whole seconds, where there are any. */
const inSeconds = (ms: number): string =>
  `${ms < 1000 ? Math.floor(ms / 100) / 10 : Math.floor(ms / 1000)} s`;

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

/** undici's parser errors carry no code of their own; why stands in brackets: "Response does not match … (Invalid status code)". */
const parserWords = ({ message }: Error): string => /\(([^()]*)\)$/.exec(message)?.[1] ?? message;

/** Node says of a server that hangs up in the handshake only this. */
const isTlsHangUp = (error: Error): boolean => /before secure TLS connection/i.test(error.message);

/** An error, its causes, and what an AggregateError (all addresses of a host failed) holds. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  const pending: unknown[] = [error];
  while (pending.length > 0 && found.length < 20) {
    const next = pending.shift();
    if (!(next instanceof Error)) continue;
    found.push(next);
    pending.push(next.cause, ...(next instanceof AggregateError ? (next.errors as unknown[]) : []));
  }
  return found;
}
