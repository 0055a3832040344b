import { dayMs, formatDuration, hourMs } from "../base/duration.ts";
import type { Pace } from "../model/pace.ts";
import type { PollingSettings } from "../model/settings.ts";
import { eachClockHour } from "./clock-hours.ts";
import { type KnownPace, paceInWords, roughly } from "./pace-in-words.ts";
import { type PaceTuning, paceTuning } from "./pace-tuning.ts";
import { type PublishingRate, publishingRate } from "./publishing-rate.ts";

/** `why` so long, and `reason` with how often that has it asked. */
export type PaceInterval = Readonly<{ ms: number; why: string; reason: string }>;

type Bounds = Pick<PollingSettings, "minEveryMs" | "maxEveryMs">;

/** The rate at which `waitMinutes` holds as it stands, in articles an hour. */
const referenceRate = 0.5;

/**
 * How long to leave a feed alone from `now` on, by its pace, and why so long. It is asked when the articles that may be
 * expected by then will have waited for some minutes, all taken together. At one rate for the whole day, and with the same
 * minutes for all feeds, that is the interval which spares the most waiting by each request, 1/√rate; `evenness` leans
 * toward the quiet feeds. With a rhythm, polls come after the hours in which articles do.
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
  const why = whyThen({ pace, rate, nowMs, ms }, { wantedMs, filledMs, waitedMs, quietMs, silentMs });
  return { ms, why, reason: `${why}, asked every ${roughly(ms)}` };
}

type Reckoned = Readonly<Record<"wantedMs" | "filledMs" | "waitedMs" | "quietMs" | "silentMs", number>>;

function whyThen(known: KnownPace, { wantedMs, filledMs, waitedMs, quietMs, silentMs }: Reckoned): string {
  const { size, withinMs } = known.pace;
  if (wantedMs === withinMs) return "more than half of its document was new, and none of it is to be missed";
  if (wantedMs === filledMs && filledMs < quietMs)
    return `${paceInWords(known)}, and its document holds no more than ${size}`;
  return quietMs > waitedMs ? `nothing new for ${formatDuration(silentMs)}` : paceInWords(known);
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
