import type { Store } from "../../src/store/store.ts";
import { fetchedAt, parsed } from "./parsed.ts";
import { documentsWith } from "./xss-vectors.ts";

const kinds = ["RSS, escaped", "Atom, HTML"] as const;
const urlOf = (kind: number, number: number) => `https://outlet-${kind}-${number}.example/feed`;

/**
 * One story a text, numbered from 1: what an RSS and an Atom feed of their own say, with the text in every field of feed and
 * item. The RSS feed said something harmless before, so that the text is an edit too. The sources have no names of their own.
 */
export async function fillWith(store: Store, payloads: readonly string[]): Promise<void> {
  const urls = payloads.flatMap((_, number) => kinds.map((_, kind) => urlOf(kind, number)));
  await store.syncSources(
    urls.map((url) => ({ url })),
    fetchedAt,
  );
  await pollAll(store, async (kind) => (kind === 0 ? "What it said before" : undefined));
  await place(store, payloads.length);
  await pollAll(store, async (_kind, number) => payloads[number]);
  await place(store, payloads.length);
}

const numbersIn = (url: string): readonly [kind: number, number: number] => {
  const [, kind, number] = /outlet-(\d)-(\d+)/.exec(url) ?? [];
  return [Number(kind), Number(number)];
};

async function pollAll(
  store: Store,
  says: (kind: number, number: number) => Promise<string | undefined>,
): Promise<void> {
  const now = new Date("2027-06-01");
  const claims = await store.claimFeeds({ now, limit: 5000, leaseMs: 1, all: true });
  for (const { id, lease, source, polling } of claims) {
    const [kind, number] = numbersIn(source.url);
    const text = await says(kind, number);
    if (text === undefined) continue;
    const document = documentsWith(text, number)[kinds[kind]!]!;
    const { entries, head } = await parsed(document, { url: source.url });
    await store.savePoll({
      feedId: id,
      lease,
      state: "ok",
      fetchUrl: source.url,
      polling: { ...polling, nextPollAt: now, nextPollReason: "every 30 min" },
      document: { head, entries },
      fetchedAt,
      request: { url: source.url, tookMs: 120, bytes: 2400 },
    });
  }
}

/** All that two feeds of a number say is one story. */
async function place(store: Store, stories: number): Promise<void> {
  const feeds = new Map((await store.feeds()).map(({ id, source }) => [id, numbersIn(source.url)[1]]));
  const entries = await store.ungroupedEntries(20_000);
  const placements = entries.map((entry) => ({
    entryId: entry.id,
    placement: {
      storyId: (feeds.get(entry.feedId) ?? stories) + 1,
      copyGroup: entry.id,
      layer: "story" as const,
      reason: { text: "by the test" },
    },
  }));
  const grouped = Map.groupBy(placements, ({ placement }) => placement.storyId);
  const known = await store.storiesByIds([...grouped.keys()]);
  await store.saveGrouping({
    placements,
    merges: [],
    stories: [...grouped].map(([id, own]) => ({
      leadEntryId: own[0]!.entryId,
      language: "en",
      firstReportAt: fetchedAt,
      lastReportAt: fetchedAt,
      updatedAt: fetchedAt,
      newsAt: fetchedAt,
      rank: id,
      ...known.find((story) => story.id === id),
      id,
      entryCount: own.length + (known.find((story) => story.id === id)?.entryCount ?? 0),
      coverage: 2,
    })),
  });
}
