import type { EntryQuery } from "./entry-store.ts";
import type { StoryQuery } from "./story-store.ts";

/**
 * Lists by the ids of what they hold. Ids are given out rising and are never used again: where a list is cut at an id,
 * everything that comes later lies above the cut.
 */
export type ListStore = Readonly<{
  /** The ids of the stories of a list. */
  storyIds(query: IdQuery & Omit<StoryQuery, "order" | "cursor" | "text">): Promise<readonly number[]>;
  /** The ids of the entries of a list that have a place in a story. */
  entryIds(query: IdQuery & Omit<EntryQuery, "cursor">): Promise<readonly number[]>;
  /** Stories whose ids lie in this stretch and that have become part of another one, the latest to do so first. */
  endedStories(query: EndedQuery): Promise<readonly EndedStory[]>;
}>;

/** Which of them, and from which end; what is absent restricts nothing. */
export type IdQuery = Readonly<{
  above?: number;
  upTo?: number;
  /** Only ids that this number divides. */
  multiplesOf?: number;
  from: "lowest" | "highest";
}>;

export type EndedQuery = Readonly<{ above: number; upTo?: number; limit: number }>;

/** `into`: what it is part of today. */
export type EndedStory = Readonly<{ id: number; into: number; at: Date }>;
