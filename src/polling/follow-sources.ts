import type { Settings } from "../model/settings.ts";
import type { Store } from "../store/store.ts";
import { reconsider } from "./after-poll.ts";

/**
 * Makes the feeds of the store those of the settings, at the times that the settings ask for: a source whose interval
 * was shortened does not wait for the old one to pass. Answers how many feeds were given another time.
 */
export async function followSources(
  store: Pick<Store, "syncSources" | "reschedule">,
  { sources, polling }: Pick<Settings, "sources" | "polling">,
  now: Date,
): Promise<number> {
  await store.syncSources(sources, now);
  return store.reschedule((feed) => reconsider({ feed, settings: polling }));
}
