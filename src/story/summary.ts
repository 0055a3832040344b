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
 * outlets. (A corrected headline of the lead is the store's to notice: it comes with a poll, not with grouping.)
 */
export function summariseStory(
  id: number,
  previous: Story | undefined,
  entries: readonly [StoryReport, ...StoryReport[]],
  now: Date,
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
    newsAt: previous?.newsAt ?? now,
    rank: rankVoices(voices),
  };
}

function whenUpdated(previous: Story, lead: StoryReport, coverage: number, now: Date): Date {
  const passed = coverageSteps.some((step) => previous.coverage < step && coverage >= step);
  const isNews = passed || lead.id !== previous.leadEntryId;
  return isNews && now > previous.updatedAt ? now : previous.updatedAt;
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
