import type { Placement } from "./entry.ts";

export const correctionKinds = ["apart", "together"] as const;
/** `apart`: entries that are not the story they were in. `together`: two stories that are one. */
export type CorrectionKind = (typeof correctionKinds)[number];

/** What a person decided about stories. Holds against every layer until it is undone, or overruled by a later one. */
export type Correction = Readonly<{
  id: number;
  kind: CorrectionKind;
  madeAt: Date;
  /** `apart`: the story opened for `these`. `together`: the one that ended, whose entries are `these`. */
  storyId: number;
  /** The ids that led to `storyId` when it ended. */
  ledOn: readonly number[];
  /** Headlines of then, for people: what was set apart or taken in, and what from, or into. */
  title: string;
  otherTitle: string;
  these: readonly CorrectedEntry[];
  those: readonly CorrectedEntry[];
  /** Since when it holds no more, and what came of that, in words. */
  undone?: Readonly<{ at: Date; outcome: string }>;
}>;

/** `storyId`: where it is now. `before`: its place before the correction, where that changed it. */
export type CorrectedEntry = Readonly<{ id: number; storyId: number; before?: PlaceBefore }>;

export type PlaceBefore = Pick<Placement, "copyGroup" | "layer" | "reason">;

/** What came of a wish to correct something: where it is to be seen, or why nothing was changed. */
export type Corrected = Readonly<
  | {
      kind: "done";
      correctionId: number;
      /** The story it was asked for, as it is called now, and the other one where there are two. */
      storyId: number;
      otherId?: number;
      text: string;
    }
  | { kind: "refused"; why: "unknown" | "impossible" | "busy"; text: string }
>;

/** What a person can correct. Each is done as a whole, or refused with nothing changed; a merged story's old id leads on. */
export type Corrections = Readonly<{
  /** Takes an entry out of its story into one of its own; with `withCopies` all that carry its text. */
  setApart(wish: Readonly<{ storyId: number; entryId: number; withCopies: boolean }>): Promise<Corrected>;
  /** Makes two stories one: the older keeps its id. */
  putTogether(wish: Readonly<{ storyId: number; otherId: number }>): Promise<Corrected>;
  /** Takes a correction back, and leads to what was before as far as it can; the text says how far. */
  undo(wish: Readonly<{ storyId: number; correctionId: number }>): Promise<Corrected>;
}>;
