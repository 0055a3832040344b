import type { ParsedEntry } from "../model/entry.ts";
import type { FeedHead } from "../model/parsed-feed.ts";
import type { Feed, FeedPolling, FeedState, Source } from "../model/source.ts";
import type { HostHold } from "./process-store.ts";

/** The feeds, and polling them. */
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
   * (the caller respects `polling.notBefore` and `gone`). A feed under a running lease is not given out again. Of those
   * whose host does not answer (`polling.hostFailures`) one is given out at a time for all of the host, who was not asked
   * for longest; but each that was asked for by hand, or was last asked before `standInSince`.
   *
   * With `hold` the hosts of these feeds are held for that process from then on (`holdHosts`), and no feed is given out
   * whose host another process holds, or wants.
   *
   * Where `now` lies before the latest claim by more than a minute the clock was set back: what was polled in what is now
   * the future is due as much earlier. Nothing is rightly put off beyond `latest`: a feed last polled in the future, or a
   * pause, that is, comes of a clock that was wrong then. It is due now, and the pause is forgotten.
   */
  claimFeeds(
    claim: Readonly<{
      now: Date;
      limit: number;
      leaseMs: number;
      all?: boolean;
      latest?: Date;
      standInSince?: Date;
      hold?: HostHold;
    }>,
  ): Promise<readonly ClaimedFeed[]>;
  /** Holds claims until then that have not ended and that nobody else has taken over; answers the ids of their feeds. */
  renewLeases(claims: readonly Claim[], until: Date): Promise<readonly number[]>;
  /** Gives claims back unused, so that the feeds are due again as they were. */
  releaseFeeds(claims: readonly Claim[]): Promise<void>;
  /**
   * Writes what one poll brought, entries and validators together, and ends the claim. Of a long document the first
   * entries come in transactions of their own, under the same lease; the validators only with the last ones, so that what
   * is cut off is fetched again, and the same entries with it. Saving the same document twice changes nothing. Of an entry whose title or text was edited (`real-edit.ts` says what is no edit) it keeps what was
   * said before as a version; place, story and first date stay. Answers undefined, and writes nothing, where the claim's
   * lease has gone to somebody else.
   */
  savePoll(poll: PollRecord): Promise<SavedPoll | undefined>;
  /**
   * Asks `decide` of every feed of the config when it is to be polled next, after its interval changed; undefined leaves
   * it. A pause that its host asked for stays. Answers how many feeds were given another time.
   */
  reschedule(decide: (feed: Feed) => NextPoll | undefined): Promise<number>;
  /**
   * No feed of this host is asked before `until`, however it is asked for (Retry-After holds for the whole host). With
   * `ifAlso` only where another of its feeds had that status at its last poll, no earlier, and none a good answer since. Answers
   * whether the host is paused.
   */
  pauseHost(
    pause: HostPause,
    ifAlso?: Readonly<{ status: number; since: Date; notFeed: number }>,
  ): Promise<boolean>;
  /** The pause that a host is in at `now`, whatever leads to it. */
  hostPause(host: string, now: Date): Promise<HostPause | undefined>;
  /** Ends a claim whose feed could not be asked because of a pause of a host on its way: not before that is over. */
  putOff(claim: ClaimedFeed, pause: HostPause, now: Date): Promise<void>;
}>;

/** `host` as URL.host has it: name and port. */
export type HostPause = Readonly<{ host: string; until: Date; reason: string }>;

export type NextPoll = Pick<FeedPolling, "nextPollAt" | "nextPollReason">;

/** The right to poll a feed, by its id; `lease` is the fence that `savePoll` checks. */
export type Claim = Readonly<{ id: number; lease: number }>;

/** A feed to be polled, as it was when it was claimed. */
export type ClaimedFeed = Feed & Claim;

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
  /** What the answer says of the host it was asked of; absent where it says nothing. */
  host?: HostAnswer;
  fetchedAt: Date;
  /** What was asked, how long the answer took, and how many bytes its body had as it was received. */
  request: Readonly<{ url: string; tookMs: number; bytes?: number }>;
}>;

/**
 * A host (`URL.host`) answers, and then none of its feeds is in that trouble any more (`hostFailures`), or it does not.
 * `mates` decides when the others that are in it are asked, one after the other as they are due; undefined leaves one. Must
 * be pure.
 */
export type HostAnswer = Readonly<{
  name: string;
  answers: boolean;
  mates?: (mate: Feed) => NextPoll | undefined;
}>;

/** `total`: entries of the document; `added` and `changed` are those that were new or said something new (`real-edit.ts`). */
export type SavedPoll = Readonly<{ total: number; added: number; changed: number }>;
