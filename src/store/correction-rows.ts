import type { CorrectedEntry, Correction, CorrectionKind, PlaceBefore } from "../model/correction.ts";

export type CorrectionRow = Readonly<{
  id: number;
  kind: string;
  made_at: number;
  story_id: number;
  led_on: string;
  title: string;
  other_title: string;
  undone_at: number | null;
  outcome: string | null;
}>;

/** An entry of one side (0: `these`, 1: `those`), and the story that it is in now. */
export type SideRow = Readonly<{
  correction_id: number;
  entry_id: number;
  side: number;
  story_id: number;
  before: string | null;
}>;

/** What is said of a correction that a later one overrules. */
export const overruledOutcome = "They were put together again by hand.";

/** `entries`: of these corrections, by ascending id. */
export function toCorrections(rows: readonly CorrectionRow[], entries: readonly SideRow[]): Correction[] {
  const sides = Map.groupBy(entries, (row) => `${row.correction_id} ${row.side}`);
  const side = (id: number, which: number) => (sides.get(`${id} ${which}`) ?? []).map(toCorrectedEntry);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as CorrectionKind,
    madeAt: new Date(row.made_at),
    storyId: row.story_id,
    ledOn: JSON.parse(row.led_on) as number[],
    title: row.title,
    otherTitle: row.other_title,
    these: side(row.id, 0),
    those: side(row.id, 1),
    ...(row.undone_at !== null && { undone: { at: new Date(row.undone_at), outcome: row.outcome ?? "" } }),
  }));
}

const toCorrectedEntry = (row: SideRow): CorrectedEntry => ({
  id: row.entry_id,
  storyId: row.story_id,
  ...(row.before !== null && { before: JSON.parse(row.before) as PlaceBefore }),
});

/** The pairs of stories between the two sides of a correction, each once, the lower id first. */
export function pairsApart(
  rows: readonly Pick<SideRow, "correction_id" | "side" | "story_id">[],
): (readonly [number, number])[] {
  const pairs = new Map<string, readonly [number, number]>();
  for (const own of Map.groupBy(rows, (row) => row.correction_id).values())
    for (const { side, story_id: one } of own)
      for (const { side: otherSide, story_id: other } of own)
        if (side < otherSide && one !== other) {
          const pair = [Math.min(one, other), Math.max(one, other)] as const;
          pairs.set(pair.join(), pair);
        }
  return [...pairs.values()];
}
