import { setImmediate, setTimeout } from "node:timers/promises";
import type { Store } from "../../src/store/store.ts";
import { askFront, page, type Question } from "./store-questions.ts";
import { wordOf } from "./store-words.ts";

/** Milliseconds of each call: as it came, with so many askers at once, and for one also the least of five. */
export type Answered = Readonly<{ tookMs: readonly number[]; leastMs: readonly number[] }>;

/** Asks until it has been asked so often, or that long. */
export async function askBy(
  { ask }: Question,
  { askers, rounds, longestMs }: Readonly<{ askers: number; rounds: number; longestMs: number }>,
): Promise<Answered> {
  const tookMs: number[] = [];
  const leastMs: number[] = [];
  const end = performance.now() + longestMs;
  let round = 0;
  const timed = async (at: number) => {
    const from = performance.now();
    await ask(at);
    return performance.now() - from;
  };
  await ask(round++);
  const asker = async () => {
    while (round < rounds && performance.now() < end) {
      const own = round++;
      const first = await timed(own);
      tookMs.push(first);
      if (askers === 1) leastMs.push(await leastOf(first, () => timed(own)));
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: askers }, asker));
  return { tookMs, leastMs };
}

async function leastOf(first: number, again: () => Promise<number>): Promise<number> {
  let least = first;
  for (let time = 0; time < 4; time++) least = Math.min(least, await again());
  return least;
}

/** Somebody reads, all the time: what a service is asked by a few dozen people. Ends with `stop`. */
export function askMeanwhile(store: Store): Readonly<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const every = async (ms: number, ask: (round: number) => Promise<unknown>) => {
    for (let round = 0; !stopping.signal.aborted; round++) {
      await ask(round);
      await setTimeout(ms);
    }
  };
  const reading = Promise.all([
    every(100, () => askFront(store, { order: "top", limit: page })),
    every(100, async (round) => store.story(1 + ((round * 7919) % Math.max(1, await store.lastStoryId())))),
    every(500, (round) =>
      store.stories({ order: "latest", limit: page, search: wordOf("en", round % 2000) }),
    ),
  ]);
  return {
    stop: async () => {
      stopping.abort();
      await reading;
    },
  };
}
