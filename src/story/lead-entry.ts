import { holdsWords } from "../base/whole-words.ts";
import type { StoryReport } from "../model/story.ts";

/** Two sentences: what fewer characters say is a caption. */
const fullSummary = 120;

/**
 * The entry that speaks for a story: an own report rather than a copy, then one of a source that weighs more in the
 * config, then one with a summary worth reading, then one with a picture; among equals the earliest. The present lead
 * stays until another is better by more than a picture, so that headline and link do not change from hour to hour: among
 * sources of one weight a story changes its lead three times at most.
 */
export function chooseLead(
  entries: readonly [StoryReport, ...StoryReport[]],
  presentLeadId?: number,
): StoryReport {
  const best = entries.reduce((best, entry) => (compare(entry, best) < 0 ? entry : best));
  const present = entries.find(({ id }) => id === presentLeadId);
  return present && merit(best) - merit(present) <= picture ? present : best;
}

/**
 * Twice the weight is worth a full summary. All else alike an own report of a source of usual weight stands above the copy
 * of one that weighs ten times as much (2 · log2(10) = 6.6); who gives a source a tenth wants to hear others.
 */
const [ownReport, twiceTheWeight, worthReading, picture] = [8, 2, 2, 1];

// Who printed a text first has it from the agency that it credits, unless it is the agency.
const isOwn = ({ id, placement, agency, outlet }: StoryReport): boolean =>
  placement.copyGroup === id && (agency === undefined || holdsWords(outlet, agency));
const isFull = ({ summary }: StoryReport): boolean => (summary?.length ?? 0) >= fullSummary;

/** What speaks for an entry, from what never changes about it: others' arrival leaves it as it is. */
const merit = (entry: StoryReport): number =>
  (isOwn(entry) ? ownReport : 0) +
  twiceTheWeight * Math.log2(entry.sourceWeight ?? 1) +
  (isFull(entry) ? worthReading : 0) +
  (entry.imageUrl === undefined ? 0 : picture);

/** Why `lead` is what `chooseLead` chose among these, in a sentence. */
export function explainLead(entries: readonly StoryReport[], lead: StoryReport): string {
  if (entries.length === 1) return "It is the only report so far.";
  const own = merit(lead);
  const alike = entries.filter((entry) => merit(entry) === own);
  const isPassed = entries.some((entry) => merit(entry) > own);
  const tail = isPassed
    ? "What is a little better has come since: it stays, so that the headline does not change from hour to hour"
    : alike.length === 1
      ? "No other says as much"
      : alike.every((entry) => compare(lead, entry) <= 0)
        ? `It was the first of ${alike.length} of which that can be said`
        : `It spoke for the story before the other${alike.length === 2 ? "" : "s"} of which that can be said ${alike.length === 2 ? "was" : "were"} known`;
  return `It is ${qualitiesOf(lead, entries)}. ${tail}.`;
}

const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "the outlet’s own report, with a full summary and a picture" */
function qualitiesOf(lead: StoryReport, entries: readonly StoryReport[]): string {
  const what = isOwn(lead)
    ? ownWords(lead, entries)
    : `a copy${entries.some(isOwn) ? "" : ", as there is no outlet’s own report"}`;
  const { sourceWeight = 1 } = lead;
  const has = [
    isFull(lead) ? ["a full summary"] : [],
    lead.imageUrl === undefined ? [] : ["a picture"],
    sourceWeight === 1 ? [] : [`the weight ${sourceWeight} that the config gives its source`],
  ].flat();
  return has.length === 0 ? what : `${what}, with ${and.format(has)}`;
}

/** A text that others print too may be anybody's: of it is known only who had it first. An own report is that of its text as well. */
const ownWords = ({ id, placement }: StoryReport, entries: readonly StoryReport[]) =>
  entries.some((other) => other.id !== id && other.placement.copyGroup === placement.copyGroup)
    ? "the print of its text that came in first"
    : "the outlet’s own report";

/** Better first: merit, then earlier; of one instant by outlet, since ids say only which feed was polled first. */
const compare = (a: StoryReport, b: StoryReport) =>
  merit(b) - merit(a) ||
  a.shownAt.getTime() - b.shownAt.getTime() ||
  compareText(a.outletKey, b.outletKey) ||
  a.id - b.id;

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
