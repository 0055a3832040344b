import type { Look, Mark, Reader } from "../model/reader.ts";
import type { Restriction } from "../model/restriction.ts";

/**
 * Who reads here, and what they have marked: stories, by id. Marks follow a story that is merged into another; what is set
 * apart begins as what it was set apart from. Kept as what differs from a reader's watermark, not as a row a reader and story.
 */
export type ReaderStore = Readonly<{
  /** Thirty-two random bytes in base64url, made once in the life of a store: cookies are signed with them. */
  secret(): Promise<string>;
  /** A new reader, who has marked nothing and wants nothing. */
  addReader(now: Date): Promise<Reader>;
  /** Undefined for an id that is none (any more). Notes, once a day at most, that this reader was here. */
  reader(id: number, now: Date): Promise<Reader | undefined>;
  saveLook(readerId: number, look: Look): Promise<void>;
  /**
   * Marks stories; ids that are unknown are left out, those of merged stories count for what they became. Answers what was
   * changed, by which `undoMarks` takes it back; undefined where nothing was.
   */
  mark(marking: Marking): Promise<MarkChange | undefined>;
  /**
   * Marks as read all of a list that has changed no later than `asOf` (`Story.newsAt`): what arrived after the page was made
   * stays unread. Without a restriction it moves the watermark: whatever the number of stories, it costs the same.
   */
  markAllRead(marking: AllRead): Promise<MarkChange | undefined>;
  /** Takes a change back: what it changed is as it was, but where it was marked again since. False for a change that is none. */
  undoMarks(readerId: number, change: number): Promise<boolean>;
  /** Of these stories; those without a mark are left out. */
  marksOf(readerId: number, storyIds: readonly number[]): Promise<ReadonlyMap<number, Mark>>;
  /** Moves on with every change of this reader's marks and look. */
  readerRevision(readerId: number): Promise<number>;
  /** How many stories are unread; counts to `atMost` and no further. */
  countUnread(query: Readonly<{ readerId: number; atMost: number }> & Restriction): Promise<number>;
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

export type AllRead = Readonly<{ readerId: number; asOf: Date; at: Date; restriction?: Restriction }>;

export type MarkChange = Readonly<{ id: number; stories: number }>;
