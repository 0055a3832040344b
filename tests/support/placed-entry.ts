import type { SafeHtml } from "../../src/model/entry.ts";
import type { PlacedEntry, Story, StoryWithEntries } from "../../src/model/story.ts";

type Given = Partial<Omit<PlacedEntry, "placement">> &
  Readonly<{ id: number; copyGroup?: number; storyId?: number }>;

/** An entry that has its place; a test names only what it is about. Without `copyGroup` its text is its own. */
export function placedEntry({ id, copyGroup = id, storyId = 1, ...given }: Given): PlacedEntry {
  const shownAt = given.shownAt ?? new Date(`2026-11-20T10:${String(id % 60).padStart(2, "0")}:00Z`);
  const outlet = given.outlet ?? `Outlet ${id}`;
  return {
    id,
    feedId: id,
    title: `Title ${id}`,
    authors: [],
    categories: [],
    enclosures: [],
    firstSeenAt: shownAt,
    shownAt,
    outletKey: outlet,
    outlet,
    placement: { storyId, copyGroup, layer: "story", reason: { text: "by the test" } },
    ...given,
  };
}

/** A story of these entries, the first of which is the lead. */
export function storyOf(first: PlacedEntry, ...others: PlacedEntry[]): StoryWithEntries {
  const story: Story = {
    id: first.placement.storyId,
    leadEntryId: first.id,
    language: "en",
    entryCount: 1 + others.length,
    coverage: 1 + others.length,
    firstReportAt: first.shownAt,
    lastReportAt: first.shownAt,
    updatedAt: first.shownAt,
    newsAt: first.shownAt,
    rank: 1,
  };
  return { story, entries: [first, ...others] };
}

/** HTML that a test vouches for. */
export const safe = (html: string): SafeHtml => html as SafeHtml;
