import { dayMs, hourMs } from "../base/duration.ts";
import type { Pace } from "../model/pace.ts";
import { eachClockHour, hourOf } from "./clock-hours.ts";
import { spansOfDocument, type Dated, spansOfNews, type Span } from "./arrivals.ts";
import { type PaceTuning, paceTuning } from "./pace-tuning.ts";
import { publishingRate } from "./publishing-rate.ts";

/**
 * One good answer: what it brought, and since when nobody had looked. `size`: how many articles its document holds;
 * `latestKnownMs`: the latest date of those that were known before.
 */
export type Look = Readonly<{
  from: Date;
  to: Date;
  news: readonly Dated[];
  size?: number;
  latestKnownMs?: number;
}>;

/** What lies further back says nothing of today. */
const longestWindowMs = 180 * dayMs;
/** So many times the half-life ago, nothing of lately is left. */
const recentHalves = 8;

/** What a feed's first document, or whatever of it is known, tells by its dates. */
export function beginPace(articles: readonly Dated[], now: Date, tuning: PaceTuning = paceTuning): Pace {
  const { fromMs, spans, newestMs } = spansOfDocument(articles, now.getTime());
  const blank: Pace = {
    begunMs: now.getTime(),
    articles: Array.from({ length: 24 }, () => 0),
    watched: Array.from({ length: 24 }, () => 0),
    recent: { articles: 0, expected: 0 },
    size: articles.length,
    ...(newestMs !== undefined && { newestMs }),
  };
  const window = { fromMs: Math.max(fromMs, now.getTime() - longestWindowMs), toMs: now.getTime() };
  const rhythm = { ...blank, ...withWindow(blank, window, spans, tuning) };
  // Only now is it known what the last hours of the document had let expect.
  return { ...rhythm, recent: recentOf(rhythm, window, spans, tuning) };
}

/** What one more answer has taught: also one that brought nothing. */
export function learnPace(pace: Pace, look: Look, tuning: PaceTuning = paceTuning): Pace {
  const [toMs, size] = [look.to.getTime(), look.size ?? pace.size];
  const { fromMs, spans } = spansOfNews(look.news, {
    fromMs: Math.min(Math.max(look.from.getTime(), toMs - longestWindowMs), toMs),
    toMs,
    isWholeDocument: look.news.length >= size,
    ...(look.latestKnownMs !== undefined && { latestKnownMs: look.latestKnownMs }),
  });
  const { withinMs: _, ...kept } = pace;
  const window = { fromMs, toMs };
  const withinMs = hurry(pace, look.news.length / Math.max(size, 1), toMs - look.from.getTime(), tuning);
  const newestMs = spans.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
  return {
    ...kept,
    ...withWindow(pace, window, spans, tuning),
    recent: recentOf(pace, window, spans, tuning),
    size,
    ...(newestMs > 0 && { newestMs }),
    ...(withinMs !== undefined && { withinMs }),
  };
}

type Window = Readonly<{ fromMs: number; toMs: number }>;

/** The rhythm of the day after one more window. What is kept fades by whole days, so that three digits suffice. */
function withWindow(
  pace: Pace,
  { fromMs, toMs }: Window,
  spans: readonly Span[],
  { memoryDays }: PaceTuning,
): Pick<Pace, "articles" | "watched"> {
  const today = Math.floor(toMs / dayMs);
  const weight = (ms: number) => 2 ** ((Math.floor(ms / dayMs) - today) / memoryDays);
  const kept = weight(fromMs);
  const articles = pace.articles.map((count) => count * kept);
  // Whole days hold every hour once: a window of months is told by its days.
  const [firstMs, lastMs] = [Math.ceil(fromMs / dayMs) * dayMs, Math.floor(toMs / dayMs) * dayMs];
  let days = 0;
  for (let ms = firstMs; ms < lastMs; ms += dayMs) days += weight(ms);
  const watched = pace.watched.map((hours) => hours * kept + days);
  const add = (counts: number[], startMs: number, amount: number) => {
    const hour = hourOf(startMs);
    counts[hour] = (counts[hour] ?? 0) + amount * weight(startMs);
  };
  const watch = (startMs: number, hours: number) => add(watched, startMs, hours);
  eachClockHour(fromMs, Math.min(firstMs, toMs), watch);
  eachClockHour(Math.max(lastMs, firstMs), toMs, watch);
  for (const { startMs, endMs } of spans) {
    if (startMs === endMs) add(articles, startMs, 1);
    const share = hourMs / (endMs - startMs);
    eachClockHour(startMs, endMs, (pieceMs, hours) => add(articles, pieceMs, hours * share));
  }
  return { articles: articles.map(shortened), watched: watched.map(shortened) };
}

/** The last hours after one more window: what came, and what `pace` had let expect of it. */
function recentOf(
  pace: Pace,
  { fromMs, toMs }: Window,
  spans: readonly Span[],
  tuning: PaceTuning,
): Pace["recent"] {
  const halfMs = tuning.recentHours * hourMs;
  const weight = (ms: number) => 2 ** ((ms - toMs) / halfMs);
  const rhythm = publishingRate({ ...pace, recent: { articles: 0, expected: 0 } }, fromMs, tuning);
  let { articles, expected } = pace.recent;
  articles *= weight(fromMs);
  expected *= weight(fromMs);
  eachClockHour(Math.max(fromMs, toMs - recentHalves * halfMs), toMs, (startMs, hours) => {
    expected += rhythm.at(startMs) * hours * weight(startMs + (hours * hourMs) / 2);
  });
  for (const { startMs, endMs } of spans) articles += weight((startMs + endMs) / 2);
  return { articles: shortened(articles), expected: shortened(expected) };
}

/**
 * Where more of the document was new than may be, the next poll comes so much sooner; where not, the hurry is half as
 * great each time.
 */
function hurry(
  { withinMs }: Pace,
  share: number,
  elapsedMs: number,
  { documentShare }: PaceTuning,
): number | undefined {
  if (share > documentShare) return Math.max(0, Math.round((elapsedMs * documentShare) / share));
  const eased = 2 * Math.max(withinMs ?? dayMs, 60_000);
  return eased < dayMs ? eased : undefined;
}

/** Three digits: enough to tell, and little to keep. */
const shortened = (value: number): number => (value < 0.001 ? 0 : Number(value.toPrecision(3)));
