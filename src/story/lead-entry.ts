import { holdsWords } from "../base/whole-words.ts";
import type { StoryReport } from "../model/story.ts";

/** Two sentences: what fewer characters say is a caption. */
const fullSummary = 120;

/**
 * The entry that speaks for a story: an own report rather than a copy, then one with a summary worth reading, then one
 * with a picture; among equals the earliest. The present lead stays until another is better by more than a picture, so
 * that headline and link do not change from hour to hour: a story changes its lead three times at most.
 */
export function chooseLead(
  entries: readonly [StoryReport, ...StoryReport[]],
  presentLeadId?: number,
): StoryReport {
  const best = entries.reduce((best, entry) => (compare(entry, best) < 0 ? entry : best));
  const present = entries.find(({ id }) => id === presentLeadId);
  return present && merit(best) - merit(present) <= picture ? present : best;
}

const [ownReport, worthReading, picture] = [4, 2, 1];

/** What speaks for an entry, from what never changes about it: others' arrival leaves it as it is. */
function merit({ id, placement, agency, outlet, summary, imageUrl }: StoryReport): number {
  // Who printed a text first has it from the agency that it credits, unless it is the agency.
  const isOwn = placement.copyGroup === id && (agency === undefined || holdsWords(outlet, agency));
  return (
    (isOwn ? ownReport : 0) +
    ((summary?.length ?? 0) >= fullSummary ? worthReading : 0) +
    (imageUrl === undefined ? 0 : picture)
  );
}

/** Better first: merit, then earlier; of one instant by outlet, since ids say only which feed was polled first. */
const compare = (a: StoryReport, b: StoryReport) =>
  merit(b) - merit(a) ||
  a.shownAt.getTime() - b.shownAt.getTime() ||
  compareText(a.outletKey, b.outletKey) ||
  a.id - b.id;

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
