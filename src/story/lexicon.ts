import { dayMs } from "../base/duration.ts";
import type { Pairs } from "./akin-words.ts";
import { grown } from "./number-blocks.ts";
import type { Slot, TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";

const expectedNowhere = () => 0;

export type Lexicon = ReturnType<typeof createLexicon>;

/** As if this many articles had been read before the first, of a language's usual words: on the first day no word looks rarer than it is. */
const priorDocuments = 2000;

/** What was counted on one day: a term stands there once for each article. */
type Day = { articles: number; terms: Int32Array; count: number };

/**
 * The terms of one language and how common they are. An article is counted on its day; days that lie further back than
 * `memoryMs` are forgotten, so that the state is a function of the articles of that time alone and a restart can
 * rebuild it exactly. `shares`: in what share of the articles a term stands before any was read (see `expectedShares`); `akin`: the words
 * that may mean the same (see `akinPairs`).
 */
export function createLexicon(
  index: TermIndex,
  memoryMs: number,
  shares: ReadonlyMap<string, number> = new Map(),
  akin?: ReadonlyMap<string, Pairs>,
) {
  const days = new Map<number, Day>();
  const seed = index.nextSeed();
  const expectedIn = (text: string) => (shares.get(text) ?? 0) * priorDocuments;
  let documents = 0;
  let oldestDay = -Infinity;

  return {
    get: (text: string): Term => index.termOf(text, seed, expectedIn, akin),
    /** Of two neighbouring words: usual ones and akin ones are single words. */
    getPair: (text: string): Term => index.termOf(text, seed, expectedNowhere),
    /** Counts the terms of one article of the instant `at` (ms). */
    count(slot: Slot, at: number): void {
      const dayNumber = Math.floor(at / dayMs);
      if (dayNumber < oldestDay) return;
      let day = days.get(dayNumber);
      if (!day) days.set(dayNumber, (day = { articles: 0, terms: new Int32Array(64), count: 0 }));
      documents += 1;
      day.articles += 1;
      const start = index.vectors.startOf(slot);
      const length = index.vectors.lengthOf(slot);
      const pairs = index.vectors.numbers();
      if (day.count + length > day.terms.length) day.terms = grown(day.terms, day.count + length);
      for (let i = 0; i < length; i++) {
        const term = pairs[start + 2 * i]!;
        index.countDocument(term, 1);
        day.terms[day.count++] = term;
      }
    },
    /** Forgets what lies too far back from `now` (ms), the latest instant seen. */
    forget(now: number): void {
      const oldest = Math.floor((now - memoryMs) / dayMs);
      if (oldest <= oldestDay) return;
      oldestDay = oldest;
      for (const [number, day] of days) {
        if (number >= oldest) continue;
        documents -= day.articles;
        for (let i = 0; i < day.count; i++) {
          index.countDocument(day.terms[i]!, -1);
          index.dropIfUnused(day.terms[i]!);
        }
        days.delete(number);
      }
    },
    /** How much a term tells, in nats: the rarer the more. Common ones keep a trace, so that texts of nothing else still compare. */
    rarity: (term: Term): number =>
      Math.max(
        0.05,
        Math.log((documents + priorDocuments + 1) / (index.documentsOf(term) + index.expectedOf(term) + 0.5)),
      ),
  };
}
