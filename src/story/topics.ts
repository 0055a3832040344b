import type { StoryLink, StoryProfile, StoryTopic } from "../model/story.ts";
import type { Article } from "./article.ts";
import type { Decision } from "./engine.ts";
import { linkReason } from "./reason.ts";
import { findEarlier } from "./topic-link.ts";
import { readTitle } from "./terms.ts";
import { type Remembered, type TopicMemory, createTopicMemory } from "./topic-memory.ts";
import { joinProfiles, pack, unpack } from "./topic-profile.ts";
import { type TopicWord, readTopicWords } from "./topic-words.ts";

/** A story's profile is settled by its first reports: what is told later of it may belong to the next event. */
export const settledTexts = 3;
/** When a story looks for the one that it follows on: at its opening, and again once three reports say what it is about. */
const looksAt: ReadonlySet<number> = new Set([1, 3]);

export type Topics = ReturnType<typeof createTopics>;

/**
 * Links each story to the earlier one of its saga, an event's next stage to the event. Follows what the engine decides, in
 * the same order; holds the stories of a month by their strongest words. A link leads to a lower id: no chain of them
 * comes back to where it began.
 */
export function createTopics() {
  const memory = createTopicMemory();
  const apart = new Map<number, Set<number>>();
  /** What is to be stored: changed stories, with the link that was found, if one was. */
  const changed = new Map<number, StoryLink | undefined>();

  const look = (story: Remembered, words: readonly TopicWord[]): StoryLink | undefined => {
    const link = findEarlier(memory, story, ({ id }) => !apart.get(story.id)?.has(id));
    if (!link) return undefined;
    const headlines = [story, link.story].flatMap(({ title }) => readTopicWords({ title }, story.language));
    const found = { storyId: link.story.id, reason: linkReason(link, [...words, ...headlines]) };
    changed.set(story.id, found);
    return found;
  };
  /** Answers the words that it adds to the story's profile; undefined where that is settled. */
  const report = (story: Remembered, { title, summary }: Article, at: number) => {
    spanBoth(story, { firstAt: at, lastAt: at });
    if (story.texts >= settledTexts) return undefined;
    story.texts += 1;
    const words = readTopicWords({ title, ...(summary !== undefined && { summary }) }, story.language);
    describeAlso(memory, story, words);
    changed.set(story.id, changed.get(story.id));
    return words;
  };
  const open = (id: number, { language, title, at }: Article): Remembered =>
    memory.open({ id, language, title: readTitle(title), firstAt: at, lastAt: at, texts: 0 });
  const merge = (fromId: number, intoId: number): void => {
    const [from, into] = [memory.get(fromId), memory.get(intoId)];
    changed.delete(fromId);
    joinApart(apart, fromId, intoId);
    if (!from) return;
    const words = unpack(memory.profileOf(from)); // before it is forgotten
    memory.remove(from);
    if (!into) return;
    spanBoth(into, from);
    into.texts = Math.min(settledTexts, into.texts + from.texts);
    describeAlso(memory, into, words);
    changed.set(intoId, changed.get(intoId));
  };

  return {
    /** Takes in what the engine decided on an article. Answers the link of its story, where it was found just now. */
    follow(article: Article, { storyId, copyGroup, merges }: Decision): StoryLink | undefined {
      memory.forget(article.at);
      for (const { from, into } of merges) merge(from, into);
      const story = memory.get(storyId) ?? open(storyId, article);
      // A copy says nothing that its text has not said.
      if (copyGroup !== article.id) {
        story.lastAt = Math.max(story.lastAt, article.at);
        return undefined;
      }
      const words = report(story, article, article.at);
      return (words && looksAt.has(story.texts)) || merges.length > 0 ? look(story, words ?? []) : undefined;
    },
    /** When a story has been told, as it is stored: what was read back from there goes by that, and what is over is not read. */
    settle(storyId: number, time: StoryTime): void {
      const story = memory.get(storyId);
      if (!story) return;
      Object.assign(story, instants(time));
      if (memory.isOver(story)) memory.remove(story);
    },
    /** Stories that a person set apart, by their ids: none is linked to the other. */
    keepApart(pairs: readonly (readonly [number, number])[]): void {
      for (const [one, other] of pairs) holdApart(apart, one, other);
    },
    /** Takes back a story as it was stored. */
    restore(storyId: number, time: StoryTime, { stems, codes, ...known }: StoryProfile): void {
      const story = memory.open({ id: storyId, ...instants(time), ...known });
      memory.describe(story, { stems, codes });
    },
    /** Remembers a story from its reports, by `at`, where none was stored of it (or has changed by hand), and looks for its link. */
    rebuild(storyId: number, time: StoryTime, articles: readonly Article[]): void {
      const [first] = articles;
      if (!first) return;
      const story = memory.get(storyId) ?? open(storyId, first);
      const words = articles.flatMap((article) => report(story, article, article.at) ?? []);
      Object.assign(story, instants(time));
      look(story, words);
    },
    /** What is to be stored of the stories that have changed since this was asked last. */
    takeChanged(): StoryTopic[] {
      const topics = [...changed].flatMap(([storyId, earlier]): StoryTopic[] => {
        const story = memory.get(storyId);
        return story ? [{ storyId, profile: profileOf(memory, story), ...(earlier && { earlier }) }] : [];
      });
      changed.clear();
      return topics;
    },
    size: memory.size,
  };
}

type StoryTime = Readonly<{ firstReportAt: Date; lastReportAt: Date }>;

function describeAlso(
  memory: TopicMemory,
  story: Remembered,
  words: Parameters<typeof joinProfiles>[1],
): void {
  const rarity = memory.rarityIn(story.language);
  memory.describe(story, pack(joinProfiles(unpack(memory.profileOf(story)), words, rarity)));
}

function profileOf(memory: TopicMemory, story: Remembered): StoryProfile {
  const { language, title, texts } = story;
  return { language, title, texts, ...memory.profileOf(story) };
}

function spanBoth(story: Remembered, other: Pick<Remembered, "firstAt" | "lastAt">): void {
  story.firstAt = Math.min(story.firstAt, other.firstAt);
  story.lastAt = Math.max(story.lastAt, other.lastAt);
}

const instants = ({ firstReportAt, lastReportAt }: StoryTime) => ({
  firstAt: firstReportAt.getTime(),
  lastAt: lastReportAt.getTime(),
});

function holdApart(apart: Map<number, Set<number>>, one: number, other: number): void {
  if (one === other) return;
  for (const [id, from] of [
    [one, other],
    [other, one],
  ] as const)
    apart.set(id, (apart.get(id) ?? new Set()).add(from));
}

/** What was held apart from a story is held apart from the one that took it in. */
function joinApart(apart: Map<number, Set<number>>, from: number, into: number): void {
  for (const other of apart.get(from) ?? []) {
    apart.get(other)?.delete(from);
    holdApart(apart, into, other);
  }
  apart.delete(from);
}
