import { STATUS_CODES } from "node:http";
import type { Feed, FeedPolling, FeedState, PollOutcomeKind } from "../model/source.ts";
import { askedForByHand, type PushReport } from "../store/store.ts";
import { categoryPath, feedName, sourcePath, webUrl } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { tellFault } from "./poll-faults.ts";
import { tellReason, tellReasonAlone } from "./poll-reasons.ts";
import { pushWords } from "./push-words.ts";
import type { Reading } from "./reading.ts";
import type { Told } from "./told.ts";
import type { Words } from "./words/words.ts";

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
    category?: Readonly<{ name: string; href: string }>;
    /** "304 Not Modified", and when. */
    lastAnswer?: Readonly<{ text: string; at: ClockMoment }>;
    /** "5 failed polls in a row", and since when. */
    trouble?: Readonly<{ label: string; text: string; since?: ClockMoment }>;
    /** Absent for a feed that is not asked again. */
    next?: NextReport;
    /** "31 min": between the last poll and the next. */
    interval?: string;
    error?: Told;
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
export type NextReport = Readonly<{ lead: string; at?: ClockMoment; isDue: boolean; reason?: Told }>;

/** What a list says of `feed`. */
export function briefReport(feed: Feed, { now, words }: Reading): BriefReport {
  const { state, polling } = feed;
  return {
    name: feedName(feed),
    href: sourcePath(feed.id),
    state,
    stateLabel: words.report.states[state],
    entries: words.report.entries(feed.entryCount),
    ...(polling.lastChangedAt && { lastChanged: moment(polling.lastChangedAt, now, words) }),
  };
}

/** All that there is to say of `feed`; `asked`: how its hub was asked, where that is known. */
export function feedReport(feed: Feed, reading: Reading, asked?: PushReport): FeedReport {
  const { source, polling } = feed;
  const { words } = reading;
  const { formats } = words;
  const answer = answerOf({ status: polling.lastStatus, outcome: polling.lastOutcome }, words);
  const href = webUrl(source.url);
  const trouble = troubleOf(feed, reading);
  const next = nextOf(feed, reading);
  const intervalMs = intervalOf(feed);
  const hub = pushWords(polling, asked, reading);
  return {
    ...briefReport(feed, reading),
    url: source.url,
    urlPieces: source.url.split(/(?<=[^/]\/)(?=[^/])/),
    ...(href !== undefined && { urlHref: href }),
    ...(source.category !== undefined && {
      category: { name: source.category, href: categoryPath(source.category) },
    }),
    ...(answer !== undefined &&
      polling.lastPolledAt && {
        lastAnswer: { text: answer, at: clockMoment(polling.lastPolledAt, reading) },
      }),
    ...(trouble && { trouble }),
    ...(next && { next }),
    ...(intervalMs !== undefined && { interval: formats.unbroken(formats.duration(intervalMs)) }),
    ...(polling.lastError !== undefined && { error: tellFault(polling.lastError, words) }),
    ...(feed.fetchUrl !== source.url && { movedTo: feed.fetchUrl }),
    ...(hub !== undefined && { hub }),
    notes: polling.notes,
  };
}

function clockMoment(at: Date, { now, words }: Reading): ClockMoment {
  const { brief, ...exactly } = moment(at, now, words);
  return { ...exactly, brief: words.formats.unbroken(brief), time: timeOfDay(at, now, words) };
}

/** Somebody holds it, to ask it or waiting for its host's turn. */
export const isBeingAsked = ({ leasedUntil }: Feed, now: Date): boolean =>
  leasedUntil !== undefined && leasedUntil > now;

/** Why a feed is asked next when it is, as the store has it. */
export const reasonOfNext = (feed: Feed, now: Date): string =>
  isBeingAsked(feed, now) ? "being asked now" : feed.polling.nextPollReason;

/** The time from the last poll to the next, in ms; undefined where that is no interval: never polled, gone, or asked for. */
export function intervalOf({ state, polling: { lastPolledAt, nextPollAt, nextPollReason } }: Feed) {
  if (state === "gone" || !lastPolledAt || nextPollReason === askedForByHand) return undefined;
  return nextPollAt > lastPolledAt ? nextPollAt.getTime() - lastPolledAt.getTime() : undefined;
}

function nextOf(feed: Feed, reading: Reading): NextReport | undefined {
  const { now, words } = reading;
  if (feed.state === "gone") return undefined;
  if (isBeingAsked(feed, now)) return { lead: words.reasons.beingAsked, isDue: true };
  const { nextPollAt, nextPollReason, notBefore } = feed.polling;
  const isDue = nextPollAt <= now;
  const { dueSince, notBefore: notBeforeThat, askedAgainAt } = words.report;
  // Where the interval stands beside it, the reason need not say one: by chance, or the first time, it is another.
  const tell = intervalOf(feed) === undefined ? tellReason : tellReasonAlone;
  return {
    lead: isDue ? dueSince : notBefore && notBefore >= nextPollAt ? notBeforeThat : askedAgainAt,
    at: clockMoment(nextPollAt, reading),
    isDue,
    reason: tell(nextPollReason, words),
  };
}

/** Why a feed is asked no more: `afterPoll` ends it for 410, and for a month of 404. */
export const whyEnded = (
  { lastStatus }: Pick<FeedPolling, "lastStatus">,
  { report }: Pick<Words, "report">,
): string => (lastStatus === 404 ? report.endedBy404 : report.endedBy410);

function troubleOf({ state, polling }: Feed, reading: Reading): FeedReport["trouble"] {
  const { report } = reading.words;
  const { failures, failingSince, lastPolledAt } = polling;
  if (state === "gone")
    return {
      label: report.states.gone,
      text: whyEnded(polling, reading.words),
      ...(lastPolledAt && { since: clockMoment(lastPolledAt, reading) }),
    };
  if (failures === 0) return undefined;
  return {
    label: report.states.failing,
    text: report.failedPolls(failures),
    ...(failingSince && { since: clockMoment(failingSince, reading) }),
  };
}

/** "304 Not Modified"; "no answer" where the connection brought none. */
export function answerOf(
  { status, outcome }: Readonly<{ status: number | undefined; outcome: PollOutcomeKind | undefined }>,
  { report }: Pick<Words, "report">,
): string | undefined {
  if (status !== undefined) return [status, STATUS_CODES[status]].join(" ").trim();
  return outcome === undefined ? undefined : report.answers[outcome];
}
