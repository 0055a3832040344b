import { dayMs } from "../base/duration.ts";
import type { FetchOutcome } from "../fetch/outcome.ts";
import type { ParsedFeed } from "../model/parsed-feed.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { Every, Feed, FeedPolling, FeedState, PollOutcomeKind } from "../model/source.ts";
import type { HostPause, PollRecord } from "../store/store.ts";
import type { Answer, Reading } from "./answer.ts";
import type { Dated } from "./arrivals.ts";
import { backOff, isBusy, type PollFault } from "./back-off.ts";
import { type NextCheck, nextCheck } from "./next-check.ts";
import { paceAfter } from "./pace-after.ts";
import { awaitsNews, hubNamed, isMissed, toldUntil } from "./hub-trust.ts";
import { hostAfter, hostSays } from "./host-recovery.ts";
import { addressToAsk, afterError, afterGoodAnswer } from "./redirects.ts";
import { busyAgain } from "./slow-down.ts";

export type AfterPollInput = Readonly<{
  feed: Feed;
  answer: Answer;
  settings: PollingSettings;
  now: Date;
  /** Articles that came before the feed's pace was kept. */
  history?: readonly Dated[];
}>;

/** What is to be written after a poll, and which host has asked to be left alone. */
export type AfterPoll = Readonly<{
  record: Pick<PollRecord, "state" | "fetchUrl" | "polling" | "document" | "learn" | "host">;
  outcome: PollOutcomeKind;
  /** `ifAlso`: only where another of its feeds had this status too (`back-off.ts`). */
  pause?: HostPause & Readonly<{ ifAlso?: number }>;
}>;

/** What a feed is after a poll, and what that says of its host. Pure. */
export function afterPoll(input: AfterPollInput): AfterPoll {
  const { record, hostWaitsUntil, ...after } = afterAnswer(input);
  const host = hostAfter(input, record.polling, hostWaitsUntil);
  return { ...after, record: { ...record, ...(host && { host }) } };
}

/** Exhaustive over all that a server can answer. */
function afterAnswer(input: AfterPollInput): AfterPoll & Readonly<{ hostWaitsUntil?: Date }> {
  const { answer, feed } = input;
  if (answer.kind === "failed") return failed(input, { kind: "fetch", fault: answer.fault }, answer.message);
  if (answer.kind === "http-error" || answer.kind === "gone") {
    const end = isOwnAnswer(feed, answer.finalUrl) ? endOf(input, answer) : undefined;
    return end === undefined
      ? failed(input, httpFault(answer), answer.message)
      : gone(input, answer.message, end);
  }
  if (answer.kind === "body")
    return answer.reading.kind === "no-feed"
      ? failed(input, { kind: "no-feed" }, answer.reading.error)
      : good(input, answer, answer.reading);
  // A server that says "as before" to who has nothing from before is broken.
  return feed.polling.lastOkAt === undefined
    ? failed(input, httpFault(answer), `${addressToAsk(feed)} answered 304 Not Modified to a first request`)
    : good(input, answer, { kind: "same" });
}

type GoodAnswer = Extract<FetchOutcome, { kind: "body" | "not-modified" }>;

function good(
  { feed, settings, now, history = [] }: AfterPollInput,
  answer: GoodAnswer,
  reading: Exclude<Reading, { kind: "no-feed" }>,
): AfterPoll {
  const before = feed.polling;
  const isNew = reading.kind === "feed";
  const changedAt = isNew ? now : before.lastChangedAt;
  // What is asked for conditionally, or known by its hash, would never bring the rest of a document that was cut off.
  const isCut = isNew && reading.feed.truncated === true;
  // A delta adds to what was known of the document, and takes nothing from it: not its wishes, nor by what it is known.
  const isDelta = answer.kind === "body" && answer.isDelta === true;
  const bodyHash = isCut ? undefined : isNew && !isDelta ? reading.bodyHash : before.bodyHash;
  const hints = {
    ...(isNew && !isDelta ? {} : keptHints(before)),
    ...(isNew && documentHints(reading.feed)),
  };
  const hub = hubNamed({
    before: before.hub,
    links: answer.push,
    ...(isNew && { document: { head: reading.feed.head, isWhole: !isCut && !isDelta } }),
    finalUrl: answer.finalUrl,
  });
  const push = isSameHub(hub, before.hub) ? before.push : undefined;
  const learnt = {
    ...hints,
    ...(hub && { hub }),
    ...(push && { push }),
    ...(before.hubMissedAt && { hubMissedAt: before.hubMissedAt }),
    validators: isCut ? {} : answer.validators,
    ...(answer.freshness && { freshness: answer.freshness }),
    ...(changedAt && { lastChangedAt: changedAt }),
    ...(before.busy && { busy: before.busy }),
  };
  const { fetchUrl, redirect } = afterGoodAnswer({
    feed,
    finalUrl: answer.finalUrl,
    now,
    ...(answer.permanentRedirect !== undefined && { permanentRedirect: answer.permanentRedirect }),
  });
  const document = isNew && !isDelta ? reading.feed.entries : undefined;
  const learn = (news: readonly Dated[]): FeedPolling => {
    const pace = paceAfter({ before, now, news, history, ...(document && { document }) });
    const missed = news.length > 0 && push && isMissed(before, now) ? { hubMissedAt: now } : {};
    const known = { ...learnt, ...missed, pace, lastPolledAt: now };
    return { ...rest, ...missed, ...nextAfter(feed, known, settings), pace };
  };
  const rest = {
    ...learnt,
    lastPolledAt: now,
    lastOkAt: now,
    failures: 0,
    lastOutcome: isNew ? ("ok" as const) : ("not-modified" as const),
    lastStatus: answer.status,
    notes: isNew ? reading.feed.notes : before.notes,
    ...(!isEmpty(learnt.validators) && answer.finalUrl !== fetchUrl && { validatorsFrom: answer.finalUrl }),
    ...(bodyHash !== undefined && { bodyHash }),
    ...(redirect && { redirect }),
  };
  return {
    record: {
      state: "ok",
      fetchUrl,
      polling: learn([]),
      // A feed without a pace begins by all of its first document: nothing of it needs to be told from what is known.
      ...(isNew && before.pace && { learn }),
      ...(isNew && {
        document: {
          head: reading.feed.head,
          entries: reading.feed.entries,
          ...(isDelta && { isDelta }),
        },
      }),
    },
    outcome: isNew ? "ok" : "not-modified",
  };
}

const isSameHub = (a: FeedPolling["hub"], b: FeedPolling["hub"]): boolean =>
  a?.url === b?.url && a?.topic === b?.topic;

type Learnt = Hints &
  Pick<FeedPolling, "validators" | "freshness" | "lastChangedAt" | "pace" | "busy" | "push" | "hubMissedAt">;

/** When a feed is asked next after a good answer, by what that answer said and what the user wants. */
function nextAfter(
  { source }: Feed,
  {
    validators,
    freshness,
    lastChangedAt,
    pace,
    busy,
    push,
    hubMissedAt,
    lastPolledAt,
    ...hints
  }: Learnt & { lastPolledAt: Date },
  settings: PollingSettings,
): NextCheck {
  const known = {
    ...(push && settings.push && { push }),
    ...(hubMissedAt && { hubMissedAt }),
    ...(lastChangedAt && { lastChangedAt }),
  };
  const told = toldUntil(known, lastPolledAt);
  return nextCheck({
    url: source.url,
    now: lastPolledAt,
    every: source.every ?? settings.every,
    settings,
    ...(pace && { pace }),
    ...keptHints(hints),
    ...(freshness && { freshness }),
    ...(isEmpty(validators) && lastChangedAt && { unchangedSince: lastChangedAt }),
    ...(busy && { busy }),
    ...(told && { toldUntil: told }),
    ...(awaitsNews(known, lastPolledAt) && { awaitsNews: true }),
  });
}

/**
 * When a feed would be asked next, had these settings been in force at its last poll. Undefined where that brought no
 * good answer: back-off goes on as it began.
 */
export function reconsider({
  feed,
  settings,
}: Pick<AfterPollInput, "feed" | "settings">): NextCheck | undefined {
  const { lastPolledAt } = feed.polling;
  return feed.state === "ok" && lastPolledAt
    ? nextAfter(feed, { ...feed.polling, lastPolledAt }, settings)
    : undefined;
}

function failed(input: AfterPollInput, fault: PollFault, error: string): ReturnType<typeof afterAnswer> {
  const { feed, answer, settings, now } = input;
  const failures = feed.polling.failures + 1;
  const { fetchUrl } = afterError({ feed, failures, isGone: answer.kind === "gone" });
  // Where it moves back to the address in the config nothing is known of that one's host.
  const hostFailures =
    fetchUrl === feed.fetchUrl && hostSays(feed, answer) === "silent"
      ? (feed.polling.hostFailures ?? 0) + 1
      : undefined;
  const after = (failures: number) =>
    backOff({
      url: feed.source.url,
      now,
      every: everyOf(feed, settings),
      settings,
      fault,
      failures,
      ...keptHints(feed.polling),
    });
  const { pause, ...next } = after(Math.max(failures, hostFailures ?? 0));
  const polling = {
    ...afterFault(input, error, fetchUrl),
    ...next,
    failures,
    ...(hostFailures !== undefined && { hostFailures }),
    ...(fault.kind === "http" &&
      isBusy(fault.status) && { busy: busyAgain(feed.polling.busy, now, settings.maxEveryMs) }),
  };
  return {
    record: { state: "failing", fetchUrl, polling },
    outcome: "error",
    // A feed that fails by itself for long is asked once a day: the others have not failed as often.
    ...(hostFailures !== undefined && { hostWaitsUntil: earlier(next, after(hostFailures)) }),
    ...(pause && "finalUrl" in answer && { pause: { host: new URL(answer.finalUrl).host, ...pause } }),
  };
}

const earlier = (a: NextCheck, b: NextCheck): Date =>
  a.nextPollAt < b.nextPollAt ? a.nextPollAt : b.nextPollAt;

/** Of the address in the config itself: not of one that it leads to, or that was adopted. */
const isOwnAnswer = (feed: Feed, finalUrl: string): boolean =>
  addressToAsk(feed) === feed.source.url && isSameAddress(finalUrl, feed.source.url);

/** So long nothing but 404, at so many polls: what is not there for a month does not come back. */
const lostAfterMs = 30 * dayMs;
const lostAfterPolls = 30;

/** Why a feed is not asked any more, ever; undefined where it is. */
function endOf({ feed, now }: AfterPollInput, { status }: { status: number }): string | undefined {
  if (status === 410) return "gone: not asked again";
  const { notFoundSince, failures } = feed.polling;
  const isLost =
    status === 404 &&
    failures >= lostAfterPolls &&
    notFoundSince !== undefined &&
    now.getTime() - notFoundSince.getTime() >= lostAfterMs;
  return isLost ? `404 since ${notFoundSince.toISOString().slice(0, 10)}: not asked again` : undefined;
}

function gone(input: AfterPollInput, error: string, reason: string): AfterPoll {
  const polling: FeedPolling = {
    ...afterFault(input, error, input.feed.fetchUrl),
    nextPollAt: input.now,
    nextPollReason: reason,
    failures: input.feed.polling.failures + 1,
    lastOutcome: "gone",
  };
  const state: FeedState = "gone";
  return { record: { state, fetchUrl: input.feed.fetchUrl, polling }, outcome: "gone" };
}

/** What an error leaves of what is known: all but the validators, and those too where another address is asked next. */
function afterFault({ feed, answer, now }: AfterPollInput, error: string, fetchUrl: string) {
  const {
    redirect: _,
    lastStatus: __,
    notBefore: ___,
    hostFailures: ____,
    bodyHash,
    validatorsFrom,
    notFoundSince,
    ...kept
  } = feed.polling;
  const moved = fetchUrl !== feed.fetchUrl;
  const isNotFound = "status" in answer && answer.status === 404;
  return {
    ...kept,
    validators: moved ? {} : kept.validators,
    ...(!moved && bodyHash !== undefined && { bodyHash }),
    ...(!moved && validatorsFrom !== undefined && { validatorsFrom }),
    ...(isNotFound && { notFoundSince: notFoundSince ?? now }),
    lastPolledAt: now,
    failingSince: kept.failingSince ?? now,
    lastOutcome: "error" as const,
    lastError: error,
    ...("status" in answer && { lastStatus: answer.status }),
  };
}

const httpFault = (answer: { status: number; retryAfterMs?: number }): PollFault => ({
  kind: "http",
  status: answer.status,
  ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
});

const everyOf = (feed: Feed, settings: PollingSettings): Every => feed.source.every ?? settings.every;

const isEmpty = ({ etag, lastModified }: FeedPolling["validators"]): boolean =>
  etag === undefined && lastModified === undefined;

const isSameAddress = (a: string, b: string): boolean => new URL(a).href === new URL(b).href;

type Hints = Pick<FeedPolling, "documentIntervalMs" | "skipHours" | "skipDays">;

const documentHints = ({ hints: { intervalMs, skipHours, skipDays } }: ParsedFeed): Hints =>
  keptHints({
    ...(intervalMs !== undefined && { documentIntervalMs: intervalMs }),
    ...(skipHours && { skipHours }),
    ...(skipDays && { skipDays }),
  });

const keptHints = ({ documentIntervalMs, skipHours, skipDays }: Hints): Hints => ({
  ...(documentIntervalMs !== undefined && { documentIntervalMs }),
  ...(skipHours && { skipHours }),
  ...(skipDays && { skipDays }),
});
