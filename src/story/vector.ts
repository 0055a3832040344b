import type { Lexicon, Term } from "./lexicon.ts";
import { vectorLength } from "./live.ts";
import type { Terms } from "./terms.ts";

export type Vector<Article> = Readonly<{
  /** Words first, then weekdays and pairs. */
  terms: readonly Term<Article>[];
  weights: readonly number[];
  /** Weekdays aside: half of a day's news shares one. */
  wordCount: number;
}>;

/** A word in the title says as much as this many in the summary. */
const titleCount = 2.35;
/** Where the gain from repeating a word levels off (as k1 of BM25). */
const saturation = 1.2;
/** A number says less: "10 killed" and "10 ways" share it by chance. */
const numberLoss = 0.8;
/** Neighbours are rare by nature; beside the words themselves they must not outweigh them. */
const pairShare = 0.42;

/**
 * What an article is compared by: its terms, each weighed by how often, where and how it stands and by how rare it is at
 * this moment, the whole brought to unit length (`vectorLength`), in whole numbers. Fixed on arrival.
 */
export function weigh<Article>({ words, titlePairs }: Terms, lexicon: Lexicon<Article>): Vector<Article> {
  const terms: Term<Article>[] = [];
  const raw: number[] = [];
  for (const word of words) {
    const term = lexicon.get(word.stem);
    const count = titleCount * word.inTitle + word.inSummary;
    terms.push(term);
    raw.push(saturate(count) * lexicon.rarity(term) * (word.isNumber ? numberLoss : 1));
  }
  for (const pair of titlePairs) {
    const term = lexicon.get(pair);
    terms.push(term);
    raw.push(pairShare * saturate(titleCount) * lexicon.rarity(term));
  }
  const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return {
    terms: terms.slice(), // without the room that growing left
    weights: raw.map((weight) => Math.round((weight / length) * vectorLength)),
    wordCount: words.filter(({ isWeekday }) => !isWeekday).length,
  };
}

const saturate = (count: number) => count / (count + saturation);
