import type { FeedCounts } from "../store/store.ts";
import { count } from "./words.ts";

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
  { hasStories }: Readonly<{ hasStories: boolean }>,
): Notice | undefined {
  if (all === 0)
    return {
      kind: "no-sources",
      heading: "No sources yet",
      text: "Name the feeds to follow under “sources” in feeds.config.json. The file is watched: what you save there is fetched within seconds.",
    };
  const { new: waiting, ok: answering, failing } = inState;
  if (failing > 0 && answering === 0 && waiting === 0)
    return {
      kind: "offline",
      heading:
        failing === 1 ? "The source does not answer" : `None of the ${count(failing, "source")} answers`,
      text: hasStories
        ? "What you see is what was fetched before. Most likely this machine has no network at the moment."
        : "Most likely this machine has no network at the moment. Wirefold keeps trying by itself.",
    };
  if (hasStories) return undefined;
  const answered = `${answering} of ${count(all, "source")} ${all === 1 ? "has" : "have"} answered`;
  return {
    kind: "starting",
    heading: "Wirefold is fetching its first feeds …",
    text:
      entries === 0
        ? `${answered} so far. The first stories are here in a moment.`
        : `${answered} so far with ${count(entries, "entry", "entries")}, which are being folded into stories.`,
  };
}
