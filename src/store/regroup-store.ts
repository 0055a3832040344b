import type { Placement } from "../model/entry.ts";
import type { GroupedUnder } from "../model/settings.ts";
import type { PlacedEntry, Story } from "../model/story.ts";

/** What deciding once more on all entries needs besides (`story/regroup.ts`). */
export type RegroupStore = Readonly<{
  /** Entries without their text, in the order in which they were placed; after the one that was placed as the `after`-th. */
  entriesPlacedAfter(
    query: Readonly<{ after: number; limit: number }>,
  ): Promise<readonly Readonly<{ order: number; entry: PlacedEntry }>[]>;
  /** Where entries are now, by ascending id, from above `after` on. */
  placesNow(query: Readonly<{ after: number; limit: number }>): Promise<readonly PlaceNow[]>;
  /** Sets decisions aside, outside of the database and unseen by others, until this store is closed; of one entry the last. */
  setAside(decisions: readonly SetAside[]): Promise<void>;
  /** What was set aside of these entries, by their ids. */
  broughtBack(entryIds: readonly number[]): Promise<ReadonlyMap<number, SetAside>>;
  /**
   * Moves entries between stories. They keep their place in the order in which placements are replayed; `lastPlacement`
   * moves on, so that every grouper reads the store again. Answers false, with nothing written, where something was
   * placed after `decidedAfter`.
   */
  saveRegrouping(regrouping: Regrouping): Promise<boolean>;
  /** Under which settings all stories were grouped, as it was noted last; undefined where it never was. */
  groupedUnder(): Promise<GroupedUnder | undefined>;
  noteGroupedUnder(settings: GroupedUnder): Promise<void>;
}>;

export type PlaceNow = Readonly<{ entryId: number; storyId: number; copyGroup: number }>;

/** A decision that is not carried out yet: which story that is may not have an id yet. */
export type SetAside = Readonly<{ entryId: number }> & Pick<Placement, "copyGroup" | "layer" | "reason">;

export type Regrouping = Readonly<{
  decidedAfter: number;
  at: Date;
  moves: readonly Readonly<{ entryId: number; placement: Placement }>[];
  /** Stories that end; their ids lead on. What the moves leave in them goes along. */
  merges: readonly Readonly<{ from: number; into: number; reason: string }>[];
  /** Every story that this made or changed, as it is now. */
  stories: readonly Story[];
}>;
