import type { Store } from "../../src/store/store.ts";
import { freshStore, parsedEntry, savePoll, source } from "./store.ts";
import { startPublisher } from "./wire.ts";

const start = Date.parse("2026-11-01T00:00:00Z");
const outlets = ["gazette", "courier", "bote"] as const;
const urlOf = (outlet: string) => `https://${outlet}.example/feed`;

/**
 * A store of `count` stories in the order in which they came, an hour apart, over HTTP. Each third story has a wire copy
 * in a second outlet; the Bote's sources are in "Deutsch", the others in "World". Each eleventh one is dated 400 days back.
 */
export async function publishLongWire(count: number) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await store.syncSources(
    outlets.map((outlet) =>
      source(urlOf(outlet), { name: outlet, category: outlet === "bote" ? "Deutsch" : "World" }),
    ),
    new Date(start),
  );
  await addStories(store, 1, count);
  const publisher = stack.use(await startPublisher(store));
  return { ...publisher, store, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Stories `from` to `to`, as polling and grouping would bring them. */
export async function addStories(store: Store, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const seen = (number: number) => new Date(start + number * 3_600_000);
  for (const [place, outlet] of outlets.entries()) {
    const own = numbers.filter((number) => number % 3 === place || (number % 3 === 0 && place === 1));
    const entries = own.map((number) =>
      parsedEntry({
        key: `${number}`,
        title: `Story ${number}`,
        url: `https://${outlet}.example/${number}`,
        publishedAt: new Date(seen(number).getTime() - (number % 11 === 0 ? 400 * 86_400_000 : 0)),
      }),
    );
    await savePoll(store, urlOf(outlet), entries, { fetchedAt: seen(to) });
  }
  const entries = await store.ungroupedEntries(10_000);
  const storyOf = (title: string) => Number(title.slice("Story ".length));
  const members = Map.groupBy(entries, (entry) => storyOf(entry.title));
  await store.saveGrouping({
    placements: entries.map((entry) => ({
      entryId: entry.id,
      placement: {
        storyId: storyOf(entry.title),
        copyGroup: members.get(storyOf(entry.title))![0]!.id,
        layer: "first",
        reason: { text: "by the test" },
      },
    })),
    merges: [],
    stories: [...members].map(([id, own]) => ({
      id,
      leadEntryId: own[0]!.id,
      language: "en",
      entryCount: own.length,
      coverage: own.length,
      firstReportAt: own[0]!.shownAt,
      lastReportAt: own[0]!.shownAt,
      updatedAt: own[0]!.shownAt,
      newsAt: own[0]!.shownAt,
      rank: id,
    })),
  });
}
