import { grown } from "./number-blocks.ts";
import { type LiveStory, dotWithMembers } from "./live.ts";
import type { Slot, TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";
import { vectorLength } from "./vector.ts";

/**
 * Postings followed in one comparison, whatever comes: the labelled sets need 2,600 at most, and where all of them come in
 * one day (30,000), this bound and none gave the same figures. Rare terms are followed first, so that what it leaves out says least.
 */
const mostFollowed = 4000;
/** Members of one story that are compared one by one, the latest: no labelled story has as many. */
const mostMembers = 500;

/**
 * Which articles one article meets, on the same terms, and what each of their stories gathers of it. In flat arrays by
 * slot: this is where the time goes.
 */
export function createMeetings(index: TermIndex) {
  let followed = 0;
  /** By slot: the dot product, of those that are met; else 0. */
  let dots = new Int32Array(256);
  let met = new Int32Array(256);
  let metCount = 0;
  const order = createOrder(index);
  const gathering = createGathering();

  const begin = () => {
    for (let i = 0; i < metCount; i++) dots[met[i]!] = 0;
    metCount = 0;
    const count = index.slotCount();
    if (count > met.length) {
      dots = grown(dots, count);
      met = grown(met, count);
    }
    gathering.begin(count); // there are never more stories than articles
  };
  /** Adds to each article that carries a term, the latest `most`, what it shares with the one that meets it. */
  const follow = (term: Term, weight: number, most: number): void => {
    const postings = index.postings.numbers();
    const end = index.postings.startOf(term) + 2 * index.postings.lengthOf(term);
    let count = metCount;
    for (let i = Math.max(index.postings.startOf(term), end - 2 * most); i < end; i += 2) {
      const slot = postings[i]!;
      const dot = dots[slot]!;
      if (dot === 0) met[count++] = slot; // no weight is 0
      dots[slot] = dot + weight * postings[i + 1]!;
    }
    metCount = count;
  };

  return {
    /**
     * Meets the live articles that share a term; answers in how many stories they are, and whether all were met: where
     * not, what the stories gathered is too little, and `meetAgain` makes it whole for those that matter.
     */
    meetAll(slot: Slot): Readonly<{ stories: number; isWhole: boolean }> {
      begin();
      const terms = order.rarestFirst(slot);
      let left = mostFollowed;
      for (let k = 0; k < terms && left > 0; k++) {
        follow(order.term(k), order.weight(k), left);
        left -= order.length(k);
      }
      followed += mostFollowed - Math.max(0, left);
      const stories = index.stories();
      for (let i = 0; i < metCount; i++) gathering.add(met[i]!, stories[met[i]!]!, dots);
      return { stories: gathering.size(), isWhole: left >= 0 };
    },
    /** Reckons anew what a story and its nearest members share with an article. */
    meetAgain(slot: Slot, story: LiveStory): void {
      const mark = index.mark(slot);
      const nearest = gathering.nearestOf(story.number);
      for (const member of nearest) dots[member] = index.markedDot(member, mark);
      gathering.restart(story.number);
      for (const member of nearest) gathering.add(member, story.number, dots);
      gathering.setSum(story.number, dotWithMembers(index, story, slot));
    },
    /** Meets the members of one story alone. */
    meetMembers(slot: Slot, story: LiveStory): void {
      begin();
      const mark = index.mark(slot);
      const { members, number } = story;
      const from = Math.max(0, members.length - mostMembers);
      for (let i = from; i < members.length; i++) {
        const member = members[i]!.slot;
        dots[member] = index.markedDot(member, mark);
        met[metCount++] = member;
        gathering.add(member, number, dots);
      }
      followed += members.length - from;
      if (from > 0) gathering.setSum(number, dotWithMembers(index, story, slot));
    },
    /** The number of the story that was met as the `place`-th. */
    storyMet: gathering.at,
    /** Of a story that was met: the sum of its members' dot products, and the slots of the three highest, the best first. */
    sumOf: gathering.sumOf,
    /** Whether the cosine with the sum of its members is less than this; for most it is, and costs no more than to say so. */
    isBelow(story: number, cosine: number): boolean {
      const sum = gathering.sumOf(story);
      const least = cosine * vectorLength;
      // A hair less is asked than is meant: what rounding might decide is reckoned in full.
      return sum * sum < least * least * Math.max(1, index.squaredLengthOf(story)) * (1 - 1e-9);
    },
    nearestOf: gathering.nearestOf,
    dotOf: (slot: Slot): number => dots[slot]!,
    /** Postings and members that were looked at so far: what the work is. */
    followed: (): number => followed,
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
  const restart = (story: number) => {
    sums[story] = 0;
    first[story] = second[story] = third[story] = 0;
  };

  return {
    restart,
    setSum: (story: number, sum: number): void => void (sums[story] = sum),
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
        met[count++] = story;
        restart(story);
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
