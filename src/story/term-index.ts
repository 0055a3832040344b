import { grown } from "./number-blocks.ts";
import { createNumberLists } from "./number-lists.ts";
import { type Term, createTermTable } from "./term-table.ts";

/** An article's number in the index, while it is held. */
export type Slot = number;

export type TermIndex = ReturnType<typeof createTermIndex>;

/** A mark and a weight stand in one number: no weight is so large. */
const weightRange = 8192;

/**
 * All terms, and which articles carry them with which weight: by term (`postings`) and by article (`vectors`). In flat
 * buffers of numbers, not objects: a term stands in two articles or three, and there are ten times as many as articles.
 */
export function createTermIndex() {
  const terms = createTermTable();
  const postings = createNumberLists(2);
  const vectors = createNumberLists(2);
  /** By term: the mark of the article last marked that has it, times `weightRange`, and its weight there. */
  let stamps = new Float64Array(256);
  let marks = 0;
  /** By slot: the number of the story that the article is in. */
  let stories = new Int32Array(256);
  /** By the number of a story. */
  let squaredLengths = new Float64Array(256);
  const freeSlots: Slot[] = [];
  let slotCount = 0;

  const dropIfUnused = (term: Term) => {
    if (terms.documentsOf(term) === 0 && postings.lengthOf(term) === 0) terms.drop(term);
  };
  const visitFirst = (slot: Slot, count: number, visit: (term: Term, weight: number) => void) => {
    const start = vectors.startOf(slot);
    const pairs = vectors.numbers();
    for (let i = start; i < start + 2 * count; i += 2) visit(pairs[i]!, pairs[i + 1]!);
  };
  const visitTerms = (slot: Slot, visit: (term: Term, weight: number) => void) =>
    visitFirst(slot, vectors.lengthOf(slot), visit);

  return {
    ...terms,
    /** By term: pairs of a slot and the term's weight there, in order of arrival. */
    postings,
    /** By slot: pairs of a term and its weight, words first. */
    vectors,
    dropIfUnused,
    /** Each term of an article with its weight there; and each word, not the weekdays, nor the pairs of neighbours. */
    visitTerms,
    visitWords: (
      { slot, wordCount }: Readonly<{ slot: Slot; wordCount: number }>,
      visit: (term: Term, weight: number) => void,
    ) => visitFirst(slot, wordCount, visit),

    /** A slot for an article of these terms; nobody finds it by them yet. */
    takeSlot(vector: ArrayLike<number>): Slot {
      const slot = freeSlots.pop() ?? slotCount++;
      if (slot >= stories.length) stories = grown(stories, slot + 1);
      vectors.fill(slot, vector);
      return slot;
    },
    /** From now on an article is found by its terms. */
    post: (slot: Slot): void => visitTerms(slot, (term, weight) => postings.push(term, slot, weight)),
    /** Takes an article out; terms that are then nobody's are forgotten. */
    release: (slot: Slot): void =>
      visitTerms(slot, (term) => {
        postings.remove(term, slot);
        dropIfUnused(term);
      }),
    /** Gives a released slot to whoever comes next. */
    freeSlot(slot: Slot): void {
      vectors.clear(slot);
      freeSlots.push(slot);
    },
    /** All slots are lower. */
    slotCount: (): number => slotCount,
    /** Notes the number of the story that an article is in. */
    putInto: (slot: Slot, story: number): void => void (stories[slot] = story),
    /** Notes the square of the length of the sum of a story's vectors. */
    setSquaredLength(story: number, squaredLength: number): void {
      if (story >= squaredLengths.length) squaredLengths = grown(squaredLengths, story + 1);
      squaredLengths[story] = squaredLength;
    },
    squaredLengthOf: (story: number): number => squaredLengths[story]!,
    /** Those numbers, by slot; another array after any call that takes a slot. */
    stories: (): Int32Array => stories,

    /** Marks an article's terms with their weights, so that others are compared with it. */
    mark(slot: Slot): number {
      marks += 1;
      visitTerms(slot, (term, weight) => {
        if (term >= stamps.length) stamps = grown(stamps, term + 1);
        stamps[term] = marks * weightRange + weight;
      });
      return marks;
    },
    /** The weight of a term in the article that was given this mark; less than 0 where it has no such term. */
    markedWeight: (term: Term, mark: number): number =>
      term < stamps.length ? stamps[term]! - mark * weightRange : -1,
    /** The dot product of an article and the one that was given this mark. */
    markedDot(slot: Slot, mark: number): number {
      const start = vectors.startOf(slot);
      const end = start + 2 * vectors.lengthOf(slot);
      const pairs = vectors.numbers();
      const base = mark * weightRange;
      let dot = 0;
      for (let i = start; i < end; i += 2) {
        const weight = stamps[pairs[i]!]! - base; // NaN for a term that was never marked
        if (weight >= 0) dot += weight * pairs[i + 1]!;
      }
      return dot;
    },
    /** What all of it takes, for measurements. */
    bytes: (): number => terms.bytes() + postings.bytes() + vectors.bytes() + 8 * stamps.length,
  };
}
