import { hourMs } from "../base/duration.ts";
import { gramsOf, resemblance } from "./grams.ts";
import { type LiveArticle, type LiveStory, markedDot, markTerms, nextMark, vectorLength } from "./live.ts";
import { differInNumbers, sameTemplate } from "./template.ts";
import { type Tuning, forSeveral } from "./tuning.ts";

/** What speaks for an article's belonging to a story, and what it adds up to. */
export type Evidence = Readonly<{
  story: LiveStory;
  score: number;
  /** The members it resembles most, at most three, the nearest first. */
  nearest: readonly [LiveArticle, ...LiveArticle[]];
  /** How far its instant lies outside the story's time, ms. */
  gapMs: number;
}>;

/** Stories looked at closely; those behind the eighth never won in measurements. */
const candidateCount = 8;
/** Articles met in one comparison. Rare terms are followed first, so that what this bound leaves out is what says least. */
const meetingBudget = 30_000;

/** The stories that an article may belong to, the best first; not `barred` ones. The article itself is not live yet. */
export function findCandidates(
  article: LiveArticle,
  tuning: Tuning,
  barred?: ReadonlySet<number>,
): Evidence[] {
  const ranked = touchedStories(article)
    .filter(({ id }) => !barred?.has(id))
    .map((story) => {
      const gapMs = gapTo(story, article.at);
      const centroid = centroidCosine(story);
      return { story, gapMs, centroid, faded: centroid * Math.exp(-gapMs / tuning.fadeMs) };
    })
    .sort((a, b) => b.faded - a.faded || a.story.id - b.story.id)
    .slice(0, candidateCount);

  // What many stories share alike is a way of speaking, not an event: the 4th to the 8th say how much of it there is.
  const background = ranked.slice(3).reduce((sum, { faded }) => sum + faded, 0) / 5;
  const compare = comparison(article, tuning);
  return ranked
    .map(({ story, gapMs, centroid }) => compare({ story, gapMs, centroid, background }))
    .sort((a, b) => b.score - a.score || a.story.id - b.story.id);
}

/** What an article, live or not, would score in one story, the others left aside. */
export function scoreIn(article: LiveArticle, story: LiveStory, tuning: Tuning): number {
  const mark = markTerms(article);
  story.sum = 0;
  story.best = [];
  for (const member of story.members) {
    member.dot = markedDot(member, mark);
    meet(story, member);
  }
  const gapMs = gapTo(story, article.at);
  return comparison(article, tuning)({ story, gapMs, centroid: centroidCosine(story), background: 0 }).score;
}

/** Walks the articles that share a term, and leaves in each of their stories what the comparison needs. */
function touchedStories(article: LiveArticle): LiveStory[] {
  const mark = nextMark();
  const touched: LiveArticle[] = [];
  const rarestFirst = article.terms
    .map((term, index) => ({ term, weight: article.weights[index]! }))
    .sort((a, b) => a.term.articles.length - b.term.articles.length);
  let budget = meetingBudget;
  for (const { term, weight } of rarestFirst) {
    const { articles, weights } = term;
    budget -= articles.length;
    if (budget < 0) break;
    for (let i = 0; i < articles.length; i++) {
      const other = articles[i]!;
      if (other.mark !== mark) {
        other.mark = mark;
        other.dot = 0;
        touched.push(other);
      }
      other.dot += weight * weights[i]!;
    }
  }
  const stories: LiveStory[] = [];
  for (const other of touched) {
    const { story } = other;
    if (story.mark !== mark) {
      story.mark = mark;
      story.sum = 0;
      story.best = [];
      stories.push(story);
    }
    meet(story, other);
  }
  return stories;
}

/** Counts a member's dot product in its story, and keeps the three highest, the best first. */
function meet(story: LiveStory, member: LiveArticle): void {
  story.sum += member.dot;
  const { best } = story;
  let at = best.length;
  while (at > 0 && best[at - 1]!.dot < member.dot) at--;
  if (at >= 3) return;
  best.splice(at, 0, member);
  if (best.length > 3) best.pop();
}

const centroidCosine = (story: LiveStory) =>
  story.sum / (vectorLength * Math.sqrt(Math.max(1, story.squaredLength)));

const gapTo = (story: LiveStory, at: number) => Math.max(0, at - story.lastAt, story.firstAt - at);

/** Fewer shared words than this, and not nearly all that the shorter has, is chance. */
const gate = { words: 3, share: 0.75 };
/** A service page, or another filling of the outlet's own form, needs more than its form in common. */
const formCosine = 0.6;
/** From this size on a story has to be resembled more with every article: no story swallows the day's news. */
const crowd = 150;

type Meeting = Readonly<{ story: LiveStory; gapMs: number; centroid: number; background: number }>;

/**
 * Scores one article against stories whose `best` are known: likeness to the three nearest members and to the whole, the
 * share of words contained, likeness of the titles; all of it fading with the gap in time; less what is common to many
 * stories, less for size, more for a story that grows right now, which doubles what is there at most: no story grows by
 * what has nothing to do with it.
 */
function comparison(article: LiveArticle, tuning: Tuning): (meeting: Meeting) => Evidence {
  const mark = markTerms(article);
  const grams = gramsOf(article.foldedTitle);
  const { weights } = tuning;
  return ({ story, gapMs, centroid, background }) => {
    const nearest = story.best as [LiveArticle, ...LiveArticle[]];
    const cosines = nearest.map((member) => member.dot / (vectorLength * vectorLength));
    const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
    const titles = Math.max(...nearest.map((member) => resemblance(grams, member.foldedTitle)));
    const contained = containedShare(article, nearest[0], mark);
    const passes = contained >= gate.share || countShared(nearest, mark) >= gate.words;

    const likeness =
      weights.nearest * mean +
      weights.whole * centroid +
      weights.contained * contained +
      weights.titles * titles;
    const size = story.members.length;
    const ageHours = Math.max(0, article.at - story.firstAt) / hourMs;
    const growth = Math.min(2, Math.max(-1, Math.log((1 + size) / (1 + ageHours))));
    const faded = likeness * (passes ? 1 : weights.fewWords) * Math.exp(-gapMs / tuning.fadeMs);
    const score =
      faded -
      weights.background * background -
      weights.size * Math.log(1 + size) -
      forSeveral(tuning, size) -
      0.05 * Math.max(0, Math.log(size / crowd)) +
      Math.min(weights.growth * growth, faded) -
      (cosines[0]! < formCosine && isForm(article, nearest[0]) ? weights.form : 0);
    // No joining, however alike they look, and nothing to be weighed against that.
    return {
      story,
      score: mayNotMeet(article, nearest[0], mark) ? Math.min(score, 0) : score,
      nearest,
      gapMs,
    };
  };
}

/** Service pages fold where one form is filled in for many places; any other likeness is what all of their kind have. */
const mayNotMeet = (article: LiveArticle, nearest: LiveArticle, mark: number) =>
  article.isService && nearest.isService
    ? !sameTemplate(article.title, nearest.title)
    : isOfSeries(article, nearest, mark);

/**
 * "Part 1", "Part 2": titles that differ by a number alone are a series, not an event, unless the texts below have words in
 * common as well. A headline that says enough besides ("10 hurt in crash near Lorne") tells one event; not where an outlet
 * itself numbers its headlines at their end.
 */
function isOfSeries(article: LiveArticle, other: LiveArticle, mark: number): boolean {
  if (!differInNumbers(article.foldedTitle, other.foldedTitle)) return false;
  let shared = 0;
  for (let i = 0; i < other.wordCount; i++) {
    const { mark: met, text } = other.terms[i]!;
    if (met === mark && !/^\p{N}/u.test(text)) shared += 1;
  }
  if (shared - article.titleWordCount >= gate.words) return false;
  return (
    article.titleWordCount < gate.words ||
    (article.outletKey === other.outletKey && /\p{N}$/u.test(article.foldedTitle))
  );
}

const isForm = (article: LiveArticle, nearest: LiveArticle) =>
  article.isService ||
  (article.outletKey === nearest.outletKey && sameTemplate(article.title, nearest.title));

/** How many words of the marked article stand in any of these. */
function countShared(members: readonly LiveArticle[], mark: number): number {
  const shared = new Set<unknown>();
  for (const { terms, wordCount } of members)
    for (let i = 0; i < wordCount; i++) if (terms[i]!.mark === mark) shared.add(terms[i]);
  return shared.size;
}

/** The share of the words' weight that two articles have in common, of the one that has less besides. */
function containedShare(article: LiveArticle, other: LiveArticle, mark: number): number {
  let [sharedHere, sharedThere, totalHere, totalThere] = [0, 0, 0, 0];
  for (let i = 0; i < article.wordCount; i++) totalHere += article.weights[i]!;
  for (let i = 0; i < other.wordCount; i++) {
    totalThere += other.weights[i]!;
    const term = other.terms[i]!;
    if (term.mark !== mark) continue;
    sharedHere += term.markWeight;
    sharedThere += other.weights[i]!;
  }
  return Math.max(sharedHere / Math.max(1, totalHere), sharedThere / Math.max(1, totalThere));
}
