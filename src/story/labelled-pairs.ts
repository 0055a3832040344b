import type { Correction } from "../model/correction.ts";

/** Two entries, the lower id first, and whether a person holds them for one story. */
export type LabelledPair = Readonly<{ a: number; b: number; same: boolean }>;

/** Of each side of a correction so many entries are paired: two big stories put together would be pairs by the million. */
const mostOfSide = 20;

/**
 * What corrections in force, in the order in which they were made, say of pairs of entries: each of the one side with
 * each of the other. Where two of them speak of one pair, the later is right.
 */
export function labelledPairs(corrections: readonly Correction[]): LabelledPair[] {
  const pairs = new Map<string, LabelledPair>();
  for (const { kind, these, those } of corrections)
    for (const { id: one } of these.slice(0, mostOfSide))
      for (const { id: other } of those.slice(0, mostOfSide)) {
        const [a, b] = one < other ? [one, other] : [other, one];
        pairs.set(`${a} ${b}`, { a, b, same: kind === "together" });
      }
  return [...pairs.values()];
}
