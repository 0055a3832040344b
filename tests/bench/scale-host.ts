import type { Pace } from "../../src/model/pace.ts";
import type { Every } from "../../src/model/source.ts";
import { nextCheck } from "../../src/polling/next-check.ts";
import { beginPace, learnPace } from "../../src/polling/pace.ts";
import type { Period } from "./pace-replay.ts";
import type { Timeline } from "./pace-timelines.ts";

/** `phase` and `firstAt`, from 0 up to 1: where in its timeline it is, and when within the first minutes it is asked first. */
export type SimulatedFeed = Readonly<{ url: string; timeline: Timeline; phase: number; firstAt: number }>;

/** One poll. `arrived`: when the articles that it brought had been published. */
export type Followed = Readonly<{ at: number; dueAt: number; arrived: readonly number[] }>;

const settings = { minEveryMs: 15 * 60_000, maxEveryMs: 24 * 3_600_000 };
/** The config's default: so far apart are the starts of two requests to one host. */
const perHostGapMs = 1000;
const dayMs = 86_400_000;

type Following = { dueAt: number; next: number; pace: Pace; askedAt: number };

/** All polls of one host's feeds, in order of time: who is due longest is asked first, and no sooner than its host allows. */
export function* followHost(
  feeds: readonly SimulatedFeed[],
  period: Period,
  every: Every,
): Generator<Followed> {
  const queue = createQueue();
  const known = feeds.map((feed) => begin(feed, period));
  for (const [index, { dueAt }] of known.entries()) queue.add(index, dueAt);
  let free = period.from;
  for (let first = queue.take(); first !== undefined; first = queue.take()) {
    const [feed, state] = [feeds[first], known[first]];
    if (!feed || !state) throw new Error("A feed is in the queue that there is not");
    const at = Math.max(state.dueAt, free);
    if (at >= period.to) continue;
    free = at + perHostGapMs;
    const dueAt = state.dueAt;
    const arrived = poll(feed, state, at);
    state.dueAt = nextCheck({
      url: feed.url,
      now: new Date(at),
      every,
      pace: state.pace,
      settings,
    }).nextPollAt.getTime();
    queue.add(first, state.dueAt);
    yield { at, dueAt, arrived };
  }
}

/** Feeds come in over the first quarter of an hour, with what their documents hold. */
function begin(feed: SimulatedFeed, { from }: Period): Following {
  const at = from + feed.firstAt * 15 * 60_000;
  const { size } = feed.timeline;
  const times = published(feed, at - 60 * dayMs, at).slice(-size);
  return { dueAt: at, next: at, pace: beginPace(dated(times), new Date(at)), askedAt: at };
}

function poll(feed: SimulatedFeed, state: Following, at: number): readonly number[] {
  if (at === state.askedAt) return [];
  const { size } = feed.timeline;
  const arrived = published(feed, state.askedAt, at).slice(-size);
  const look = { from: new Date(state.askedAt), to: new Date(at), news: dated(arrived), size };
  state.pace = learnPace(state.pace, look);
  state.askedAt = at;
  return arrived;
}

const dated = (times: readonly number[]) => times.map((ms) => ({ publishedAt: new Date(ms) }));

/** A timeline again and again, moved by whole weeks, so that hours and weekdays stay what they were; after `from`, up to `to`. */
function published({ timeline: { times }, phase }: SimulatedFeed, from: number, to: number): number[] {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const week = 7 * dayMs;
  const spanMs = Math.max(week, Math.ceil((last - first) / week) * week);
  const movedMs = Math.floor((phase * spanMs) / week) * week;
  const found: number[] = [];
  const firstRound = Math.floor((from - movedMs - last) / spanMs);
  const lastRound = Math.ceil((to - movedMs - first) / spanMs);
  for (let round = firstRound; round <= lastRound; round++) {
    const offset = round * spanMs + movedMs;
    for (let index = after(times, from - offset); index < times.length; index++) {
      const at = (times[index] ?? 0) + offset;
      if (at > to) break;
      found.push(at);
    }
  }
  return found.sort((a, b) => a - b);
}

/** The index of the first that lies after `ms`. */
function after(times: readonly number[], ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Who is due first: a binary heap, as a platform has tens of thousands of feeds. */
function createQueue() {
  const heap: { index: number; dueAt: number }[] = [];
  const swap = (a: number, b: number) => ([heap[a], heap[b]] = [heap[b]!, heap[a]!]);
  const due = (at: number) => heap[at]?.dueAt ?? Infinity;
  return {
    add: (index: number, dueAt: number) => {
      heap.push({ index, dueAt });
      for (let at = heap.length - 1; at > 0 && due(at) < due((at - 1) >> 1); at = (at - 1) >> 1)
        swap(at, (at - 1) >> 1);
    },
    take: (): number | undefined => {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last || heap.length === 0) return first?.index;
      heap[0] = last;
      for (let at = 0; ;) {
        const child = due(2 * at + 2) < due(2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
        if (due(child) >= due(at)) break;
        swap(at, child);
        at = child;
      }
      return first.index;
    },
  };
}
