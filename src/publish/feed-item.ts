import type { Enclosure, EntryDetails, Person } from "../model/entry.ts";

/** One item of a feed, clean: every string can stand in XML, every address is http(s), every instant has four digits of year. */
export type FeedItem = Readonly<{
  /** A tag URI. Never of an article's own guid, title or date: the same item for as long as its story lives. */
  id: string;
  title: string;
  url: string;
  /** Plain text. */
  summary?: string;
  /** The whole of what a reader app shows, safe HTML. */
  contentHtml: string;
  /** Who speaks: "Reuters via BBC News". */
  byline: string;
  /** The people who wrote it. */
  writers: readonly Person[];
  source: ItemSource;
  categories: readonly string[];
  imageUrl?: string;
  enclosures: readonly Enclosure[];
  commentsUrl?: string;
  details: ItemDetails;
  language?: string;
  /** Fixed. */
  publishedAt: Date;
  /** Moves on significant change only. */
  updatedAt: Date;
  /** The other reports, those that the content names. */
  related: readonly Readonly<{ url: string; title: string }>[];
  /** The same for programs, said whole. */
  facts: ItemFacts;
}>;

/** What comes with the article beside its text. */
export type ItemDetails = Omit<EntryDetails, "inReplyToUrl">;

/** Where the item's article was taken from; `feedUrl` is absent where that feed has no address that may be shown. */
export type ItemSource = Readonly<{ title: string; feedUrl?: string; siteUrl?: string }>;

/** `_wirefold` of JSON Feed. Instants are ISO 8601. */
export type ItemFacts = Readonly<{
  story: number;
  url: string;
  /** Independent outlets; only of a whole story. */
  coverage?: number;
  /** Why the first of the entries speaks for all. */
  leadReason?: string;
  /** Earlier events of the same saga, the nearest first; at most five. */
  earlier?: readonly EarlierFacts[];
  entries: readonly EntryFacts[];
}>;

/** A story that the item's follows on, straight or by way of others: at its page, and why the story `followedBy` is linked to it. */
export type EarlierFacts = Readonly<{
  story: number;
  followedBy: number;
  url: string;
  title: string;
  publishedAt: string;
  why?: string;
}>;

export type EntryFacts = Readonly<{
  outlet: string;
  url?: string;
  title: string;
  agency?: string;
  language?: string;
  authors?: readonly string[];
  publishedAt: string;
  /** `copy`: wire copy, or a text that several outlets carry. */
  report: "copy" | "own";
  /** Equal numbers are one text. */
  text: number;
}>;

/** Where a feed itself is found, the documents beside it, and the hub that tells of its changes. */
export type FeedLinks = Readonly<{ self: string; chain: FeedChain; hub?: string }>;

/** The documents of one feed (RFC 5005 4). `current`, the one to subscribe to, is named by archive documents. */
export type FeedChain = Readonly<{
  /** An archive document that gets no further items. */
  isArchive: boolean;
  current?: string;
  previous?: string;
  next?: string;
}>;

/** An item that is no more: its story became part of another one, whose item is `into`. */
export type EndedItem = Readonly<{ id: string; into: string; intoUrl: string; at: Date }>;

/** A list as a feed. */
export type MergedFeed = Readonly<{
  id: string;
  title: string;
  description: string;
  language?: string;
  /** The page that shows the same list. */
  pageUrl: string;
  /** Square, and drawn at any size. */
  iconUrl: string;
  /**
   * The newest change of its items; of a feed without any, when the oldest entry came that the store still knows (1970
   * where it knows none). Never the time of the request: bytes stay as they are.
   */
  updatedAt: Date;
  items: readonly FeedItem[];
  /** The latest to end first. */
  ended: readonly EndedItem[];
}>;
