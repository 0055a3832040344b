import type { ParsedEntry, Person } from "./entry.ts";

export const feedFormats = [
  "rss-0.90",
  "rss-0.91",
  "rss-0.92",
  "rss-0.93",
  "rss-0.94",
  "rss-1.0",
  "rss-2.0",
  "atom-0.3",
  "atom-1.0",
  "json-1.0",
  "json-1.1",
] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** What the document says of the feed as a whole. */
export type FeedHead = Readonly<{
  title?: string;
  description?: string;
  /** The site's page, absolute. */
  url?: string;
  selfUrl?: string;
  hubUrls: readonly string[];
  language?: string;
  imageUrl?: string;
  rights?: string;
  authors: readonly Person[];
  categories: readonly string[];
  updatedAt?: Date;
}>;

/** How often the document asks to be polled: `ttl`, sy:updatePeriod/updateFrequency, skipHours, skipDays. */
export type PollingHints = Readonly<{
  /** The longest of ttl and sy:*, in ms. */
  intervalMs?: number;
  /** Hours of GMT, 0–23. */
  skipHours?: readonly number[];
  /** 0 is Sunday. */
  skipDays?: readonly number[];
}>;

/** One document, read. */
export type ParsedFeed = Readonly<{
  format: FeedFormat;
  /** What had to be repaired: "closed 2 unclosed elements". */
  notes: readonly string[];
  head: FeedHead;
  hints: PollingHints;
  /** It ended too soon: there is more than these entries. */
  truncated?: true;
  /** In the document's order. */
  entries: readonly ParsedEntry[];
}>;

/** A document, or why it is none, in one sentence. */
export type ParseOutcome = Readonly<{ kind: "feed"; feed: ParsedFeed } | { kind: "no-feed"; error: string }>;
