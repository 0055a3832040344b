import { type SearchPhrase, type SearchQuery } from "../base/search-query.ts";
import type { GivingOut } from "../model/content-rule.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import { type Excerpt, type Pieces, excerptOf, markPieces, phrasesIn } from "./excerpt.ts";

/** What of a story in a list was found: its headline in pieces, and where else what was looked for stands. */
export type Found = Readonly<{ title?: Pieces; excerpt?: Excerpt }>;

/** The words of a search that a report is found by. */
export const soughtPhrases = ({ clauses }: SearchQuery): readonly SearchPhrase[] =>
  clauses
    .filter(({ isUnwanted }) => !isUnwanted)
    .flatMap(({ anyOf }) => anyOf.flatMap((term) => (term.kind === "words" ? term.phrase : [])));

/** Entries whose texts are read for a page at most. */
const mostRead = 100;

/**
 * What was found, by story id: in the lead, or else in the newest of the other reports that says all of it in its headline
 * or summary, or else in the newest that has any of it anywhere.
 */
export async function findExcerpts(
  store: Pick<Store, "latestEntries">,
  stories: readonly StoryWithEntries[],
  { phrases, giving }: Readonly<{ phrases: readonly SearchPhrase[]; giving: GivingOut | undefined }>,
): Promise<ReadonlyMap<number, Found>> {
  const found = new Map<number, Found>();
  const elsewhere: StoryWithEntries[] = [];
  if (phrases.length === 0) return found;
  for (const item of stories) {
    const own = foundInLead(item.entries[0], phrases);
    const told = (own.title ?? own.excerpt) ? undefined : foundInBrief(othersOf(item), phrases);
    found.set(item.story.id, told ? { excerpt: told } : own);
    if (!own.title && !own.excerpt && !told) elsewhere.push(item);
  }
  for (const entry of await readOthers(store, elsewhere)) {
    const { storyId } = entry.placement;
    if (found.get(storyId)?.excerpt) continue;
    const excerpt = excerptOf(giving ? giving.entry(entry) : entry, phrases, { withTitle: true });
    if (excerpt) found.set(storyId, { excerpt });
  }
  return found;
}

/** What the headline lacks is looked for in the summary and the text. */
function foundInLead(lead: PlacedEntry, phrases: readonly SearchPhrase[]): Found {
  const inTitle = phrasesIn(lead.title, phrases);
  const title = inTitle.length === 0 ? undefined : markPieces(lead.title, inTitle);
  const missing = phrases.filter((phrase) => !inTitle.includes(phrase));
  const excerpt = missing.length === 0 ? undefined : excerptOf(lead, missing, { withTitle: false });
  return { ...(title && { title }), ...(excerpt && { excerpt }) };
}

/** Newest first. */
const othersOf = ({ entries: [, ...others] }: StoryWithEntries): readonly PlacedEntry[] => others.reverse();

/** In reports whose texts were not read. */
function foundInBrief(
  entries: readonly PlacedEntry[],
  phrases: readonly SearchPhrase[],
): Excerpt | undefined {
  const hasAll = (text: string) => phrasesIn(text, phrases).length === phrases.length;
  const entry = entries.find(
    ({ title, summary }) => hasAll(title) || (summary !== undefined && hasAll(summary)),
  );
  return entry && excerptOf(entry, phrases, { withTitle: true });
}

/** Of each story some: the newest of all would be those of the largest. */
async function readOthers(
  store: Pick<Store, "latestEntries">,
  stories: readonly StoryWithEntries[],
): Promise<readonly PlacedEntry[]> {
  const ids = stories
    .flatMap((item) => othersOf(item).map(({ id }, place) => ({ id, place })))
    .sort((a, b) => a.place - b.place)
    .slice(0, mostRead)
    .map(({ id }) => id);
  return ids.length === 0 ? [] : (await store.latestEntries({ ids, limit: mostRead })).items;
}
