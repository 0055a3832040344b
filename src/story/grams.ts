/** The runs of four letters of a folded title. */
export function gramsOf(title: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (let i = 0; i + 4 <= title.length; i++) grams.add(title.slice(i, i + 4));
  return grams;
}

/** The Dice coefficient, 0 to 1, of the four-letter runs of two titles: sees what stems do not ("strike", "strikers"). */
export function resemblance(grams: ReadonlySet<string>, title: string): number {
  const count = title.length - 3;
  if (count <= 0 || grams.size === 0) return 0;
  let shared = 0;
  for (let i = 0; i < count; i++) if (grams.has(title.slice(i, i + 4))) shared += 1;
  return Math.min(1, (2 * shared) / (count + grams.size));
}
