import type { Settings } from "../model/settings.ts";
import type { Feed } from "../model/source.ts";
import type { NextPoll, Store } from "../store/store.ts";
import { reconsider } from "./after-poll.ts";

type Followed = Pick<Settings, "sources" | "polling" | "fetch">;

/**
 * Makes the feeds of the store those of the settings, at the times that the settings ask for: a source whose interval
 * was shortened does not wait for the old one to pass, and one that fails and was given another login than `before` is
 * asked at once. Answers how many feeds were given another time.
 */
export async function followSources(
  store: Pick<Store, "syncSources" | "reschedule">,
  settings: Followed,
  now: Date,
  before?: Pick<Settings, "fetch">,
): Promise<number> {
  await store.syncSources(settings.sources, now);
  const access = ({ source }: Feed, { fetch }: Pick<Settings, "fetch">) =>
    JSON.stringify(fetch.access?.[source.url]);
  return store.reschedule((feed): NextPoll | undefined =>
    before && feed.state === "failing" && access(feed, settings) !== access(feed, before)
      ? { nextPollAt: now, nextPollReason: "its login or headers were changed" }
      : reconsider({ feed, settings: settings.polling }),
  );
}
