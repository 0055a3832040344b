/** One figure of a benchmark. */
export type Row = Readonly<{ name: string; value: number; unit: string }>;

/** Median of `rounds` runs of `work`, in milliseconds, after one that is not counted. */
export async function medianMs(rounds: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}
