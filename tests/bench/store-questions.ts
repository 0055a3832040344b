import type { Store } from "../../src/store/store.ts";
import { saying, wordOf } from "./store-words.ts";

/** What is asked of a store; `round` counts up, so that no two askings in a row want the same rows. */
export type Question = Readonly<{ name: string; ask: (round: number) => Promise<unknown> }>;

/** Readers by what they have marked. */
export type Readers = Readonly<Record<"nothing" | "1,000" | "100,000" | "everything", number>>;

export const page = 50;

/** Four readers: of nothing, of the latest 1,000 and 100,000 stories (or a quarter of a small store), and of all. */
export async function addReaders(store: Store, stories: number): Promise<Readers> {
  const at = await store.newestNewsAt();
  const add = async () => (await store.addReader(at)).id;
  const readers = {
    nothing: await add(),
    "1,000": await add(),
    "100,000": await add(),
    everything: await add(),
  };
  const read = async (readerId: number, count: number) => {
    const ids = await store.storyIds({ from: "highest", limit: Math.min(count, Math.floor(stories / 4)) });
    for (let from = 0; from < ids.length; from += 1000)
      await store.mark({ readerId, storyIds: ids.slice(from, from + 1000), act: "read", at });
  };
  await read(readers["1,000"], 1000);
  await read(readers["100,000"], 100_000);
  await store.markAllRead({ readerId: readers.everything, asOf: at, at });
  return readers;
}

/** The front page as its handler asks for it. */
export const askFront = async (store: Store, more: Parameters<Store["stories"]>[0]) => {
  await store.newestNewsAt();
  await store.stories(more);
  await store.categories();
  return store.feedCounts();
};

export async function questionsTo(
  store: Store,
  { readers, stories }: Readonly<{ readers: Readers; stories: number }>,
): Promise<readonly Question[]> {
  const feeds = await store.feeds();
  const feed = (round: number) => feeds[(round * 7919) % feeds.length]!;
  const front = { order: "top", limit: page } as const;
  const search = (name: string, typed: (round: number) => string): Question => ({
    name: `search: ${name}`,
    ask: (round) => store.stories({ order: "latest", limit: page, search: typed(round) }),
  });
  const common = (round: number) => wordOf("en", round % 5);
  const usual = (round: number) => wordOf("en", 300 + (round % 50));
  const rare = (round: number) => wordOf("en", 60_000 + 17 * round);
  const second = await store.stories({ ...front, order: "latest" });
  return [
    { name: "front page", ask: () => askFront(store, front) },
    { name: "latest", ask: () => askFront(store, { ...front, order: "latest" }) },
    {
      name: "latest, second page",
      ask: () =>
        askFront(store, {
          ...front,
          order: "latest",
          ...(second.next !== undefined && { cursor: second.next }),
        }),
    },
    ...Object.entries(readers).flatMap(([what, unreadBy]): Question[] => [
      {
        name: `unread, by who read ${what}`,
        ask: () => askFront(store, { order: "latest", limit: page, unreadBy }),
      },
      {
        name: `unread by rank, by who read ${what}`,
        ask: () => store.stories({ ...front, unreadBy }),
      },
      {
        name: `count of unread, by who read ${what}`,
        ask: () => store.countUnread({ readerId: unreadBy, atMost: 1000 }),
      },
    ]),
    { name: "category", ask: (round) => store.stories({ ...front, category: feed(round).source.category! }) },
    {
      name: "a source's stories",
      ask: (round) => store.stories({ ...front, order: "latest", feedId: feed(round).id }),
    },
    { name: "story", ask: (round) => store.story(1 + ((round * 104_729) % stories)) },
    {
      name: "entries of a feed",
      ask: (round) => store.entriesOfFeed({ feedId: feed(round).id, limit: page }),
    },
    { name: "latest entries", ask: () => store.latestEntries({ limit: page }) },
    search("a common word", common),
    search("a usual word", usual),
    search("a rare word", rare),
    search("two words", (round) => `${common(round)} ${usual(round)}`),
    search("a phrase", () => `"${saying("en").join(" ")}"`),
    search("a phrase of common words", (round) => `"${common(round)} ${common(round + 1)}"`),
    search("a beginning", (round) => `${usual(round).slice(0, 4)}*`),
    search("without a word", (round) => `${usual(round)} -${common(round)}`),
    search("source:", (round) => `source:"${feed(round).source.name}"`),
    search("source: and a word", (round) => `source:"${feed(round).source.name}" ${common(round)}`),
    search("category:", (round) => `category:${feed(round).source.category}`),
    search(
      "category: and a common word",
      (round) => `category:${feed(round).source.category} ${common(round)}`,
    ),
    search("category: and a rare word", (round) => `category:${feed(round).source.category} ${rare(round)}`),
    search("lang: and a word", (round) => `lang:de ${wordOf("de", round % 50)}`),
    search("after: and a common word", (round) => `after:3d ${common(round)}`),
    search("before: and a common word", (round) => `before:30d ${common(round)}`),
    search("Chinese", (round) => wordOf("zh", round % 50)),
    search("Chinese, rare", (round) => wordOf("zh", 9000 + round) + wordOf("zh", 20 + round)),
    search("Russian", (round) => wordOf("ru", round % 50)),
    { name: "search: by rank", ask: (round) => store.stories({ ...front, search: common(round) }) },
    {
      name: "search: count of a common word",
      ask: (round) => store.countFound({ search: common(round), atMost: 1001 }),
    },
    {
      name: "ids of a common search",
      ask: (round) => store.storyIds({ search: common(round), from: "highest", limit: page + 1 }),
    },
    { name: "counts of feeds", ask: () => store.feedCounts() },
    { name: "categories", ask: () => store.categories() },
    { name: "news since", ask: () => store.countNews({ after: new Date(0), atMost: 99 }) },
  ];
}
