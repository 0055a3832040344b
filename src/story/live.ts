import type { Fingerprint } from "./fingerprint.ts";
import type { Term } from "./lexicon.ts";

/** An article of the window, as the engine holds it. Mutable: `story` changes when stories merge, the rest is scratch. */
export type LiveArticle = {
  readonly id: number;
  /** Its place in the order of arrival. */
  readonly seq: number;
  /** Its instant, ms. */
  readonly at: number;
  readonly outletKey: string;
  readonly agency: string | undefined;
  readonly language: string;
  /** As it was written, and as titles compare. */
  readonly title: string;
  readonly foldedTitle: string;
  readonly urlKey: string | undefined;
  readonly isService: boolean;
  readonly fingerprint: Fingerprint | undefined;
  /** Its words first, then the weekdays it names and the neighbouring pairs of its title. */
  readonly terms: readonly Term<LiveArticle>[];
  /** Integers, so that sums do not depend on their order: a vector of length `vectorLength`. */
  readonly weights: readonly number[];
  readonly wordCount: number;
  /** How many of its words, numbers aside, stand in its title. */
  readonly titleWordCount: number;
  copyGroup: number;
  story: LiveStory;
  /** Scratch: the comparison it was last met in, and what it shares with the article compared. */
  mark: number;
  dot: number;
};

/** A story of the window: its live members alone; what has left the window no longer counts. */
export type LiveStory = {
  readonly id: number;
  /** In order of arrival. */
  members: LiveArticle[];
  /** The square of the length of the sum of its members' vectors. */
  squaredLength: number;
  /** That sum, once there are so many members that comparing with each would take long. */
  total: Map<Term<LiveArticle>, number> | undefined;
  /** Stories that a person set apart from it: it never becomes one with those. Both know it of each other. */
  apart: Set<LiveStory> | undefined;
  /** The instants of its earliest and its latest member, ms. */
  firstAt: number;
  lastAt: number;
  /** Scratch of one comparison: its mark, the sum of its members' dot products, and the three highest. */
  mark: number;
  sum: number;
  best: LiveArticle[];
};

/** Weights are whole numbers of 1/4096: fine enough (cosines to three digits), and small enough that all sums stay exact. */
export const vectorLength = 4096;

let comparisons = 0;
/** A number no comparison had before: what carries it was met in this one. */
export const nextMark = (): number => ++comparisons;

/** Marks an article's terms with their weights, so that `markedDot` compares others with it. */
export function markTerms({ terms, weights }: Pick<LiveArticle, "terms" | "weights">): number {
  const mark = nextMark();
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    term.mark = mark;
    term.markWeight = weights[i]!;
  }
  return mark;
}

/** The dot product of an article and the one whose terms were marked. */
export function markedDot({ terms, weights }: Pick<LiveArticle, "terms" | "weights">, mark: number): number {
  let dot = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    if (term.mark === mark) dot += term.markWeight * weights[i]!;
  }
  return dot;
}

export function openStory(id: number): LiveStory {
  return {
    id,
    members: [],
    squaredLength: 0,
    total: undefined,
    apart: undefined,
    firstAt: Infinity,
    lastAt: -Infinity,
    mark: 0,
    sum: 0,
    best: [],
  };
}

export function addMember(story: LiveStory, article: LiveArticle): void {
  story.squaredLength += 2 * dotWithMembers(story, article) + squaredLengthOf(article);
  story.members.push(article);
  if (story.total) addTo(story.total, article, 1);
  else if (story.members.length > manyMembers) story.total = totalOf(story.members);
  story.firstAt = Math.min(story.firstAt, article.at);
  story.lastAt = Math.max(story.lastAt, article.at);
  article.story = story;
}

/** Takes articles that leave the window out of their story. */
export function removeMember(article: LiveArticle): void {
  const { story } = article;
  const { members } = story;
  const at = members.indexOf(article); // members leave about in the order in which they came: near the front
  if (at < 0) return;
  members.splice(at, 1);
  if (story.total) addTo(story.total, article, -1);
  story.squaredLength -= 2 * dotWithMembers(story, article) + squaredLengthOf(article);
  if (article.at > story.firstAt && article.at < story.lastAt) return;
  story.firstAt = members.reduce((first, member) => Math.min(first, member.at), Infinity);
  story.lastAt = members.reduce((last, member) => Math.max(last, member.at), -Infinity);
}

/** From here on a story's members are summed: fewer are compared as fast, and take less memory. */
const manyMembers = 16;

/** The sum of an article's dot products with each member. */
function dotWithMembers({ members, total }: LiveStory, article: LiveArticle): number {
  const { terms, weights } = article;
  let dot = 0;
  if (total) for (let i = 0; i < terms.length; i++) dot += weights[i]! * (total.get(terms[i]!) ?? 0);
  else {
    const mark = markTerms(article);
    for (const member of members) dot += markedDot(member, mark);
  }
  return dot;
}

const squaredLengthOf = ({ weights }: LiveArticle): number =>
  weights.reduce((sum, weight) => sum + weight * weight, 0);

function totalOf(members: readonly LiveArticle[]): Map<Term<LiveArticle>, number> {
  const total = new Map<Term<LiveArticle>, number>();
  for (const member of members) addTo(total, member, 1);
  return total;
}

function addTo(total: Map<Term<LiveArticle>, number>, article: LiveArticle, sign: 1 | -1): void {
  const { terms, weights } = article;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    const sum = (total.get(term) ?? 0) + sign * weights[i]!;
    if (sum === 0) total.delete(term); // else the words of all that ever was would be held
    else total.set(term, sum);
  }
}

/** Moves every member of `from` into `into`, where they stand in order of arrival again. */
export function mergeMembers(from: LiveStory, into: LiveStory): void {
  for (const article of from.members) addMember(into, article);
  into.members.sort((a, b) => a.seq - b.seq);
  from.members = [];
  from.total = undefined;
  for (const other of from.apart ?? []) {
    other.apart?.delete(from);
    keepApart(into, other);
  }
  from.apart = undefined;
}

/** From now on neither goes into the other, nor what takes one of them in. */
export function keepApart(one: LiveStory, other: LiveStory): void {
  if (one === other) return;
  (one.apart ??= new Set()).add(other);
  (other.apart ??= new Set()).add(one);
}
