import type { Entry, EntryVersion, ParsedEntry, Placement } from "../model/entry.ts";
import type { FeedHead } from "../model/parsed-feed.ts";
import type { PastPoll } from "../model/past-poll.ts";
import type { PlacedEntry, Story, StoryReport, StoryWithEntries } from "../model/story.ts";
import type { CorrectionStore } from "./correction-store.ts";
import type { Feed, FeedPolling, FeedState, Source } from "../model/source.ts";

export type { CorrectionChange, NewCorrection } from "./correction-store.ts";

/**
 * Everything the service remembers. Every method is one transaction: it happens as a whole or not at all, and
 * rejects with an Error that says what was tried (its cause is the engine's own error). Instants are always given.
 */
export type Store = FeedStore &
  StatusStore &
  EntryStore &
  StoryStore &
  CorrectionStore &
  Readonly<{
    /** Moves on with every change to sources, entries or stories: equal numbers mean equal stories. Polls that bring nothing leave it. */
    revision(): Promise<number>;
    /** Resolves if the database answers and can be written to, else rejects with the reason. For /readyz. */
    ping(): Promise<void>;
    close(): Promise<void>;
  }>;

export type FeedStore = Readonly<{
  /**
   * Makes the feeds those of the config: new sources come in (due at `now`), known ones take over name, category and
   * interval, absent ones are polled and listed no longer. Their entries stay; coming back they go on where they were, but
   * for those that were failing or gone: these start anew, with no error counted. A source listed twice is one feed.
   */
  syncSources(sources: readonly Source[], now: Date): Promise<void>;
  /** All feeds of the config, in its order. */
  feeds(): Promise<readonly Feed[]>;
  feed(id: number): Promise<Feed | undefined>;
  /**
   * Claims feeds to poll for `leaseMs`: those due at `now`, longest overdue first; with `all` every feed, due or not
   * (the caller respects `polling.notBefore` and `gone`). A feed under a running lease is not given out again. Nothing
   * is rightly put off beyond `latest`: a feed last polled in the future, or a pause, that is, comes of a clock that was
   * wrong then. It is due now, and the pause is forgotten.
   */
  claimFeeds(
    claim: Readonly<{ now: Date; limit: number; leaseMs: number; all?: boolean; latest?: Date }>,
  ): Promise<readonly ClaimedFeed[]>;
  /** Holds claims until then that have not ended and that nobody else has taken over; answers the ids of their feeds. */
  renewLeases(claims: readonly ClaimedFeed[], until: Date): Promise<readonly number[]>;
  /** Gives claims back unused, so that the feeds are due again as they were. */
  releaseFeeds(claims: readonly ClaimedFeed[]): Promise<void>;
  /**
   * Writes what one poll brought, entries and validators together, and ends the claim. Saving the same document twice
   * changes nothing. Of an entry whose title or text was edited (`real-edit.ts` says what is no edit) it keeps what was
   * said before as a version; place, story and first date stay. Answers undefined, and writes nothing, where the claim's
   * lease has gone to somebody else.
   */
  savePoll(poll: PollRecord): Promise<SavedPoll | undefined>;
  /**
   * Asks `decide` of every feed of the config when it is to be polled next, after its interval changed; undefined leaves
   * it. A pause that its host asked for stays. Answers how many feeds were given another time.
   */
  reschedule(decide: (feed: Feed) => NextPoll | undefined): Promise<number>;
  /** No feed of this host is asked before `until`, however it is asked for (Retry-After holds for the whole host). */
  pauseHost(pause: HostPause): Promise<void>;
  /** The pause that a host is in at `now`, whatever leads to it. */
  hostPause(host: string, now: Date): Promise<HostPause | undefined>;
  /** Ends a claim whose feed could not be asked because of a pause of a host on its way: not before that is over. */
  putOff(claim: ClaimedFeed, pause: HostPause, now: Date): Promise<void>;
}>;

/** How the feeds of the config do, for those who look, and may want one asked sooner. */
export type StatusStore = Readonly<{
  feedCounts(): Promise<FeedCounts>;
  /** Feeds in the order of `urgentFirst`, within a state in the config's; only those in `state` where that is given. */
  feedsByUrgency(query: Readonly<{ state?: FeedState; limit: number; cursor?: string }>): Promise<Page<Feed>>;
  /** The last polls of a feed, newest first, as many as are kept (`pollsKept`). */
  pollsOf(feedId: number): Promise<readonly PastPoll[]>;
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

/** `host` as URL.host has it: name and port. */
export type HostPause = Readonly<{ host: string; until: Date; reason: string }>;

export type NextPoll = Pick<FeedPolling, "nextPollAt" | "nextPollReason">;

/** A feed to be polled; `lease` is the fence that `savePoll` checks. */
export type ClaimedFeed = Feed & Readonly<{ lease: number }>;

export type PollRecord = Readonly<{
  feedId: number;
  lease: number;
  state: FeedState;
  fetchUrl: string;
  /** The whole new polling state; what is absent in it is forgotten. */
  polling: FeedPolling;
  /** Only where a new document was read. `isDelta`: no more than what is new in it (226, RFC 3229). */
  document?: Readonly<{ head: FeedHead; entries: readonly ParsedEntry[]; isDelta?: true }>;
  /** With a document: the polling state, once the store knows which of its entries are new. Must be pure. */
  learn?: (news: readonly ParsedEntry[]) => FeedPolling;
  fetchedAt: Date;
  /** What was asked, how long the answer took, and how many bytes its body had as it was received. */
  request: Readonly<{ url: string; tookMs: number; bytes?: number }>;
}>;

/** `total`: entries of the document; `added` and `changed` are those that were new or said something new (`real-edit.ts`). */
export type SavedPoll = Readonly<{ total: number; added: number; changed: number }>;

export type EntryStore = Readonly<{
  entry(id: number): Promise<Entry | undefined>;
  /**
   * What each of these entries said before, oldest first: its first version and its latest ones, `limit` in all. Ids of
   * entries that were never edited are left out.
   */
  earlierVersions(
    query: Readonly<{ entryIds: readonly number[]; limit: number }>,
  ): Promise<ReadonlyMap<number, readonly EntryVersion[]>>;
  /** Newest first, by `shownAt`. */
  entriesOfFeed(query: Readonly<{ feedId: number; limit: number; cursor?: string }>): Promise<Page<Entry>>;
  /** Entries that have a place, with their text, newest first by `shownAt`. */
  latestEntries(query: EntryQuery): Promise<Page<PlacedEntry>>;
  /** Entries that have no place in a story yet, in order of `shownAt`, then id. */
  ungroupedEntries(limit: number): Promise<readonly Entry[]>;
  /** Entries with a place whose `shownAt` is not before `since`, without their text, in the order in which they were placed. */
  placedEntriesSince(
    query: Readonly<{ since: Date; limit: number; cursor?: string }>,
  ): Promise<Page<PlacedEntry>>;
}>;

/** Which entries; what is absent restricts nothing. */
export type EntryQuery = Readonly<{
  limit: number;
  cursor?: string;
  category?: string;
  feedId?: number;
  /** As in a StoryQuery; the entry itself must match. */
  search?: string;
  /** Of its story. */
  minCoverage?: number;
  /** BCP 47 primary subtag, of its story. */
  language?: string;
}>;

export type StoryStore = Readonly<{
  /** The highest story id ever given out. */
  lastStoryId(): Promise<number>;
  /** Counts every placement that was ever made: while it stands still, nobody has put entries into stories. */
  lastPlacement(): Promise<number>;
  /** The entries of these stories, by story id; ids that are unknown or merged are left out. */
  entriesOfStories(ids: readonly number[]): Promise<ReadonlyMap<number, readonly PlacedEntry[]>>;
  /** As `entriesOfStories`, of each entry only what a story is reckoned from: thousands are read at once. */
  reportsOfStories(ids: readonly number[]): Promise<ReadonlyMap<number, readonly StoryReport[]>>;
  /** These stories as they are, without their entries; ids that are unknown or merged are left out. */
  storiesByIds(ids: readonly number[]): Promise<readonly Story[]>;
  /**
   * Puts entries into stories, merges stories and writes what the touched stories have become. Answers `lastPlacement`
   * as it is then; or undefined, with nothing written, where another process has placed entries after `decidedAfter`.
   */
  saveGrouping(grouping: Grouping): Promise<number | undefined>;
  story(id: number): Promise<StoryLookup>;
  stories(query: StoryQuery): Promise<Page<StoryWithEntries>>;
  /** How many stories `stories` finds with this search. Counts to `atMost` and no further, for a common word's sake. */
  countFound(query: Readonly<{ search: string; atMost: number }>): Promise<number>;
  /** The categories of the config's sources that have stories, by name, with how many. */
  categories(): Promise<readonly Readonly<{ name: string; storyCount: number }>[]>;
  /** Drops stories whose entries were all first seen before `before`, at most `limit` of them; answers how many. Dropped entries do not come back as new. */
  dropStories(query: Readonly<{ before: Date; limit: number }>): Promise<number>;
}>;

export type Grouping = Readonly<{
  /** `lastPlacement` when these decisions were made; absent, they hold whatever others have done. */
  decidedAfter?: number;
  placements: readonly Readonly<{ entryId: number; placement: Placement }>[];
  /** The entries of `from` move to `into`, the older of the two; the old id leads on. Applied before `placements`. */
  merges: readonly Readonly<{ from: number; into: number; reason: string; at: Date }>[];
  /** Every story that this batch made or changed, as it is now. */
  stories: readonly Story[];
}>;

export type StoryLookup = Readonly<
  ({ kind: "found" } & StoryWithEntries) | { kind: "merged"; into: number } | { kind: "unknown" }
>;

export const storyOrders = ["top", "latest"] as const;
/** `top`: by rank; `latest`: by first report, newest first. */
export type StoryOrder = (typeof storyOrders)[number];

/** Which stories; what is absent restricts nothing. A story matches when any of its entries does. */
export type StoryQuery = Readonly<{
  order: StoryOrder;
  limit: number;
  cursor?: string;
  category?: string;
  feedId?: number;
  /** Words as a person types them: all must occur in one entry; "quoted words" as a phrase, -word not, word* as a prefix. */
  search?: string;
  minCoverage?: number;
  /** BCP 47 primary subtag. */
  language?: string;
  /** Whose `contentHtml` is read: the lead's alone (as lists need it), or every entry's. By default the lead's. */
  text?: "lead" | "all";
}>;

/** A stretch of a list; `next` is given back as `cursor` for what follows, absent at the end. */
export type Page<T> = Readonly<{ items: readonly T[]; next?: string }>;

/** A cursor that is none, for instance because somebody edited the address. */
export class BadCursorError extends Error {
  constructor(cursor: string) {
    super(`"${cursor.slice(0, 40)}" is no place in this list. Start again from its first page.`);
    this.name = "BadCursorError";
  }
}
