import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import { type EntryRow, toPlacedEntry } from "./entry-rows.ts";
import { type StoryRow, toStory } from "./story-rows.ts";

/**
 * These stories, each with its entries, the lead first. `members`: the entries of all of them by `shownAt`, then id;
 * `withText`: rows that take the place of the members that they are.
 */
export function storiesWithEntries(
  rows: readonly StoryRow[],
  members: readonly EntryRow[],
  withText: readonly EntryRow[],
): StoryWithEntries[] {
  const fuller = new Map(withText.map((row) => [row.id, row]));
  const byStory = new Map<number, PlacedEntry[]>(rows.map((row) => [row.id, []]));
  for (const row of members) byStory.get(row.story_id ?? 0)?.push(toPlacedEntry(fuller.get(row.id) ?? row));
  return rows.map((row) => {
    const entries = byStory.get(row.id) ?? [];
    const lead = entries.find((entry) => entry.id === row.lead_entry_id) ?? entries[0];
    if (!lead) throw new Error(`Story ${row.id} has no entries in the store`);
    return { story: toStory(row), entries: [lead, ...entries.filter((entry) => entry !== lead)] };
  });
}
