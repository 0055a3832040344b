import type { FeedCounts } from "../store/store.ts";
import type { Words } from "./words/words.ts";

/** Why a front page may be empty or out of date: something to tell readers. */
export type Notice = Readonly<{
  kind: "starting" | "offline" | "no-sources";
  heading: string;
  text: string;
}>;

/**
 * What the state of all sources means for someone who wants to read. Undefined where there is nothing to say:
 * some source answers, and there are stories.
 */
export function noticeOf(
  { inState, all, entries }: FeedCounts,
  { hasStories, words: { front: say } }: Readonly<{ hasStories: boolean; words: Words }>,
): Notice | undefined {
  if (all === 0) return { kind: "no-sources", ...say.noSources };
  const { new: waiting, ok: answering, failing } = inState;
  if (failing > 0 && answering === 0 && waiting === 0)
    return {
      kind: "offline",
      heading: say.offline.heading(failing),
      text: hasStories ? say.offline.withStories : say.offline.withoutStories,
    };
  if (hasStories) return undefined;
  return {
    kind: "starting",
    heading: say.starting.heading,
    text: say.starting.text(answering, all, entries),
  };
}
