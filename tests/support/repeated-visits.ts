import type { LogLine } from "./program.ts";
import type { FarmVisit } from "./watched-farm.ts";

/** A process that was killed, frozen, or cut off from its database then. All times here are by `performance.now()`. */
export type Harm = Readonly<{ how: "killed" | "frozen" | "cut off"; of: string; at: number }>;

/** A feed that was asked again too early. `harm`: what had come in between the first process's request and its end. */
export type RepeatedVisit = Readonly<{
  feed: number;
  first: FarmVisit;
  afterMs: number;
  harm: Harm | undefined;
}>;

/** By process the lines of its log. `lateMs`: by so much the farm may see a request later than it was made. */
type Seen = Readonly<{
  visits: readonly FarmVisit[];
  harms: readonly Harm[];
  logs: ReadonlyMap<string, readonly LogLine[]>;
  withinMs: number;
  lateMs: number;
}>;

/** The visits of a feed that another came after within so long, each with what there was to excuse that. */
export function repeatedVisits({ visits, harms, logs, withinMs, lateMs }: Seen): readonly RepeatedVisit[] {
  const ends = new Map([...logs].map(([by, lines]) => [by, endsOf(lines)]));
  const harmOf = (first: FarmVisit, untilMs: number) =>
    harms.find(({ of, at }) => {
      if (of !== first.by || at < first.startedAt - lateMs || at > untilMs) return false;
      const told = ends.get(of)?.get(first.feed) ?? [];
      return !told.some((ended) => ended > first.startedAt && ended < at);
    });
  return [...Map.groupBy(visits, ({ feed }) => feed)].flatMap(([feed, all]) =>
    all.slice(1).flatMap(({ startedAt }, at) => {
      const first = all[at]!;
      const afterMs = startedAt - first.startedAt;
      return afterMs < withinMs ? [{ feed, first, afterMs, harm: harmOf(first, startedAt) }] : [];
    }),
  );
}

/** When each feed's polls were told as done: what they brought is stored. */
function endsOf(lines: readonly LogLine[]): ReadonlyMap<number, readonly number[]> {
  const polls = lines.filter(({ event }) => event === "polled" || event === "poll failed");
  const feedOf = ({ url }: LogLine) => Number(/(\d+)\.xml$/.exec(String(url))?.[1]);
  const at = ({ time }: LogLine) => Date.parse(String(time)) - performance.timeOrigin;
  return new Map([...Map.groupBy(polls, feedOf)].map(([feed, own]) => [feed, own.map(at)]));
}
