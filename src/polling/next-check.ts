import { dayMs, formatDuration } from "../base/duration.ts";
import type { Freshness } from "../fetch/outcome.ts";
import type { Pace } from "../model/pace.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { Every, FeedPolling } from "../model/source.ts";
import { nextCronTime } from "./cron-times.ts";
import { beginPace } from "./pace.ts";
import { roughly } from "./pace-in-words.ts";
import { paceInterval } from "./pace-interval.ts";
import { type PaceTuning, paceTuning } from "./pace-tuning.ts";
import { afterSkipped, type Skipped } from "./skipped-hours.ts";
import { slowedDown } from "./slow-down.ts";
import { spread } from "./spread.ts";

/** When a feed is asked next, and why then, in words for people. */
export type NextCheck = Readonly<{ nextPollAt: Date; nextPollReason: string }>;

export type GoodAnswer = Skipped &
  Readonly<{
    /** The source's: what spreads feeds of one interval over time. */
    url: string;
    now: Date;
    /** What the user wants: the source's own interval, or that of all. */
    every: Every;
    /** How the feed publishes. Absent, nothing is known of it yet. */
    pace?: Pace;
    settings: Pick<PollingSettings, "minEveryMs" | "maxEveryMs">;
    freshness?: Freshness;
    /** What the document asks for itself. */
    documentIntervalMs?: number;
    /** Since when the body has been the same, where the server gives nothing to ask conditionally by. */
    unchangedSince?: Date;
    /** The latest answer of a server that had too much to do. */
    busy?: NonNullable<FeedPolling["busy"]>;
    /** Until when its hub tells of news. */
    toldUntil?: Date;
    /** It has just told of some that the server does not show yet. */
    awaitsNews?: boolean;
  }>;

type Wish = Readonly<{ ms: number; reason: string }>;

/** How far feeds of one interval drift apart at each poll: a tenth of it, at most ten minutes. */
const spreadShare = 0.1;
const longestSpreadMs = 600_000;
/** A feed that is asked by its pace comes again for the first time after this share of the interval at the least. */
const firstShare = 0.5;

/**
 * When to ask again after a good answer. Of what the user, the server (RFC 9111) and the document ask for, the longest
 * wins, up to `maxEvery`, longer for a server that was busy lately; then come the hours and days on which the feed asks to
 * be left alone, and a little spread. Never earlier than any of them allows. Times of the user's own are only waited for.
 */
export function nextCheck(answer: GoodAnswer, tuning: PaceTuning = paceTuning): NextCheck {
  const { url, now, every, settings, busy } = answer;
  const wish = longest([...wishes(answer), ...paceWish(answer, tuning), ...hubWish(answer)]);
  const capped: Wish =
    wish.ms > settings.maxEveryMs
      ? {
          ms: settings.maxEveryMs,
          reason: `at least every ${formatDuration(settings.maxEveryMs)} (maxEvery), though ${wish.reason}`,
        }
      : wish;
  if (every.kind === "cron") return atCronTime(every.expression, answer, capped);

  const { ms, reason } = slowedDown(capped, { busy, now, maxEveryMs: settings.maxEveryMs });
  const spreadMs = spread(url) * Math.min(ms * spreadShare, longestSpreadMs);
  const at = new Date(now.getTime() + ms + spreadMs);
  const skipped = afterSkipped(at, now, answer);
  return skipped
    ? { nextPollAt: new Date(skipped.at.getTime() + spreadMs), nextPollReason: skipped.reason }
    : { nextPollAt: at, nextPollReason: reason };
}

function wishes({ now, every, settings, freshness, documentIntervalMs, unchangedSince }: GoodAnswer): Wish[] {
  const wishes: Wish[] = [
    {
      ms: settings.minEveryMs,
      reason: `never more often than every ${formatDuration(settings.minEveryMs)} (minEvery)`,
    },
  ];
  if (every.kind === "interval" && every.ms >= settings.minEveryMs)
    wishes.push({ ms: every.ms, reason: `every ${formatDuration(every.ms)}` });
  if (freshness) wishes.push({ ms: freshness.ms, reason: `the server said ${freshness.says}` });
  if (documentIntervalMs !== undefined)
    wishes.push({
      ms: documentIntervalMs,
      reason: `the feed asks to be polled every ${formatDuration(documentIntervalMs)} at most`,
    });
  // As long again as it has been the same: 30 min, 1 h, 2 h … without counting.
  const unchangedMs = unchangedSince ? now.getTime() - unchangedSince.getTime() : 0;
  if (unchangedMs > 0)
    wishes.push({
      ms: unchangedMs,
      reason: `the same for ${formatDuration(unchangedMs)}, and nothing to ask conditionally by`,
    });
  return wishes;
}

/**
 * The learnt interval. The first is cut short by chance, so that thousands of feeds that were added together, which know as
 * little of each other's pace as of their own, do not come back together.
 */
function paceWish(
  { url, now, every, settings, pace = beginPace([], now), awaitsNews }: GoodAnswer,
  tuning: PaceTuning,
): Wish[] {
  if (every.kind !== "pace") return [];
  if (awaitsNews) return [{ ms: settings.minEveryMs, reason: "its hub told of news that are not there yet" }];
  const { ms, why, reason } = paceInterval(pace, now, settings, tuning);
  if (pace.begunMs !== now.getTime()) return [{ ms: Math.max(ms, settings.minEveryMs), reason }];
  const share = firstShare + (1 - firstShare) * spread(`first ${url}`);
  const firstMs = Math.max(ms * share, settings.minEveryMs);
  // No "every" yet: what comes after is another interval.
  return [{ ms: firstMs, reason: `${why}, asked again after ${roughly(firstMs)}` }];
}

/** Who is told is asked daily all the same, and once more when that ends. What the user asked for by times of his own holds. */
function hubWish({ now, every, toldUntil }: GoodAnswer): Wish[] {
  if (every.kind !== "pace" || !toldUntil) return [];
  const ms = Math.min(dayMs, toldUntil.getTime() - now.getTime());
  return [{ ms, reason: "its hub tells us of news; asked daily all the same" }];
}

/** Of equals the later: what the user said rather than the least that is allowed. */
const longest = (wishes: readonly Wish[]): Wish =>
  wishes.reduce((best, wish) => (wish.ms >= best.ms ? wish : best), { ms: 0, reason: "" });

/**
 * The user's own times are kept to the minute, so that an answer which was good for an hour when it came at 9:00:02 does
 * not cost the poll at 10:00.
 */
function atCronTime(expression: string, { now, settings }: GoodAnswer, wish: Wish): NextCheck {
  const toleranceMs = Math.min(60_000, wish.ms * 0.05);
  const at = nextCronTime(expression, new Date(now.getTime() + wish.ms - toleranceMs));
  return at
    ? { nextPollAt: at, nextPollReason: `at the times of ${expression} (cron)` }
    : {
        nextPollAt: new Date(now.getTime() + settings.maxEveryMs),
        nextPollReason: `${expression} (cron) never comes`,
      };
}
