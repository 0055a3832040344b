import type { SafeHtml } from "../../src/model/entry.ts";
import type { Source } from "../../src/model/source.ts";
import type { Story } from "../../src/model/story.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { addStories } from "./long-wire.ts";
import { parsedEntry, savePoll, source } from "./store.ts";
import { testClock } from "./test-clock.ts";

/** One way in which a store changes; `pick` says which of its stories, entries or words. */
export type Change = (store: Store, pick: number) => Promise<void>;

const now = new Date("2027-01-01T00:00:00Z");

/** Every kind of change that feeds can show, of a store as `publishLongWire` makes them. */
export const changes: Readonly<Record<string, Change>> = {
  "a new story": async (store) => {
    const next = (await store.lastStoryId()) + 1;
    await addStories(store, next, next);
  },
  "an entry without a story": async (store, pick) => {
    await savePoll(store, gazette, [parsedEntry({ key: `loose ${pick}`, title: `Loose ${pick}` })]);
  },
  "the loose entries join a story": async (store, pick) => {
    const story = await someStory(store, pick);
    const entries = await store.ungroupedEntries(10);
    if (!story || entries.length === 0) return;
    const placements = entries.map(({ id }) => ({
      entryId: id,
      placement: { storyId: story.id, copyGroup: id, layer: "story" as const, reason: { text: "" } },
    }));
    const grown = { ...story, entryCount: story.entryCount + entries.length, coverage: story.coverage + 1 };
    await store.saveGrouping({ placements, merges: [], stories: [grown] });
  },
  "an edited text": async (store, pick) => {
    const { items } = await store.latestEntries({ limit: 50 });
    const entry = items[pick % items.length];
    if (!entry?.guid && !entry?.url) return;
    const key = /\d+$/.exec(entry.url ?? "")?.[0] ?? "";
    const feed = await store.feed(entry.feedId);
    if (!feed) return;
    const edited = parsedEntry({
      key,
      title: entry.title,
      url: entry.url!,
      contentHtml: `<p>Now the ministers say something else, number ${pick}</p>` as SafeHtml,
      ...(entry.publishedAt && { publishedAt: entry.publishedAt }),
    });
    await savePoll(store, feed.source.url, [edited]);
  },
  "another rank, language, coverage and date": async (store, pick) => {
    const story = await someStory(store, pick);
    if (!story) return;
    const language = pick % 2 === 0 ? "en" : "de";
    const changed = { ...story, language, coverage: 1 + (pick % 3), rank: pick, updatedAt: new Date(pick) };
    await store.saveGrouping({ placements: [], merges: [], stories: [changed] });
  },
  "two stories are one": async (store, pick) => {
    const [from, into] = [await someStory(store, pick), await someStory(store, pick + 1)];
    if (!from || !into || from.id <= into.id) return;
    const merged = { ...into, entryCount: into.entryCount + from.entryCount };
    const merges = [{ from: from.id, into: into.id, reason: "", at: now }];
    await store.saveGrouping({ placements: [], merges, stories: [merged] });
  },
  "a report is set apart, and back": async (store, pick) => {
    const corrections = createCorrections({ store, clock: testClock(now) });
    const { items } = await store.stories({ order: "latest", limit: 50 });
    const shared = items.filter(({ entries }) => entries.length > 1);
    const found = shared[pick % Math.max(shared.length, 1)];
    if (!found) return;
    const wish = { storyId: found.story.id, entryId: found.entries[1]!.id, withCopies: false };
    const done = await corrections.setApart(wish);
    if (done.kind === "done" && pick % 2 === 0)
      await corrections.undo({ correctionId: done.correctionId, storyId: found.story.id });
  },
  "a link to an earlier story": async (store, pick) => {
    const [one, other] = [await someStory(store, pick), await someStory(store, pick + 2)];
    if (!one || !other || one.id <= other.id) return;
    const profile = { language: "en", title: "", texts: 1, stems: [], codes: [] };
    const reason = { text: "alike", score: 0.3, threshold: 0.2, sharedTerms: [], hoursApart: pick };
    const topic = { storyId: one.id, profile, earlier: { storyId: other.id, reason } };
    await store.saveGrouping({ placements: [], merges: [], stories: [], topics: [topic] });
  },
  "a source's new name, category and place": async (store, pick) => {
    const feeds = await store.feeds();
    const sources = feeds.map(({ source: { url, name = "", category = "" } }, at): Source =>
      at === pick % feeds.length
        ? source(url, {
            name: `${name.slice(0, 10)} ${pick}`,
            category: pick % 2 === 0 ? "World" : "Deutsch",
          })
        : source(url, { name, category }),
    );
    await store.syncSources(pick % 3 === 0 ? sources.toReversed() : sources, now);
  },
  "a feed's new title": async (store, pick) => {
    await savePoll(store, gazette, [], { title: `Gazette ${pick}` });
  },
  "old stories are dropped": async (store, pick) => {
    const { items } = await store.latestEntries({ limit: 50 });
    const before = new Date((items.at(-1)?.firstSeenAt.getTime() ?? 0) + (pick % 3) * 3_600_000);
    await store.dropStories({ before, limit: 1 });
  },
};

const gazette = "https://gazette.example/feed";

async function someStory(store: Store, pick: number): Promise<Story | undefined> {
  const { items } = await store.stories({ order: "latest", limit: 50 });
  return items[pick % Math.max(items.length, 1)]?.story;
}
