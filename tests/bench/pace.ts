import type { Every } from "../../src/model/source.ts";
import { spread } from "../../src/polling/spread.ts";
import { follow, type Period } from "./pace-replay.ts";
import { capturedTimelines, madeUpPeriod, madeUpTimelines, type Timeline } from "./pace-timelines.ts";
import type { Row } from "./row.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const longestDays = 120;
const hours = (count: number): Every => ({ kind: "interval", ms: count * 60 * minuteMs });

const ways: readonly (readonly [string, Every])[] = [
  ["every 15 min", hours(0.25)],
  ["every 30 min", hours(0.5)],
  ["every 60 min", hours(1)],
  ["every 2 h", hours(2)],
  ["learnt pace", { kind: "pace" }],
];
const compared = ways.filter(
  ([, { kind, ...every }]) => kind === "pace" || ("ms" in every && every.ms === 30 * minuteMs),
);

/**
 * How long articles wait to be fetched, against requests, by the learnt pace and by fixed intervals: over captured feeds
 * (where they stand beside the project) and over made-up ones. `paceTuning` was chosen by the captured half A.
 */
export async function benchPace(): Promise<Row[]> {
  const captured = await capturedTimelines();
  const half = (isA: boolean) => captured.filter(({ name }) => spread(`half ${name}`) < 0.5 === isA);
  return [
    ...figures(`${captured.length} captured feeds`, captured, ways, capturedPeriod),
    ...figures("captured, half A (constants chosen by it)", half(true), compared, capturedPeriod),
    ...figures("captured, half B (left out)", half(false), compared, capturedPeriod),
    ...figures("60 made-up feeds, 6 weeks", madeUpTimelines(), ways, () => madeUpPeriod),
  ];
}

/** From some time after the latest article of what the first poll finds to the last article, or for as long as is enough. */
function capturedPeriod({ name, times, size }: Timeline): Period {
  const [first = 0, found = 0, last = 0] = [times[0], times[size - 1], times.at(-1)];
  const gapMs = Math.min((last - first) / times.length, 6 * 60 * minuteMs);
  const from = found + gapMs * spread(`start ${name}`);
  return { from, to: Math.min(last, from + longestDays * dayMs) };
}

function figures(
  what: string,
  timelines: readonly Timeline[],
  of: typeof ways,
  period: (timeline: Timeline) => Period,
): Row[] {
  if (timelines.length === 0) return [];
  return of.flatMap(([way, every]) => {
    const feeds = timelines.map((timeline) => {
      const followed = follow(timeline, every, period(timeline));
      return { ...followed, perDay: ratePerDay(timeline) };
    });
    const seen = feeds.filter(({ delays }) => delays.length > 0);
    const asPublished = seen.flatMap(({ delays, perDay }) =>
      delays.map((delay): Weighed => [delay, perDay / delays.length]),
    );
    const once = seen.flatMap(({ delays }) => delays.map((delay): Weighed => [delay, 1]));
    const row = (name: string, value: number, unit: string): Row => ({
      name: `${what}, ${way}: ${name}`,
      value,
      unit,
    });
    return [
      row("requests a feed and day", mean(feeds.map(({ polls, days }) => polls / days)), ""),
      row("delay, mean, feeds as busy as they are", weighedMean(asPublished), "min"),
      row("  median", quantile(asPublished, 0.5), "min"),
      row("  p90", quantile(asPublished, 0.9), "min"),
      row("delay, mean, all articles of the windows alike", weighedMean(once), "min"),
      row("  median", quantile(once, 0.5), "min"),
      row("  p90", quantile(once, 0.9), "min"),
      row("delay, mean of the feeds' means", mean(seen.map(({ delays }) => mean(delays))), "min"),
      row(
        "articles lost",
        feeds.reduce((sum, { lost }) => sum + lost, 0),
        "",
      ),
    ];
  });
}

/** Short windows and long ones hold about as many articles; followed for equally long, busy feeds bring most of them. */
const ratePerDay = ({ times }: Timeline): number =>
  (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / dayMs);

/** A delay and what it weighs. */
type Weighed = readonly [number, number];

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const weighedMean = (values: readonly Weighed[]): number =>
  values.reduce((sum, [value, weight]) => sum + value * weight, 0) /
  values.reduce((sum, [, weight]) => sum + weight, 0);

function quantile(values: readonly Weighed[], share: number): number {
  const sorted = values.toSorted(([a], [b]) => a - b);
  const wanted = share * sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  return sorted.find(([, weight]) => (reached += weight) >= wanted)?.[0] ?? Number.NaN;
}
