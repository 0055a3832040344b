import type { Lexicon } from "./lexicon.ts";
import type { Term } from "./term-table.ts";
import type { Terms } from "./terms.ts";

/** Weights are whole numbers of 1/4096: fine enough (cosines to three digits), and small enough that all sums stay exact. */
export const vectorLength = 4096;

export type Vector = Readonly<{
  /** Pairs of a term and its weight: words first, then weekdays and pairs. */
  pairs: readonly number[];
  /** Weekdays aside: half of a day's news shares one. */
  wordCount: number;
}>;

/** A word in the title says as much as this many in the summary. */
export const titleCount = 2.35;
/** Where the gain from repeating a word levels off (as k1 of BM25). */
const saturation = 1.2;
/** A number says less: "10 killed" and "10 ways" share it by chance. */
const numberLoss = 0.8;
/** Neighbours are rare by nature; beside the words themselves they must not outweigh them. */
const pairShare = 0.42;

/**
 * What an article is compared by: its terms, each weighed by how often, where and how it stands and by how rare it is at
 * this moment, the whole brought to unit length (`vectorLength`), in whole numbers from 1 on. Fixed on arrival.
 */
export function weigh({ words, titlePairs }: Terms, lexicon: Lexicon): Vector {
  const terms: Term[] = [];
  const raw: number[] = [];
  for (const word of words) {
    const term = lexicon.get(word.stem);
    const count = titleCount * word.inTitle + word.inSummary;
    terms.push(term);
    raw.push(saturate(count) * lexicon.rarity(term) * (word.isNumber ? numberLoss : 1));
  }
  for (const pair of titlePairs) {
    const term = lexicon.getPair(pair);
    terms.push(term);
    raw.push(pairShare * saturate(titleCount) * lexicon.rarity(term));
  }
  const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  const pairs: number[] = [];
  for (let i = 0; i < terms.length; i++)
    pairs.push(terms[i]!, Math.max(1, Math.round((raw[i]! / length) * vectorLength)));
  return { pairs, wordCount: words.filter(({ isWeekday }) => !isWeekday).length };
}

const saturate = (count: number) => count / (count + saturation);
