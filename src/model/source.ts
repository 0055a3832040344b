import type { Pace } from "./pace.ts";

/** When a source is polled: a fixed interval, a cron expression (minutes of the hour, hours of the day …), or by its pace. */
export type Every = Readonly<
  { kind: "interval"; ms: number } | { kind: "cron"; expression: string } | { kind: "pace" }
>;

/** One line of the config: what the user asked to follow. Its `url` is its identity. */
export type Source = Readonly<{
  url: string;
  name?: string;
  category?: string;
  every?: Every;
  /** How much its reports count: absent, as much as usual (1). */
  weight?: number;
}>;

export const feedStates = ["new", "ok", "failing", "gone"] as const;
/** `new`: not polled yet; `failing`: the last poll brought an error; `gone`: 410, or a month of nothing but 404: not asked again. */
export type FeedState = (typeof feedStates)[number];

/** Exactly what the server sent, to be sent back byte for byte (RFC 9110 13.1). */
export type Validators = Readonly<{ etag?: string; lastModified?: string }>;

/** The document behind a source and what polling learnt of it. `id` is the store's, stable as long as the source's url is. */
export type Feed = Readonly<{
  id: number;
  source: Source;
  /** The address that is asked: the source's, or where a permanent redirect that was seen often enough leads. */
  fetchUrl: string;
  state: FeedState;

  title?: string;
  siteUrl?: string;
  language?: string;
  imageUrl?: string;
  description?: string;
  /** How many of its entries are in the store. */
  entryCount: number;
  /** While it is being asked, or waits for its host: until when no other process may. */
  leasedUntil?: Date;

  polling: FeedPolling;
}>;

/** What polling remembers of a feed from one poll to the next. */
export type FeedPolling = Readonly<{
  validators: Validators;
  /** Where they came from, if not from `fetchUrl`: no other address is sent them. */
  validatorsFrom?: string;
  /** SHA-256 of the last decoded body, hex: an unchanged body under 200 needs no work. */
  bodyHash?: string;
  /**
   * A permanent redirect seen, where to, how many answers in a row, and since when; `direct`: the last poll went straight
   * there, so that the next asks the old address again.
   */
  redirect?: Readonly<{ url: string; count: number; since: Date; direct?: boolean }>;
  lastPolledAt?: Date;
  /** The last time the server gave a feed or said that it had not changed. */
  lastOkAt?: Date;
  /** The last time the body was another than before. */
  lastChangedAt?: Date;
  nextPollAt: Date;
  /** Why then, in words: "the server said max-age=3600". */
  nextPollReason: string;
  /** Not asked before this instant, not even by hand: the server said so (Retry-After). */
  notBefore?: Date;
  /** Polls in a row that brought an error. */
  failures: number;
  failingSince?: Date;
  /** Since when every answer was 404. */
  notFoundSince?: Date;
  /**
   * How often in a row its host did not answer (no connection, silence, 5xx): this feed, or another that was asked in place
   * of all. Absent where the last answer was none of that, or the host answers others.
   */
  hostFailures?: number;
  /** When the server last had too much to do (429, 503), and how often of late. */
  busy?: Readonly<{ at: Date; times: number }>;
  lastOutcome?: PollOutcomeKind;
  lastStatus?: number;
  /** What was tried, what was found: one sentence. Absent after a good poll. */
  lastError?: string;
  /** What the parser had to repair in the last document. */
  notes: readonly string[];
  /** How long the last good answer stays good, from when it came, and in whose words: `max-age=3600`. */
  freshness?: Readonly<{ ms: number; says: string }>;
  /** How long the feed itself asked not to be polled, from its last document (ttl, sy:*), in ms. */
  documentIntervalMs?: number;
  /** `<skipHours>` (GMT, 0–23) and `<skipDays>` (0 is Sunday) of its last document. */
  skipHours?: readonly number[];
  skipDays?: readonly number[];
  /** The hub that it names. */
  hub?: FeedHub;
  /** What that hub has promised; absent where none has. */
  push?: PushLease;
  /** When a poll last found news of which its hub, under a lease, had not told. */
  hubMissedAt?: Date;
  /** How it publishes; absent until the first good answer. */
  pace?: Pace;
}>;

/** Who tells of a feed's news (WebSub), and by which address it knows the feed. */
export type FeedHub = Readonly<{ url: string; topic: string }>;

/** A hub has said that it tells of news (WebSub): without a gap from `since`, until then; `toldAt`: when it last did. */
export type PushLease = Readonly<{ since: Date; until: Date; toldAt?: Date }>;

export const pollOutcomeKinds = ["ok", "not-modified", "error", "gone", "skipped"] as const;
/** As `poll --json` and `/status.json` say it. */
export type PollOutcomeKind = (typeof pollOutcomeKinds)[number];
