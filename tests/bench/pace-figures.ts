import type { Every } from "../../src/model/source.ts";
import type { PaceTuning } from "../../src/polling/pace-tuning.ts";
import { follow, type Period } from "./pace-replay.ts";
import type { Timeline } from "./pace-timelines.ts";

/** Delays from publication to arrival, in minutes. */
type Delays = Readonly<{ mean: number; median: number; p90: number }>;

export type Measured = Readonly<{
  requestsADay: number;
  /** Each article as often as its feed publishes: what a reader of them all waits. */
  asPublished: Delays;
  /** Each article of the windows once: a blog's ten of a year weigh as much as an agency's ten of an hour. */
  once: Delays;
  /** The mean of the feeds' means. */
  ofFeeds: number;
  lost: number;
}>;

/** What following these feeds came to, each over its own period. */
export function measure(
  timelines: readonly Timeline[],
  every: Every,
  period: (timeline: Timeline) => Period,
  tuning?: PaceTuning,
): Measured {
  const feeds = timelines.map((timeline) => ({
    ...follow(timeline, every, period(timeline), tuning),
    perDay: ratePerDay(timeline),
  }));
  const seen = feeds.filter(({ delays }) => delays.length > 0);
  const weighed = (weight: (feed: (typeof seen)[number]) => number) =>
    seen.flatMap((feed) => feed.delays.map((delay): Weighed => [delay, weight(feed)]));
  return {
    requestsADay: mean(feeds.map(({ polls, days }) => polls / days)),
    asPublished: delaysOf(weighed(({ perDay, delays }) => perDay / delays.length)),
    once: delaysOf(weighed(() => 1)),
    ofFeeds: mean(seen.map(({ delays }) => mean(delays))),
    lost: feeds.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** Short windows and long ones hold about as many articles; followed for equally long, busy feeds bring most of them. */
const ratePerDay = ({ times }: Timeline): number =>
  (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 86_400_000);

/** A delay and what it weighs. */
type Weighed = readonly [number, number];

function delaysOf(values: readonly Weighed[]): Delays {
  const sorted = values.toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const quantile = (share: number) => {
    let reached = 0;
    return sorted.find(([, weight]) => (reached += weight) >= share * total)?.[0] ?? Number.NaN;
  };
  return {
    mean: sorted.reduce((sum, [value, weight]) => sum + value * weight, 0) / total,
    median: quantile(0.5),
    p90: quantile(0.9),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
