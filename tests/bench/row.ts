/** One figure of a benchmark. */
export type Row = Readonly<{ name: string; value: number; unit: string }>;

export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Median of `rounds` runs of `work`, in milliseconds, after one that is not counted. */
export const medianMs = (rounds: number, work: () => unknown): Promise<number> =>
  median(rounds, work, () => performance.now());

/** The same in processor time of this thread: what else the machine does in the meantime does not count. */
export const medianCpuMs = (rounds: number, work: () => unknown): Promise<number> =>
  median(rounds, work, () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  });

async function median(rounds: number, work: () => unknown, now: () => number): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = now();
    await work();
    times.push(now() - start);
  }
  return middle(times);
}
