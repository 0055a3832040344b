import type { Look, Mark, Reader } from "../model/reader.ts";
import type { Restriction } from "../model/restriction.ts";

/**
 * Who reads here, and what they have marked: stories, by id. Marks follow a story that is merged into another; what is set
 * apart begins as what it was set apart from. Kept as what differs from a reader's watermark, not as a row a reader and
 * story: a story is unread that was news (`Story.newsAt`) after the watermark and after it was read, or that was marked
 * unread by hand. What these methods answer as done survives a power cut.
 */
export type ReaderStore = Readonly<{
  /** Thirty-two random bytes in base64url, made once in the life of a store: cookies are signed with them. */
  secret(): Promise<string>;
  /** A new reader, who has marked nothing and wants nothing: all stories are unread. */
  addReader(now: Date): Promise<Reader>;
  /** Undefined for an id that is none (any more). Notes, once a day at most, that this reader was here. */
  reader(id: number, now: Date): Promise<Reader | undefined>;
  saveLook(readerId: number, look: Look): Promise<void>;
  /**
   * Marks stories; ids that are unknown are left out, those of merged stories count for what they became. Answers what was
   * changed, by which `undoMarks` takes it back; undefined where nothing was, or there is no such reader.
   */
  mark(marking: Marking): Promise<MarkChange | undefined>;
  /**
   * Marks as read all of a list that was news no later than `asOf` (`newestNewsAt` of when the page was made): what arrived
   * since stays unread. Of all stories, and of all but the muted ones, it moves the watermark: whatever their number, it
   * costs the same, and `stories` counts to `mostCounted`. Of other lists it writes a row for each story that was unread,
   * some at a time, so that nobody waits: where the process is killed meanwhile, a part of the list is read.
   */
  markAllRead(marking: AllRead): Promise<MarkChange | undefined>;
  /**
   * Takes a change back: what it changed is as it was, but where it was marked again, or its story merged, since. False for
   * a change that is none, another reader's, undone already, or one of more than fifty changes ago.
   */
  undoMarks(readerId: number, change: number): Promise<boolean>;
  /** Whether `undoMarks` would find that change. */
  canUndo(readerId: number, change: number): Promise<boolean>;
  /** Of these stories; those that are unread and not starred are left out. */
  marksOf(readerId: number, storyIds: readonly number[]): Promise<ReadonlyMap<number, Mark>>;
  /**
   * Moves on with every change that this reader makes to marks and look. What stories do to marks (mergers, news) moves
   * `revision`: where both are equal, so are the marks.
   */
  readerRevision(readerId: number): Promise<number>;
  /** How many stories of a list are unread; counts to `atMost` and no further. */
  countUnread(query: Readonly<{ readerId: number; atMost: number }> & Restriction): Promise<number>;
  /** How many stories of a list were news later than `after`; counts to `atMost` and no further. */
  countNews(query: Readonly<{ after: Date; atMost: number }> & Restriction): Promise<number>;
  /**
   * The latest `newsAt` of all stories; 1970 where there are none. What a page made now has seen: what is grouped later is
   * news later, which cannot be said of the time of day, since grouping takes a while from deciding to writing.
   */
  newestNewsAt(): Promise<Date>;
  /** Drops a reader, with all marks: who wishes to be forgotten is. Nothing happens for an id that is none. */
  dropReader(id: number): Promise<void>;
  /**
   * Makes room, changing nothing that anybody sees: changes from before `changedBefore` cannot be taken back any more, the
   * watermark moves over what was read one by one without a gap, and marks that say no more than it are dropped. Of `limit`
   * readers by ascending id from above `after` on; answers the id of the last, undefined where there was none.
   */
  settleMarks(
    query: Readonly<{ changedBefore: Date; after: number; limit: number }>,
  ): Promise<number | undefined>;
  /** Drops readers who were not here since `before`, with their marks, `limit` at most; answers how many. */
  dropReaders(query: Readonly<{ before: Date; limit: number }>): Promise<number>;
}>;

export const markActs = ["read", "unread", "star", "unstar"] as const;
export type MarkAct = (typeof markActs)[number];

export type Marking = Readonly<{
  readerId: number;
  storyIds: readonly number[];
  act: MarkAct;
  at: Date;
}>;

/** An `asOf` that is later than `at` counts as `at`. */
export type AllRead = Readonly<{ readerId: number; asOf: Date; at: Date; restriction?: Restriction }>;

/** How many stories it changed. */
export type MarkChange = Readonly<{ id: number; stories: number }>;

/** Where all is marked read, stories are counted up to here. */
export const mostCounted = 1000;

/** So many changes of a reader can be taken back: more than anybody remembers having made. */
export const mostMarkChanges = 50;
