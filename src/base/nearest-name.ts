/**
 * Of `names` the one that was most likely meant by `typed`: one that it begins, or the one that the fewest slips (a letter
 * more, less, wrong or swapped) lead to, at most a third of its letters. Undefined where none is near.
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const text = typed.toLowerCase();
  const begun = names.filter((name) => text.length >= 2 && name.startsWith(text));
  if (begun.length === 1) return begun[0];
  const [nearest] = names
    .map((name) => ({ name, slips: slipsBetween(text, name) }))
    .filter(({ name, slips }) => slips <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.slips - b.slips);
  return nearest?.name;
}

/** How many slips lie between two names, as they are written: the optimal string alignment distance. */
export function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]![j]!;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]!.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + wrong,
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
