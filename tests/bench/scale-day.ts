import type { Every } from "../../src/model/source.ts";
import { spread } from "../../src/polling/spread.ts";
import { capturedTimelines, madeUpTimelines, type Timeline } from "./pace-timelines.ts";
import type { Row } from "./row.ts";
import { followHost, type Followed, type SimulatedFeed } from "./scale-host.ts";

const dayMs = 86_400_000;
/** A Wednesday; the day before it is followed too, and not counted: by then every feed has its place in the day. */
const day = { from: Date.parse("2026-02-11T00:00:00Z"), to: Date.parse("2026-02-12T00:00:00Z") };
const warmUpMs = dayMs;

/** How many there are: a million are followed where WIREFOLD_SCALE is "full", which takes a quarter of an hour or two. */
const sourceCount = process.env["WIREFOLD_SCALE"] === "full" ? 1_000_000 : 20_000;
const every: Every = { kind: "pace" };

/**
 * The web at large, as an assumption: most feeds are blogs that seldom say anything. Shares of the made-up publishers, by
 * the first word of their names.
 */
const shares: Readonly<Record<string, number>> = {
  monthly: 0.3,
  blog: 0.38,
  weekly: 0.08,
  daily: 0.08,
  newsroom: 0.1,
  wire: 0.01,
  digest: 0.03,
  bursts: 0.02,
};

/** A day of a service with that many sources: the scheduling is the service's own, the clock is driven, nobody is asked. */
export async function* benchScaleDay(): AsyncGenerator<Row> {
  yield* populated("the web at large", mixed(madeUpTimelines()));
  const captured = await capturedTimelines();
  if (captured.length > 0)
    yield* populated(`${captured.length} captured feeds, again and again`, (at) => {
      const timeline = captured[Math.floor(at * captured.length)];
      if (!timeline) throw new Error("No captured feed");
      return timeline;
    });
}

type Choose = (at: number) => Timeline;

/** `at` from 0 up to 1 is a feed's place among all. */
function mixed(timelines: readonly Timeline[]): Choose {
  const kinds = Map.groupBy(timelines, ({ name }) => name.split(" ", 1)[0] ?? "");
  return (at) => {
    let left = at;
    for (const [kind, share] of Object.entries(shares)) {
      const own = kinds.get(kind) ?? [];
      const timeline = own[Math.floor((left / share) * own.length)];
      if (left < share && timeline) return timeline;
      left -= share;
    }
    throw new Error("The shares do not come to 1");
  };
}

function* populated(what: string, choose: Choose): Generator<Row> {
  const minutes = new Float64Array(1440);
  const total = { requests: 0, withNews: 0, entries: 0, delayMin: 0 };
  const waits = new Map<HostKind, number[]>();
  const startedAt = process.cpuUsage();
  let polls = 0;
  for (const { kind, feeds } of hosts(choose)) {
    const followed = followHost(feeds, { from: day.from - warmUpMs, to: day.to }, every);
    for (const poll of followed) polls += count(poll, { minutes, total, waits: waitsOf(waits, kind) });
  }
  const { user } = process.cpuUsage(startedAt);
  const rows = (name: string, value: number, unit: string): Row => ({
    name: `${what}, ${name}`,
    value,
    unit,
  });
  yield rows("sources", sourceCount, "");
  yield rows("requests a day", total.requests, "");
  yield rows("requests a source and day", total.requests / sourceCount, "");
  yield rows("requests a second, mean", total.requests / 86_400, "/s");
  yield rows("requests a second, busiest minute", Math.max(...minutes) / 60, "/s");
  yield rows("answers with something new", (100 * total.withNews) / total.requests, "%");
  yield rows("new entries a day", total.entries, "");
  yield rows("from publication to arrival, mean", total.delayMin / total.entries, "min");
  for (const [kind, own] of waits) {
    const sorted = Float64Array.from(own).sort();
    const part = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000;
    yield rows(`wait for ${kind}, median`, part(0.5), "s");
    yield rows(`wait for ${kind}, p99`, part(0.99), "s");
  }
  yield rows("processor time to schedule a poll", user / polls, "µs");
}

type Counting = Readonly<{
  minutes: Float64Array;
  total: { requests: number; withNews: number; entries: number; delayMin: number };
  waits: number[];
}>;

/** Of the counted day only; of waits a sample is kept. Answers 1. */
function count({ at, dueAt, arrived }: Followed, { minutes, total, waits }: Counting): 1 {
  if (at < day.from || at >= day.to) return 1;
  const minute = Math.floor((at - day.from) / 60_000);
  minutes[minute] = (minutes[minute] ?? 0) + 1;
  total.requests++;
  if (arrived.length > 0) total.withNews++;
  total.entries += arrived.length;
  for (const publishedAt of arrived) total.delayMin += (at - publishedAt) / 60_000;
  if (waits.length < 500_000) waits.push(at - dueAt);
  return 1;
}

const hostKinds = ["a host of its own", "hosts of ten feeds", "ten hosts of many feeds"] as const;
type HostKind = (typeof hostKinds)[number];

/** Where feeds live: most alone, a third ten a host, a tenth with ten platforms. An assumption, too. */
function* hosts(choose: Choose): Generator<Readonly<{ kind: HostKind; feeds: readonly SimulatedFeed[] }>> {
  for (let first = 0; first < sourceCount;) {
    const { kind, size } = hostOf(first / sourceCount);
    const until = Math.min(first + size, sourceCount);
    const feeds: SimulatedFeed[] = [];
    for (; first < until; first++) feeds.push(feedNumbered(first, choose));
    yield { kind, feeds };
  }
}

function hostOf(at: number): Readonly<{ kind: HostKind; size: number }> {
  if (at < 0.1) return { kind: "ten hosts of many feeds", size: sourceCount / 100 };
  return at < 0.4 ? { kind: "hosts of ten feeds", size: 10 } : { kind: "a host of its own", size: 1 };
}

function feedNumbered(index: number, choose: Choose): SimulatedFeed {
  const url = `https://source-${index}.example/feed`;
  const timeline = choose(spread(`kind ${url}`));
  return { url, timeline, phase: spread(`phase ${url}`), firstAt: spread(`first ${url}`) };
}

const waitsOf = (waits: Map<HostKind, number[]>, kind: HostKind): number[] => {
  const own = waits.get(kind) ?? [];
  waits.set(kind, own);
  return own;
};
