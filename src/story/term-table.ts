import { grown } from "./number-blocks.ts";
import { createTermTexts } from "./term-texts.ts";

/** A term (a word's stem, or two neighbouring ones) of one language: its number. */
export type Term = number;

/** The terms of all languages, and how many documents they stand in. */
export function createTermTable() {
  const texts = createTermTexts();
  let documents = new Int32Array(256);
  let expected = new Float64Array(256);
  let isNumber = new Uint8Array(256);
  let seeds = 0;

  const open = (term: Term, text: string, share: number) => {
    if (term >= documents.length) {
      documents = grown(documents, term + 1);
      expected = grown(expected, term + 1);
      isNumber = grown(isNumber, term + 1);
    }
    documents[term] = 0;
    expected[term] = share;
    isNumber[term] = /^\p{N}/u.test(text) ? 1 : 0;
  };

  return {
    /** What tells the terms of one language from another's. */
    nextSeed: (): number => Math.imul(++seeds, 0x9e3779b1),
    /** The term of a text; a new one is expected in so many documents before any is read. */
    termOf(text: string, seed: number, expectedIn: (text: string) => number): Term {
      const size = texts.size();
      const term = texts.numberOf(text, seed);
      if (texts.size() > size) open(term, text, expectedIn(text));
      return term;
    },
    /** In how many of the articles that are counted it stands, and how many were to be expected before. */
    documentsOf: (term: Term): number => documents[term]!,
    expectedOf: (term: Term): number => expected[term]!,
    isNumber: (term: Term): boolean => isNumber[term] === 1,
    countDocument: (term: Term, change: 1 | -1): void => void (documents[term]! += change),
    /** Forgets a term that nobody carries: its number may be another's next. */
    drop: texts.drop,
    termCount: texts.size,
    bytes: (): number => texts.bytes() + 13 * documents.length,
  };
}
