import { STATUS_CODES } from "node:http";
import type { Feed, FeedState } from "../model/source.ts";
import { feedName, sourcePath, webUrl } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { count, unbroken } from "./words.ts";

/** How a source does, for people. */
export type FeedReport = Readonly<{
  name: string;
  href: string;
  /** The feed's address as the config has it, and as a link where it can be one. */
  url: string;
  /** The address in the pieces between which a line may end. */
  urlPieces: readonly string[];
  urlHref?: string;
  category?: string;
  state: FeedState;
  stateLabel: string;
  entries: string;
  /** "304 Not Modified", and when. */
  lastAnswer?: Readonly<{ text: string; at: Moment }>;
  lastChanged?: Moment;
  failing?: Readonly<{ since?: Moment; times: string }>;
  /** Absent for a feed that is not asked again. */
  next?: Readonly<{ at: Moment; isDue: boolean; time: string; reason: string }>;
  error?: string;
  /** Where the feed is asked now, if a permanent redirect leads elsewhere. */
  movedTo?: string;
  /** What the parser had to repair. */
  notes: readonly string[];
}>;

const stateLabels: Readonly<Record<FeedState, string>> = {
  new: "Not asked yet",
  ok: "Answers",
  failing: "Failing",
  gone: "Gone",
};

/** What there is to say of `feed` at `now`. */
export function feedReport(feed: Feed, now: Date): FeedReport {
  const { source, state, polling } = feed;
  const answer = lastAnswer(feed);
  const href = webUrl(source.url);
  return {
    name: feedName(feed),
    href: sourcePath(feed.id),
    url: source.url,
    urlPieces: source.url.split(/(?<=[^/]\/)(?=[^/])/),
    ...(href !== undefined && { urlHref: href }),
    ...(source.category !== undefined && { category: source.category }),
    state,
    stateLabel: stateLabels[state],
    entries: count(feed.entryCount, "entry", "entries"),
    ...(answer !== undefined &&
      polling.lastPolledAt && { lastAnswer: { text: answer, at: moment(polling.lastPolledAt, now) } }),
    ...(polling.lastChangedAt && { lastChanged: moment(polling.lastChangedAt, now) }),
    ...(polling.failures > 0 && {
      failing: {
        ...(polling.failingSince && { since: moment(polling.failingSince, now) }),
        times: count(polling.failures, "failed poll"),
      },
    }),
    ...(state !== "gone" && {
      next: {
        ...nextPoll(isBeingAsked(feed, now) ? now : polling.nextPollAt, now),
        reason: unbroken(reasonOfNext(feed, now)),
      },
    }),
    ...(polling.lastError !== undefined && { error: unbroken(polling.lastError) }),
    ...(feed.fetchUrl !== source.url && { movedTo: feed.fetchUrl }),
    notes: polling.notes,
  };
}

const isBeingAsked = ({ leasedUntil }: Feed, now: Date): boolean =>
  leasedUntil !== undefined && leasedUntil > now;

/** Why a feed is asked next when it is. */
export const reasonOfNext = (feed: Feed, now: Date): string =>
  isBeingAsked(feed, now) ? "being asked now" : feed.polling.nextPollReason;

/** What is due is not "just now" or "2 min ago", but now. */
function nextPoll(at: Date, now: Date) {
  const isDue = at <= now;
  const next = moment(at, now);
  return { at: isDue ? { ...next, brief: "now" } : next, isDue, time: timeOfDay(at, now) };
}

/** "304 Not Modified"; "no answer" where the connection brought none. */
function lastAnswer({ polling: { lastStatus, lastOutcome } }: Feed): string | undefined {
  if (lastStatus !== undefined) return [lastStatus, STATUS_CODES[lastStatus]].join(" ").trim();
  if (lastOutcome === undefined) return undefined;
  const unspoken = {
    ok: "a document",
    "not-modified": "nothing new",
    error: "no answer",
    gone: "gone",
    skipped: "left out",
  } as const;
  return unspoken[lastOutcome];
}

/** Red first: what needs a person stands above what does not. */
const urgency: Readonly<Record<FeedState, number>> = { failing: 0, gone: 1, new: 2, ok: 3 };

/** The feeds in the order of their need for attention, else in the config's. */
export const byUrgency = (feeds: readonly Feed[]): readonly Feed[] =>
  feeds.toSorted((a, b) => urgency[a.state] - urgency[b.state]);
