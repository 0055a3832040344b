import type { Correction } from "../model/correction.ts";
import type { Placement } from "../model/entry.ts";
import type { StorySettings } from "../model/settings.ts";
import type { PlacedEntry } from "../model/story.ts";
import { articleOf } from "./article.ts";
import { createEngine } from "./engine.ts";
import { heldByHand } from "./held-by-hand.ts";

export type DecidedAgain = Readonly<{
  /** Decides anew on the entry that was placed next. Its story has a number of this run, not an id. */
  decide(entry: PlacedEntry): Placement;
  /** The run's number of a story by now, after all mergers. */
  storyNow(storyId: number): number;
}>;

/**
 * Decides anew on entries, in the order in which they were placed: what an engine of these settings would have made of
 * them, had the corrections been known from the start. What a person holds in its place keeps its reason.
 */
export function createDecidedAgain(
  settings: StorySettings,
  corrections: readonly Correction[],
): DecidedAgain {
  const engine = createEngine(settings, 0);
  const mergedInto = new Map<number, number>();
  const storyNow = (storyId: number): number => {
    const into = mergedInto.get(storyId);
    return into === undefined ? storyId : storyNow(into);
  };
  const held = heldByHand(corrections, storyNow);
  return {
    storyNow,
    decide(entry) {
      const hold = held.holdOf(entry.id);
      const { merges, ...decision } = engine.place(articleOf(entry), hold);
      for (const { from, into } of merges) mergedInto.set(from, into);
      engine.keepApart(held.placed(entry.id, decision.storyId));
      const isHeld = hold && (hold.opens || hold.into !== undefined || entry.placement.layer === "hand");
      const { layer, reason } = isHeld ? entry.placement : decision;
      return { ...decision, layer, reason };
    },
  };
}
