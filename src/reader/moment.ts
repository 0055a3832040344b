import { dayMs, hourMs, minuteMs } from "../base/duration.ts";
import type { Words } from "./words/words.ts";

/** An instant as a page prints it: for machines, exactly for people, and briefly as seen from now. */
export type Moment = Readonly<{ iso: string; exact: string; brief: string }>;

/**
 * `at` as a page prints it at `now`: "just now", "5 min ago", "3 h ago", "2 days ago", "12 Nov", "12 Nov 2025";
 * "in 5 min".
 */
export function moment(at: Date, now: Date, words: Words): Moment {
  return {
    iso: at.toISOString(),
    exact: `${words.formats.dayAndTime(at)} UTC`,
    brief: brief(at, now, words),
  };
}

/** The day of a newspaper's head: "Tuesday, 24 November 2026". */
export const dayLine = (at: Date, { formats }: Words): string => formats.day(at);

/** "14:05 UTC", with the day before it where that is not the day of `now`. */
export function timeOfDay(at: Date, now: Date, { formats }: Words): string {
  const sameDay = formats.dayMonthYear(at) === formats.dayMonthYear(now);
  return `${sameDay ? "" : `${formats.dayAndMonth(at)}, `}${formats.clockTime(at)} UTC`;
}

function brief(at: Date, now: Date, { formats, moment: words }: Words): string {
  const ms = at.getTime() - now.getTime();
  const away = Math.abs(ms);
  if (away < minuteMs) return ms <= 0 ? words.justNow : words.inAMoment;
  if (away < 7 * dayMs) {
    // In one unit, rounded down: nobody minds the minutes of yesterday.
    const [unit, size] = away < hourMs ? minutes : away < dayMs ? hours : days;
    return formats.relative(Math.trunc(ms / size), unit);
  }
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
  return sameYear ? formats.dayAndMonth(at) : formats.dayMonthYear(at);
}

const minutes = ["minute", minuteMs] as const;
const hours = ["hour", hourMs] as const;
const days = ["day", dayMs] as const;
