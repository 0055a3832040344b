import { hourMs } from "../base/duration.ts";
import type { Pace } from "../model/pace.ts";
import { hourOf } from "./clock-hours.ts";
import type { PaceTuning } from "./pace-tuning.ts";

/** Articles an hour: `usual` over all hours of the day, `at` a time to come, and how many times that is what the day's rhythm says. */
export type PublishingRate = Readonly<{
  usual: number;
  at: (ms: number) => number;
  lately: number;
}>;

/** Before anything is known: an article every three hours, on so little evidence that twenty minutes outweigh it. */
const prior = { articles: 0.1, hours: 0.3 };

/**
 * How often a feed publishes, reckoned at `nowMs`. The rhythm of the day, each hour with its neighbours, is drawn toward
 * the feed's own mean where there is little to go by, and multiplied by what has gone on lately, which fades away as it
 * came (gamma-Poisson shrinkage, both).
 */
export function publishingRate(
  { articles, watched, recent }: Pick<Pace, "articles" | "watched" | "recent">,
  nowMs: number,
  { hourDoubt, recentDoubt, recentHours }: PaceTuning,
): PublishingRate {
  const usual = (sum(articles) + prior.articles) / (sum(watched) + prior.hours);
  const byHour = articles.map(
    (_, hour) => (usual * (around(articles, hour) + hourDoubt)) / (usual * around(watched, hour) + hourDoubt),
  );
  const lately = (recent.articles + recentDoubt) / (recent.expected + recentDoubt);
  const at = (ms: number) =>
    (byHour[hourOf(ms)] ?? usual) * (1 + (lately - 1) * 2 ** (-(ms - nowMs) / (recentHours * hourMs)));
  return { usual, at, lately };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** An hour of the day and the two beside it. */
const around = (values: readonly number[], hour: number): number =>
  (values[(hour + 23) % 24] ?? 0) + (values[hour] ?? 0) + (values[(hour + 1) % 24] ?? 0);
