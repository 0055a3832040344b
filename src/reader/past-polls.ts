import type { PastPoll } from "../model/past-poll.ts";
import type { PollOutcomeKind } from "../model/source.ts";
import { answerOf } from "./feed-report.ts";
import { hostName } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { tellFault } from "./poll-faults.ts";
import { tellReason } from "./poll-reasons.ts";
import type { Reading } from "./reading.ts";
import type { Told } from "./told.ts";
import type { Words } from "./words/words.ts";

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
  error?: Told;
  /** "14:35"; absent where it was not asked again. */
  nextTime?: string;
  /** "every 30 min". */
  why: Told;
}>;

const shownAtOnce = 10;

/** `url` is the source's address: errors need not name it in every row. */
export function pollTable(polls: readonly PastPoll[], url: string, reading: Reading): PollTable {
  const rows = polls.map((poll) => pollRow(poll, url, reading));
  return { rows: rows.slice(0, shownAtOnce), older: rows.slice(shownAtOnce) };
}

export function pollRow(poll: PastPoll, url: string, { now, words }: Reading): PollRow {
  const { at, outcome, status, nextPollAt, nextPollReason } = poll;
  const answer = answerOf({ status, outcome }, words) ?? "";
  const error = errorOf(poll, url, answer);
  return {
    outcome,
    time: withoutZone(timeOfDay(at, now, words)),
    at: moment(at, now, words),
    answer,
    facts: words.formats.unbroken(factsOf(poll, words).join(" · ")),
    ...(error !== undefined && { error: tellFault(error, words) }),
    ...(nextPollAt && { nextTime: withoutZone(timeOfDay(nextPollAt, at, words)) }),
    why: tellReason(nextPollReason, words),
  };
}

/** What the answer does not say already. */
function errorOf({ error, askedUrl = "" }: PastPoll, url: string, answer: string): string | undefined {
  const found = [url, askedUrl].reduce((text, asked) => text?.replace(`Cannot fetch ${asked}: `, ""), error);
  return found === `the server answered ${answer}` ? undefined : found;
}

/** The head of the table names the zone. */
const withoutZone = (time: string): string => time.replace(/ UTC$/, "");

function factsOf(
  { tookMs, bytes, entries, added = 0, changed = 0, askedUrl }: PastPoll,
  { polling: say, formats }: Words,
): string[] {
  return [
    ...(tookMs === undefined ? [] : [say.took(formats.duration(tookMs))]),
    ...(bytes === undefined || bytes === 0 ? [] : [formats.bytes(bytes)]),
    ...(entries === undefined ? [] : [say.newOf(added, entries)]),
    ...(changed === 0 ? [] : [say.edited(changed)]),
    ...(askedUrl === undefined ? [] : [say.askedAt(hostName(askedUrl))]),
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
