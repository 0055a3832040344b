import type { Placement } from "../model/entry.ts";
import type { Restriction } from "../model/restriction.ts";
import type {
  PlacedEntry,
  Saga,
  Story,
  StoryProfile,
  StoryReport,
  StoryTopic,
  StoryWithEntries,
} from "../model/story.ts";
import type { Page } from "./page.ts";

/** The stories, and which entries are in them. */
export type StoryStore = Readonly<{
  /** The highest story id ever given out. */
  lastStoryId(): Promise<number>;
  /** Counts every placement that was ever made: while it stands still, nobody has put entries into stories. */
  lastPlacement(): Promise<number>;
  /** The entries of these stories, by story id; ids that are unknown or merged are left out. */
  entriesOfStories(ids: readonly number[]): Promise<ReadonlyMap<number, readonly PlacedEntry[]>>;
  /** As `entriesOfStories`, of each entry only what a story is reckoned from: thousands are read at once. */
  reportsOfStories(ids: readonly number[]): Promise<ReadonlyMap<number, readonly StoryReport[]>>;
  /** These stories as they are, without their entries; ids that are unknown or merged are left out. */
  storiesByIds(ids: readonly number[]): Promise<readonly Story[]>;
  /**
   * Puts entries into stories, merges stories and writes what the touched stories have become. Answers `lastPlacement`
   * as it is then; or undefined, with nothing written, where another process has placed entries after `decidedAfter`, or
   * has the role that this one believes to have.
   */
  saveGrouping(grouping: Grouping): Promise<number | undefined>;
  story(id: number): Promise<StoryLookup>;
  stories(query: StoryQuery): Promise<Page<StoryWithEntries>>;
  /** Stories of which an entry was shown at `since` or later, with the profile that was stored, by ascending id from above `after` on. */
  storiesToRemember(
    query: Readonly<{ since: Date; after: number; limit: number }>,
  ): Promise<readonly StoryToRemember[]>;
  /** The sagas of these stories, by story id; those that are linked to no other are left out. Of what came before, `named` are. */
  sagas(ids: readonly number[], options: Readonly<{ named: number }>): Promise<ReadonlyMap<number, Saga>>;
  /** The stories that went into one, the latest first, and why. */
  mergedInto(id: number, query: Readonly<{ limit: number }>): Promise<readonly MergedInto[]>;
  /** How many stories `stories` finds with this search. Counts to `atMost` and no further, for a common word's sake. */
  countFound(query: Readonly<{ search: string; atMost: number }>): Promise<number>;
  /** The categories of the config's sources that have stories, by name. Every page asks for them. */
  categories(): Promise<readonly string[]>;
}>;

export type Grouping = Readonly<{
  /** `lastPlacement` when these decisions were made; absent, they hold whatever others have done. */
  decidedAfter?: number;
  /** For whom this is written: nothing is where another process has the role by now (`holdRole`). */
  as?: Readonly<{ role: string; holder: string }>;
  placements: readonly Readonly<{ entryId: number; placement: Placement }>[];
  /** The entries of `from` move to `into`, the older of the two; the old id leads on. Applied before `placements`. */
  merges: readonly Readonly<{ from: number; into: number; reason: string; at: Date }>[];
  /** Every story that this batch made or changed, as it is now. */
  stories: readonly Story[];
  /** What stories are remembered by now, and the links that were found. */
  topics?: readonly StoryTopic[];
}>;

export type MergedInto = Readonly<{ id: number; reason: string; at: Date }>;

/** `profile` is absent where none was stored, or entries were moved since. */
export type StoryToRemember = Readonly<{
  storyId: number;
  firstReportAt: Date;
  lastReportAt: Date;
  profile?: StoryProfile;
}>;

export type StoryLookup = Readonly<
  ({ kind: "found" } & StoryWithEntries) | { kind: "merged"; into: number } | { kind: "unknown" }
>;

export const storyOrders = ["top", "latest"] as const;
/** `top`: by rank; `latest`: by first report, newest first. */
export type StoryOrder = (typeof storyOrders)[number];

/** Which stories of a list, and in which order. */
export type StoryQuery = Restriction &
  Readonly<{
    order: StoryOrder;
    limit: number;
    cursor?: string;
    /** Leaves out a story that a later one of its saga stands above by rank: the saga is there once, under its newest event. */
    sagaOnce?: boolean;
    /** Whose `contentHtml` is read: the lead's alone (as lists need it), or every entry's. By default the lead's. */
    text?: "lead" | "all";
  }>;
