import type { PastPoll } from "../model/past-poll.ts";
import type { Feed, FeedState } from "../model/source.ts";
import type { Page } from "./page.ts";

/** How the feeds of the config do, for those who look, and may want one asked sooner. */
export type StatusStore = Readonly<{
  feedCounts(): Promise<FeedCounts>;
  /** Feeds in the order of `urgentFirst`, within a state in the config's; only those in `state` where that is given. */
  feedsByUrgency(query: Readonly<{ state?: FeedState; limit: number; cursor?: string }>): Promise<Page<Feed>>;
  /** What each source of the config is called, in its order: what a list of thousands is made and searched by. */
  sourceNames(): Promise<readonly SourceName[]>;
  /** The feeds of the config with these ids, in this order; those that there are not are left out. */
  feedsById(ids: readonly number[]): Promise<readonly Feed[]>;
  /** The last polls of a feed, newest first, as many as are kept (`pollsKept`). */
  pollsOf(feedId: number): Promise<readonly PastPoll[]>;
  /** The same of several feeds, by their ids; those that were never polled are left out. */
  pollsOfFeeds(feedIds: readonly number[]): Promise<ReadonlyMap<number, readonly PastPoll[]>>;
  /**
   * Makes a feed due at `now`, for whoever polls this store. Nothing is overrun: it answers false, with nothing changed,
   * where the feed is gone, in a pause (its own or its host's), under a lease, due already, or was polled less than
   * `leastGapMs` ago.
   */
  askSoon(wish: Readonly<{ feedId: number; now: Date; leastGapMs: number }>): Promise<boolean>;
  /**
   * Since when the longest overdue feed waits while no feed at all is under a lease: long, and nobody polls. Undefined
   * where none is due or some are being asked.
   */
  waitingSince(now: Date): Promise<Date | undefined>;
}>;

/** `name` by the config, `title` by the feed itself. */
export type SourceName = Readonly<{
  id: number;
  url: string;
  name?: string;
  title?: string;
  category?: string;
}>;

/** The reason of the next poll of a feed that `askSoon` made due. */
export const askedForByHand = "asked for by hand";

/** What needs a person stands above what does not. */
export const urgentFirst = ["failing", "gone", "new", "ok"] as const satisfies readonly FeedState[];

/** Of the config's feeds; `entries`: how many of theirs are in the store. */
export type FeedCounts = Readonly<{
  inState: Readonly<Record<FeedState, number>>;
  all: number;
  entries: number;
}>;
