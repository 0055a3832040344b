import { STATUS_CODES } from "node:http";
import { formatDuration } from "../base/duration.ts";
import type { Feed, FeedPolling, FeedState, PollOutcomeKind } from "../model/source.ts";
import { askedForByHand, type PushReport } from "../store/store.ts";
import { feedName, sourcePath, webUrl } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { pushWords } from "./push-words.ts";
import { count, unbroken } from "./words.ts";

/** A source in a list. */
export type BriefReport = Readonly<{
  name: string;
  href: string;
  state: FeedState;
  stateLabel: string;
  entries: string;
  lastChanged?: Moment;
}>;

/** How a source does, for people. */
export type FeedReport = BriefReport &
  Readonly<{
    /** The feed's address as the config has it, and as a link where it can be one. */
    url: string;
    /** The address in the pieces between which a line may end. */
    urlPieces: readonly string[];
    urlHref?: string;
    category?: string;
    /** "304 Not Modified", and when. */
    lastAnswer?: Readonly<{ text: string; at: ClockMoment }>;
    /** "5 failed polls in a row", and since when. */
    trouble?: Readonly<{ label: string; text: string; since?: ClockMoment }>;
    /** Absent for a feed that is not asked again. */
    next?: NextReport;
    /** "31 min": between the last poll and the next. */
    interval?: string;
    error?: string;
    /** Where the feed is asked now, if a permanent redirect leads elsewhere. */
    movedTo?: string;
    /** What its hub has promised (WebSub). */
    hub?: string;
    /** What the parser had to repair. */
    notes: readonly string[];
  }>;

/** A moment with its time of day: "14:05 UTC". */
export type ClockMoment = Moment & Readonly<{ time: string }>;

/** "asked again at" 14:05 UTC (in 23 min): "the server said max-age=3600". While it is being asked there is no time. */
export type NextReport = Readonly<{ lead: string; at?: ClockMoment; isDue: boolean; reason?: string }>;

const stateLabels: Readonly<Record<FeedState, string>> = {
  new: "Not asked yet",
  ok: "Answers",
  failing: "Failing",
  gone: "Gone",
};

/** What a list says of `feed` at `now`. */
export function briefReport(feed: Feed, now: Date): BriefReport {
  const { state, polling } = feed;
  return {
    name: feedName(feed),
    href: sourcePath(feed.id),
    state,
    stateLabel: stateLabels[state],
    entries: count(feed.entryCount, "entry", "entries"),
    ...(polling.lastChangedAt && { lastChanged: moment(polling.lastChangedAt, now) }),
  };
}

/** All that there is to say of `feed` at `now`; `asked`: how its hub was asked, where that is known. */
export function feedReport(feed: Feed, now: Date, asked?: PushReport): FeedReport {
  const { source, polling } = feed;
  const answer = answerOf({ status: polling.lastStatus, outcome: polling.lastOutcome });
  const href = webUrl(source.url);
  const trouble = troubleOf(feed, now);
  const next = nextOf(feed, now);
  const intervalMs = intervalOf(feed);
  const hub = pushWords(polling, asked, now);
  return {
    ...briefReport(feed, now),
    url: source.url,
    urlPieces: source.url.split(/(?<=[^/]\/)(?=[^/])/),
    ...(href !== undefined && { urlHref: href }),
    ...(source.category !== undefined && { category: source.category }),
    ...(answer !== undefined &&
      polling.lastPolledAt && { lastAnswer: { text: answer, at: clockMoment(polling.lastPolledAt, now) } }),
    ...(trouble && { trouble }),
    ...(next && { next }),
    ...(intervalMs !== undefined && { interval: unbroken(formatDuration(intervalMs)) }),
    ...(polling.lastError !== undefined && { error: unbroken(polling.lastError) }),
    ...(feed.fetchUrl !== source.url && { movedTo: feed.fetchUrl }),
    ...(hub !== undefined && { hub }),
    notes: polling.notes,
  };
}

function clockMoment(at: Date, now: Date): ClockMoment {
  const { brief, ...exactly } = moment(at, now);
  return { ...exactly, brief: unbroken(brief), time: timeOfDay(at, now) };
}

/** Somebody holds it, to ask it or waiting for its host's turn. */
export const isBeingAsked = ({ leasedUntil }: Feed, now: Date): boolean =>
  leasedUntil !== undefined && leasedUntil > now;

/** Why a feed is asked next when it is. */
export const reasonOfNext = (feed: Feed, now: Date): string =>
  isBeingAsked(feed, now) ? "being asked now" : feed.polling.nextPollReason;

/** The time from the last poll to the next, in ms; undefined where that is no interval: never polled, gone, or asked for. */
export function intervalOf({ state, polling: { lastPolledAt, nextPollAt, nextPollReason } }: Feed) {
  if (state === "gone" || !lastPolledAt || nextPollReason === askedForByHand) return undefined;
  return nextPollAt > lastPolledAt ? nextPollAt.getTime() - lastPolledAt.getTime() : undefined;
}

function nextOf(feed: Feed, now: Date): NextReport | undefined {
  if (feed.state === "gone") return undefined;
  if (isBeingAsked(feed, now)) return { lead: "being asked now", isDue: true };
  const { nextPollAt, nextPollReason, notBefore } = feed.polling;
  const isDue = nextPollAt <= now;
  const at = clockMoment(nextPollAt, now);
  return {
    lead: isDue ? "due since" : notBefore && notBefore >= nextPollAt ? "not before" : "asked again at",
    at,
    isDue,
    reason: unbroken(nextPollReason),
  };
}

/** Why a feed is asked no more, in words that follow a colon: `afterPoll` ends it for 410, and for a month of 404. */
export const whyEnded = ({ lastStatus }: Pick<FeedPolling, "lastStatus">): string =>
  lastStatus === 404
    ? "for a month its server has found nothing there (404)"
    : "the server said that it is gone for good (410)";

function troubleOf({ state, polling }: Feed, now: Date): FeedReport["trouble"] {
  const { failures, failingSince, lastPolledAt } = polling;
  if (state === "gone")
    return {
      label: "Gone",
      text: `not asked again: ${whyEnded(polling)}`,
      ...(lastPolledAt && { since: clockMoment(lastPolledAt, now) }),
    };
  if (failures === 0) return undefined;
  return {
    label: "Failing",
    text: failures === 1 ? "1 failed poll" : `${count(failures, "failed poll")} in a row`,
    ...(failingSince && { since: clockMoment(failingSince, now) }),
  };
}

/** "304 Not Modified"; "no answer" where the connection brought none. */
export function answerOf({
  status,
  outcome,
}: Readonly<{ status: number | undefined; outcome: PollOutcomeKind | undefined }>): string | undefined {
  if (status !== undefined) return [status, STATUS_CODES[status]].join(" ").trim();
  if (outcome === undefined) return undefined;
  const unspoken = {
    ok: "a document",
    "not-modified": "nothing new",
    error: "no answer",
    gone: "gone",
    skipped: "not asked",
  } as const;
  return unspoken[outcome];
}
