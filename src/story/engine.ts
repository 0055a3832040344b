import { hourMs } from "../base/duration.ts";
import type { Placement } from "../model/entry.ts";
import type { StorySettings } from "../model/settings.ts";
import type { Article } from "./article.ts";
import { type ReadArticle, createLiveStories } from "./live-stories.ts";
import { keepApart, type LiveArticle } from "./live.ts";
import type { KnownText } from "./known-texts.ts";
import { findMergers } from "./merge.ts";
import { firstReason, knownReason, mergeReason, storyReason } from "./reason.ts";
import type { Evidence } from "./similarity.ts";
import { type Tuning, amongMany, tunings } from "./tuning.ts";
import { speaksOfTwo } from "./two-events.ts";
import { statisticsMs } from "./window.ts";

/** Two stories that turned out to be one: `from`, the later opened, ends, and its id is never used again. */
export type Merge = Readonly<{ from: number; into: number; reason: string }>;

/** Where an article goes, and which stories became one through it. */
export type Decision = Placement & Readonly<{ merges: readonly Merge[] }>;

/** What people decided about an article: it opens a story, goes into one, or into none of some (all by their ids). */
export type Hold = Readonly<{ opens?: boolean; into?: number; barred?: ReadonlySet<number> }>;

export type Engine = Readonly<{
  /** Decides where an article belongs, and remembers it there. */
  place(article: Article, hold?: Hold): Decision;
  /** Takes back an article with the place it was given; in the order in which places were given. */
  restore(article: Article, place: Pick<Placement, "storyId" | "copyGroup">): void;
  /** One story goes into another, as an engine elsewhere decided; nothing where it is not in the window. */
  merge(from: number, into: number): void;
  /** Stories that a person set apart, by their ids: they never become one. After what is restored, of what is held then. */
  keepApart(pairs: readonly (readonly [number, number])[]): void;
  /** Numbers the stories that are opened from now on after this id: the highest that was ever saved. */
  numberAfter(storyId: number): void;
  /** How much is held: articles and stories of the window, distinct terms. */
  size(): Readonly<{ articles: number; stories: number; terms: number }>;
}>;

/**
 * How far back (ms) articles have to be given to `restore`, counted from the latest one, for the engine to decide on as if
 * it had never stopped: what is in the window, which begins with a whole hour, and what was counted when the oldest of it came.
 */
export const reachBack = (settings: StorySettings): number => settings.windowMs + hourMs + statisticsMs;

/**
 * Groups articles one by one, in the order in which they are given (best by their instants): the same articles in the
 * same order give the same stories. Three layers are asked in turn: is it an article that is known (identity), does it
 * carry a text that is known (copy), does it tell of an event that is known (story). Holds the articles of the window
 * alone. `lastStoryId`: the highest story id ever given out; `usual`: measurements give another than the granularity's.
 */
export function createEngine(
  settings: StorySettings,
  lastStoryId: number,
  usual: Tuning | undefined = tunings[settings.granularity],
): Engine {
  const stories = createLiveStories(settings.windowMs);
  let lastId = lastStoryId;

  const joinText = ({ live }: ReadArticle, text: KnownText): Decision => {
    const { copyGroup } = text.article;
    const story = text.article.story!; // what is known is in one
    const reason = knownReason(live, text);
    stories.put(live, story, copyGroup);
    return { storyId: story.id, copyGroup, layer: text.layer, reason, merges: [] };
  };
  const joinStory = (
    read: ReadArticle,
    candidates: readonly Evidence[],
    best: Evidence,
    tuning: Tuning,
  ): Decision => {
    const { live } = read;
    const reason = storyReason(stories.index, read, best, tuning.joinAt);
    const merges: Merge[] = [];
    const isBridge = (one: LiveArticle, other: LiveArticle) => !speaksOfTwo(stories.index, live, one, other);
    if (stories.put(live, best.story, live.id))
      for (const merger of findMergers(best, candidates, tuning, stories.scoreIn, isBridge)) {
        stories.merge(merger.from, merger.into);
        merges.push({ from: merger.from.id, into: merger.into.id, reason: mergeReason(live, merger) });
      }
    const storyId = merges.at(-1)?.into ?? best.story.id;
    return { storyId, copyGroup: live.id, layer: "story", reason, merges };
  };
  const openStory = (read: ReadArticle, nearest?: Evidence, tuning?: Tuning): Decision => {
    const { live } = read;
    const reason = firstReason(stories.index, read, nearest, tuning?.joinAt);
    const storyId = ++lastId;
    stories.put(live, stories.story(storyId), live.id);
    return { storyId, copyGroup: live.id, layer: "first", reason, merges: [] };
  };

  const joinHeld = ({ live }: ReadArticle, storyId: number): Decision => {
    const story = stories.story(storyId);
    const text = stories.findText(live);
    const copyGroup = text?.article.story === story ? text.article.copyGroup : live.id;
    stories.put(live, story, copyGroup);
    return { storyId, copyGroup, layer: "hand", reason: { text: "Held here by hand" }, merges: [] };
  };

  return {
    place(article, { opens, into, barred } = {}) {
      const read = stories.read(article);
      if (into !== undefined) return joinHeld(read, into);
      if (opens) return openStory(read);
      const text = stories.findText(read.live, barred);
      if (text) return joinText(read, text);
      if (!usual) return openStory(read);
      const tuning = amongMany(usual, stories.countOf(read.live.language));
      const candidates = stories.findCandidates(read.live, tuning, barred);
      const [best] = candidates;
      return best && best.score >= tuning.joinAt
        ? joinStory(read, candidates, best, tuning)
        : openStory(read, best, tuning);
    },
    restore(article, { storyId, copyGroup }) {
      lastId = Math.max(lastId, storyId);
      stories.put(stories.read(article).live, stories.story(storyId), copyGroup);
    },
    merge(from, into) {
      if (from === into || !stories.has(from) || !stories.has(into)) return;
      stories.merge(stories.story(from), stories.story(into));
    },
    keepApart(pairs) {
      for (const [one, other] of pairs) keepApart(stories.story(one), stories.story(other));
    },
    numberAfter(storyId) {
      lastId = storyId;
    },
    size: stories.size,
  };
}
