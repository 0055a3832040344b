import type { PlacedEntry } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import { articleOf } from "./article.ts";
import { rememberedSince } from "./topic-memory.ts";
import { type Topics, createTopics, settledTexts } from "./topics.ts";

const pageSize = 500;

/**
 * What linking has to know to go on as if it had never stopped: the stories of the month before `newest`, the latest
 * instant of any entry. Those of which nothing is stored (a store of before there were links, entries moved by hand)
 * are read, and look for their link once more. `breathe` is awaited between steps.
 */
export async function restoreTopics(
  store: Store,
  newest: Date,
  breathe: () => Promise<void>,
): Promise<Topics> {
  const topics = createTopics();
  topics.keepApart(await store.storiesApart());
  const since = new Date(rememberedSince(newest.getTime()));
  for (let after = 0; ;) {
    const page = await store.storiesToRemember({ since, after, limit: pageSize });
    const unknown = page.filter(({ profile }) => !profile).map(({ storyId }) => storyId);
    const entries = unknown.length === 0 ? undefined : await store.entriesOfStories(unknown);
    for (const { storyId, profile, ...time } of page) {
      if (profile) topics.restore(storyId, time, profile);
      else topics.rebuild(storyId, time, firstTexts(entries?.get(storyId) ?? []).map(articleOf));
    }
    await breathe();
    const last = page.at(-1);
    if (!last) return topics;
    after = last.storyId;
  }
}

/** The reports that a story is remembered by, earliest first; copies say nothing more. */
const firstTexts = (entries: readonly PlacedEntry[]): readonly PlacedEntry[] =>
  entries.filter(({ id, placement }) => placement.copyGroup === id).slice(0, settledTexts);
