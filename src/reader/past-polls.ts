import { formatDuration } from "../base/duration.ts";
import type { PastPoll } from "../model/past-poll.ts";
import type { PollOutcomeKind } from "../model/source.ts";
import { answerOf } from "./feed-report.ts";
import { hostName } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { bytes, count, unbroken } from "./words.ts";

/** The last polls of a feed as its page prints them, newest first: the first rows, and those behind a click. */
export type PollTable = Readonly<{ rows: readonly PollRow[]; older: readonly PollRow[] }>;

export type PollRow = Readonly<{
  outcome: PollOutcomeKind;
  /** "14:05", of another day "23 Nov, 14:05". */
  time: string;
  at: Moment;
  /** "304 Not Modified". */
  answer: string;
  /** "in 120 ms · 2.4 kB · 3 new of 20 entries". */
  facts: string;
  error?: string;
  /** "14:35: every 30 min". */
  next: string;
}>;

const shownAtOnce = 10;

/** `url` is the source's address: errors need not name it in every row. */
export function pollTable(polls: readonly PastPoll[], url: string, now: Date): PollTable {
  const rows = polls.map((poll) => pollRow(poll, url, now));
  return { rows: rows.slice(0, shownAtOnce), older: rows.slice(shownAtOnce) };
}

export function pollRow(poll: PastPoll, url: string, now: Date): PollRow {
  const { at, outcome, status, nextPollAt, nextPollReason } = poll;
  const answer = answerOf({ status, outcome }) ?? "";
  const error = errorOf(poll, url, answer);
  const reason = unbroken(nextPollReason);
  return {
    outcome,
    time: withoutZone(timeOfDay(at, now)),
    at: moment(at, now),
    answer,
    facts: unbroken(factsOf(poll).join(" · ")),
    ...(error !== undefined && { error: unbroken(error) }),
    next: nextPollAt ? `${withoutZone(timeOfDay(nextPollAt, at))}: ${reason}` : reason,
  };
}

/** What the answer does not say already. */
function errorOf({ error, askedUrl = "" }: PastPoll, url: string, answer: string): string | undefined {
  const found = [url, askedUrl].reduce((text, asked) => text?.replace(`Cannot fetch ${asked}: `, ""), error);
  return found === `the server answered ${answer}` ? undefined : found;
}

/** The head of the table names the zone. */
const withoutZone = (time: string): string => time.replace(/ UTC$/, "");

function factsOf({ tookMs, bytes: size, entries, added = 0, changed = 0, askedUrl }: PastPoll): string[] {
  return [
    ...(tookMs === undefined ? [] : [`in ${formatDuration(tookMs)}`]),
    ...(size === undefined || size === 0 ? [] : [bytes(size)]),
    ...(entries === undefined ? [] : [`${added} new of ${count(entries, "entry", "entries")}`]),
    ...(changed === 0 ? [] : [`${changed} edited`]),
    ...(askedUrl === undefined ? [] : [`asked at ${hostName(askedUrl)}`]),
  ];
}

/** A poll as `/sources/:id/polls.json` has it; names as in `poll --json`. */
export function pollJson({ at, nextPollAt, added, ...poll }: PastPoll): object {
  return {
    at: at.toISOString(),
    ...poll,
    ...(added !== undefined && { new: added }),
    nextPollAt: nextPollAt?.toISOString() ?? null,
  };
}
