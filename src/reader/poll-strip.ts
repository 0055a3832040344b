import type { PastPoll } from "../model/past-poll.ts";
import type { Words } from "./words/words.ts";

/** A source's last polls as a strip of bars, the newest at the right: whether it answers, and whether anything was new. */
export type PollStrip = Readonly<{
  caption: string;
  width: number;
  height: number;
  bars: readonly Readonly<{ x: number; y: number; height: number; kind: BarKind }>[];
}>;

const barKinds = ["news", "same", "fault", "skipped"] as const;
type BarKind = (typeof barKinds)[number];

const pitch = 5;
const height = 20;
/** Told apart by height, not by colour alone: a fault hangs from above, what brought news is tall. */
const heights = { news: 20, same: 8, fault: 12, skipped: 3 } as const satisfies Record<BarKind, number>;

/** `polls`: newest first, as the store has them. Undefined where there are fewer than two. */
export function pollStrip(polls: readonly PastPoll[], words: Words, most = 50): PollStrip | undefined {
  if (polls.length < 2) return undefined;
  const shown = polls.slice(0, most).toReversed();
  const kinds = shown.map(kindOf);
  return {
    caption: words.charts.polls({
      polls: shown.length,
      faults: kinds.filter((kind) => kind === "fault").length,
      news: kinds.filter((kind) => kind === "news").length,
    }),
    width: shown.length * pitch - 1,
    height,
    bars: kinds.map((kind, index) => ({
      x: index * pitch,
      y: kind === "fault" ? 0 : height - heights[kind],
      height: heights[kind],
      kind,
    })),
  };
}

function kindOf({ outcome, added = 0, changed = 0 }: PastPoll): BarKind {
  switch (outcome) {
    case "ok":
      return added + changed > 0 ? "news" : "same";
    case "not-modified":
      return "same";
    case "error":
    case "gone":
      return "fault";
    case "skipped":
      return "skipped";
  }
}
