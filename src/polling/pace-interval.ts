import { formatDuration } from "../base/duration.ts";
import type { Pace } from "../model/pace.ts";
import type { PollingSettings } from "../model/settings.ts";
import { dayMs, eachClockHour, hourMs } from "./clock-hours.ts";
import { type PaceTuning, paceTuning } from "./pace-tuning.ts";
import { type PublishingRate, publishingRate } from "./publishing-rate.ts";

export type PaceInterval = Readonly<{ ms: number; reason: string }>;

type Bounds = Pick<PollingSettings, "minEveryMs" | "maxEveryMs">;

/** The rate at which `waitMinutes` holds as it stands, in articles an hour. */
const referenceRate = 0.5;

/**
 * How long to leave a feed alone from `now` on, by its pace, and why so long. It is asked when the articles that may be
 * expected by then will have waited for some minutes, all taken together: with one rate for the whole day that is the
 * interval which spares the most waiting by each request, 1/√rate; with a rhythm, polls come after the hours in which
 * articles do.
 */
export function paceInterval(
  pace: Pace,
  now: Date,
  bounds: Bounds,
  tuning: PaceTuning = paceTuning,
): PaceInterval {
  const nowMs = now.getTime();
  const rate = publishingRate(pace, nowMs, tuning);
  const { waitedMs, filledMs } = whenWorth(pace, rate, nowMs, bounds.maxEveryMs, tuning);
  const silentMs = nowMs - (pace.newestMs ?? pace.begunMs);
  const silence = silentMs / (tuning.silenceDays * dayMs) - 1;
  const quietMs = Math.max(waitedMs, Math.min(silence, 1) * bounds.maxEveryMs);
  const wantedMs = Math.min(quietMs, filledMs, pace.withinMs ?? quietMs);
  const ms = Math.min(Math.max(wantedMs, bounds.minEveryMs), bounds.maxEveryMs);
  const why =
    wantedMs === pace.withinMs
      ? "more than half of its document was new, and nothing of it is to be missed"
      : wantedMs === filledMs
        ? `${inWords(pace, rate, nowMs, ms)}, and its document holds no more than ${pace.size}`
        : quietMs > waitedMs
          ? `nothing new for ${formatDuration(silentMs)}`
          : inWords(pace, rate, nowMs, ms);
  return { ms, reason: `${why}, asked every ${roughly(ms)}` };
}

/**
 * Until when the expected articles will have waited long enough together, and until when they will have filled as much of
 * the document as they may; `atMostMs` where that does not come before.
 */
function whenWorth(
  { size }: Pace,
  { usual, at }: PublishingRate,
  nowMs: number,
  atMostMs: number,
  { waitMinutes, evenness, documentShare }: PaceTuning,
): Readonly<{ waitedMs: number; filledMs: number }> {
  const enoughHours = (waitMinutes / 60) * (usual / referenceRate) ** evenness;
  const enoughArticles = Math.max(size, 1) * documentShare;
  let [articles, waited, waitedMs, filledMs] = [0, 0, atMostMs, atMostMs];
  eachClockHour(nowMs, nowMs + atMostMs, (startMs, hours) => {
    const rate = at(startMs);
    const sinceMs = startMs - nowMs;
    const more = articles + rate * hours;
    const longer = waited + articles * hours + (rate * hours ** 2) / 2;
    if (more >= enoughArticles && articles < enoughArticles)
      filledMs = sinceMs + ((enoughArticles - articles) / rate) * hourMs;
    if (longer >= enoughHours && waited < enoughHours)
      // articles · t + rate · t²/2 is what is lacking yet
      waitedMs =
        sinceMs + ((Math.sqrt(articles ** 2 + 2 * rate * (enoughHours - waited)) - articles) / rate) * hourMs;
    [articles, waited] = [more, longer];
  });
  return { waitedMs, filledMs };
}

/** So much more or less than usual is worth a word. */
const noticeable = 1.5;

/** "about 3 articles an hour at this time of day": what is expected of the interval to come. */
function inWords(pace: Pace, { usual, at, lately }: PublishingRate, nowMs: number, ms: number): string {
  const known = pace.articles.reduce((sum, count) => sum + count, 0);
  if (known < 1) return "publishes too seldom to tell, so far";
  const soon = (at(nowMs) + at(nowMs + ms / 2) + at(nowMs + ms)) / 3;
  const isUnusual = soon > usual * noticeable || soon < usual / noticeable;
  const isHourly = soon * 24 >= 12;
  if (isHourly || usual * 24 >= 12)
    return `about ${perTime(isUnusual ? soon : usual)}${isUnusual ? (Math.abs(Math.log(lately)) > Math.log(noticeable) ? " lately" : " at this time of day") : ""}`;
  return `publishes ${perTime(usual)}${isUnusual ? (soon > usual ? ", soonest at this time of day" : ", seldom at this time of day") : ""}`;
}

const times = [
  ["an hour", hourMs],
  ["a day", dayMs],
  ["a week", 7 * dayMs],
  ["a month", 30 * dayMs],
] as const;

/** "3 articles an hour", "some 2 articles a week": in the shortest time that has one. */
function perTime(rate: number): string {
  const [name, ms] = times.find(([, length]) => (rate * length) / hourMs >= 0.75) ?? times[3];
  const count = Math.round((rate * ms) / hourMs);
  if (count === 0) return "less than an article a month";
  return count === 1 ? `an article ${name}` : `${count} articles ${name}`;
}

/** The spread makes it inexact: 40 min, 2 h 30 min, 9 h. */
function roughly(ms: number): string {
  const stepMs = ms < hourMs ? 60_000 : ms < 6 * hourMs ? 600_000 : hourMs;
  return formatDuration(ms < 60_000 ? ms : Math.round(ms / stepMs) * stepMs);
}
