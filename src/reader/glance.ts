import type { Feed } from "../model/source.ts";
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
  feeds: readonly Feed[],
  { hasStories }: Readonly<{ hasStories: boolean }>,
): Notice | undefined {
  if (feeds.length === 0)
    return {
      kind: "no-sources",
      heading: "No sources yet",
      text: "Name the feeds to follow under “sources” in feeds.config.json. The file is watched: what you save there is fetched within seconds.",
    };
  const inState = (state: Feed["state"]) => feeds.filter((feed) => feed.state === state).length;
  const [waiting, answering, failing] = [inState("new"), inState("ok"), inState("failing")];
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
  const entries = feeds.reduce((sum, feed) => sum + feed.entryCount, 0);
  const answered = `${answering} of ${count(feeds.length, "source")} ${feeds.length === 1 ? "has" : "have"} answered`;
  return {
    kind: "starting",
    heading: "Wirefold is fetching its first feeds …",
    text:
      entries === 0
        ? `${answered} so far. The first stories are here in a moment.`
        : `${answered} so far with ${count(entries, "entry", "entries")}, which are being folded into stories.`,
  };
}
