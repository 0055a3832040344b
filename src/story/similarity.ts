import { dayMs, hourMs } from "../base/duration.ts";
import { akinLikeness } from "./akin-likeness.ts";
import { createGrams } from "./grams.ts";
import type { LiveArticle, LiveStory } from "./live.ts";
import { createMeetings } from "./meetings.ts";
import { differInNumbers, sameTemplate } from "./template.ts";
import type { Slot, TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";
import { type Tuning, forSeveral } from "./tuning.ts";
import { vectorLength } from "./vector.ts";

/** What speaks for an article's belonging to a story, and what it adds up to. */
export type Evidence = Readonly<{
  story: LiveStory;
  score: number;
  /** The members it resembles most, at most three, the nearest first. */
  nearest: readonly [LiveArticle, ...LiveArticle[]];
  /** How far its instant lies outside the story's time, ms: the least it can be. */
  gapMs: number;
  /** What keeps it out of the story however alike they look. */
  barrier: Barrier | undefined;
}>;

/** `service`: pages of a kind that is printed by the yard. `series`: parts that differ by their number. */
export type Barrier = "service" | "series";

/** Stories looked at closely; those behind the eighth never won in measurements. */
const candidateCount = 8;
/** How much less of the background a story is that says the very same as the likeliest one. */
const splinterLoss = 0.5;

export type Similarity = Readonly<{
  /** The stories that an article may belong to, the best first; not `barred` ones. The article itself is not live yet. */
  findCandidates(article: LiveArticle, tuning: Tuning, barred?: ReadonlySet<number>): Evidence[];
  /** What an article, live or not, would score in one story, the others left aside. */
  scoreIn(article: LiveArticle, story: LiveStory, tuning: Tuning): number;
  /** How many terms of articles were looked up so far, to see what the work is. */
  followed(): number;
}>;

/** A story that shares a term with the article. `faded`: its `centroid`, the cosine with the sum of its members, by the gap in time. */
type Touched = Readonly<{ story: LiveStory; gapMs: number; centroid: number; faded: number }>;

export type SimilarityParts = Readonly<{
  index: TermIndex;
  /** Whose a slot is, and which story has a number. */
  articleAt(slot: Slot): LiveArticle;
  storyAt(number: number): LiveStory;
}>;

/** Compares articles with the stories of an index. */
export function createSimilarity({ index, articleAt, storyAt }: SimilarityParts): Similarity {
  const compare = createComparison(index);
  const meetings = createMeetings(index);

  /** The stories that share a term with an article: those looked at closely, the likeliest first. */
  const likeliest = (article: LiveArticle, tuning: Tuning, barred?: ReadonlySet<number>): Touched[] => {
    const ranked: Touched[] = [];
    const met = meetings.meetAll(article.slot);
    for (let i = 0; i < met.stories; i++) {
      const number = meetings.storyMet(i);
      // Fading only takes off: most of them need not be asked for it.
      if (ranked.length === candidateCount && meetings.isBelow(number, ranked.at(-1)!.faded)) continue;
      const story = storyAt(number);
      if (!barred?.has(story.id)) insert(ranked, fade(article, story, tuning));
    }
    if (met.isWhole) return ranked;
    const again: Touched[] = [];
    for (const { story } of ranked) {
      meetings.meetAgain(article.slot, story);
      insert(again, fade(article, story, tuning));
    }
    return again;
  };
  const fade = (article: LiveArticle, story: LiveStory, tuning: Tuning): Touched => {
    const gapMs = gapTo(story, article.at);
    const centroid = centroidCosine(story, meetings.sumOf(story.number));
    return { story, gapMs, centroid, faded: centroid * Math.exp(-gapMs / tuning.fadeMs) };
  };
  const backgroundOf = (met: readonly (Touched & Pick<Meeting, "nearest">)[]): number => {
    if (met.length <= 3) return 0;
    const mark = index.mark(met[0]!.nearest[0].slot);
    return (
      met.slice(3).reduce((sum, { faded, nearest }) => {
        const likest = Math.max(...nearest.map(({ slot }) => index.markedDot(slot, mark)));
        return sum + faded * (1 - splinterLoss * (likest / (vectorLength * vectorLength)));
      }, 0) / 5
    );
  };
  const nearestOf = (story: LiveStory) => {
    const slots = meetings.nearestOf(story.number);
    return {
      nearest: slots.map(articleAt) as [LiveArticle, ...LiveArticle[]],
      cosines: slots.map((slot) => meetings.dotOf(slot) / (vectorLength * vectorLength)),
    };
  };

  return {
    followed: meetings.followed,
    findCandidates(article, tuning, barred) {
      const ranked = likeliest(article, tuning, barred);
      // What many stories share alike is a way of speaking, not an event: the 4th to the 8th say how much of it there is.
      // Not where they resemble the likeliest story: they are splinters of its event.
      const met = ranked.map((touched) => ({ ...touched, ...nearestOf(touched.story) }));
      const background = backgroundOf(met);
      const score = compare(article, tuning);
      return met
        .map((meeting) => score({ ...meeting, background }))
        .sort((a, b) => b.score - a.score || a.story.id - b.story.id);
    },
    scoreIn(article, story, tuning) {
      meetings.meetMembers(article.slot, story);
      const gapMs = gapTo(story, article.at);
      const centroid = centroidCosine(story, meetings.sumOf(story.number));
      return compare(article, tuning)({ story, gapMs, centroid, background: 0, ...nearestOf(story) }).score;
    },
  };
}

/** Keeps the list in its order, the highest first, and no longer than is looked at. */
function insert(ranked: Touched[], touched: Touched): void {
  let at = ranked.length;
  while (at > 0 && isBefore(touched, ranked[at - 1]!)) at--;
  if (at === candidateCount) return;
  ranked.splice(at, 0, touched);
  if (ranked.length > candidateCount) ranked.pop();
}

const isBefore = (a: Touched, b: Touched) =>
  a.faded > b.faded || (a.faded === b.faded && a.story.id < b.story.id);

const centroidCosine = ({ squaredLength }: LiveStory, sum: number) =>
  sum / (vectorLength * Math.sqrt(Math.max(1, squaredLength)));

/** How far an instant lies outside a story's time, ms: the least it can be. */
const gapTo = ({ firstAt, lastAt }: LiveStory, at: number) =>
  at > lastAt ? leastGap(lastAt, at) : leastGap(at, firstAt);

/** Midnight sharp is a date whose hour nobody said: that day's last moment may have been meant. */
const leastGap = (from: number, to: number) => Math.max(0, to - from - (from % dayMs === 0 ? dayMs : 0));

/** Fewer shared words than this, and not nearly all that the shorter has, is chance. */
const gate = { words: 3, share: 0.75 };
/** A service page, or another filling of the outlet's own form, needs more than its form in common. */
const formCosine = 0.6;
/** From this size on a story has to be resembled more with every article: no story swallows the day's news. */
const crowd = 150;

type Meeting = Readonly<{
  story: LiveStory;
  gapMs: number;
  centroid: number;
  background: number;
  nearest: Evidence["nearest"];
  /** With each of the nearest. */
  cosines: readonly number[];
}>;

/**
 * Scores one article against stories whose nearest members are known: likeness to these and to the whole, the share of
 * words contained, likeness of the titles, words that are akin; all of it fading with the gap in time; less what is common to many
 * stories, less for size, more for a story that grows right now, which doubles what is there at most: no story grows by
 * what has nothing to do with it.
 */
function createComparison(index: TermIndex) {
  const grams = createGrams();
  return (article: LiveArticle, tuning: Tuning) => {
    const mark = index.mark(article.slot);
    grams.take(article.foldedTitle);
    const akinTo = akinLikeness(index, article, mark);
    const { weights } = tuning;
    return ({ story, gapMs, centroid, background, nearest, cosines }: Meeting): Evidence => {
      const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
      const titles = Math.max(...nearest.map((member) => grams.resemblance(member.foldedTitle)));
      const contained = containedShare(index, article, nearest[0], mark);
      const akin = akinTo(nearest);
      const passes = contained >= gate.share || sharesWords(index, nearest, mark, gate.words - akin.count);

      const likeness =
        weights.nearest * mean +
        weights.whole * centroid +
        weights.contained * contained +
        weights.titles * titles +
        weights.akin * akin.likeness;
      const size = story.members.length;
      const ageHours = Math.max(0, article.at - story.firstAt) / hourMs;
      const growth = Math.min(2, Math.max(-1, Math.log((1 + size) / (1 + ageHours))));
      const faded = likeness * (passes ? 1 : weights.fewWords) * Math.exp(-gapMs / tuning.fadeMs);
      const score =
        faded -
        weights.background * background -
        weights.size * Math.log(1 + size) -
        forSeveral(tuning, size, ageHours) -
        0.05 * Math.max(0, Math.log(size / crowd)) +
        Math.min(weights.growth * growth, faded) -
        (isSoonAgain(article, nearest[0]) ? weights.outlet : 0) -
        (cosines[0]! < formCosine && isForm(article, nearest[0]) ? weights.form : 0);
      const barrier = barrierTo(index, article, nearest[0], mark);
      // No joining, however alike they look, and nothing to be weighed against that.
      return { story, score: barrier ? Math.min(score, 0) : score, nearest, gapMs, barrier };
    };
  };
}

/** Service pages fold where one form is filled in for many places; any other likeness is what all of their kind have. */
function barrierTo(
  index: TermIndex,
  article: LiveArticle,
  nearest: LiveArticle,
  mark: number,
): Barrier | undefined {
  if (article.isService && nearest.isService)
    return sameTemplate(article.title, nearest.title) ? undefined : "service";
  return isOfSeries(index, article, nearest, mark) ? "series" : undefined;
}

/**
 * "Part 1", "Part 2": titles that differ by a number alone are a series, not an event, unless the texts below have words in
 * common as well. A headline that says enough besides ("10 hurt in crash near Lorne") tells one event; not where an outlet
 * itself numbers its headlines at their end.
 */
function isOfSeries(index: TermIndex, article: LiveArticle, other: LiveArticle, mark: number): boolean {
  if (!article.hasNumber && !other.hasNumber) return false;
  if (!differInNumbers(article.foldedTitle, other.foldedTitle)) return false;
  let shared = 0;
  index.visitWords(other, (term) => {
    if (index.markedWeight(term, mark) >= 0 && !index.isNumber(term)) shared += 1;
  });
  if (shared - article.titleWordCount >= gate.words) return false;
  return (
    article.titleWordCount < gate.words ||
    (article.outletKey === other.outletKey && /\p{N}$/u.test(article.foldedTitle))
  );
}

/** An outlet that comes back to an event within half a day mostly means another. */
const isSoonAgain = (article: LiveArticle, nearest: LiveArticle) =>
  article.outletKey === nearest.outletKey && Math.abs(article.at - nearest.at) < 12 * hourMs;

const isForm = (article: LiveArticle, nearest: LiveArticle) =>
  article.isService ||
  (article.outletKey === nearest.outletKey && sameTemplate(article.title, nearest.title));

/** Whether so many words of the marked article stand in any of these. */
function sharesWords(
  index: TermIndex,
  members: readonly LiveArticle[],
  mark: number,
  count: number,
): boolean {
  const shared: Term[] = [];
  for (const member of members)
    index.visitWords(member, (term) => {
      if (index.markedWeight(term, mark) >= 0 && shared.length < count && !shared.includes(term))
        shared.push(term);
    });
  return shared.length >= count;
}

/** The share of the words' weight that two articles have in common, of the one that has less besides. */
function containedShare(index: TermIndex, article: LiveArticle, other: LiveArticle, mark: number): number {
  let [sharedHere, sharedThere, totalHere, totalThere] = [0, 0, 0, 0];
  index.visitWords(article, (_, weight) => void (totalHere += weight));
  index.visitWords(other, (term, weight) => {
    totalThere += weight;
    const here = index.markedWeight(term, mark);
    if (here < 0) return;
    sharedHere += here;
    sharedThere += weight;
  });
  return Math.max(sharedHere / Math.max(1, totalHere), sharedThere / Math.max(1, totalThere));
}
