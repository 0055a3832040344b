import type { Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import { formatDuration } from "../base/duration.ts";
import { type Phase, toFetchFault } from "./fetch-fault.ts";
import { retryAfterMs } from "./freshness.ts";
import type { HttpClient } from "./http-client.ts";
import { FetchFault, type FetchFaultKind } from "./outcome.ts";
import { createTimeLimit, type TimeLimit } from "./time-limit.ts";

export type CallbackRequest = Readonly<{
  http: HttpClient;
  url: string;
  /** Sent by POST; absent for a GET. */
  post?: Readonly<{ body: Uint8Array; headers: Readonly<Record<string, string>> }>;
  /** The whole request, until it is answered. */
  timeoutMs: number;
  clock: Clock;
  signal: AbortSignal;
}>;

/** What became of it. Every status is an answer, redirects too: none is followed. */
export type CallbackAnswer = Readonly<
  /** `text`: of what was asked by GET, as far as it is read; without codings. */
  | { kind: "answered"; status: number; text: string; retryAfterMs?: number }
  /** `message` is a sentence without an end. */
  | { kind: "failed"; fault: FetchFaultKind; message: string }
  /** The caller's signal ended it. */
  | { kind: "aborted" }
>;

/** A challenge comes back as it went; all else is not worth reading. */
const maxAnswerBytes = 1024;

/** One request to a subscriber. Never rejects. The address guard holds as it does for feeds. */
export async function askCallback(request: CallbackRequest): Promise<CallbackAnswer> {
  const { url, timeoutMs, clock, signal } = request;
  const timeLimit = createTimeLimit(timeoutMs, signal);
  const startedAt = performance.now();
  let phase: Phase = "asking";
  try {
    const response = await send(request, timeLimit);
    phase = "reading";
    const waitMs = retryAfterMs(response.headers, clock.now());
    const text = request.post ? await leaveBody(response, timeLimit) : await readBeginning(response);
    return {
      kind: "answered",
      status: response.statusCode,
      text,
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    };
  } catch (error) {
    if (signal.aborted) return { kind: "aborted" };
    const { hostname: host } = new URL(url);
    if (timeLimit.isOver() && !(error instanceof FetchFault)) {
      const message = `${host} did not answer within ${formatDuration(timeoutMs)}`;
      return { kind: "failed", fault: "timeout", message };
    }
    const { kind: fault, message } = toFetchFault(error, {
      host,
      phase,
      waitedMs: performance.now() - startedAt,
    });
    return { kind: "failed", fault, message };
  } finally {
    timeLimit.end();
  }
}

function send(
  { http, url, post, timeoutMs }: CallbackRequest,
  { signal }: TimeLimit,
): Promise<Dispatcher.ResponseData> {
  const options = { signal, idleMs: timeoutMs };
  if (post) return http.post(new URL(url), { ...options, ...post });
  const headers = { accept: "text/plain, */*;q=0.1", "accept-encoding": "identity" };
  return http.get(new URL(url), { ...options, headers });
}

/** The status says all; a short body is read over, so that the connection can be used again. */
async function leaveBody({ body }: Dispatcher.ResponseData, { signal }: TimeLimit): Promise<""> {
  await body.dump({ limit: maxAnswerBytes, signal }).catch(() => body.on("error", () => {}).destroy());
  return "";
}

async function readBeginning({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) break; // which ends the connection
  }
  return Buffer.concat(chunks).toString();
}
