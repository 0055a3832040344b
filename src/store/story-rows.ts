import type { Story } from "../model/story.ts";
import type { Null } from "./row-fields.ts";

export type StoryRow = Readonly<{
  id: number;
  lead_entry_id: number;
  language: string;
  entry_count: number;
  coverage: number;
  first_report_at: number;
  last_report_at: number;
  updated_at: number;
  news_at: number;
  rank: number;
  lead_reason: Null<string>;
}>;

export const storyColumns = `s.id, s.lead_entry_id, s.language, s.entry_count, s.coverage, s.first_report_at,
  s.last_report_at, s.updated_at, s.news_at, s.rank, s.lead_reason`;

export const toStory = (row: StoryRow): Story => ({
  ...(row.lead_reason !== null && { leadReason: row.lead_reason }),
  id: row.id,
  leadEntryId: row.lead_entry_id,
  language: row.language,
  entryCount: row.entry_count,
  coverage: row.coverage,
  firstReportAt: new Date(row.first_report_at),
  lastReportAt: new Date(row.last_report_at),
  updatedAt: new Date(row.updated_at),
  newsAt: new Date(row.news_at),
  rank: row.rank,
});
