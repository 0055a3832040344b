import type { Request } from "express";
import type { EntryVersion, Placement } from "../model/entry.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Answer } from "./answer.ts";
import { type Article, articleOf } from "./article.ts";
import { type CorrectionPanel, type SetApart, correctionPanel, waysApart } from "./corrections.ts";
import { type Coverage, byline, coverageLine, coverageOf, outletsOf } from "./coverage.ts";
import { comparedEdits, versionsFor } from "./edits.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { pageRights, storyGivenOut, versionsGivenOut } from "./given-out.ts";
import { langOf, storyPath } from "./links.ts";
import { parameter } from "./list.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { type SagaPanel, namedEarlier, sagaPanel } from "./saga.ts";
import { reasonIn } from "./words/story-reasons.ts";
import type { Words } from "./words/words.ts";

export type StoryPage = Readonly<{
  id: number;
  lead: Article;
  corrections: CorrectionPanel;
  /** Why this entry leads, in a sentence or two of the engine's English. */
  leadReason?: string;
  /** The other events of its saga. */
  saga?: SagaPanel;
  /** Stories that became part of it, and why. */
  merged: readonly MergedStory[];
  /** "Reuters copy in 6 · 4 own reports". */
  coverage?: string;
  copies: Readonly<{ heading: string; texts: readonly CopiedText[]; more?: string }>;
  ownReports: Readonly<{ heading: string; reports: readonly OwnReport[]; more?: string }>;
  timeline: Readonly<{ summary: string; steps: readonly Step[]; more?: string }>;
}>;

/** One text and who prints it. */
export type CopiedText = Readonly<{ heading: string; articles: readonly ListedArticle[]; more?: string }>;
/** A report that is the outlet's own, and where else the same outlet has it. */
export type OwnReport = ListedArticle & Readonly<{ alsoIn: readonly ListedArticle[]; more?: string }>;
/** `setApart`: how to say that it is not the same story. */
export type ListedArticle = Article & Readonly<{ setApart?: SetApart }>;

/** A story that went into this one; `why` is the engine's English. */
export type MergedStory = Readonly<{ at: Moment; time: string; why: string }>;

/** An entry's arrival, and why it is in this story. */
export type Step = Readonly<{
  href: string;
  byline: string;
  title: string;
  lang?: string;
  at: Moment;
  /** "14:05 UTC". */
  time: string;
  isFirst: boolean;
  /** What joined it: "the same text". */
  layer: string;
  why: string;
  /** Where only the engine says why. */
  whyLang?: string;
  /** "Score 0.312; joining needs 0.125". */
  measure?: string;
  nearest?: Readonly<{ href: string; byline: string }>;
}>;

/** `/stories/:id`: what speaks for the story, who else prints it, who wrote of their own, and how it came together. */
export async function story(parts: ReaderParts, request: Request<{ id: string }>): Promise<Answer> {
  const { words } = parts;
  const id = /^[1-9]\d{0,14}$/.test(request.params.id) ? Number(request.params.id) : undefined;
  const stored = id === undefined ? undefined : await parts.store.story(id);
  if (stored?.kind === "merged") return { kind: "moved", to: storyPath(stored.into) };
  if (/^\d+\.(rss|atom|json)$/.test(request.params.id))
    return { kind: "problem", status: 404, ...words.problem.noFeedOfStory };
  if (stored?.kind !== "found") return { kind: "problem", status: 404, ...words.problem.noStory };
  const giving = await pageRights(parts);
  const found = storyGivenOut(stored, giving);
  const versions = versionsGivenOut(await versionsFor(parts.store, found.entries), found, giving);
  const edit = parameter(request, "edit");
  const now = parts.clock.now();
  const corrections = await correctionPanel(parts.store, found, {
    like: parameter(request, "like"),
    now,
    words,
  });
  const { id: storyId } = found.story;
  const saga = (await parts.store.sagas([storyId], { named: namedEarlier })).get(storyId);
  const merged = await parts.store.mergedInto(storyId, { limit: mostMerged });
  const page = {
    ...storyPage(found, { now, words, versions, ...(edit !== undefined && { edit }) }),
    corrections,
    ...(saga && { saga: sagaPanel(saga, now, words) }),
    merged: merged.map(({ at, reason }) => ({
      at: moment(at, now, words),
      time: timeOfDay(at, now, words),
      why: words.formats.unbroken(reason),
    })),
  } satisfies StoryPage;
  return {
    kind: "page",
    status: 200,
    view: "story",
    frame: await frameOf(parts, { title: page.lead.title, path: storyPath(found.story.id) }),
    page,
  };
}

/** Of the stories that went into one: the latest. */
const mostMerged = 10;

/** A list of a page shows no more: nobody reads a thousand copies of one text, and they would make a page of megabytes. */
const mostShown = 100;
/** And all lists of one kind together no more than this, but for the first of each. */
const mostArticles = 500;

/** The first of a list, and how many are left out: "and 1,800 more". */
function firstOf<T>(
  list: readonly T[],
  { andMore }: Words,
  limit = mostShown,
): Readonly<{ shown: readonly T[]; more?: string }> {
  const left = list.length - limit;
  return left <= 0 ? { shown: list } : { shown: list.slice(0, limit), more: andMore(left) };
}

/** Several lists of one page, each up to `mostShown`, until there are `mostArticles`. */
function createRoom(words: Words): <T>(list: readonly T[]) => ReturnType<typeof firstOf<T>> {
  let left = mostArticles;
  return (list) => {
    const part = firstOf(list, words, Math.max(1, Math.min(mostShown, left)));
    left -= part.shown.length;
    return part;
  };
}

/** `versions`: what the entries of a story said before, by id. `edit`: which edit somebody asks for. */
type StoryPageOptions = Readonly<{
  now: Date;
  words: Words;
  versions?: ReadonlyMap<number, readonly EntryVersion[]>;
  edit?: string;
}>;

/** All that a story's page prints, but for its corrections. */
export function storyPage(
  found: StoryWithEntries,
  { now, words, versions = new Map(), edit }: StoryPageOptions,
): Omit<StoryPage, "corrections" | "saga" | "merged"> {
  const { entries } = found;
  const { story: say } = words;
  const { leadReason } = found.story;
  const [lead] = entries;
  const coverage = coverageOf(entries);
  const line = coverageLine(coverage, words);
  const compared = comparedEdits(versions, edit);
  const show = (entry: PlacedEntry) =>
    articleOf(entry, {
      now,
      words,
      isLead: entry === lead,
      versions: versions.get(entry.id) ?? [],
      compared,
    });
  const shownLead = show(lead);
  // Of a single entry all is said above.
  const { copies, ownReports } = entries.length > 1 ? coverage : { copies: [], ownReports: [] };
  const [texts, reports] = [firstOf(copies, words), firstOf(ownReports, words)];
  const [roomForCopies, roomForAgain] = [createRoom(words), createRoom(words)];
  const printed = new Set([lead.id]);
  const wayApart = waysApart(found, words);
  const print = (entry: PlacedEntry): ListedArticle => {
    printed.add(entry.id);
    const setApart = wayApart(entry);
    return { ...(entry === lead ? shownLead : show(entry)), ...(setApart && { setApart }) };
  };
  return {
    id: found.story.id,
    lead: shownLead,
    ...(leadReason !== undefined && entries.length > 1 && { leadReason }),
    ...(line !== undefined && { coverage: line }),
    copies: {
      heading: copiesHeading(copies, words),
      texts: texts.shown.map((text) => {
        const { shown, more } = roomForCopies(text.entries);
        return {
          heading: say.textIn(text.agency, text.outlets),
          articles: shown.map(print),
          ...(more && { more }),
        };
      }),
      ...(texts.more && { more: texts.more }),
    },
    ownReports: {
      heading: say.ownReports(ownReports.length),
      reports: reports.shown.map(({ entries: [first, ...again] }) => {
        const { shown, more } = roomForAgain(again);
        return { ...print(first), alsoIn: shown.map(print), ...(more && { more }) };
      }),
      ...(reports.more && { more: reports.more }),
    },
    timeline: timelineOf(entries, { now, words, printed }),
  };
}

/** "The same text (6)"; where no text is printed twice, it is only an agency's. */
function copiesHeading(copies: Coverage["copies"], { story: say }: Words): string {
  const printed = copies.reduce((sum, text) => sum + text.entries.length, 0);
  return copies.some((text) => text.entries.length > 1) ? say.sameText(printed) : say.fromAgencies(printed);
}

/** In the words of the page where what is stored beside the engine's own sentence says as much. */
function whyHere(
  { layer, reason }: Placement,
  { story: { reasons }, formats }: Words,
): Pick<Step, "why" | "whyLang"> {
  const said = reasons && reasonIn(reasons, layer, reason);
  return {
    why: formats.unbroken(said ?? reason.text),
    ...(reasons && said === undefined && { whyLang: "en" }),
  };
}

/** `printed`: the entries that the page shows, to lead to. */
function timelineOf(
  entries: readonly PlacedEntry[],
  { now, words, printed }: Readonly<{ now: Date; words: Words; printed: ReadonlySet<number> }>,
): StoryPage["timeline"] {
  const hrefOf = (entry: PlacedEntry) => (printed.has(entry.id) ? entryHref(entry) : "#coverage");
  const byTime = entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime() || a.id - b.id);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const { shown, more } = firstOf(byTime, words);
  const steps = shown.map((entry, index) => {
    const { score, threshold, nearestEntryId } = entry.placement.reason;
    const lang = langOf(entry.language);
    const nearest = nearestEntryId === undefined ? undefined : byId.get(nearestEntryId);
    return {
      href: byTime.length === 1 ? "#main" : hrefOf(entry),
      byline: byline(entry, words),
      title: entry.title,
      ...(lang !== undefined && { lang }),
      at: moment(entry.shownAt, now, words),
      time: timeOfDay(entry.shownAt, now, words),
      isFirst: index === 0,
      layer: words.story.layers[entry.placement.layer],
      ...whyHere(entry.placement, words),
      ...(score !== undefined && { measure: words.story.measure(Math.max(0, score), threshold) }),
      ...(nearest && { nearest: { href: hrefOf(nearest), byline: byline(nearest, words) } }),
    };
  });
  return { summary: timelineSummary(byTime, words), steps, ...(more && { more }) };
}

/** "BBC News was first; 11 more entries from 8 outlets followed." */
function timelineSummary(byTime: readonly PlacedEntry[], words: Words): string {
  const [first, ...rest] = byTime;
  if (!first) return "";
  if (rest.length === 0) return words.story.onlyOne(byline(first, words));
  const together = rest.filter((entry) => entry.shownAt.getTime() === first.shownAt.getTime());
  const firstOnes = [...new Set([first, ...together].map((entry) => byline(entry, words)))].slice(0, 3);
  return words.story.inAll(firstOnes, byTime.length, outletsOf(byTime));
}

const entryHref = (entry: PlacedEntry): string => `#entry-${entry.id}`;
