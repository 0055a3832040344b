import { createHash } from "node:crypto";
import type { Clock } from "../base/clock.ts";
import { challengeOf } from "../fetch/challenge.ts";
import { fetchFeed } from "../fetch/fetch-feed.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { FetchOutcome } from "../fetch/outcome.ts";
import type { Entry } from "../model/entry.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { PollOutcomeKind } from "../model/source.ts";
import type { FeedParser } from "../parse/parse-apart.ts";
import type { ClaimedFeed, HostPause, Store } from "../store/store.ts";
import type { AfterPoll } from "./after-poll.ts";
import type { Reading } from "./answer.ts";
import { addressToAsk } from "./redirects.ts";
import { saveAnswer } from "./save-answer.ts";

/** A line of `poll --json`. `entries`: of the document that was read; `new`: those not seen before. */
export type PollResult = Readonly<{
  url: string;
  outcome: PollOutcomeKind;
  entries: number;
  new: number;
  status?: number;
  error?: string;
}>;

export type PollFeedParts = Readonly<{
  feed: ClaimedFeed;
  store: Pick<Store, "savePoll" | "pauseHost" | "hostPause" | "putOff" | "entriesOfFeed">;
  http: HttpClient;
  parser: Pick<FeedParser, "parse" | "prepare">;
  settings: PollingSettings;
  clock: Clock;
  signal: AbortSignal;
  /** Awaited before every request: the host's turn. */
  turn: (host: string) => Promise<void>;
  /** Awaited then: undefined where the host is this process's to ask, else when to try again. */
  enter: (host: string) => Promise<HostPause | undefined>;
  /** Awaited before a large body is held: room in memory. */
  room: () => Promise<void>;
}>;

/** `after` is absent where a pause of a host kept the feed from being asked. */
export type PolledFeed = Readonly<{ result: PollResult; after?: AfterPoll }>;

/**
 * Polls one claimed feed: fetches it, reads what came, and saves entries and validators together, which ends the claim.
 * Answers undefined where the signal ended it: nothing is written, and the claim is the caller's to release. Rejects
 * only where the store does.
 */
export async function pollFeed(parts: PollFeedParts): Promise<PolledFeed | undefined> {
  const { feed, store, http, parser, settings, clock } = parts;
  const { url } = feed.source;
  const { validators } = feed.polling;
  const asked = addressToAsk(feed);
  const { turn, room, signal, foundPause, throwIfBroken, waitedMs } = turnsUnlessPaused(parts);
  const askedAt = clock.now();
  const access = http.settings().access?.[url];
  if (feed.polling.lastPolledAt === undefined) parser.prepare(); // a first answer is no 304
  const fetched = await fetchFeed({
    http,
    url: asked,
    validators,
    validatorsFrom: feed.polling.validatorsFrom ?? feed.fetchUrl,
    ...(access && { access }),
    clock,
    signal,
    turn,
    room,
  });
  throwIfBroken();
  const pause = foundPause();
  if (pause) return { result: await putOff(parts, pause) };
  if (fetched.kind === "aborted") return undefined;

  const fetchedAt = clock.now();
  const answer =
    fetched.kind === "body"
      ? { ...fetched, reading: await read(fetched, { feed, parser, fetchedAt }) }
      : fetched;
  const history = await historyOf(parts);
  const request = {
    url: asked,
    tookMs: Math.max(0, fetchedAt.getTime() - askedAt.getTime() - waitedMs()), // a clock may be set back
    ...bytesOf(fetched),
  };
  const brought = { answer, fetchedAt, request, ...(history && { history }) };
  const { after, saved } = await saveAnswer({ feed, store, settings, clock, signal: parts.signal }, brought);
  if (!saved)
    return {
      after,
      result: skipped(url, "Another process has polled it meanwhile; its answer is the one kept."),
    };

  const { lastStatus: status, lastError: error } = after.record.polling;
  return {
    after,
    result: {
      url,
      outcome: after.outcome,
      entries: saved.total,
      new: saved.added,
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
    },
  };
}

/**
 * Before every request, that of a redirect too: the host's turn, and whether it is in a pause, or asked by another process.
 * The feeds of a host know of its pause; what leads there from elsewhere does not. A pause ends the fetch as the signal would,
 * and so does a store that cannot tell: that is no fault of the feed's.
 */
function turnsUnlessPaused({ store, clock, signal, turn, enter, room }: PollFeedParts) {
  const withdrawn = new AbortController();
  let pause: HostPause | undefined;
  let broken: Readonly<{ error: unknown }> | undefined;
  let waitedMs = 0;
  const wait = async (until: Promise<void>) => {
    const from = clock.now().getTime();
    await until;
    waitedMs += clock.now().getTime() - from;
  };
  return {
    waitedMs: () => waitedMs,
    room: () => wait(room()),
    turn: async (host: string) => {
      await wait(turn(host));
      try {
        pause = (await store.hostPause(host, clock.now())) ?? (await enter(host));
      } catch (error) {
        broken = { error };
      }
      if (pause || broken) withdrawn.abort();
      withdrawn.signal.throwIfAborted();
    },
    signal: AbortSignal.any([signal, withdrawn.signal]),
    foundPause: () => pause,
    throwIfBroken: () => {
      if (broken) throw broken.error;
    },
  };
}

/** No fault of the feed's, and nothing is learnt of it: only when it is asked again changes. */
async function putOff({ feed, store, clock }: PollFeedParts, pause: HostPause): Promise<PollResult> {
  const isOwn = pause.host === new URL(addressToAsk(feed)).host;
  const reason = isOwn ? pause.reason : `it leads to ${pause.host}, and there ${pause.reason}`;
  await store.putOff(feed, { ...pause, reason }, clock.now());
  return waitsUntil(feed.source.url, pause.until, reason);
}

/** What came over the wire; of error pages it is not known. */
const bytesOf = (fetched: FetchOutcome): { bytes?: number } =>
  fetched.kind === "body" ? { bytes: fetched.received } : fetched.kind === "not-modified" ? { bytes: 0 } : {};

/** Of a feed that was polled before anybody kept its pace: its latest articles. */
async function historyOf({ feed, store }: PollFeedParts): Promise<readonly Entry[] | undefined> {
  if (feed.polling.pace || feed.polling.lastOkAt === undefined) return undefined;
  return (await store.entriesOfFeed({ feedId: feed.id, limit: 50 })).items;
}

/** A source that was not asked, and why. */
export const skipped = (url: string, error: string): PollResult => ({
  url,
  outcome: "skipped",
  entries: 0,
  new: 0,
  error,
});

/** A source that a server wants left alone until an instant. */
export const waitsUntil = (url: string, until: Date, reason: string): PollResult =>
  skipped(url, `${url} is not asked before ${until.toISOString()}: ${reason}.`);

/** As much of a document as tells a challenge page. */
const beginningBytes = 64 * 1024;

async function read(
  fetched: Extract<FetchOutcome, { kind: "body" }>,
  { feed, parser, fetchedAt }: Pick<PollFeedParts, "feed" | "parser"> & Readonly<{ fetchedAt: Date }>,
): Promise<Reading> {
  const { bytes, contentType, finalUrl, isDelta } = fetched;
  const bodyHash = createHash("sha256").update(bytes).digest("hex");
  if (bodyHash === feed.polling.bodyHash) return { kind: "same" };
  const parsed = await parser.parse({
    bytes,
    url: finalUrl,
    fetchedAt,
    ...(contentType !== undefined && { contentType }),
  });
  if (parsed.kind === "feed") {
    const { entries, truncated } = parsed.feed;
    // "Since then nothing", in the way of RFC 3229.
    if (isDelta && entries.length === 0 && !truncated) return { kind: "same" };
    return { kind: "feed", feed: parsed.feed, bodyHash };
  }
  const challenge = challengeOf(Buffer.from(bytes.subarray(0, beginningBytes)).toString("utf8"));
  return {
    kind: "no-feed",
    error: challenge
      ? `Cannot read ${finalUrl}: a bot challenge by ${challenge} stands before the feed`
      : parsed.error,
  };
}
