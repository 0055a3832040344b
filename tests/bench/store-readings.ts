import { setImmediate, setTimeout } from "node:timers/promises";
import type { Store } from "../../src/store/store.ts";
import { askFront, page, type Question } from "./store-questions.ts";
import { wordOf } from "./store-words.ts";

/** Milliseconds of each call: as it came, with so many askers at once, and for one also the least of five. */
export type Answered = Readonly<{ tookMs: readonly number[]; leastMs: readonly number[] }>;

/** Asks until it has been asked so often, or that long. */
export async function askBy({ ask }: Question, asking: Asking): Promise<Answered> {
  const tookMs: number[] = [];
  const leastMs: number[] = [];
  await ask(0);
  await askAtOnce(asking, async (round) => {
    const own = round + 1;
    const first = await timed(() => ask(own));
    tookMs.push(first);
    if (asking.askers === 1) leastMs.push(await leastOf(first, () => timed(() => ask(own))));
    await setImmediate();
  });
  return { tookMs, leastMs };
}

/** So many ask at once, each anew when it has its answer, until all have asked so often together, or that long. */
export type Asking = Readonly<{ askers: number; rounds: number; longestMs: number }>;

export async function askAtOnce(
  { askers, rounds, longestMs }: Asking,
  ask: (round: number) => Promise<void>,
): Promise<void> {
  const end = performance.now() + longestMs;
  let round = 0;
  const asker = async () => {
    while (round < rounds && performance.now() < end) await ask(round++);
  };
  await Promise.all(Array.from({ length: askers }, asker));
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
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
