import type { Entry, EntryVersion } from "../model/entry.ts";
import type { Restriction } from "../model/restriction.ts";
import type { PlacedEntry, PlacedText } from "../model/story.ts";
import type { Page } from "./page.ts";

/** The entries, with and without a place in a story. */
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
  /** When a feed's entries were published (`shownAt`), from `since` on, newest first. */
  timesOfFeed(query: Readonly<{ feedId: number; since: Date; limit: number }>): Promise<readonly Date[]>;
  /** Entries that have a place, with their text, newest first by `shownAt`. */
  latestEntries(query: EntryQuery): Promise<Page<PlacedEntry>>;
  /** Entries that have no place in a story yet, in order of `shownAt`, then feed, then id. */
  ungroupedEntries(limit: number): Promise<readonly Entry[]>;
  /** Entries with a place whose `shownAt` is not before `since`, without their text, in the order in which they were placed. */
  placedEntriesSince(
    query: Readonly<{ since: Date; limit: number; cursor?: string }>,
  ): Promise<Page<PlacedEntry>>;
  /** As `placedEntriesSince`, of each entry only what grouping reads. */
  placedTextsSince(
    query: Readonly<{ since: Date; limit: number; cursor?: string }>,
  ): Promise<Page<PlacedText>>;
}>;

/** Which entries of a list: each must match by itself. */
export type EntryQuery = Restriction & Readonly<{ limit: number; cursor?: string }>;
