import { grown } from "./number-blocks.ts";
import type { Pairs } from "./akin-words.ts";
import { createTermTexts } from "./term-texts.ts";

/** A term (a word's stem, or two neighbouring ones) of one language: its number. */
export type Term = number;

/** The terms of all languages, and how many documents they stand in. */
export function createTermTable() {
  const texts = createTermTexts();
  let documents = new Int32Array(256);
  let expected = new Float64Array(256);
  let isNumber = new Uint8Array(256);
  /** Of the two thousand words that have any; asked of all of them, a flag is quicker than a map. */
  let hasPairs = new Uint8Array(256);
  const pairs = new Map<Term, Pairs>();
  let seeds = 0;

  const open = (term: Term, text: string, share: number, akin: Pairs | undefined) => {
    if (term >= documents.length) {
      documents = grown(documents, term + 1);
      expected = grown(expected, term + 1);
      isNumber = grown(isNumber, term + 1);
      hasPairs = grown(hasPairs, term + 1);
    }
    documents[term] = 0;
    expected[term] = share;
    isNumber[term] = beginsWithNumber(text) ? 1 : 0;
    hasPairs[term] = akin ? 1 : 0;
    if (akin) pairs.set(term, akin);
  };

  return {
    /** What tells the terms of one language from another's. */
    nextSeed: (): number => Math.imul(++seeds, 0x9e3779b1),
    /** The term of a text; a new one is expected in so many documents before any is read, and has these pairs. */
    termOf(
      text: string,
      seed: number,
      expectedIn: (text: string) => number,
      akin?: ReadonlyMap<string, Pairs>,
    ): Term {
      const size = texts.size();
      const term = texts.numberOf(text, seed);
      if (texts.size() > size) open(term, text, expectedIn(text), akin?.get(text));
      return term;
    },
    /** In how many of the articles that are counted it stands, and how many were to be expected before. */
    documentsOf: (term: Term): number => documents[term]!,
    expectedOf: (term: Term): number => expected[term]!,
    /** The pairs of akin words that it is in. */
    pairsOf: (term: Term): Pairs | undefined => (hasPairs[term] === 1 ? pairs.get(term) : undefined),
    isNumber: (term: Term): boolean => isNumber[term] === 1,
    countDocument: (term: Term, change: 1 | -1): void => void (documents[term]! += change),
    /** Forgets a term that nobody carries: its number may be another's next. */
    drop: texts.drop,
    termCount: texts.size,
    bytes: (): number => texts.bytes() + 14 * documents.length,
  };
}

/** Asked of every new term, and nearly all begin with a letter of ASCII: those need no pattern. */
function beginsWithNumber(text: string): boolean {
  const code = text.charCodeAt(0);
  return code < 128 ? code >= 48 && code <= 57 : /^\p{N}/u.test(text);
}
