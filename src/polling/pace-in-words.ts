import { dayMs, formatDuration, hourMs } from "../base/duration.ts";
import type { Pace } from "../model/pace.ts";
import type { PublishingRate } from "./publishing-rate.ts";

/** A pace as it is at an instant, and for how long the feed is to be left alone then. */
export type KnownPace = Readonly<{ pace: Pace; rate: PublishingRate; nowMs: number; ms: number }>;

/** So many times more or less than usual is worth a word. */
const noticeable = 1.5;
/** From so many a day on, it is told how many come at this hour; of others, how many come at all. */
const manyADay = 12;

/** "about 3 articles an hour at this time of day", "publishes about 2 articles a week": what the interval goes by. */
export function paceInWords({ pace, rate: { usual, at, lately }, nowMs, ms }: KnownPace): string {
  if (pace.articles.every((count) => count < 0.01)) return "its pace is not known yet";
  const soon = (at(nowMs) + at(nowMs + ms / 2) + at(nowMs + ms)) / 3;
  const change = soon / usual > noticeable ? "more" : soon / usual < 1 / noticeable ? "less" : "none";
  const isRecent = lately > noticeable || lately < 1 / noticeable;
  if (isRecent && change !== "none") return `about ${perTime(soon)} lately`;
  if (Math.max(soon, usual) * 24 >= manyADay)
    return change === "none" ? `about ${perTime(usual)}` : `about ${perTime(soon)} at this time of day`;
  const hint = { more: ", rather now", less: ", rather at other times of day", none: "" }[change];
  return `publishes about ${perTime(usual)}${hint}`;
}

/** A document whose articles were all new, and stamped within one second, tells no more than that they are many. */
const mostToTell = 1000;

const times = [
  ["an hour", hourMs],
  ["a day", dayMs],
  ["a week", 7 * dayMs],
  ["a month", 30 * dayMs],
  ["a year", 365 * dayMs],
] as const;

/** "3 articles an hour", "2 articles a week": in the shortest time that has one; `rate` in articles an hour. */
function perTime(rate: number): string {
  const [name, ms] = times.find(([, length]) => (rate * length) / hourMs >= 0.75) ?? times[4];
  const count = Math.max(1, Math.round((rate * ms) / hourMs));
  if (count > mostToTell) return `${mostToTell} articles ${name} or more`;
  return `${count} ${count === 1 ? "article" : "articles"} ${name}`;
}

/** An interval as it is told: chance makes it longer by up to a tenth. */
export function roughly(ms: number): string {
  const stepMs = ms < hourMs ? 60_000 : ms < 6 * hourMs ? 600_000 : hourMs;
  return formatDuration(ms < 60_000 ? ms : Math.round(ms / stepMs) * stepMs);
}
