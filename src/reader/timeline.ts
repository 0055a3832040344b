import type { Placement } from "../model/entry.ts";
import type { PlacedEntry } from "../model/story.ts";
import { byline, outletsOf } from "./coverage.ts";
import { firstOf } from "./first-of.ts";
import { langOf } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { reasonIn } from "./words/story-reasons.ts";
import type { Words } from "./words/words.ts";

/** How a story came in: who was first, and each entry in its order. */
export type Timeline = Readonly<{ summary: string; steps: readonly Step[]; more?: string }>;

/** An entry's arrival, and why it is in this story. */
export type Step = Readonly<{
  href: string;
  byline: string;
  title: string;
  lang?: string;
  at: Moment;
  /** "14:05 UTC". */
  time: string;
  isFirst: boolean;
  /** What joined it: "the same text". */
  layer: string;
  why: string;
  /** Where only the engine says why. */
  whyLang?: string;
  /** "Score 0.312; joining needs 0.125". */
  measure?: string;
  nearest?: Readonly<{ href: string; byline: string }>;
}>;

/** In the words of the page where what is stored beside the engine's own sentence says as much. */
function whyHere(
  { layer, reason }: Placement,
  { story: { reasons }, formats }: Words,
): Pick<Step, "why" | "whyLang"> {
  const said = reasons && reasonIn(reasons, layer, reason);
  return {
    why: formats.unbroken(said ?? reason.text),
    ...(reasons && said === undefined && { whyLang: "en" }),
  };
}

/** `printed`: the entries that the page shows, to lead to. */
export function timelineOf(
  entries: readonly PlacedEntry[],
  { now, words, printed }: Readonly<{ now: Date; words: Words; printed: ReadonlySet<number> }>,
): Timeline {
  const hrefOf = (entry: PlacedEntry) => (printed.has(entry.id) ? entryHref(entry) : "#coverage");
  const byTime = entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime() || a.id - b.id);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const { shown, more } = firstOf(byTime, words);
  const steps = shown.map((entry, index) => {
    const { score, threshold, nearestEntryId } = entry.placement.reason;
    const lang = langOf(entry.language);
    const nearest = nearestEntryId === undefined ? undefined : byId.get(nearestEntryId);
    return {
      href: byTime.length === 1 ? "#main" : hrefOf(entry),
      byline: byline(entry, words),
      title: entry.title,
      ...(lang !== undefined && { lang }),
      at: moment(entry.shownAt, now, words),
      time: timeOfDay(entry.shownAt, now, words),
      isFirst: index === 0,
      layer: words.story.layers[entry.placement.layer],
      ...whyHere(entry.placement, words),
      ...(score !== undefined && { measure: words.story.measure(Math.max(0, score), threshold) }),
      ...(nearest && { nearest: { href: hrefOf(nearest), byline: byline(nearest, words) } }),
    };
  });
  return { summary: timelineSummary(byTime, words), steps, ...(more && { more }) };
}

/** "BBC News was first; 11 more entries from 8 outlets followed." */
function timelineSummary(byTime: readonly PlacedEntry[], words: Words): string {
  const [first, ...rest] = byTime;
  if (!first) return "";
  if (rest.length === 0) return words.story.onlyOne(byline(first, words));
  const together = rest.filter((entry) => entry.shownAt.getTime() === first.shownAt.getTime());
  const firstOnes = [...new Set([first, ...together].map((entry) => byline(entry, words)))].slice(0, 3);
  return words.story.inAll(firstOnes, byTime.length, outletsOf(byTime));
}

const entryHref = (entry: PlacedEntry): string => `#entry-${entry.id}`;
