import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";

export const folds = ["story", "copy", "none"] as const;
/** What one item stands for: a story, a text however many outlets print it, or an entry. */
export type Fold = (typeof folds)[number];

/** The entries that become one item. */
export type Bundle = Readonly<{
  /** What its id is made of: `story/12`. */
  name: string;
  storyId: number;
  coverage?: number;
  /** Why the lead speaks, in a sentence; only of a whole story. */
  leadReason?: string;
  /** Speaks for all; its text is known. */
  lead: PlacedEntry;
  /** By `shownAt`. */
  others: readonly PlacedEntry[];
  publishedAt: Date;
  updatedAt: Date;
}>;

/**
 * A story as one item. The lead speaks, or, in the feed of one source, that source's own entry: who follows an outlet
 * wants to read it.
 */
export function storyBundle({ story, entries }: StoryWithEntries, feedId?: number): Bundle {
  const lead = entries.find((entry) => entry.feedId === feedId) ?? entries[0];
  return {
    name: `story/${story.id}`,
    storyId: story.id,
    coverage: story.coverage,
    ...(story.leadReason !== undefined && lead === entries[0] && { leadReason: story.leadReason }),
    lead,
    others: byTime(entries.filter((entry) => entry !== lead)),
    publishedAt: story.firstReportAt,
    updatedAt: story.updatedAt,
  };
}

/** A text as one item: the first who printed it speaks. `lead` is one of `entries`, with its text. */
export function copyBundle(lead: PlacedEntry, entries: readonly PlacedEntry[]): Bundle {
  const others = entries.filter((entry) => entry.id !== lead.id);
  return { ...entryBundle(lead), name: `text/${lead.placement.copyGroup}`, others: byTime(others) };
}

/** An entry by itself. Its own claim of a later change is no reason to show it as new. */
export const entryBundle = (entry: PlacedEntry): Bundle => ({
  name: `entry/${entry.id}`,
  storyId: entry.placement.storyId,
  lead: entry,
  others: [],
  publishedAt: entry.shownAt,
  updatedAt: entry.shownAt,
});

const byTime = (entries: readonly PlacedEntry[]): readonly PlacedEntry[] =>
  entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime() || a.id - b.id);
