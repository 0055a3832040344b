import type { LiveArticle } from "./live.ts";
import type { TermIndex } from "./term-index.ts";

/** The least share of what an article says of the one, by weight, that it says of the other too. */
const leastCommon = 0.2;

/**
 * Whether an article speaks of two events: what it shares with a report of the one is hardly what it shares with a report
 * of the other ("Quake off Chile; Senate passes farm bill"). Whoever resembles it then says nothing of whether both are one.
 */
export function speaksOfTwo(
  index: TermIndex,
  article: LiveArticle,
  one: LiveArticle,
  other: LiveArticle,
): boolean {
  const mark = index.mark(article.slot);
  const sharedWith = (report: LiveArticle) => {
    const weights = new Map<number, number>();
    index.visitWords(report, (term) => {
      const weight = index.markedWeight(term, mark);
      if (weight >= 0) weights.set(term, weight * weight);
    });
    return weights;
  };
  const [a, b] = [sharedWith(one), sharedWith(other)];
  let common = 0;
  for (const [term, weight] of a) if (b.has(term)) common += weight;
  return common < leastCommon * Math.min(sumOf(a), sumOf(b));
}

function sumOf(weights: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return sum;
}
