import { openStore } from "../../src/store/open.ts";
import type { PollRecord, SavedPoll, Store } from "../../src/store/store.ts";
import type { ParsedEntry, Placement, SafeHtml } from "../../src/model/entry.ts";
import type { Source } from "../../src/model/source.ts";
import type { Story } from "../../src/model/story.ts";

/** A store of its own for one test, closed at the end of its block. */
export async function freshStore(databaseUrl = "sqlite::memory:"): Promise<Store & AsyncDisposable> {
  const store = await openStore(databaseUrl);
  return { ...store, [Symbol.asyncDispose]: () => store.close() };
}

/** An entry as the parser hands it on; a test names only what it is about. */
export function parsedEntry({ key, ...given }: Partial<ParsedEntry> & { key: string }): ParsedEntry {
  return {
    identityKeys: [`g:${key}`],
    title: `Title of ${key}`,
    url: `https://outlet.example/${key}`,
    contentHtml: `<p>Text of ${key}</p>` as SafeHtml,
    authors: [],
    categories: [],
    enclosures: [],
    ...given,
  };
}

export const source = (url: string, given: Partial<Source> = {}): Source => ({ url, ...given });

export const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

/** Polls one source as the poller would, with these entries as its document. */
export async function savePoll(
  store: Store,
  url: string,
  entries: readonly ParsedEntry[],
  given: Partial<PollRecord> & { title?: string } = {},
): Promise<SavedPoll | undefined> {
  const fetchedAt = given.fetchedAt ?? at("12:00");
  // Long after any lease that the test left behind.
  const claims = await store.claimFeeds({ now: new Date("2027-06-01"), limit: 1000, leaseMs: 1, all: true });
  const claim = claims.find((feed) => feed.source.url === url);
  if (!claim) throw new Error(`${url} is none of the sources of this test`);
  await store.releaseFeeds(claims.filter((feed) => feed !== claim));
  return store.savePoll({
    feedId: claim.id,
    lease: claim.lease,
    state: "ok",
    fetchUrl: url,
    polling: {
      ...claim.polling,
      nextPollAt: new Date(fetchedAt.getTime() + 1_800_000),
      nextPollReason: "every 30 min",
    },
    document: {
      head: { hubUrls: [], authors: [], categories: [], ...(given.title && { title: given.title }) },
      entries,
    },
    fetchedAt,
    request: { url, tookMs: 120, bytes: 2400 },
    ...given,
  });
}

/** Every entry of the store that has no story yet becomes (or joins) the story that `storyOf` names. */
export async function groupBy(
  store: Store,
  storyOf: (title: string) => number,
  given: Partial<Story> = {},
): Promise<void> {
  const entries = await store.ungroupedEntries(1000);
  const placements = entries.map((entry) => ({
    entryId: entry.id,
    placement: {
      storyId: storyOf(entry.title),
      copyGroup: entry.id,
      layer: "story",
      reason: { text: "by the test" },
    } satisfies Placement,
  }));
  const stories = [...new Set(placements.map(({ placement }) => placement.storyId))].map((id): Story => {
    const own = entries.filter((entry) => storyOf(entry.title) === id);
    const times = own.map((entry) => entry.shownAt.getTime());
    return {
      id,
      leadEntryId: own[0]!.id,
      language: "en",
      entryCount: own.length,
      coverage: new Set(own.map((entry) => entry.outletKey)).size,
      firstReportAt: new Date(Math.min(...times)),
      lastReportAt: new Date(Math.max(...times)),
      updatedAt: new Date(Math.max(...times)),
      newsAt: new Date(Math.max(...times)),
      rank: id,
      ...given,
    };
  });
  await store.saveGrouping({ placements, merges: [], stories });
}
