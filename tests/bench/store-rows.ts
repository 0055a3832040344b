import type { Row } from "./row.ts";
import { percentile, type Stopwatch } from "./store-watch.ts";

/** How long calls took, in milliseconds. */
export const latencyRows = (name: string, tookMs: readonly number[]): Row[] =>
  Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99 }).map(([what, share]) => ({
    name: `${name}, ${what}`,
    value: percentile(tookMs, share),
    unit: "ms",
  }));

/** How many a second: on the clock, and of processor time where the store is in this process. */
export function paceRows(name: string, watch: Stopwatch, unit: string): Row[] {
  const { count, wallMs, cpuMs } = watch.sum();
  return [
    { name: `${name}, on the clock`, value: (1000 * count) / wallMs, unit: `${unit}/s` },
    { name: `${name}, of this process's processor time`, value: (1000 * count) / cpuMs, unit: `${unit}/s` },
  ];
}
