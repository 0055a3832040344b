import { grown } from "./number-blocks.ts";
import type { LiveStory } from "./live.ts";
import type { Slot, TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";

/** Articles met in one comparison. Rare terms are followed first, so that what this bound leaves out is what says least. */
const meetingBudget = 30_000;

/**
 * Which articles one article meets, on the same terms, and what each of their stories gathers of it. In flat arrays by
 * slot: this is where the time goes.
 */
export function createMeetings(index: TermIndex) {
  let comparison = 0;
  /** By slot: the comparison in which it was last met, and the dot product then. */
  let metIn = new Float64Array(256);
  let dots = new Int32Array(256);
  let met = new Int32Array(256);
  const order = createOrder(index);
  const gathering = createGathering();

  const begin = () => {
    comparison += 1;
    const count = index.slotCount();
    if (count > metIn.length) {
      metIn = grown(metIn, count);
      dots = grown(dots, count);
      met = grown(met, count);
    }
    gathering.begin(count); // there are never more stories than articles
  };
  /** Adds to each article that carries a term what it shares with the one that meets it; answers how many were met by now. */
  const follow = (term: Term, weight: number, metBefore: number): number => {
    const postings = index.postings.numbers();
    const start = index.postings.startOf(term);
    const end = start + 2 * index.postings.lengthOf(term);
    let count = metBefore;
    for (let i = start; i < end; i += 2) {
      const slot = postings[i]!;
      if (metIn[slot] !== comparison) {
        metIn[slot] = comparison;
        dots[slot] = 0;
        met[count++] = slot;
      }
      dots[slot]! += weight * postings[i + 1]!;
    }
    return count;
  };

  return {
    /** Meets all live articles that share a term; answers how many stories they are in. */
    meetAll(slot: Slot): number {
      begin();
      const terms = order.rarestFirst(slot);
      let count = 0;
      let budget = meetingBudget;
      for (let k = 0; k < terms; k++) {
        budget -= order.length(k);
        if (budget < 0) break;
        count = follow(order.term(k), order.weight(k), count);
      }
      const stories = index.stories();
      for (let i = 0; i < count; i++) gathering.add(met[i]!, stories[met[i]!]!, dots);
      return gathering.size();
    },
    /** Meets the members of one story alone. */
    meetMembers(slot: Slot, story: LiveStory): void {
      begin();
      const mark = index.mark(slot);
      for (const { slot: member } of story.members) {
        dots[member] = index.markedDot(member, mark);
        gathering.add(member, story.number, dots);
      }
    },
    /** The number of the story that was met as the `place`-th. */
    storyMet: gathering.at,
    /** Of a story that was met: the sum of its members' dot products, and the slots of the three highest, the best first. */
    sumOf: gathering.sumOf,
    nearestOf: gathering.nearestOf,
    dotOf: (slot: Slot): number => dots[slot]!,
  };
}

/** What stories gather in one comparison, by their numbers. */
function createGathering() {
  let comparison = 0;
  let metIn = new Float64Array(256);
  let met = new Int32Array(256);
  let count = 0;
  let sums = new Float64Array(256);
  /** The slots + 1 of the three members of the highest product. */
  let first = new Int32Array(256);
  let second = new Int32Array(256);
  let third = new Int32Array(256);

  return {
    begin(most: number): void {
      comparison += 1;
      count = 0;
      if (most <= metIn.length) return;
      metIn = grown(metIn, most);
      met = grown(met, most);
      sums = grown(sums, most);
      first = grown(first, most);
      second = grown(second, most);
      third = grown(third, most);
    },
    /** Counts a member in its story; of equals the first met stays the nearest. */
    add(slot: Slot, story: number, dots: Int32Array): void {
      if (metIn[story] !== comparison) {
        metIn[story] = comparison;
        sums[story] = 0;
        first[story] = second[story] = third[story] = 0;
        met[count++] = story;
      }
      const dot = dots[slot]!;
      sums[story]! += dot;
      if (first[story] === 0 || dot > dots[first[story]! - 1]!) {
        third[story] = second[story]!;
        second[story] = first[story]!;
        first[story] = slot + 1;
      } else if (second[story] === 0 || dot > dots[second[story]! - 1]!) {
        third[story] = second[story]!;
        second[story] = slot + 1;
      } else if (third[story] === 0 || dot > dots[third[story]! - 1]!) third[story] = slot + 1;
    },
    size: () => count,
    at: (place: number): number => met[place]!,
    sumOf: (story: number): number => sums[story]!,
    nearestOf: (story: number): Slot[] =>
      [first[story]!, second[story]!, third[story]!].filter((slot) => slot !== 0).map((slot) => slot - 1),
  };
}

/** An article's terms in the order in which they are followed: those that the fewest carry first. */
function createOrder(index: TermIndex) {
  let terms = new Int32Array(64);
  let weights = new Int32Array(64);
  let lengths = new Int32Array(64);
  return {
    term: (place: number): Term => terms[place]!,
    weight: (place: number): number => weights[place]!,
    length: (place: number): number => lengths[place]!,
    /** Puts the terms of an article in order; answers how many there are. */
    rarestFirst(slot: Slot): number {
      const count = index.vectors.lengthOf(slot);
      if (count > terms.length) {
        terms = grown(terms, count);
        weights = grown(weights, count);
        lengths = grown(lengths, count);
      }
      let k = 0;
      // By insertion: there are few, and what is equally rare has to keep its order.
      index.visitTerms(slot, (term, weight) => {
        const length = index.postings.lengthOf(term);
        let at = k++;
        for (; at > 0 && lengths[at - 1]! > length; at--) {
          terms[at] = terms[at - 1]!;
          weights[at] = weights[at - 1]!;
          lengths[at] = lengths[at - 1]!;
        }
        terms[at] = term;
        weights[at] = weight;
        lengths[at] = length;
      });
      return count;
    },
  };
}
