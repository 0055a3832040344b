import type { Request } from "express";
import type { EntryVersion } from "../model/entry.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Answer } from "./answer.ts";
import { type Article, articleOf } from "./article.ts";
import { type CorrectionPanel, type SetApart, correctionPanel, waysApart } from "./corrections.ts";
import { type CoverageChart, coverageChart } from "./coverage-chart.ts";
import { type Coverage, coverageLine, coverageOf } from "./coverage.ts";
import { comparedEdits, versionsFor } from "./edits.ts";
import { firstOf, mostShown } from "./first-of.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { pageRights, storyGivenOut, versionsGivenOut } from "./given-out.ts";
import { storyPath } from "./links.ts";
import { parameter } from "./list.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { type SagaPanel, namedEarlier, sagaPanel } from "./saga.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
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
  chart?: CoverageChart;
  timeline: Timeline;
}>;

/** One text and who prints it. */
export type CopiedText = Readonly<{ heading: string; articles: readonly ListedArticle[]; more?: string }>;
/** A report that is the outlet's own, and where else the same outlet has it. */
export type OwnReport = ListedArticle & Readonly<{ alsoIn: readonly ListedArticle[]; more?: string }>;
/** `setApart`: how to say that it is not the same story. */
export type ListedArticle = Article & Readonly<{ setApart?: SetApart }>;

/** A story that went into this one; `why` is the engine's English. */
export type MergedStory = Readonly<{ at: Moment; time: string; why: string }>;

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
  const edit = parameter(request, "edit");
  const now = parts.clock.now();
  const { id: storyId } = found.story;
  // None of these waits for another's answer: of a database beside the service, a page waits for each once.
  const [before, corrections, sagas, merged] = await Promise.all([
    versionsFor(parts.store, found.entries),
    correctionPanel(parts.store, found, { like: parameter(request, "like"), now, words }),
    parts.store.sagas([storyId], { named: namedEarlier }),
    parts.store.mergedInto(storyId, { limit: mostMerged }),
  ]);
  const versions = versionsGivenOut(before, found, giving);
  const saga = sagas.get(storyId);
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

/** And all lists of one kind together no more than this, but for the first of each. */
const mostArticles = 500;

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
  const copied = new Set(coverage.copies.flatMap((text) => text.entries));
  const chart = coverageChart(entries, (entry) => copied.has(entry), words);
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
    ...(chart && { chart }),
    timeline: timelineOf(entries, { now, words, printed }),
  };
}

/** "The same text (6)"; where no text is printed twice, it is only an agency's. */
function copiesHeading(copies: Coverage["copies"], { story: say }: Words): string {
  const printed = copies.reduce((sum, text) => sum + text.entries.length, 0);
  return copies.some((text) => text.entries.length > 1) ? say.sameText(printed) : say.fromAgencies(printed);
}
