import { type Log, silentLog } from "../../src/base/log.ts";
import type { PollingSettings } from "../../src/model/settings.ts";
import type { Feed, Source } from "../../src/model/source.ts";
import { createFeedParser } from "../../src/parse/parse-apart.ts";
import { followSources } from "../../src/polling/follow-sources.ts";
import { createPoller } from "../../src/polling/poller.ts";
import type { Store } from "../../src/store/store.ts";
import { pollingSettings } from "./feed.ts";
import { httpClient } from "./fetching.ts";
import { freshStore } from "./store.ts";
import { testClock } from "./test-clock.ts";

type Given = Readonly<{
  sources: readonly (string | Source)[];
  settings?: Partial<PollingSettings>;
  fetch?: Parameters<typeof httpClient>[0];
  clock?: ReturnType<typeof testClock>;
  databaseUrl?: string;
  /** What the poller gets instead of the store as it is. */
  wrap?: (store: Store) => Store;
  log?: Log;
}>;

/** The real poller, store and client, at a time that the test drives: every source is due at once, later every 30 min. */
export async function startPolling({
  clock = testClock(),
  databaseUrl,
  wrap = (store) => store,
  log = silentLog,
  ...given
}: Given) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore(databaseUrl));
  const http = stack.use(httpClient(given.fetch));
  const polling = pollingSettings(given.settings);
  const parser = createFeedParser();
  stack.defer(() => parser.close());
  const parts = { store: wrap(store), http, parser, settings: () => polling, clock, log };
  const poller = createPoller(parts);
  stack.defer(() => poller.stop());
  const sources = given.sources.map((source) => (typeof source === "string" ? { url: source } : source));
  await followSources(store, { sources, polling, fetch: http.settings() }, clock.now());
  const nextDueAt = async (): Promise<Date | undefined> => {
    const feeds = (await store.feeds()).filter(({ state }) => state !== "gone");
    const [next] = feeds.map((feed) => feed.polling.nextPollAt).sort((a, b) => a.getTime() - b.getTime());
    return next;
  };
  return {
    store,
    clock,
    poller,
    nextDueAt,
    feed: async (index = 0): Promise<Feed> => (await store.feeds())[index]!,
    /** Goes to the instant at which the next feed falls due, and polls what is due then. */
    pollNext: async () => {
      const dueAt = (await nextDueAt()) ?? clock.now();
      if (dueAt > clock.now()) clock.set(dueAt);
      return poller.pollDue();
    },
    titles: async () => (await store.ungroupedEntries(1000)).map(({ title }) => title).sort(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export const minuteMs = 60_000;
