import type { Story } from "../model/story.ts";

/** What is not kept for ever. What was dropped does not come back as new: what it was known by stays. */
export type RetentionStore = Readonly<{
  /**
   * Drops stories whose entries were all first seen before `before`, but those that somebody has starred or that a person
   * has corrected (in force). Looks at stories by ascending id from above `after` on, and comes back when some `limit`
   * entries have gone, or ten times as many stories were looked at; of a story with more entries than that some go at a
   * time, its lead last. `next` is to go on after; absent at the end.
   */
  dropStories(
    query: Readonly<{ before: Date; after?: number; limit: number }>,
  ): Promise<Readonly<{ dropped: number; next?: number }>>;
  /**
   * Of the entries of a feed that are not among the `keep` newest those that may go, the oldest first: their stories have no
   * report since `closedBefore`, and nobody has starred or corrected them. Looks at `limit` of them from `cursor` on.
   */
  surplusEntries(
    query: Readonly<{ feedId: number; keep: number; closedBefore: Date; limit: number; cursor?: string }>,
  ): Promise<Surplus>;
  /**
   * Takes entries out of stories. Answers false, with nothing done, where something was placed after `decidedAfter`, or one
   * of the stories has been starred since.
   */
  saveTrimming(trimming: Trimming): Promise<boolean>;
}>;

export type Surplus = Readonly<{
  entries: readonly Readonly<{ id: number; storyId: number }>[];
  next?: string;
}>;

export type Trimming = Readonly<{
  decidedAfter: number;
  /** Those that go. */
  entryIds: readonly number[];
  /** What is left of their stories, each as it is then. Nothing has happened in the world: when they were news stays. */
  stories: readonly Story[];
  /** Stories of which nothing is left. */
  ended: readonly number[];
  /** Entries that carried a text whose first carrier goes: the next one takes its part. */
  refolded: readonly Readonly<{ entryId: number; copyGroup: number }>[];
}>;
