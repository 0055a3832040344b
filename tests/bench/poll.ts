import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type FarmRequest, type FarmSize, startFeedFarm, startOwnFarm } from "../support/feed-farm.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  concurrency,
  type FeedReader,
  otherReaders,
  otherReadersAsTheyCome,
  wirefold,
} from "./feed-readers.ts";
import { type Command, type Cost, type MeasuredRun, measuredRun } from "./measured-run.ts";
import { middle, type Row } from "./row.ts";

type Case = FarmSize &
  Readonly<{
    name: string;
    rounds: number;
    readers: readonly FeedReader[];
    limitS: number;
    /** The small farm of our own, also where another stands beside the project. */
    ownFarm?: true;
  }>;

/** What the documents of most outlets weigh at most; the median is far below. */
const maxKb = 400;
const perHost = 2;

const hundred = {
  name: "100 feeds, 50–500 ms",
  feeds: 100,
  hosts: 100,
  latencyMs: [50, 500],
  maxKb,
} as const;

/** Cold, unchanged, and five new items each: the whole program, beside others over the same feeds, in one run. */
export async function* benchPoll(): AsyncGenerator<Row> {
  const all = [wirefold, ...otherReaders];
  yield* await benchCase({ ...hundred, rounds: 3, readers: all, limitS: 120 });
  yield* await benchCase({ ...hundred, rounds: 1, readers: otherReadersAsTheyCome, limitS: 120 });
  yield* await benchCase({
    name: "1,000 feeds, 20–100 ms",
    feeds: 1000,
    hosts: 200,
    latencyMs: [20, 100],
    maxKb,
    rounds: 1,
    readers: all,
    limitS: 300,
  });
}

/** Ten thousand sources, ours alone. Takes some ten minutes: only where it is asked for. */
export const benchPollMany = (): Promise<Row[]> =>
  benchCase({
    name: "10,000 feeds, 20–100 ms",
    feeds: 10_000,
    hosts: 1000,
    latencyMs: [20, 100],
    maxKb: 40,
    rounds: 1,
    readers: [wirefold],
    limitS: 1800,
  });

/** A hundred feeds of the farm that is used where none stands beside the project: that it works, and what it shows. */
export const benchPollOwnFarm = (): Promise<Row[]> =>
  benchCase({
    ...hundred,
    rounds: 1,
    readers: [wirefold, ...otherReaders],
    limitS: 120,
    ownFarm: true,
  });

const passes = ["cold", "nothing new", "5 new items each"] as const;

async function benchCase(given: Case): Promise<Row[]> {
  await using folder = await temporaryFolder();
  await using farm = await (given.ownFarm ? startOwnFarm(given) : startFeedFarm(given, folder.path));
  process.stderr.write(
    `${given.name} on ${given.hosts} hosts, at most ${given.maxKb} kB each (${farm.name}); wall, user and system time, and the highest memory of each program; median of ${given.rounds}\n`,
  );
  const figures: Figures = new Map();
  const cut = new Set<FeedReader>();
  for (let round = 0; round < given.rounds; round++) {
    const commands = given.readers.map((reader) => {
      const own = join(folder.path, `${round} ${reader.name}`);
      mkdirSync(own);
      return { reader, command: reader.prepare(own, farm.urls) };
    });
    for (const pass of passes) {
      if (pass === "5 new items each") await farm.publish(5);
      for (const { reader, command } of commands) {
        if (cut.has(reader)) continue; // what follows would not start from where it should
        await farm.takeRequests();
        const run = await runOnce(reader, command, farm.urls, given.limitS);
        const requests = await farm.takeRequests();
        process.stderr.write(
          `  ${pass}, ${reader.name}: ${run.isCut ? "not done within " : ""}${run.wallS.toFixed(1)} s\n`,
        );
        if (run.isCut) cut.add(reader);
        else note(figures, `${given.name}, ${pass}: ${reader.name}`, { ...run, requests });
      }
    }
  }
  return [
    ...[...figures].flatMap(([name, runs]) => rowsOf(name, runs)),
    ...[...cut].map(({ name }) => ({
      name: `${given.name}: ${name} was not done within`,
      value: given.limitS,
      unit: "s",
    })),
  ];
}

async function runOnce(
  reader: FeedReader,
  command: Command,
  urls: readonly string[],
  limitS: number,
): Promise<MeasuredRun> {
  const run = await measuredRun(command, limitS);
  if (!run.isCut) reader.check?.(run, urls);
  return run;
}

type Figure = Cost & Readonly<{ requests: readonly FarmRequest[] }>;
type Figures = Map<string, Figure[]>;

function note(figures: Figures, name: string, figure: Figure): void {
  figures.set(name, [...(figures.get(name) ?? []), figure]);
}

const rowsOf = (name: string, runs: readonly Figure[]): Row[] => [
  { name: `${name}, wall`, value: middle(runs.map(({ wallS }) => wallS)), unit: "s" },
  {
    name: "  beside what latency and limits alone force",
    value: middle(runs.map(({ wallS, requests }) => wallS / (leastMs(requests) / 1000))),
    unit: "×",
  },
  { name: "  processor time", value: middle(runs.map(({ cpuS }) => cpuS)), unit: "s" },
  { name: "  memory", value: middle(runs.map(({ peakMb }) => peakMb)), unit: "MB" },
  { name: "  requests", value: middle(runs.map(({ requests }) => requests.length)), unit: "" },
];

/** No faster with so many requests at once, and so many at one host: as long as the servers themselves took. */
function leastMs(requests: readonly FarmRequest[]): number {
  const sum = (some: readonly FarmRequest[]) => some.reduce((total, { ms }) => total + ms, 0);
  const byHost = Map.groupBy(requests, ({ host }) => host);
  return Math.max(
    sum(requests) / concurrency,
    ...[...byHost.values()].map((some) => sum(some) / perHost),
    ...requests.map(({ ms }) => ms),
  );
}
