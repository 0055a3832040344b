import { dayMs, hourMs, minuteMs } from "../base/duration.ts";

/** An instant as a page prints it: for machines, exactly for people, and briefly as seen from now. */
export type Moment = Readonly<{ iso: string; exact: string; brief: string }>;

const exactly = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "full",
  timeStyle: "short",
  timeZone: "UTC",
});
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const fullDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const clockTime = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });

/** `at` as a page prints it at `now`: "just now", "5 min ago", "3 h ago", "2 days ago", "12 Nov", "12 Nov 2025"; "in 5 min". */
export function moment(at: Date, now: Date): Moment {
  return { iso: at.toISOString(), exact: `${exactly.format(at)} UTC`, brief: brief(at, now) };
}

/** The day of a newspaper's head: "Tuesday, 24 November 2026". */
export const dayLine = (at: Date): string => fullDay.format(at);

/** "14:05 UTC", with the day before it where that is not the day of `now`. */
export function timeOfDay(at: Date, now: Date): string {
  const sameDay = dayMonthYear.format(at) === dayMonthYear.format(now);
  return `${sameDay ? "" : `${dayAndMonth.format(at)}, `}${clockTime.format(at)} UTC`;
}

function brief(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  const away = Math.abs(ms);
  if (away < minuteMs) return ms >= 0 ? "just now" : "in a moment";
  if (away < 7 * dayMs) return ms > 0 ? `${amount(away)} ago` : `in ${amount(away)}`;
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
  return (sameYear ? dayAndMonth : dayMonthYear).format(at);
}

/** In one unit, rounded down: nobody minds the minutes of yesterday. */
function amount(ms: number): string {
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h`;
  const days = Math.floor(ms / dayMs);
  return days === 1 ? "1 day" : `${days} days`;
}
