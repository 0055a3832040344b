/**
 * Which stories, or which entries, a list has; what is absent restricts nothing. What is said of entries must all hold
 * for one and the same entry of a story.
 */
export type Restriction = Readonly<{
  /** Only these stories, or entries. */
  ids?: readonly number[];
  /** Of the entry's source. */
  category?: string;
  /** One of these. */
  categories?: readonly string[];
  feedId?: number;
  /** From one of these sources. */
  sourceUrls?: readonly string[];
  /**
   * What a person types (`base/search-query.ts`): all must hold for the entry. Days said from now on ("7d") are reckoned from
   * the newest report.
   */
  search?: string;
  /** Of the story. */
  minCoverage?: number;
  /** BCP 47 primary subtag, of the story. */
  language?: string;
  /** One of these. */
  languages?: readonly string[];
  /**
   * Words and phrases, each whole (or word*) and in any case, with or without accents: a story whose lead has one in its
   * headline is left out with its entries; so is an entry that has one in its own.
   */
  muted?: readonly string[];
  /** Of the story: unread by this reader. None is by a reader who is not known (any more). */
  unreadBy?: number;
  /** Of the story: starred by this reader. */
  starredBy?: number;
  /** Of the story: its `newsAt` is later than this. */
  newsAfter?: Date;
  /** Of the story: its `newsAt` is no later than this. */
  newsUpTo?: Date;
}>;
