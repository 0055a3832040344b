import { isOtherHeadline, newsGapMs } from "../base/other-headline.ts";
import type { Story, StoryReport } from "../model/story.ts";
import { findVoices } from "./coverage.ts";
import { primaryLanguage } from "./languages.ts";
import { chooseLead, explainLead } from "./lead-entry.ts";
import { rankVoices } from "./ranking.ts";

/** A story that so many outlets have taken up is news again to who saw it before. */
const coverageSteps = [2, 5, 10, 20];

/**
 * What a story has become with these entries (all of them, in any order). `previous` is what it was before, absent where
 * it is new. First report and id stay; `updatedAt` moves to `now` on another lead and on coverage passing 2, 5, 10 or 20
 * outlets. (A corrected headline of the lead is the store's to notice: it comes with a poll, not with grouping.) `newsAt`
 * begins with `now`, and moves to it only where one of the entries that have `arrived` speaks for the story and says
 * something else than the one before, hours after the last news. Other outlets and copies are no news, nor is another
 * lead that readers could see before: in a story that was merged into this one, or as the config weighs sources anew.
 */
export function summariseStory(
  id: number,
  previous: Story | undefined,
  entries: readonly [StoryReport, ...StoryReport[]],
  now: Date,
  arrived: ReadonlySet<number> = new Set(),
): Story {
  const lead = chooseLead(entries, previous?.leadEntryId);
  const voices = findVoices(entries);
  const times = entries.map(({ shownAt }) => shownAt.getTime());
  const lastReportAt = new Date(times.reduce((a, b) => Math.max(a, b)));
  return {
    id,
    leadEntryId: lead.id,
    leadReason: explainLead(entries, lead),
    language: mostCommonLanguage(entries, lead),
    entryCount: entries.length,
    coverage: voices.length,
    firstReportAt: previous?.firstReportAt ?? new Date(times.reduce((a, b) => Math.min(a, b))),
    lastReportAt,
    updatedAt: previous ? whenUpdated(previous, lead, voices.length, now) : lastReportAt,
    newsAt: previous ? whenNews(previous, entries, arrived.has(lead.id) ? lead : undefined, now) : now,
    rank: rankVoices(voices),
  };
}

function whenUpdated(previous: Story, lead: StoryReport, coverage: number, now: Date): Date {
  const passed = coverageSteps.some((step) => previous.coverage < step && coverage >= step);
  const isNews = passed || lead.id !== previous.leadEntryId;
  return isNews && now > previous.updatedAt ? now : previous.updatedAt;
}

function whenNews(
  { newsAt, leadEntryId }: Story,
  entries: readonly StoryReport[],
  newLead: StoryReport | undefined,
  now: Date,
): Date {
  const before = entries.find(({ id }) => id === leadEntryId);
  const isNews =
    before !== undefined &&
    newLead !== undefined &&
    newLead.placement.copyGroup !== before.placement.copyGroup &&
    now.getTime() - newsAt.getTime() >= newsGapMs &&
    isOtherHeadline(before.title, newLead.title);
  return isNews ? now : newsAt;
}

/** The most common one, as a primary subtag; the lead's where several are; `und` where none says. */
function mostCommonLanguage(entries: readonly StoryReport[], lead: StoryReport): string {
  const own = primaryLanguage(lead.language);
  const counts = new Map<string, number>(own === undefined ? [] : [[own, 0]]);
  for (const entry of entries) {
    const language = primaryLanguage(entry.language);
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].reduce((best, count) => (count[1] > best[1] ? count : best), ["und", 0])[0];
}
