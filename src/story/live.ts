import type { Fingerprint } from "./fingerprint.ts";
import type { Slot, TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";

/** An article of the window, as the engine holds it. Mutable: `story` changes when stories merge. */
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
  /** Whether a number stands in its title. */
  readonly hasNumber: boolean;
  readonly fingerprint: Fingerprint | undefined;
  /** Its place in the index, where its terms stand: its words first, then the weekdays it names and the neighbouring pairs of its title. */
  readonly slot: Slot;
  readonly wordCount: number;
  /** How many of its words, numbers aside, stand in its title. */
  readonly titleWordCount: number;
  copyGroup: number;
  /** Undefined until it is put into one. */
  story: LiveStory | undefined;
};

/** A story of the window: its live members alone; what has left the window no longer counts. */
export type LiveStory = {
  readonly id: number;
  /** What the index knows it by while it has live members. */
  number: number;
  /** In order of arrival. */
  members: LiveArticle[];
  /** The square of the length of the sum of its members' vectors. */
  squaredLength: number;
  /** That sum, once there are so many members that comparing with each would take long. */
  total: Map<Term, number> | undefined;
  /** Stories that a person set apart from it: it never becomes one with those. Both know it of each other. */
  apart: Set<LiveStory> | undefined;
  /** The instants of its earliest and its latest member, ms. */
  firstAt: number;
  lastAt: number;
};

export function openStory(id: number): LiveStory {
  return {
    id,
    number: -1,
    members: [],
    squaredLength: 0,
    total: undefined,
    apart: undefined,
    firstAt: Infinity,
    lastAt: -Infinity,
  };
}

export function addMember(index: TermIndex, story: LiveStory, article: LiveArticle): void {
  story.squaredLength += 2 * dotWithMembers(index, story, article.slot) + squaredLengthOf(index, article);
  story.members.push(article);
  if (story.total) addTo(index, story.total, article, 1);
  else if (story.members.length > manyMembers) story.total = totalOf(index, story.members);
  story.firstAt = Math.min(story.firstAt, article.at);
  story.lastAt = Math.max(story.lastAt, article.at);
  article.story = story;
  index.putInto(article.slot, story.number);
  index.setSquaredLength(story.number, story.squaredLength);
}

/** Takes an article that leaves the window out of its story; answers that story. */
export function removeMember(index: TermIndex, article: LiveArticle): LiveStory | undefined {
  const { story } = article;
  if (!story) return undefined;
  const { members } = story;
  const at = members.indexOf(article); // members leave about in the order in which they came: near the front
  if (at < 0) return story;
  members.splice(at, 1);
  if (story.total) addTo(index, story.total, article, -1);
  story.squaredLength -= 2 * dotWithMembers(index, story, article.slot) + squaredLengthOf(index, article);
  index.setSquaredLength(story.number, story.squaredLength);
  if (article.at > story.firstAt && article.at < story.lastAt) return story;
  story.firstAt = Infinity;
  story.lastAt = -Infinity;
  for (const member of members) {
    if (member.at < story.firstAt) story.firstAt = member.at;
    if (member.at > story.lastAt) story.lastAt = member.at;
  }
  return story;
}

/** From here on a story's members are summed: fewer are compared as fast, and take less memory. */
const manyMembers = 16;

/** The sum of an article's dot products with each member. */
export function dotWithMembers(index: TermIndex, { members, total }: LiveStory, slot: Slot): number {
  let dot = 0;
  if (total) index.visitTerms(slot, (term, weight) => void (dot += weight * (total.get(term) ?? 0)));
  else if (members.length > 0) {
    const mark = index.mark(slot);
    for (const member of members) dot += index.markedDot(member.slot, mark);
  }
  return dot;
}

function squaredLengthOf(index: TermIndex, { slot }: LiveArticle): number {
  let sum = 0;
  index.visitTerms(slot, (_, weight) => void (sum += weight * weight));
  return sum;
}

function totalOf(index: TermIndex, members: readonly LiveArticle[]): Map<Term, number> {
  const total = new Map<Term, number>();
  for (const member of members) addTo(index, total, member, 1);
  return total;
}

function addTo(index: TermIndex, total: Map<Term, number>, { slot }: LiveArticle, sign: 1 | -1): void {
  index.visitTerms(slot, (term, weight) => {
    const sum = (total.get(term) ?? 0) + sign * weight;
    if (sum === 0) total.delete(term); // else the words of all that ever was would be held
    else total.set(term, sum);
  });
}

/** Moves every member of `from` into `into`, where they stand in order of arrival again. */
export function mergeMembers(index: TermIndex, from: LiveStory, into: LiveStory): void {
  for (const article of from.members) addMember(index, into, article);
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
