import type { Every } from "../../src/model/source.ts";
import { type PaceTuning, paceTuning } from "../../src/polling/pace-tuning.ts";
import { spread } from "../../src/polling/spread.ts";
import { type Measured, measure } from "./pace-figures.ts";
import type { Period } from "./pace-replay.ts";
import { capturedTimelines, madeUpPeriod, madeUpTimelines, type Timeline } from "./pace-timelines.ts";
import type { Row } from "./row.ts";

const minuteMs = 60_000;
/** What a feed is followed for at most. */
const longestMs = 120 * 86_400_000;

const halfAnHour: Every = { kind: "interval", ms: 30 * minuteMs };
const learnt: Every = { kind: "pace" };
const ways: readonly (readonly [string, Every])[] = [
  ["every 15 min", { kind: "interval", ms: 15 * minuteMs }],
  ["every 30 min", halfAnHour],
  ["every 60 min", { kind: "interval", ms: 60 * minuteMs }],
  ["every 2 h", { kind: "interval", ms: 120 * minuteMs }],
  ["learnt pace", learnt],
];

/**
 * How long articles wait to be fetched, against requests, by the learnt pace and by fixed intervals: over captured feeds
 * (where they stand beside the project) and over made-up ones.
 */
export async function benchPace(): Promise<Row[]> {
  const captured = await capturedTimelines();
  const half = (isA: boolean) => captured.filter(({ name }) => spread(`half ${name}`) < 0.5 === isA);
  return [
    ...(captured.length === 0
      ? []
      : [
          ...compare(`${captured.length} captured feeds`, captured, capturedPeriod),
          ...crossCheck("half B, constants by A", half(true), half(false)),
          ...crossCheck("half A, constants by B", half(false), half(true)),
        ]),
    ...compare("60 made-up feeds, 6 weeks", madeUpTimelines(), () => madeUpPeriod),
  ];
}

const compare = (what: string, timelines: readonly Timeline[], period: (timeline: Timeline) => Period) =>
  ways.flatMap(([way, every]) => rows(`${what}, ${way}`, measure(timelines, every, period)));

/** From some time after the latest article of what the first poll finds to the last article, or for as long as is enough. */
function capturedPeriod({ name, times, size }: Timeline): Period {
  const [first = 0, found = 0, last = 0] = [times[0], times[size - 1], times.at(-1)];
  const gapMs = Math.min((last - first) / times.length, 360 * minuteMs);
  const from = found + gapMs * spread(`start ${name}`);
  return { from, to: Math.min(last, from + longestMs) };
}

/** The settings of the constants that matter most. */
const candidates: readonly PaceTuning[] = [4.5, 5.5, 6.5].flatMap((waitMinutes) =>
  [0.3, paceTuning.evenness, 0.45].map((evenness) => ({ ...paceTuning, waitMinutes, evenness })),
);

/** Which constants are best by `choosing` alone (the least delay with half the requests of every 30 min), tried on `judging`. */
function crossCheck(name: string, choosing: readonly Timeline[], judging: readonly Timeline[]): Row[] {
  const affordable = measure(choosing, halfAnHour, capturedPeriod).requestsADay / 2;
  const [best = { tuning: paceTuning }] = candidates
    .map((tuning) => ({ tuning, ...measure(choosing, learnt, capturedPeriod, tuning) }))
    .filter(({ requestsADay }) => requestsADay <= affordable)
    .sort((a, b) => a.asPublished.mean - b.asPublished.mean);
  const { waitMinutes, evenness } = best.tuning;
  return [
    ...rows(`${name}, every 30 min`, measure(judging, halfAnHour, capturedPeriod)),
    ...rows(
      `${name} (${waitMinutes}, ${evenness}), learnt pace`,
      measure(judging, learnt, capturedPeriod, best.tuning),
    ),
  ];
}

function rows(name: string, { requestsADay, asPublished, once, ofFeeds, lost }: Measured): Row[] {
  const delays = (of: string, { mean, median, p90 }: Measured["once"]): Row[] => [
    { name: `  delay, ${of}: mean`, value: mean, unit: "min" },
    { name: "    median", value: median, unit: "min" },
    { name: "    p90", value: p90, unit: "min" },
  ];
  return [
    { name: `${name}: requests a feed and day`, value: requestsADay, unit: "" },
    ...delays("feeds as busy as they are", asPublished),
    ...delays("each article of the windows once", once),
    { name: "  delay, mean of the feeds' means", value: ofFeeds, unit: "min" },
    { name: "  articles lost", value: lost, unit: "" },
  ];
}
