import { setImmediate } from "node:timers/promises";
import type { Entry } from "../../src/model/entry.ts";
import type { Story, StoryTopic } from "../../src/model/story.ts";
import type { Grouping, Store } from "../../src/store/store.ts";
import { hourMs, type StoreNews } from "./store-news.ts";
import type { Stopwatch } from "./store-watch.ts";

/** Placements of one call, as the grouper's. */
const batchSize = 500;

type Known = {
  readonly id: number;
  count: number;
  readonly lead: number;
  readonly first: number;
  last: number;
};

/** Puts each report into its event's story, without deciding anything: the store's part of grouping alone. */
export function createGrouping(store: Store, news: StoreNews) {
  const known = new Map<number, Known>();
  let lastId = 0;
  const storyOf = (entry: Entry): Known => {
    const event = news.eventOf(Number(/\d+$/.exec(entry.url ?? "")?.[0]));
    const at = entry.shownAt.getTime();
    const story = known.get(event) ?? { id: ++lastId, count: 0, lead: entry.id, first: at, last: at };
    known.set(event, story);
    story.count++;
    story.last = Math.max(story.last, at);
    return story;
  };
  const groupingOf = (entries: readonly Entry[], now: number): Grouping => {
    const touched = new Map<number, Story>();
    const placements = entries.map((entry) => {
      const story = storyOf(entry);
      touched.set(story.id, asStory(story, { language: entry.language ?? "und", now }));
      return placementOf(entry, story);
    });
    const stories = [...touched.values()];
    return { placements, merges: [], stories, topics: stories.map(topicOf) };
  };
  return {
    stories: () => known.size,
    groupNew: async (now: number, watches: readonly Stopwatch[]): Promise<void> => {
      for (;;) {
        const entries = await store.ungroupedEntries(batchSize);
        if (entries.length === 0) return;
        const [first, ...others] = watches;
        const save = () => store.saveGrouping(groupingOf(entries, now));
        await (first ? first.time(save, () => entries.length) : save());
        for (const watch of others) watch.add(first!.last(), entries.length);
        await setImmediate();
      }
    },
  };
}

const asStory = (
  { id, count, lead, first, last }: Known,
  { language, now }: Readonly<{ language: string; now: number }>,
): Story => ({
  id,
  leadEntryId: lead,
  leadReason: "The first of the longest reports, from an outlet of usual weight.",
  language,
  entryCount: count,
  coverage: Math.ceil(count * 0.8),
  firstReportAt: new Date(first),
  lastReportAt: new Date(last),
  updatedAt: new Date(last),
  newsAt: new Date(now),
  rank: (first - Date.UTC(2020, 0, 1)) / (6 * hourMs) + Math.log2(Math.ceil(count * 0.8)),
});

function placementOf(entry: Entry, { id, count, lead }: Known): Grouping["placements"][number] {
  const words = entry.title.toLowerCase().split(" ").slice(0, 5);
  return {
    entryId: entry.id,
    placement: {
      storyId: id,
      copyGroup: entry.id,
      layer: count === 1 ? "first" : "story",
      reason: {
        text: `Shares “${words.join("”, “")}” with ${count} reports`,
        nearestEntryId: lead,
        score: 0.314,
        threshold: 0.14,
        sharedTerms: words,
        hoursApart: 2,
      },
    },
  };
}

/** As long as those of real stories: twelve words. */
const topicOf = ({ id, language }: Story): StoryTopic => ({
  storyId: id,
  profile: {
    language,
    title: `Story ${id} of some words as its lead has them in its headline`,
    texts: 1,
    stems: Array.from({ length: 12 }, (_, at) => `stem${(id * 31 + at * 7) % 5000}`),
    codes: Array.from({ length: 12 }, (_, at) => 163_840 + at),
  },
});
