import { setImmediate } from "node:timers/promises";

/** What some calls took: milliseconds on the clock and of this thread's processor time, and what they did. */
export type Spent = Readonly<{ wallMs: number; cpuMs: number }>;

export type Stopwatch = Readonly<{
  time<T>(work: () => Promise<T>, count?: (result: T) => number): Promise<T>;
  add(spent: Spent, count: number): void;
  /** Of the latest call. */
  last(): Spent;
  calls(): readonly Spent[];
  sum(): Spent & Readonly<{ calls: number; count: number }>;
  /** Calls, on the clock. */
  perSecond(): number;
}>;

export function createStopwatch(): Stopwatch {
  const calls: Spent[] = [];
  let count = 0;
  const add = (spent: Spent, by: number) => {
    calls.push(spent);
    count += by;
  };
  const sumOf = (what: keyof Spent) => calls.reduce((sum, call) => sum + call[what], 0);
  return {
    time: async (work, countOf = () => 1) => {
      const [wall, cpu] = [performance.now(), cpuMs()];
      const result = await work();
      add({ wallMs: performance.now() - wall, cpuMs: cpuMs() - cpu }, countOf(result));
      return result;
    },
    add,
    last: () => calls.at(-1) ?? { wallMs: 0, cpuMs: 0 },
    calls: () => calls,
    sum: () => ({ wallMs: sumOf("wallMs"), cpuMs: sumOf("cpuMs"), calls: calls.length, count }),
    perSecond: () => (1000 * calls.length) / sumOf("wallMs"),
  };
}

/** Takes a turn of this thread as often as it can; `stop` answers the longest wait for one, in milliseconds. */
export function createLongestTurn(): Readonly<{ stop(): Promise<number> }> {
  const stopping = new AbortController();
  let longest = 0;
  const turns = (async () => {
    let since = performance.now();
    while (!stopping.signal.aborted) {
      await setImmediate();
      longest = Math.max(longest, performance.now() - since);
      since = performance.now();
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await turns;
      return longest;
    },
  };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The value below which that share of them lies. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
