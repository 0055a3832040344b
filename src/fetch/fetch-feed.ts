import { STATUS_CODES } from "node:http";
import type { Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import type { SourceAccess } from "../model/source-access.ts";
import type { Validators } from "../model/source.ts";
import { challengeOf } from "./challenge.ts";
import { afterDelta, deltaCodings } from "./delta.ts";
import { type Phase, toFetchFault } from "./fetch-fault.ts";
import { freshnessOf, retryAfterMs } from "./freshness.ts";
import type { HttpClient } from "./http-client.ts";
import { pushLinksOf } from "./link-header.ts";
import { FetchFault, type FetchFaultKind, type FetchOutcome } from "./outcome.ts";
import { loginHint, ownHeaders, withoutSecrets } from "./own-access.ts";
import { readBody } from "./read-body.ts";
import { createTimeLimit, type TimeLimit } from "./time-limit.ts";
import { conditionalHeaders, readValidators } from "./validators.ts";

export type FetchRequest = Readonly<{
  http: HttpClient;
  url: string;
  /** What the last good answer gave; empty for an unconditional request. */
  validators: Validators;
  /** The address that gave them: no other one, before or after a redirect, is sent them. By default every one is. */
  validatorsFrom?: string;
  /** What the source's own server is sent besides. */
  access?: SourceAccess;
  clock: Clock;
  signal?: AbortSignal;
  /** Awaited before every request, redirects too: the host's turn. The time it takes is not the server's. */
  turn?: (host: string) => Promise<void>;
  /** Awaited once a body turns out to be large (`large-bodies.ts`): there is room for it. Nor is this time the server's. */
  room?: () => Promise<void>;
}>;

const mostRedirects = 5;
/** Of an error page: enough to see who sent it. */
const maxErrorPageBytes = 64 * 1024;

/**
 * One conditional GET, redirects followed by hand. Never rejects: whatever happens is an outcome. Limits: the time and
 * sizes of `http.settings()`, five redirects, and the address guard on every connection.
 */
export async function fetchFeed(request: FetchRequest): Promise<FetchOutcome> {
  const { http, url, signal } = request;
  const timeLimit = createTimeLimit(http.settings().timeoutMs, signal);
  const exchange: Exchange = {
    ...request,
    timeLimit,
    at: undefined,
    phase: "asking",
    received: 0,
    askedAt: performance.now(),
  };
  try {
    return await follow(exchange);
  } catch (error) {
    // What nobody reads on would hold its connection until the server falls silent.
    exchange.body?.on("error", () => {}).destroy();
    if (signal?.aborted) return { kind: "aborted" };
    // A fault that is named already says more than that the time was over: what there was no end of waiting for.
    const isOver = timeLimit.isOver() && !(error instanceof FetchFault);
    const fault = isOver
      ? timeFault(exchange, http.settings().timeoutMs)
      : toFetchFault(error, {
          host: exchange.at?.hostname ?? url,
          phase: exchange.phase,
          waitedMs: performance.now() - exchange.askedAt,
        });
    return {
      kind: "failed",
      fault: kindOf(fault, exchange),
      message: sentence(exchange, fault.message),
      ...elsewhere(exchange),
    };
  } finally {
    timeLimit.end();
  }
}

/** A fetch under way: where it has got to is what its error will tell. */
type Exchange = FetchRequest & {
  timeLimit: TimeLimit;
  at: URL | undefined;
  body?: Dispatcher.ResponseData["body"];
  phase: Phase;
  received: number;
  /** By `performance.now()`: when the present request was begun. */
  askedAt: number;
};

/** A publisher whose redirect leads nowhere has been asked: that is no fault of the way there, after which one may ask soon. */
const kindOf = ({ kind }: FetchFault, { body }: Exchange): FetchFaultKind =>
  body !== undefined && (kind === "dns" || kind === "offline") ? "redirect" : kind;

const elsewhere = ({ url, at }: Exchange): { elsewhere?: string } =>
  at && at.host !== URL.parse(url)?.host ? { elsewhere: at.host } : {};

type Hops = Readonly<{ count: number; permanent: boolean }>;

async function follow(exchange: Exchange): Promise<FetchOutcome> {
  let at = (exchange.at = parseWebAddress(exchange.url, "it"));
  const seen = new Set<string>();
  let hops: Hops = { count: 0, permanent: true };
  for (;;) {
    seen.add(bare(at).href);
    const response = await get(exchange, at);
    const target = redirectTarget(response, at);
    if (!target) return await conclude(exchange, response, hops);

    await response.body.dump({ limit: maxErrorPageBytes, signal: exchange.timeLimit.signal });
    // undici has a connection free one turn of the loop after the body's end: on the same host one is enough.
    await new Promise(setImmediate);
    const count = hops.count + 1;
    if (seen.has(bare(target).href)) throw new FetchFault("redirect", "its redirects go round in a circle");
    if (count > mostRedirects)
      throw new FetchFault("redirect", `it redirects more than ${mostRedirects} times`);
    hops = {
      count,
      permanent: hops.permanent && isPermanent(response.statusCode) && !isDowngrade(at, target),
    };
    at = exchange.at = target;
  }
}

/** An ETag means something at the address that gave it; a date would hide what another one has. */
const validatorsFor = ({ validators, validatorsFrom }: FetchRequest, at: URL): Validators =>
  validatorsFrom === undefined || bare(at).href === validatorsFrom ? validators : {};

const isConditional = ({ etag, lastModified }: Validators): boolean =>
  etag !== undefined || lastModified !== undefined;

async function get(exchange: Exchange, at: URL): Promise<Dispatcher.ResponseData> {
  const { http, timeLimit, turn } = exchange;
  if (turn) await timeLimit.pausedDuring(turn(at.host));
  const headers = { ...ownHeaders(exchange.access, at), ...conditionalHeaders(validatorsFor(exchange, at)) };
  // A server that says nothing for half of the time will not be done by the end of it.
  const idleMs = Math.max(1, Math.ceil(http.settings().timeoutMs / 2));
  const send = () => http.get(bare(at), { headers, signal: timeLimit.signal, idleMs });
  exchange.phase = "asking";
  exchange.askedAt = performance.now();
  let response: Dispatcher.ResponseData;
  try {
    response = await send();
  } catch (error) {
    if (!lostIdleConnection(error) || timeLimit.signal.aborted) throw error;
    response = await send();
  }
  exchange.phase = "reading";
  exchange.body = response.body;
  return response;
}

/**
 * A connection kept from an earlier request, which the server closed just as the next one was sent: RFC 9112 9.3.1 lets
 * an idempotent request be sent again. On a new connection it is the server's answer.
 */
function lostIdleConnection(error: unknown): boolean {
  const { code, socket } = error as { code?: unknown; socket?: { bytesRead?: number } };
  return code === "UND_ERR_SOCKET" && (socket?.bytesRead ?? 0) > 0;
}

async function conclude(
  exchange: Exchange,
  response: Dispatcher.ResponseData,
  hops: Hops,
): Promise<FetchOutcome> {
  const { headers, statusCode: status } = response;
  const at = exchange.at ?? new URL(exchange.url);
  const finalUrl = bare(at).href;
  const freshness = freshnessOf(headers, exchange.clock.now());
  const push = pushLinksOf(headers, finalUrl);
  const good = {
    status,
    finalUrl,
    ...(freshness && { freshness }),
    ...(hops.count > 0 && hops.permanent && { permanentRedirect: finalUrl }),
    ...(push && { push }),
  };
  const asked = validatorsFor(exchange, at);
  if (status === 200 || status === 203 || status === 226)
    return { ...good, ...(await takeBody(exchange, response, asked)) };
  if (status === 304) {
    await response.body.dump();
    if (!isConditional(asked))
      throw new FetchFault(
        "protocol",
        "it answered 304 Not Modified, as before, and was not asked about any before",
      );
    return { kind: "not-modified", ...good, validators: { ...asked, ...readValidators(headers) } };
  }
  return await takeError(exchange, response, at);
}

async function takeBody(exchange: Exchange, response: Dispatcher.ResponseData, asked: Validators) {
  const { headers, statusCode } = response;
  const isDelta = statusCode === 226;
  const codings = isDelta ? deltaCodings(headers, asked) : [];
  const bytes = await readBody(response, {
    maxBytes: exchange.http.settings().maxBodyBytes,
    codings,
    onBytes: (received) => void (exchange.received = received),
    beforeLarge: async () => exchange.room && exchange.timeLimit.pausedDuring(exchange.room()),
  });
  const contentType = headers["content-type"];
  const validators = readValidators(headers);
  return {
    kind: "body" as const,
    ...(isDelta && { isDelta }),
    validators: isDelta ? afterDelta(validators, asked) : validators,
    bytes,
    received: exchange.received,
    ...(typeof contentType === "string" && { contentType }),
  };
}

async function takeError(
  exchange: Exchange,
  response: Dispatcher.ResponseData,
  at: URL,
): Promise<FetchOutcome> {
  const { headers, statusCode: status } = response;
  const finalUrl = bare(at).href;
  const challenge = await readChallenge(response);
  const answer = `the server answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd();
  const message = sentence(
    exchange,
    challenge
      ? `a bot challenge by ${challenge} stands before it (${answer})`
      : answer + loginHint(exchange.access, at, status),
  );
  if (status === 410) return { kind: "gone", status, finalUrl, message };
  const waitMs = retryAfterMs(headers, exchange.clock.now());
  return {
    kind: "http-error",
    status,
    finalUrl,
    message,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  };
}

/** Reads the beginning of an error page for who sent it. That it cannot be read changes nothing. */
async function readChallenge(response: Dispatcher.ResponseData): Promise<string | undefined> {
  try {
    const bytes = await readBody(response, { maxBytes: maxErrorPageBytes });
    return challengeOf(Buffer.from(bytes).toString("utf8"), response.headers);
  } catch {
    response.body.on("error", () => {}).destroy();
    return challengeOf("", response.headers);
  }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const isPermanent = (status: number): boolean => status === 301 || status === 308;
const isDowngrade = (from: URL, to: URL): boolean => from.protocol === "https:" && to.protocol === "http:";

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | undefined {
  if (!redirectStatuses.has(statusCode)) return undefined;
  const location = [headers.location ?? []].flat()[0];
  if (!location) throw new FetchFault("redirect", `it answered ${statusCode} without saying where to`);
  // Some servers write the raw bytes of a UTF-8 path; headers are read as Latin-1.
  const text = Buffer.from(location, "latin1").toString("utf8");
  return parseWebAddress(text, "it redirects to what", from);
}

function parseWebAddress(text: string, what: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new FetchFault(
      base ? "redirect" : "address",
      `${what} is no web address${base ? `: ${shortened(text)}` : ""}`,
    );
  return url;
}

/**
 * Without credentials and fragment: as it is sent, shown and remembered. A source's own login is no part of its address,
 * and one in a redirect's Location is nobody's we know.
 */
function bare(url: URL): URL {
  const copy = new URL(url);
  copy.username = copy.password = copy.hash = "";
  return copy;
}

function timeFault({ received, phase }: Exchange, timeoutMs: number): FetchFault {
  const got =
    phase !== "reading" ? "no answer" : received > 0 ? `${received} bytes and no end` : "headers and no body";
  return new FetchFault("timeout", `${got} within ${timeoutMs / 1000} s`);
}

/** Somebody else's address, of a length that a page can show: a header may be 32 kB long. */
const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** Names the address, and the one a redirect led to where the fault is there. */
function sentence({ url, at, access }: Exchange, found: string): string {
  const parsed = URL.parse(url);
  const asked = parsed ? bare(parsed).href : url;
  const now = at && bare(at).href;
  const where = now && now !== asked ? ` (it redirects to ${shortened(now)})` : "";
  return `Cannot fetch ${asked}${withoutSecrets(access, `${where}: ${found}`)}`;
}
