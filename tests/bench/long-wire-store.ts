import type { SafeHtml } from "../../src/model/entry.ts";
import type { Story } from "../../src/model/story.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { parsedEntry, savePoll, source } from "../support/store.ts";

const outlets = 20;
const categories = ["World", "Technology", "Sport", "Business", "Science"];
const start = Date.parse("2025-10-01T00:00:00Z");
/** So far apart that a hundred reach back two days: the merged feed has a hundred items. */
const apartMs = 30 * 60_000;

export const wireSources = Array.from({ length: outlets }, (_, outlet) =>
  source(`https://outlet-${outlet}.example/feed`, {
    name: `Outlet ${outlet}`,
    category: categories[outlet % categories.length]!,
  }),
);

/** A database with so many stories of one to four reports each, of some 3 kB of text. */
export async function fillLongWire(databaseUrl: string, stories: number): Promise<void> {
  const store = await openStore(databaseUrl);
  await store.syncSources(wireSources, new Date(start));
  for (let first = 0; first < stories; first += 400)
    await publishStories(store, { first, count: Math.min(400, stories - first) });
  await store.close();
}

/** Stores the next stories, as polling and grouping do. */
export async function publishStories(
  store: Store,
  { first, count }: Readonly<{ first: number; count: number }>,
): Promise<void> {
  const reports = Array.from({ length: count }, (_, at) => reportsOf(first + at)).flat();
  const fetchedAt = new Date(start + (first + count) * apartMs);
  for (const [outlet, own] of Map.groupBy(reports, (report) => report.outlet)) {
    const entries = own.map(({ entry }) => entry).toReversed();
    await savePoll(store, wireSources[outlet]!.url, entries, { fetchedAt });
  }
  const entries = await store.ungroupedEntries(4 * count);
  const storyOf = ({ title }: Readonly<{ title: string }>) => 1 + Number(/\d+/.exec(title)?.[0]);
  const placements = entries.map((entry) => ({
    entryId: entry.id,
    placement: {
      storyId: storyOf(entry),
      copyGroup: entry.id,
      layer: "story" as const,
      reason: { text: "" },
    },
  }));
  const grouped = [...Map.groupBy(entries, storyOf)].map(([id, own]): Story => {
    const shownAt = own[0]!.shownAt;
    const times = { firstReportAt: shownAt, lastReportAt: shownAt, updatedAt: shownAt, newsAt: shownAt };
    return {
      id,
      leadEntryId: own[0]!.id,
      language: "en",
      entryCount: own.length,
      coverage: own.length,
      rank: id,
      ...times,
    };
  });
  await store.saveGrouping({ placements, merges: [], stories: grouped });
}

const reportsOf = (story: number) =>
  Array.from({ length: 1 + (story % 4) }, (_, report) => {
    const outlet = (story * 7 + report * 3) % outlets;
    const words = wordsFrom(story * 4 + report);
    const sentence = () => `${words(14)}. `;
    return {
      outlet,
      entry: parsedEntry({
        key: `${story}-${outlet}`,
        url: `https://outlet-${outlet}.example/${story}`,
        title: `Story ${story}: ${words(9)}`,
        summary: sentence() + sentence(),
        contentHtml: Array.from({ length: 8 }, () => `<p>${sentence()}${sentence()}${sentence()}</p>`).join(
          "",
        ) as SafeHtml,
        publishedAt: new Date(start + story * apartMs),
        language: "en",
      }),
    };
  });

/** Each word in forty forms: two thousand, so that a search finds some articles and not all. */
const vocabulary = (
  "minister harbour dispute engineers northern province budget storm rescue council vote strike railway hospital inquiry court player goal " +
  "market shares rocket satellite vaccine school bridge flood election treaty protest museum of the and to in over after with"
)
  .split(" ")
  .flatMap((word) => Array.from({ length: 40 }, (_, form) => (form === 0 ? word : `${word}${form}`)));

/** Words by a number that is their beginning: the same each time. */
function wordsFrom(seed: number): (count: number) => string {
  let state = (seed + 1) * 2_654_435_761;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 8;
  return (count) => Array.from({ length: count }, () => vocabulary[next() % vocabulary.length]).join(" ");
}
