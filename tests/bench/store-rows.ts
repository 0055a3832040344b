import type { Row } from "./row.ts";
import { percentile, type Stopwatch } from "./store-watch.ts";

/** How long calls took, in milliseconds, and how often was asked: of a few, the 99th is the longest. */
export const latencyRows = (name: string, tookMs: readonly number[]): Row[] => [
  ...[50, 95, 99].map((percent) => percentileRow(name, tookMs, percent)),
  { name: `${name}, asked`, value: tookMs.length, unit: "times" },
];

export const percentileRow = (name: string, tookMs: readonly number[], percent: number): Row => ({
  name: `${name}, p${percent}`,
  value: percentile(tookMs, percent / 100),
  unit: "ms",
});

type Sum = ReturnType<Stopwatch["sum"]>;

/** Of entries that went through both. */
export const bothOf = (one: Sum, other: Sum): Pick<Sum, "count" | "wallMs" | "cpuMs"> => {
  // By the entry: of the last tenth not the same ones were saved as placed.
  const of = (what: "wallMs" | "cpuMs") => one[what] / one.count + other[what] / other.count;
  return { count: 1, wallMs: of("wallMs"), cpuMs: of("cpuMs") };
};

/** How many entries a second: on the clock, and of processor time where the store is in this process. */
export const paceRows = (
  name: string,
  { count, wallMs, cpuMs }: Pick<Sum, "count" | "wallMs" | "cpuMs">,
): Row[] => [
  { name: `${name}, on the clock`, value: (1000 * count) / wallMs, unit: "entries/s" },
  { name: `${name}, of this process's processor time`, value: (1000 * count) / cpuMs, unit: "entries/s" },
];
