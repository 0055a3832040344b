import { faultWords } from "./fault-words.ts";
import { FetchFault } from "./outcome.ts";

export type Talk = Readonly<{
  /** The host name that was asked for. */
  host: string;
  /** What to call it, where that is not its name: `the proxy http://proxy:3128 (HTTPS_PROXY)`. */
  who?: string;
  /** What was under way: it tells a server that hangs up before it answers from one that stops half-way. */
  phase: Phase;
  /** Since the request was begun. */
  waitedMs: number;
}>;

/** Puts whatever went wrong with a request into words. */
export function toFetchFault(error: unknown, { host, who = host, phase, waitedMs }: Talk): FetchFault {
  const chain = causes(error);
  const own = chain.find((cause) => cause instanceof FetchFault);
  if (own) return own;

  // Of several addresses, what a host said counts, not that this machine has no network for the others.
  const named = chain.flatMap((cause) => {
    const words = faultWords[codeOf(cause)];
    return words ? [{ words, cause }] : [];
  });
  const found = named.find(({ words: [kind] }) => kind !== "offline") ?? named[0];
  if (found) {
    const [kind, words] = found.words;
    const message = words({ who, host, waited: inSeconds(waitedMs), error: found.cause });
    return new FetchFault(kind, message, { cause: error });
  }
  for (const cause of chain) {
    const code = codeOf(cause);
    if (cause.name === "HTTPParserError")
      return new FetchFault("protocol", `what ${who} answered is not HTTP (${parserWords(cause)})`, {
        cause: error,
      });
    // How undici says that it did not think of such an answer: 101 Switching Protocols, which nobody asked for.
    if (cause.name === "AssertionError")
      return new FetchFault("protocol", `what ${who} answered is no answer to what was asked`, {
        cause: error,
      });
    if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO|CERT_)/.test(code) || isTlsHangUp(cause))
      return new FetchFault("tls", tlsWords(who, cause), { cause: error });
    if (["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"].includes(code))
      return new FetchFault("connection", `${who} closed the connection ${closedWhen[phase]}`, {
        cause: error,
      });
  }
  const message = chain.at(0)?.message ?? String(error);
  return new FetchFault("connection", `the request to ${who} failed: ${message}`, { cause: error });
}

export type Phase = "asking" | "reading";
const closedWhen: Readonly<Record<Phase, string>> = {
  asking: "before it answered",
  reading: "in the middle of its answer",
};

/** Timers run late by some milliseconds, and early by one: whole seconds, where there are any. */
const inSeconds = (ms: number): string =>
  `${ms < 995 ? Math.floor((ms + 5) / 100) / 10 : Math.floor((ms + 5) / 1000)} s`;

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

/** undici's parser errors carry no code of their own; why stands in brackets: "Response does not match … (Invalid status code)". */
const parserWords = ({ message }: Error): string => /\(([^()]*)\)$/.exec(message)?.[1] ?? message;

function tlsWords(who: string, error: Error): string {
  if (isTlsHangUp(error))
    return `${who} closed the connection in the TLS handshake: it is no HTTPS server, or keeps us out`;
  return `no TLS connection to ${who} came about (${opensslWords(error)})`;
}

/** "…:error:0A000438:SSL routines:ssl3_read_bytes:tlsv1 alert internal error:../deps/…": its last words say what is wrong. */
const opensslWords = ({ message }: Error): string =>
  /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message.slice(0, 200);

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
