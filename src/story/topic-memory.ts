import { dayMs } from "../base/duration.ts";
import { expectedShares } from "./common-words.ts";
import type { PackedProfile, Rarity } from "./topic-profile.ts";

/** A story of the last weeks, open or ended, as it is remembered. Mutable: it grows with its first reports. */
export type Remembered = {
  readonly id: number;
  readonly language: string;
  /** Its first headline. */
  readonly title: string;
  /** The instants of its earliest and its latest report, ms. */
  firstAt: number;
  lastAt: number;
  /** How many texts of its own it has had, up to where its profile is settled. */
  texts: number;
  /** Its profile, the strongest word first: `codes[i]` belongs to `terms[i]` (see `pack`). */
  terms: readonly TopicTerm[];
  codes: readonly number[];
  /** Scratch of one look for an earlier story: its number, and what is shared: how many words, how much they tell. */
  mark: number;
  words: number;
  sum: number;
};

/** A word, with the stories that are remembered by it. */
export type TopicTerm = {
  readonly stem: string;
  /** In how many of the stories it was to be expected before any was known. */
  readonly expected: number;
  readonly stories: Remembered[];
};

/** What follows on a longer silence is a matter for archives. */
const topicMemoryMs = 30 * dayMs;
/** From which instant on stories are remembered at the instant `now` (ms): the same for a whole day, whoever starts within it. */
export const rememberedSince = (now: number): number => Math.floor(now / dayMs) * dayMs - topicMemoryMs;
/** Some 100 MB at most. A quarter of a million reports a month stay below it. */
const mostStories = 100_000;
/** As if so many stories had been known before the first, of a language's usual words. */
const priorStories = 500;

/** The stories of a month, in any language, and the words that they are remembered by. */
export type TopicMemory = ReturnType<typeof createTopicMemory>;

export function createTopicMemory() {
  const stories = new Map<number, Remembered>();
  const shelves = new Map<string, Shelf>();
  let sweptDay = -Infinity;

  const shelfOf = (language: string): Shelf => {
    let shelf = shelves.get(language);
    if (!shelf) shelves.set(language, (shelf = { language, terms: new Map(), count: 0 }));
    return shelf;
  };
  const remove = (story: Remembered) => {
    stories.delete(story.id);
    const shelf = shelfOf(story.language);
    takeOff(shelf, story);
    shelf.count -= 1;
  };

  return {
    get: (id: number) => stories.get(id),
    size: () => stories.size,
    /** How many stories of a language are held. */
    countOf: (language: string) => shelfOf(language).count,
    open(given: Pick<Remembered, "id" | "language" | "title" | "firstAt" | "lastAt" | "texts">): Remembered {
      const story: Remembered = { ...given, terms: [], codes: [], mark: 0, words: 0, sum: 0 };
      stories.set(story.id, story);
      shelfOf(story.language).count += 1;
      if (stories.size > mostStories) remove(stories.values().next().value!);
      return story;
    },
    remove,
    /** What a story is remembered by from now on. */
    describe(story: Remembered, { stems, codes }: PackedProfile): void {
      const shelf = shelfOf(story.language);
      takeOff(shelf, story);
      story.terms = stems.map((stem) => termOf(shelf, stem));
      story.codes = codes;
      for (const { stories } of story.terms) stories.push(story);
    },
    profileOf: ({ terms, codes }: Remembered): PackedProfile => ({
      stems: terms.map(({ stem }) => stem),
      codes,
    }),
    /** The rarer a word among the stories held, and among a language's usual words, the more it tells. */
    rarityIn(language: string): Rarity {
      const { terms } = shelfOf(language);
      const rarityOf = this.termRarityIn(language);
      return (stem) => rarityOf(terms.get(stem) ?? { expected: expectedOf(stem, language), stories: [] });
    },
    /** The same of a word that a story is remembered by. */
    termRarityIn(language: string): (term: Pick<TopicTerm, "expected" | "stories">) => number {
      const known = Math.log(shelfOf(language).count + priorStories + 1);
      return ({ expected, stories }) => Math.max(0.05, known - logOf(stories.length, expected));
    },
    /** Forgets what has been silent for a month at the beginning of the day of `now` (ms), once for each day. */
    forget(now: number): void {
      const day = Math.floor(now / dayMs);
      if (day <= sweptDay) return;
      sweptDay = day;
      for (const story of stories.values()) if (story.lastAt < rememberedSince(now)) remove(story);
    },
    /** Whether a story was silent for too long when the last day was looked at. */
    isOver: ({ lastAt }: Remembered): boolean => lastAt < rememberedSince(sweptDay * dayMs),
  };
}

/** Nearly all words are unusual and in few stories: their logarithms are at hand. */
const logs = Array.from({ length: 256 }, (_, seen) => Math.log(seen + 0.5));
const logOf = (seen: number, expected: number): number =>
  (expected === 0 ? logs[seen] : undefined) ?? Math.log(seen + expected + 0.5);

const expectedOf = (stem: string, language: string): number =>
  (expectedShares(language).get(stem) ?? 0) * priorStories;

type Shelf = { readonly language: string; readonly terms: Map<string, TopicTerm>; count: number };

function termOf({ terms, language }: Shelf, stem: string): TopicTerm {
  let term = terms.get(stem);
  if (!term) terms.set(stem, (term = { stem, expected: expectedOf(stem, language), stories: [] }));
  return term;
}

function takeOff({ terms }: Shelf, story: Remembered): void {
  for (const { stem, stories } of story.terms) {
    const at = stories.lastIndexOf(story);
    if (at >= 0) stories.splice(at, 1);
    if (stories.length === 0) terms.delete(stem);
  }
  story.terms = [];
}
