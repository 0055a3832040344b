import type { PlacedEntry } from "../model/story.ts";
import type { Words } from "./words/words.ts";

/** How a story spread, as steps: one up for each outlet that came to report it. Lengths are units of the drawing. */
export type CoverageChart = Readonly<{
  /** Says what the drawing shows. */
  caption: string;
  width: number;
  height: number;
  /** SVG path data of the steps, and of what lies below them. */
  line: string;
  area: string;
  points: readonly Readonly<{ x: number; y: number; isCopy: boolean }>[];
  /** Under its ends: told by what lies between them, as no clock of the page's own reaches a drawing. */
  from: string;
  until: string;
  most: string;
}>;

const width = 320;
const height = 96;
const margin = { left: 6, right: 22, top: 10, bottom: 22 };
/** Beside fewer the list below says it sooner. */
const fewestOutlets = 3;
const mostPoints = 60;

/** Undefined where there is nothing to see: few outlets, or all at once. `isCopy` says of an entry that others print its text. */
export function coverageChart(
  entries: readonly PlacedEntry[],
  isCopy: (entry: PlacedEntry) => boolean,
  words: Words,
): CoverageChart | undefined {
  const firsts = firstOfEachOutlet(entries);
  const [first, last] = [firsts[0], firsts.at(-1)];
  if (!first || !last || firsts.length < fewestOutlets) return undefined;
  const spanMs = last.shownAt.getTime() - first.shownAt.getTime();
  if (spanMs === 0) return undefined;
  const x = (at: Date) =>
    round(
      margin.left +
        ((at.getTime() - first.shownAt.getTime()) / spanMs) * (width - margin.left - margin.right),
    );
  const floor = height - margin.bottom;
  const y = (outlets: number) => round(floor - (outlets / firsts.length) * (floor - margin.top));
  const steps = firsts.map((entry, index) => ({ entry, x: x(entry.shownAt), y: y(index + 1) }));
  const line = `M${margin.left} ${floor}${steps.map((step) => `H${step.x}V${step.y}`).join("")}`;
  return {
    caption: words.charts.coverage(firsts.length),
    width,
    height,
    line,
    area: `${line}V${floor}Z`,
    points: spread(steps).map(({ entry, x: atX, y: atY }) => ({ x: atX, y: atY, isCopy: isCopy(entry) })),
    from: words.charts.firstReport,
    until: words.charts.later(spanMs),
    most: words.formats.number(firsts.length),
  };
}

/** Each outlet's earliest entry, in order of time. */
function firstOfEachOutlet(entries: readonly PlacedEntry[]): readonly PlacedEntry[] {
  const firsts = new Map<string, PlacedEntry>();
  for (const entry of entries.toSorted((a, b) => a.shownAt.getTime() - b.shownAt.getTime()))
    if (!firsts.has(entry.outletKey)) firsts.set(entry.outletKey, entry);
  return [...firsts.values()];
}

/** Of hundreds of points as many as the eye tells apart. */
function spread<T>(steps: readonly T[]): readonly T[] {
  const every = Math.ceil(steps.length / mostPoints);
  return steps.filter((_, index) => index % every === 0 || index === steps.length - 1);
}

const round = (length: number): number => Math.round(length * 10) / 10;
