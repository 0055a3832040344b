import type { Pairs } from "./akin-words.ts";
import type { LiveArticle } from "./live.ts";
import type { TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";
import { vectorLength } from "./vector.ts";

/**
 * What the words say that an article and a story's nearest reports do not share. `likeness`: the cosine's part that akin ones
 * would have if they were the same word, the mean over the reports; `count`: how many the nearest report answers.
 */
export type AkinLikeness = Readonly<{ likeness: number; count: number }>;

const none: AkinLikeness = { likeness: 0, count: 0 };

/** How far words answer one another that are not the same; of the article that was given `mark` in the index. */
export function akinLikeness(index: TermIndex, article: LiveArticle, mark: number) {
  const own: { term: Term; weight: number; pairs: Pairs }[] = [];
  index.visitWords(article, (term, weight) => {
    const pairs = index.pairsOf(term);
    if (pairs) own.push({ term, weight, pairs });
  });

  /** By place in `own`: the weight of the likeliest word that answers it in a report; -1 where the report has it itself. */
  const best = own.map(() => 0);

  return (nearest: readonly LiveArticle[]): AkinLikeness => {
    if (own.length === 0) return none;
    let [sum, count] = [0, 0];
    for (const [place, member] of nearest.entries()) {
      best.fill(0);
      index.visitWords(member, (term, weight) => {
        const pairs = index.pairsOf(term);
        if (!pairs) return;
        const isShared = index.markedWeight(term, mark) >= 0;
        for (let i = 0; i < own.length; i++)
          if (isShared) best[i] = own[i]!.term === term ? -1 : best[i]!;
          else if (best[i]! >= 0 && weight > best[i]! && meet(own[i]!.pairs, pairs)) best[i] = weight;
      });
      for (let i = 0; i < own.length; i++) {
        if (best[i]! <= 0) continue;
        sum += own[i]!.weight * best[i]!;
        if (place === 0) count += 1;
      }
    }
    return { likeness: sum / (nearest.length * vectorLength * vectorLength), count };
  };
}

function meet(a: Pairs, b: Pairs): boolean {
  for (let i = 0; i < a.length; i++) if (b.includes(a[i]!)) return true;
  return false;
}
