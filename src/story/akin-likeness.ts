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

  return (nearest: readonly LiveArticle[]): AkinLikeness => {
    if (own.length === 0) return none;
    let [sum, count] = [0, 0];
    for (const [place, member] of nearest.entries()) {
      const shared: Term[] = [];
      const theirs: { weight: number; pairs: Pairs }[] = [];
      index.visitWords(member, (term, weight) => {
        const pairs = index.pairsOf(term);
        if (!pairs) return;
        if (index.markedWeight(term, mark) >= 0) shared.push(term);
        else theirs.push({ weight, pairs });
      });
      for (const { term, weight, pairs } of own) {
        if (shared.includes(term)) continue;
        let best = 0;
        for (const other of theirs) if (other.weight > best && meet(pairs, other.pairs)) best = other.weight;
        sum += weight * best;
        if (best > 0 && place === 0) count += 1;
      }
    }
    return { likeness: sum / (nearest.length * vectorLength * vectorLength), count };
  };
}

const meet = (a: Pairs, b: Pairs) => a.some((pair) => b.includes(pair));
