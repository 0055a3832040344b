import type { Correction, PlaceBefore } from "../model/correction.ts";
import type { Placement } from "../model/entry.ts";
import type { Story } from "../model/story.ts";

/** What people decided about stories. Kept for as long as entries of both sides are. */
export type CorrectionStore = Readonly<{
  correction(id: number): Promise<Correction | undefined>;
  /** Those about entries that are in one of these stories now, newest first, undone ones too. */
  correctionsOf(
    query: Readonly<{ storyIds: readonly number[]; limit: number }>,
  ): Promise<readonly Correction[]>;
  /** All that hold, in the order in which they were made. */
  correctionsInForce(): Promise<readonly Correction[]>;
  /** The pairs of stories that a correction in force holds apart, the lower id first. */
  storiesApart(): Promise<readonly (readonly [number, number])[]>;
  /**
   * Makes or undoes a correction and moves what it moves. Moves keep their place in the order in which placements are
   * replayed; `lastPlacement` moves on, so that every grouper reads the store again. Answers the correction's id; or
   * undefined, with nothing written, where something was placed after `decidedAfter`.
   */
  saveCorrection(change: CorrectionChange): Promise<number | undefined>;
}>;

export type CorrectionChange = Readonly<{
  decidedAfter: number;
  at: Date;
  act: NewCorrection | Readonly<{ kind: "undo"; id: number; outcome: string }>;
  moves: readonly Readonly<{ entryId: number; placement: Placement }>[];
  /** Stories that end, what is left of them going to another; their ids lead on. */
  merges: readonly Readonly<{ from: number; into: number; reason: string }>[];
  /** Ids that led to one story and now lead to another. */
  ledOn: readonly Readonly<{ id: number; into: number }>[];
  /** Every story that this made or changed, as it is now. */
  stories: readonly Story[];
}>;

export type NewCorrection = Pick<Correction, "kind" | "storyId" | "title" | "otherTitle"> &
  Readonly<{
    these: readonly number[];
    those: readonly number[];
    /** The places of entries that this moves, as they were. */
    before: ReadonlyMap<number, PlaceBefore>;
    /** Corrections in force that say the opposite: they end, until this one is undone. */
    overrules: readonly number[];
  }>;
