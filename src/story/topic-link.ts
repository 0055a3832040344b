import { dayMs } from "../base/duration.ts";
import { isServicePage } from "./service-page.ts";
import { differInNumbers, frameShare, sameTemplate } from "./template.ts";
import { foldTitle } from "../base/fold-title.ts";
import type { Remembered, TopicMemory, TopicTerm } from "./topic-memory.ts";
import { besideIn, countIn, namingIn, weightOf } from "./topic-profile.ts";

/** A story that another follows on, and what says so. */
export type Link = Readonly<{
  story: Remembered;
  score: number;
  /** The stems that both are remembered by, the most telling first. */
  shared: readonly string[];
  /** From the earlier one's latest report to the later one's first, ms. */
  gapMs: number;
}>;

/** `isRarelyNamed`: whether they share a name that is no usual word. */
type Candidate = Link & Readonly<{ isRarelyNamed: boolean }>;

/** A story is linked from this score on (docs/stories.md says how it was chosen). */
export const linkAt = 0.2;
/** The time in which likeness fades to 1/e: a saga's next event comes within days more often than weeks. */
const fadeMs = 60 * dayMs;
/** What a word counts that is written as no name, or in a script that knows no capitals: frames of events are made of those. */
const plainWord = 0.5;
const uncasedWord = 0.75;
/** A word that leads in a hundredth of the stories begins to be a way of speaking; in a tenth of them it says nothing. */
const usualFrom = 0.01;
const usualTo = 0.1;
/** Among few stories no share is known yet: as if there were so many more. */
const moreStories = 200;
/** Stories met in one look. Rare words are followed first, so that what this bound leaves out is what says least. */
const meetingBudget = 1000;
/** Stories looked at closely: those that share most. */
const candidateCount = 5;

/**
 * The earlier story that `story` follows on: opened before it, by then silent for no more than a month, not of those that
 * `mayLink` refuses, and alike enough; undefined where there is none.
 */
export function findEarlier(
  memory: TopicMemory,
  story: Remembered,
  mayLink: (earlier: Remembered) => boolean,
): Link | undefined {
  const rarity = memory.termRarityIn(story.language);
  const telling = tellingShare(memory.countOf(story.language) + moreStories);
  const compare = comparison(story, rarity, telling);
  let best: Link | undefined;
  for (const other of storiesLike(story, rarity, telling)) {
    const link = compare(other);
    if (link.score < linkAt || (best && link.score <= best.score)) continue;
    if (mayLink(other) && !isForm(link, story)) best = link;
  }
  return best;
}

/** The earlier stories that share two words or more, those first that share the most telling ones. */
function storiesLike(story: Remembered, rarity: RarityOf, telling: Telling): readonly Remembered[] {
  const mark = ++looks;
  const met: Remembered[] = [];
  let budget = meetingBudget;
  for (const term of story.terms.toSorted((a, b) => a.stories.length - b.stories.length)) {
    budget -= term.stories.length;
    if (budget < 0) break;
    const worth = rarity(term) * telling(term.stories.length);
    if (worth === 0) continue;
    for (const other of term.stories) {
      if (other.id >= story.id || other.firstAt >= story.firstAt) continue;
      if (other.mark !== mark) [other.mark, other.words, other.sum] = [mark, 0, 0];
      other.words += 1;
      other.sum += worth;
      if (other.words === 2) met.push(other);
    }
  }
  return met.sort((a, b) => b.sum - a.sum || b.id - a.id).slice(0, candidateCount);
}

/** Looks so far: what carries this number was met in the present one. */
let looks = 0;

type RarityOf = (term: TopicTerm) => number;
type Telling = (known: number) => number;

/** What is left of a word that leads in `known` of so many stories: from a hundredth to a tenth it falls as its logarithm rises. */
const tellingShare =
  (count: number): Telling =>
  (known) => {
    const share = Math.max(0, known - 2) / count; // in two it stands that are compared
    const level = Math.log(usualTo / Math.max(share, usualFrom)) / Math.log(usualTo / usualFrom);
    return Math.max(0, level);
  };

/** From here on two titles are fillings of one form, unless they share a name that is rare: that form has one filling. */
const formShare = 0.5;

/** Two fillings of one form are no saga, whatever their frame shares. */
const isForm = ({ story: other, isRarelyNamed }: Candidate, story: Remembered) =>
  isServicePage(story.title) ||
  isServicePage(other.title) ||
  sameTemplate(story.title, other.title) ||
  differInNumbers(foldTitle(story.title), foldTitle(other.title)) ||
  (!isRarelyNamed && frameShare(story.title, other.title) >= formShare);

/** Whether names can be told from other words: not in a script without capitals, nor in German, which gives every noun one. */
const tellsNames = ({ language, title }: Remembered) => language !== "de" && /[\p{Lu}\p{Ll}]/u.test(title);

/**
 * Scores a story against earlier ones. What they share is counted by the things that it names: words that stand next to
 * each other in either name one ("Port Saline"). One thing alone is shared by many stories, as a minister or a town is:
 *
 *   score = 2 · √(best · rest) · e^(−gap / 60 days)
 *
 * of the cosine's part that the most telling thing has, and that of all others; so it is the cosine where they are even,
 * and nothing where there is one.
 */
function comparison(story: Remembered, rarity: RarityOf, telling: Telling) {
  const weights = weightsOf(story, rarity);
  const places = new Map(story.terms.map((term, place) => [term, place]));
  return (other: Remembered): Candidate => {
    const theirs = weightsOf(other, rarity);
    let [isNamed, isRarelyNamed] = [!tellsNames(story), false];
    const shared: { term: TopicTerm; here: number; there: number; part: number }[] = [];
    for (const [there, term] of other.terms.entries()) {
      const here = places.get(term);
      if (here === undefined) continue;
      const share = (weights.of[here]! * theirs.of[there]!) / (weights.length * theirs.length);
      const part =
        share * telling(term.stories.length) * namingFactor(story.codes[here]!, other.codes[there]!);
      shared.push({ term, here, there, part });
      if (!tellsNames(story) || !isName(story.codes[here]!, other.codes[there]!)) continue;
      isNamed = true;
      isRarelyNamed ||= term.expected === 0;
    }
    const things = partsOfThings(shared, story, other);
    const best = Math.max(0, ...things);
    const rest = things.reduce((sum, part) => sum + part, 0) - best;
    const gapMs = Math.max(0, story.firstAt - other.lastAt);
    return {
      story: other,
      isRarelyNamed,
      score: (isNamed ? 2 : 0) * Math.sqrt(best * Math.max(0, rest)) * Math.exp(-gapMs / fadeMs),
      shared: shared.sort((a, b) => b.part - a.part).map(({ term }) => term.stem),
      gapMs,
    };
  };
}

function weightsOf({ terms, codes }: Remembered, rarity: RarityOf) {
  const of = terms.map((term, i) => weightOf(countIn(codes[i]!), rarity(term)));
  return { of, length: Math.sqrt(of.reduce((sum, weight) => sum + weight * weight, 0)) || 1 };
}

function isName(one: number, other: number): boolean {
  const [a, b] = [namingIn(one), namingIn(other)];
  return a !== "no" && b !== "no" && (a === "yes" || b === "yes");
}

function namingFactor(one: number, other: number): number {
  const [a, b] = [namingIn(one), namingIn(other)];
  if (a === "no" || b === "no") return plainWord;
  return a === "yes" || b === "yes" ? 1 : uncasedWord;
}

/** The parts of words that stand next to each other in one of both stories, summed. */
function partsOfThings(
  shared: readonly Readonly<{ here: number; there: number; part: number }>[],
  story: Remembered,
  other: Remembered,
): number[] {
  const thingOf = shared.map((_, i) => i);
  for (const [i, a] of shared.entries())
    for (const [j, b] of shared.entries()) {
      if (j >= i) break;
      if (!besideIn(story.codes[a.here]!, b.here) && !besideIn(other.codes[a.there]!, b.there)) continue;
      const [from, into] = [thingOf[i]!, thingOf[j]!];
      for (const [k, thing] of thingOf.entries()) if (thing === from) thingOf[k] = into;
    }
  const parts = new Map<number, number>();
  for (const [i, { part }] of shared.entries()) parts.set(thingOf[i]!, (parts.get(thingOf[i]!) ?? 0) + part);
  return [...parts.values()];
}
