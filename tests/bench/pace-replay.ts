import type { Pace } from "../../src/model/pace.ts";
import type { Every } from "../../src/model/source.ts";
import { nextCheck } from "../../src/polling/next-check.ts";
import { beginPace, learnPace } from "../../src/polling/pace.ts";
import { type PaceTuning, paceTuning } from "../../src/polling/pace-tuning.ts";
import type { Timeline } from "./pace-timelines.ts";

/** What following one feed came to. Delays, in minutes, are from publication to arrival; `lost`: never seen. */
export type Followed = Readonly<{ delays: readonly number[]; polls: number; days: number; lost: number }>;

const settings = { minEveryMs: 15 * 60_000, maxEveryMs: 24 * 3_600_000 };

/** From the first poll on until then, in ms. */
export type Period = Readonly<{ from: number; to: number }>;

/**
 * Follows a feed as the poller would: what it knows is what its polls brought. No server asks for anything, every answer
 * takes no time.
 */
export function follow(
  { name, times, size }: Timeline,
  every: Every,
  { from, to }: Period,
  tuning: PaceTuning = paceTuning,
): Followed {
  let next = times.findIndex((ms) => ms > from);
  if (next < 0) next = times.length;
  const dated = (of: readonly number[]) => of.map((ms) => ({ publishedAt: new Date(ms) }));
  let nowMs = from;
  let pace: Pace = beginPace(dated(times.slice(Math.max(0, next - size), next)), new Date(from), tuning);
  const delays: number[] = [];
  let [polls, lost] = [0, 0];
  while (nowMs < to) {
    const now = new Date(nowMs);
    nowMs = nextCheck({ url: name, now, every, pace, settings }, tuning).nextPollAt.getTime();
    polls++;
    const first = next;
    while (next < times.length && (times[next] ?? 0) <= nowMs) next++;
    const news = times.slice(Math.max(first, next - size), next);
    lost += next - first - news.length;
    delays.push(...news.map((ms) => (nowMs - ms) / 60_000));
    if (every.kind === "pace")
      pace = learnPace(pace, { from: now, to: new Date(nowMs), news: dated(news), size }, tuning);
  }
  return { delays, polls, days: (nowMs - from) / 86_400_000, lost };
}
