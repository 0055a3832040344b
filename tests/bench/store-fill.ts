import { setImmediate } from "node:timers/promises";
import type { ClaimedFeed, PollRecord, Store } from "../../src/store/store.ts";
import { createGrouping } from "./store-grouping.ts";
import { hourMs, type StoreNews } from "./store-news.ts";
import { createStopwatch, type Stopwatch } from "./store-watch.ts";

/** What a feed's document holds: the middle one of 250 captured feeds has twenty items. */
const documentItems = 20;
/** Of the time that is filled, the last: polled as a running service polls, most of what documents say is known. */
const runningShare = 1 / 50;

export type FillFigures = Readonly<{
  stories: number;
  /** Documents of twenty new entries each; and the last tenth of them. */
  saving: Stopwatch;
  savingLast: Stopwatch;
  /** Entries that get their place, and with it their words into the search. */
  placing: Stopwatch;
  placingLast: Stopwatch;
  /** Documents of twenty entries of which one or two are new, or none. */
  polling: Stopwatch;
}>;

type Filling = Readonly<{ store: Store; news: StoreNews; figures: Omit<FillFigures, "stories"> }> & {
  /** Of each source, how many of its reports are saved. */
  readonly saved: number[];
};

/**
 * Fills a store by the service's own calls: feeds are claimed as they are due, each document is saved, and what is new is
 * put into stories by the hour.
 */
export async function fillStore(store: Store, news: StoreNews): Promise<FillFigures> {
  const figures = {
    saving: createStopwatch(),
    savingLast: createStopwatch(),
    placing: createStopwatch(),
    placingLast: createStopwatch(),
    polling: createStopwatch(),
  };
  await store.syncSources(news.sources, new Date(news.start - hourMs));
  const filling: Filling = { store, news, figures, saved: news.sources.map(() => 0) };
  const grouping = createGrouping(store, news);
  for (let now = news.start; now <= news.end; now += hourMs) {
    await pollDue(filling, now);
    const watches =
      phaseAt(news, now) === "last" ? [figures.placing, figures.placingLast] : [figures.placing];
    await grouping.groupNew(now, watches);
  }
  return { ...figures, stories: grouping.stories() };
}

async function pollDue(filling: Filling, now: number): Promise<void> {
  for (;;) {
    const feeds = await filling.store.claimFeeds({ now: new Date(now), limit: 128, leaseMs: 30_000 });
    if (feeds.length === 0) return;
    for (const feed of feeds) {
      await pollFeed(filling, feed, now);
      await setImmediate(); // as between the answers of two publishers
    }
  }
}

/** `first` are nine tenths of what is filled, `last` the tenth of it; then it is `running`. */
function phaseAt({ start, end }: StoreNews, now: number): "first" | "last" | "running" {
  const filled = (now - start) / ((end - start) * (1 - runningShare));
  return filled >= 1 ? "running" : filled >= 0.9 ? "last" : "first";
}

async function pollFeed(filling: Filling, feed: ClaimedFeed, now: number): Promise<void> {
  const { store, news, figures, saved } = filling;
  const source = Number(/\d+/.exec(feed.source.url)?.[0]);
  const reports = news.reportsOf[source] ?? [];
  const from = saved[source] ?? 0;
  let upTo = from;
  while (upTo - from < documentItems && news.at(reports[upTo]) <= now) upTo++;
  saved[source] = upTo;
  const phase = phaseAt(news, now);
  const isRunning = phase === "running";
  const shown = reports.slice(isRunning ? Math.max(0, upTo - documentItems) : from, upTo);
  const nextPollAt = isRunning ? now + 6 * hourMs : whenFull(news, reports, upTo, now);
  const poll = recordOf(feed, { now, nextPollAt, entries: shown.map(news.entryOf).toReversed() });
  const watch = isRunning ? figures.polling : figures.saving;
  const result = await watch.time(
    () => store.savePoll(poll),
    (saving) => saving?.added ?? 0,
  );
  if (phase === "last") figures.savingLast.add(watch.last(), result?.added ?? 0);
}

/** When it has twenty new entries; no later than when the running begins. */
function whenFull(news: StoreNews, reports: readonly number[], saved: number, now: number): number {
  const full = news.at(reports[Math.min(saved + documentItems, reports.length) - 1]);
  const running = news.end - (news.end - news.start) * runningShare;
  return Math.max(now + hourMs, Math.min(full, running));
}

const recordOf = (
  { id, lease, source: { url }, polling }: ClaimedFeed,
  document: Readonly<{
    now: number;
    nextPollAt: number;
    entries: NonNullable<PollRecord["document"]>["entries"];
  }>,
): PollRecord => ({
  feedId: id,
  lease,
  state: "ok",
  fetchUrl: url,
  polling: {
    ...polling,
    validators: { etag: `"${document.now}"` },
    lastPolledAt: new Date(document.now),
    nextPollAt: new Date(document.nextPollAt),
    nextPollReason: "every 30 min",
  },
  document: {
    head: { title: `Of ${new URL(url).host}`, hubUrls: [], authors: [], categories: [] },
    entries: document.entries,
  },
  fetchedAt: new Date(document.now),
  request: { url, tookMs: 120, bytes: 24_000 },
});
