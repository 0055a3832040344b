import type { Request } from "express";
import type { EntryVersion, StoryLayer } from "../model/entry.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Answer } from "./answer.ts";
import { type Article, articleOf } from "./article.ts";
import { type CorrectionPanel, type SetApart, correctionPanel, waysApart } from "./corrections.ts";
import { type Coverage, type SameText, byline, coverageLine, coverageOf, outletsOf } from "./coverage.ts";
import { comparedEdits, versionsFor } from "./edits.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { pageRights, storyGivenOut, versionsGivenOut } from "./given-out.ts";
import { langOf, storyPath } from "./links.ts";
import { parameter } from "./list.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { type SagaPanel, namedEarlier, sagaPanel } from "./saga.ts";
import { count, list, unbroken } from "./words.ts";
import { en } from "./words/en.ts";

export type StoryPage = Readonly<{
  lead: Article;
  corrections: CorrectionPanel;
  /** Why this entry leads, in a sentence or two. */
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

/** A story that went into this one. */
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
  /** "Score 0.312; joining needs 0.125". */
  measure?: string;
  nearest?: Readonly<{ href: string; byline: string }>;
}>;

const noFeedOfAStory: Answer = {
  kind: "problem",
  status: 404,
  heading: "A story has no feed",
  text: "Lists have feeds, and a story is an item in them.",
};

/** `/stories/:id`: what speaks for the story, who else prints it, who wrote of their own, and how it came together. */
export async function story(parts: ReaderParts, request: Request<{ id: string }>): Promise<Answer> {
  const id = /^[1-9]\d{0,14}$/.test(request.params.id) ? Number(request.params.id) : undefined;
  const stored = id === undefined ? undefined : await parts.store.story(id);
  if (stored?.kind === "merged") return { kind: "moved", to: storyPath(stored.into) };
  if (/^\d+\.(rss|atom|json)$/.test(request.params.id)) return noFeedOfAStory;
  if (stored?.kind !== "found")
    return {
      kind: "problem",
      status: 404,
      heading: "There is no such story",
      text: "It may be mistyped, or so old that it has been dropped. The search finds what is still here.",
    };
  const giving = await pageRights(parts);
  const found = storyGivenOut(stored, giving);
  const versions = versionsGivenOut(await versionsFor(parts.store, found.entries), found, giving);
  const edit = parameter(request, "edit");
  const now = parts.clock.now();
  const corrections = await correctionPanel(parts.store, found, { like: parameter(request, "like"), now });
  const { id: storyId } = found.story;
  const saga = (await parts.store.sagas([storyId], { named: namedEarlier })).get(storyId);
  const merged = await parts.store.mergedInto(storyId, { limit: mostMerged });
  const page = {
    ...storyPage(found, now, { versions, ...(edit !== undefined && { edit }) }),
    corrections,
    ...(saga && { saga: sagaPanel(saga, now, parts.words) }),
    merged: merged.map(({ at, reason }) => ({
      at: moment(at, now),
      time: timeOfDay(at, now),
      why: unbroken(reason),
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
function firstOf<T>(list: readonly T[], limit = mostShown): Readonly<{ shown: readonly T[]; more?: string }> {
  const left = list.length - limit;
  return left <= 0
    ? { shown: list }
    : { shown: list.slice(0, limit), more: `and ${count(left, "more", "more")}` };
}

/** Several lists of one page, each up to `mostShown`, until there are `mostArticles`. */
function createRoom(): <T>(list: readonly T[]) => ReturnType<typeof firstOf<T>> {
  let left = mostArticles;
  return (list) => {
    const part = firstOf(list, Math.max(1, Math.min(mostShown, left)));
    left -= part.shown.length;
    return part;
  };
}

/** `versions`: what the entries of a story said before, by id. `edit`: which edit somebody asks for. */
type EditOptions = Readonly<{ versions?: ReadonlyMap<number, readonly EntryVersion[]>; edit?: string }>;

/** All that a story's page prints, but for its corrections. */
export function storyPage(
  found: StoryWithEntries,
  now: Date,
  { versions = new Map(), edit }: EditOptions = {},
): Omit<StoryPage, "corrections" | "saga" | "merged"> {
  const { entries } = found;
  const { leadReason } = found.story;
  const [lead] = entries;
  const coverage = coverageOf(entries);
  const line = coverageLine(coverage, en);
  const compared = comparedEdits(versions, edit);
  const show = (entry: PlacedEntry) =>
    articleOf(entry, { now, isLead: entry === lead, versions: versions.get(entry.id) ?? [], compared });
  const shownLead = show(lead);
  // Of a single entry all is said above.
  const { copies, ownReports } = entries.length > 1 ? coverage : { copies: [], ownReports: [] };
  const [texts, reports] = [firstOf(copies), firstOf(ownReports)];
  const [roomForCopies, roomForAgain] = [createRoom(), createRoom()];
  const printed = new Set([lead.id]);
  const wayApart = waysApart(found);
  const print = (entry: PlacedEntry): ListedArticle => {
    printed.add(entry.id);
    const setApart = wayApart(entry);
    return { ...(entry === lead ? shownLead : show(entry)), ...(setApart && { setApart }) };
  };
  return {
    lead: shownLead,
    ...(leadReason !== undefined && entries.length > 1 && { leadReason }),
    ...(line !== undefined && { coverage: line }),
    copies: {
      heading: copiesHeading(copies),
      texts: texts.shown.map((text) => {
        const { shown, more } = roomForCopies(text.entries);
        return { heading: textHeading(text), articles: shown.map(print), ...(more && { more }) };
      }),
      ...(texts.more && { more: texts.more }),
    },
    ownReports: {
      heading: `Own reports (${ownReports.length})`,
      reports: reports.shown.map(({ entries: [first, ...again] }) => {
        const { shown, more } = roomForAgain(again);
        return { ...print(first), alsoIn: shown.map(print), ...(more && { more }) };
      }),
      ...(reports.more && { more: reports.more }),
    },
    timeline: timelineOf(entries, { now, printed }),
  };
}

/** "The same text (6)"; where no text is printed twice, it is only an agency's. */
function copiesHeading(copies: Coverage["copies"]): string {
  const printed = copies.reduce((sum, text) => sum + text.entries.length, 0);
  return copies.some((text) => text.entries.length > 1)
    ? `The same text (${printed})`
    : `From agencies (${printed})`;
}

const textHeading = ({ agency, outlets }: SameText): string =>
  `${agency === undefined ? "One text" : `${agency} copy`} in ${count(outlets, "outlet")}`;

const layerLabels: Readonly<Record<StoryLayer, string>> = {
  first: "it opened the story",
  identity: "the same article",
  copy: "the same text",
  story: "the same event",
  hand: "put here by hand",
};

/** `printed`: the entries that the page shows, to lead to. */
function timelineOf(
  entries: readonly PlacedEntry[],
  { now, printed }: Readonly<{ now: Date; printed: ReadonlySet<number> }>,
): StoryPage["timeline"] {
  const hrefOf = (entry: PlacedEntry) => (printed.has(entry.id) ? entryHref(entry) : "#coverage");
  const byTime = entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime() || a.id - b.id);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const { shown, more } = firstOf(byTime);
  const steps = shown.map((entry, index) => {
    const { text, score, threshold, nearestEntryId } = entry.placement.reason;
    const lang = langOf(entry.language);
    const nearest = nearestEntryId === undefined ? undefined : byId.get(nearestEntryId);
    return {
      href: byTime.length === 1 ? "#main" : hrefOf(entry),
      byline: byline(entry),
      title: entry.title,
      ...(lang !== undefined && { lang }),
      at: moment(entry.shownAt, now),
      time: timeOfDay(entry.shownAt, now),
      isFirst: index === 0,
      layer: layerLabels[entry.placement.layer],
      why: unbroken(text),
      ...(score !== undefined && { measure: measureOf(score, threshold) }),
      ...(nearest && { nearest: { href: hrefOf(nearest), byline: byline(nearest) } }),
    };
  });
  return { summary: timelineSummary(byTime), steps, ...(more && { more }) };
}

/** "BBC News was first; 11 more entries from 8 outlets followed." */
function timelineSummary(byTime: readonly PlacedEntry[]): string {
  const [first, ...rest] = byTime;
  if (!first) return "";
  if (rest.length === 0) return `Only ${byline(first)} has reported this so far.`;
  const together = rest.filter((entry) => entry.shownAt.getTime() === first.shownAt.getTime());
  const firstOnes = list([...new Set([first, ...together].map((entry) => byline(entry)))].slice(0, 3));
  const others = `${count(byTime.length, "entry", "entries")} from ${count(outletsOf(byTime), "outlet")} in all`;
  return `Earliest: ${firstOnes}. ${others}.`;
}

const entryHref = (entry: PlacedEntry): string => `#entry-${entry.id}`;

const measureOf = (score: number, threshold: number | undefined): string =>
  `Score ${Math.max(0, score).toFixed(threshold === undefined ? 2 : 3)}${threshold === undefined ? "" : `; joining needs ${threshold.toFixed(3)}`}`;
