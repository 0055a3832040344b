import type { StoryWithEntries } from "../../model/story.ts";
import { type EntryRow, entryColumns } from "../entry-rows.ts";
import type { Null } from "../row-fields.ts";
import { storiesWithEntries } from "../story-entries.ts";
import type { StoryRow } from "../story-rows.ts";

/** A story and one of its entries; all of this is null where it has none. */
export type JoinedRow = EntryRow &
  Readonly<{ [Column in keyof StoryRow as `story_${Column}`]: StoryRow[Column] }>;

/** A story, and its entries by `shownAt`, then id. */
export type Found = Readonly<{ story: StoryRow; members: readonly JoinedRow[] }>;

/** Named apart from what entries have by the same name. An id of its own is what entries have as `story_id`. */
const storyColumns = `s.id as story_id, s.lead_entry_id as story_lead_entry_id, s.language as story_language,
  s.entry_count as story_entry_count, s.coverage as story_coverage, s.first_report_at as story_first_report_at,
  s.last_report_at as story_last_report_at, s.updated_at as story_updated_at, s.news_at as story_news_at,
  s.rank as story_rank, s.lead_reason as story_lead_reason`;

/**
 * The statement for the entries of what `stories` selects, in the order of these; text is read only of those that will
 * show it. `order`: what the stories are sorted by, with a comma behind it.
 */
export const withEntries = (
  stories: string,
  { text, order }: Readonly<{ text: "lead" | "all"; order: string }>,
): string =>
  `select ${storyColumns}, ${entryColumns.replace("e.story_id, ", "")},
     ${text === "all" ? "e.content_html" : "case when e.id = s.lead_entry_id then e.content_html end as content_html"}
   from (${stories}) s left join entries e on e.story_id = s.id left join feeds f on f.id = e.feed_id
   order by ${order} e.shown_at, e.id`;

/** In the order of the stories. */
export function byStory(rows: readonly JoinedRow[]): Found[] {
  const members = Map.groupBy(rows, ({ story_id: id }) => id);
  return [...members.values()].map((own) => ({ story: storyOf(own[0]!), members: own }));
}

/** Its entries with the lead first. */
export const toStoryWithEntries = ({ story, members }: Found): StoryWithEntries =>
  storiesWithEntries(
    [story],
    members.filter(({ id }: Readonly<{ id: Null<number> }>) => id !== null),
    [],
  )[0]!;

const storyOf = (row: JoinedRow): StoryRow => ({
  id: row.story_id,
  lead_entry_id: row.story_lead_entry_id,
  language: row.story_language,
  entry_count: row.story_entry_count,
  coverage: row.story_coverage,
  first_report_at: row.story_first_report_at,
  last_report_at: row.story_last_report_at,
  updated_at: row.story_updated_at,
  news_at: row.story_news_at,
  rank: row.story_rank,
  lead_reason: row.story_lead_reason,
});
