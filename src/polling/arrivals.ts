import { dayMs } from "../base/duration.ts";

/** What of an article says when it came. */
export type Dated = Readonly<{ publishedAt?: Date }>;

/** When an article came, as far as is known: at one instant, or at any time from `startMs` to `endMs`. */
export type Span = Readonly<{ startMs: number; endMs: number }>;

/**
 * What was dated so long before anybody could have missed it is put into the feed belatedly: no news. Not where nothing
 * that was known there is newer: then all of the feed is dated late, or wrong.
 */
const belatedMs = 2 * dayMs;

/**
 * When new articles came. They came between two polls, that is certain, whatever they are dated; where the date lies in
 * between it says when. Where a whole document is new, what came before its oldest article is not known.
 */
export function spansOfNews(
  news: readonly Dated[],
  { fromMs, toMs, isWholeDocument, latestKnownMs = toMs }: LookedAt,
): Readonly<{ fromMs: number; spans: readonly Span[] }> {
  const spans = news.flatMap(({ publishedAt }): Span[] => {
    const ms = publishedAt?.getTime();
    if (ms !== undefined && ms < Math.min(fromMs - belatedMs, latestKnownMs)) return [];
    return ms !== undefined && ms > fromMs && ms <= toMs
      ? [{ startMs: ms, endMs: ms }]
      : [{ startMs: fromMs, endMs: toMs }];
  });
  const oldestMs = spans.reduce((oldest, { startMs }) => Math.min(oldest, startMs), toMs);
  return { fromMs: isWholeDocument && spans.length > 1 ? oldestMs : fromMs, spans };
}

/** `latestKnownMs`: the latest date of what was known of the document before; absent where that is not to be had. */
type LookedAt = Readonly<{ fromMs: number; toMs: number; isWholeDocument: boolean; latestKnownMs?: number }>;

/** So many articles must lie in the newer half of a document for it to speak alone. */
const leastInHalf = 5;

/**
 * When the articles of a document came that nobody has seen grow, by their dates: from the oldest on, which opens the
 * window and is not counted. Dates in the future are none; where most are alike, none is believed.
 */
export function spansOfDocument(
  articles: readonly Dated[],
  nowMs: number,
): Readonly<{ fromMs: number; spans: readonly Span[]; newestMs?: number }> {
  const dates = articles
    .flatMap(({ publishedAt }) => publishedAt?.getTime() ?? [])
    .filter((ms) => ms <= nowMs)
    .sort((a, b) => a - b);
  const newestMs = dates.at(-1);
  const newest = newestMs !== undefined && { newestMs };
  if (dates.length < 2 || new Set(dates).size <= dates.length / 2)
    return { fromMs: nowMs, spans: [], ...newest };
  const [fromMs = nowMs, ...rest] = withoutRelics(dates, nowMs);
  const lengthMs = nameDaysOnly(dates) ? dayMs : 0;
  const spans = rest.map((startMs) => ({ startMs, endMs: Math.min(startMs + lengthMs, nowMs) }));
  return { fromMs, spans, ...newest };
}

/**
 * Without what stays in a document for years: while the newer half of it came at four times the rate of the whole, only
 * that half tells of the present.
 */
function withoutRelics(dates: readonly number[], nowMs: number): readonly number[] {
  const newer = dates.slice(Math.floor(dates.length / 2));
  if (newer.length < leastInHalf) return dates;
  const rate = (of: readonly number[]) => (of.length - 1) / Math.max(1, nowMs - (of[0] ?? nowMs));
  return rate(newer) > 4 * rate(dates) ? withoutRelics(newer, nowMs) : dates;
}

/** Most of them at the same time of the day, to the second: midnight somewhere, or when a machine runs. */
function nameDaysOnly(dates: readonly number[]): boolean {
  const times = Map.groupBy(dates, (ms) => ms % dayMs);
  return Math.max(...[...times.values()].map(({ length }) => length)) > dates.length / 2;
}
