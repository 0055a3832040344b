import { cutText } from "../base/cut-text.ts";
import { foldTitle } from "../base/fold-title.ts";
import type { PlacedEntry, Saga, StoryWithEntries } from "../model/story.ts";
import { byline, coverageLine, coverageOf } from "./coverage.ts";
import type { Excerpt, Pieces } from "./excerpt.ts";
import type { Found } from "./search-excerpts.ts";
import { langOf, storyPath, webUrl } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import { type SagaPanel, sagaPanel } from "./saga.ts";
import type { Words } from "./words/words.ts";

/** A headline of another outlet, under a card; it leads to its place on the story's page. `isCopy`: over the lead's text. */
export type Headline = Readonly<{
  href: string;
  title: string;
  lang?: string;
  outlet: string;
  isCopy: boolean;
}>;

/** Where in a report what was looked for stands. `outlet`, `href`: whose and where it is, if not the lead. */
export type CardExcerpt = Readonly<{ pieces: Pieces; lang?: string; outlet?: string; href?: string }>;

/** A story in a list. */
export type Card = Readonly<{
  id: number;
  href: string;
  title: string;
  lang?: string;
  /** Who speaks: "Reuters via BBC News". */
  byline: string;
  age: Moment;
  /** "Reuters copy in 6 · 4 own reports". */
  coverage?: string;
  summary?: string;
  /** The title with what was looked for marked; absent where it has nothing of it. */
  titlePieces?: Pieces;
  excerpt?: CardExcerpt;
  imageUrl?: string;
  headlines: readonly Headline[];
  /** What came before, where the list shows a saga once. */
  earlier?: Pick<SagaPanel, "earlier" | "more">;
}>;

/** Longest summary on a card, in characters. */
const maxSummary = 240;
/** The first cards of a page are its largest: they have room for a summary and one headline more. */
const largeCards = 9;

export type CardOptions = Readonly<{
  now: Date;
  words: Words;
  /** The reader wants no pictures. */
  withoutImages?: true;
  /** Entries that this list is about (of one source, with a word searched for): their headlines come first. */
  prefers?: (entry: PlacedEntry) => boolean;
  /** Entries that speak for their story in this list, where it has such a one: those of the source that the page is about. */
  leads?: (entry: PlacedEntry) => boolean;
  /** What was looked for in them, by story id. */
  found?: ReadonlyMap<number, Found>;
  /** By story id, where the list shows each once. */
  sagas?: ReadonlyMap<number, Saga>;
}>;

/** Earlier events of a saga that a card names. */
export const mostEarlier = 3;

/** A page of stories as cards, in the order given. */
export const cardsOf = (stories: readonly StoryWithEntries[], options: CardOptions): readonly Card[] =>
  stories.map((story, index) => cardOf(story, { ...options, large: index < largeCards }));

function cardOf(
  { story, entries }: StoryWithEntries,
  { now, words, withoutImages, prefers, leads, found, sagas, large }: CardOptions & { large: boolean },
): Card {
  const ordered = ledBy(entries, leads);
  const [lead] = ordered;
  const saga = sagas?.get(story.id);
  const { title, excerpt } = found?.get(story.id) ?? {};
  const lang = langOf(lead.language);
  const coverage = coverageLine(coverageOf(entries), words);
  const image = ordered.map((entry) => webUrl(entry.imageUrl)).find((url) => url !== undefined);
  const summary = large && lead.summary !== undefined ? cutText(lead.summary, maxSummary) : undefined;
  return {
    id: story.id,
    href: storyPath(story.id),
    title: lead.title,
    ...(lang !== undefined && { lang }),
    byline: byline(lead, words),
    age: moment(lead.shownAt, now, words),
    ...(coverage !== undefined && { coverage }),
    ...(summary !== undefined && !excerpt && { summary }),
    ...(title && { titlePieces: title }),
    ...(excerpt && { excerpt: excerptIn(excerpt, lead, words) }),
    ...(image !== undefined && !withoutImages && { imageUrl: image }),
    headlines: otherHeadlines(ordered, { limit: large ? 3 : 2, words, ...(prefers && { prefers }) }),
    ...(saga && saga.earlier.length > 0 && { earlier: sagaPanel(saga, now, words) }),
  };
}

/** Of the lead it says no more; of another report whose it is, and where that stands. */
function excerptIn({ entry, pieces }: Excerpt, lead: PlacedEntry, words: Words): CardExcerpt {
  const lang = langOf(entry.language);
  const own = { pieces, ...(lang !== undefined && { lang }) };
  if (entry.id === lead.id) return own;
  const href = `${storyPath(entry.placement.storyId)}#entry-${entry.id}`;
  return { ...own, outlet: words.search.outlet(byline(entry, words)), href };
}

/** The newest that leads comes first; else all stand as they are. */
function ledBy(
  entries: StoryWithEntries["entries"],
  leads: CardOptions["leads"],
): StoryWithEntries["entries"] {
  const own = leads ? entries.filter(leads) : [];
  const lead = own.toSorted((a, b) => b.shownAt.getTime() - a.shownAt.getTime())[0];
  return lead ? [lead, ...entries.filter((entry) => entry !== lead)] : entries;
}

/** The headlines worth seeing beside the lead's: those preferred, then own reports, one an outlet, none twice. */
function otherHeadlines(
  [lead, ...others]: StoryWithEntries["entries"],
  { limit, words, prefers }: Pick<CardOptions, "prefers" | "words"> & Readonly<{ limit: number }>,
): Headline[] {
  const isCopy = (entry: PlacedEntry) => entry.placement.copyGroup === lead.placement.copyGroup;
  const seen = new Set([foldTitle(lead.title)]);
  const outlets = new Set([lead.outletKey]);
  const chosen: Headline[] = [];
  const weighed = others.map((entry) => {
    const isPreferred = prefers?.(entry) === true;
    return { entry, isPreferred, weight: (isPreferred ? 2 : 0) + (isCopy(entry) ? 0 : 1) };
  });
  for (const { entry, isPreferred } of weighed.sort((a, b) => b.weight - a.weight)) {
    if (chosen.length === limit) break;
    const title = foldTitle(entry.title);
    if (seen.has(title) || (outlets.has(entry.outletKey) && !isPreferred)) continue;
    seen.add(title);
    outlets.add(entry.outletKey);
    const lang = langOf(entry.language);
    const href = `${storyPath(entry.placement.storyId)}#entry-${entry.id}`;
    chosen.push({
      href,
      title: entry.title,
      ...(lang !== undefined && { lang }),
      outlet: byline(entry, words),
      isCopy: isCopy(entry),
    });
  }
  return chosen;
}
