import { holdsWords } from "../base/whole-words.ts";
import { isCopied } from "../model/copied-texts.ts";
import type { PlacedEntry } from "../model/story.ts";
import type { Words } from "./words/words.ts";

/** Entries that carry one text, earliest first. `agency` is who wrote it, where any of them says so. */
export type SameText = Readonly<{
  agency?: string;
  entries: readonly [PlacedEntry, ...PlacedEntry[]];
  outlets: number;
}>;

/** What a story consists of: texts that several outlets print or an agency wrote, and texts that are an outlet's own. */
export type Coverage = Readonly<{ copies: readonly SameText[]; ownReports: readonly SameText[] }>;

/** The texts of one story, earliest first. An outlet that prints its own report in several of its feeds has one report. */
export function coverageOf(entries: readonly PlacedEntry[]): Coverage {
  const groups = Map.groupBy(entries, (entry) => entry.placement.copyGroup);
  const texts = [...groups.values()].map(sameText).sort((a, b) => shownAt(a) - shownAt(b));
  const isCopy = (text: SameText) => isCopied(text.entries);
  return { copies: texts.filter(isCopy), ownReports: texts.filter((text) => !isCopy(text)) };
}

/**
 * "Reuters copy in 6 · 4 own reports"; undefined for a story of one outlet's one text, of which there is nothing to say.
 * An agency's several texts count together, each outlet once.
 */
export function coverageLine({ copies, ownReports }: Coverage, { coverage: say }: Words): string | undefined {
  const [first] = copies.concat(ownReports);
  if (!first || (copies.length + ownReports.length === 1 && first.outlets === 1)) return undefined;
  const byAgency = Map.groupBy(copies, (text) => text.agency);
  const parts = [...byAgency].map(([agency, texts]) =>
    agency === undefined
      ? texts.map((text) => say.sameText(text.outlets)).join(" · ")
      : say.copyOf(agency, outletsOf(texts.flatMap((text) => text.entries))),
  );
  if (ownReports.length > 0) parts.push(say.ownReports(ownReports.length));
  return parts.join(" · ");
}

/** How many outlets these entries are of. */
export const outletsOf = (entries: readonly PlacedEntry[]): number =>
  new Set(entries.map((entry) => entry.outletKey)).size;

/** "Reuters via BBC News"; the outlet alone where it wrote the text, or is the agency itself. */
export function byline(entry: Pick<PlacedEntry, "agency" | "outlet">, words: Words): string {
  const { agency, outlet } = entry;
  return agency === undefined || holdsWords(outlet, agency) ? outlet : words.coverage.byline(agency, outlet);
}

function sameText(entries: readonly PlacedEntry[]): SameText {
  const [first, ...others] = entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime());
  if (!first) throw new Error("A text without entries");
  const agency = entries.find((entry) => entry.agency !== undefined)?.agency;
  return {
    ...(agency !== undefined && { agency }),
    entries: [first, ...others],
    outlets: outletsOf(entries),
  };
}

const shownAt = (text: SameText): number => text.entries[0].shownAt.getTime();
