import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { spread } from "../../src/polling/spread.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

/** When a feed's articles were published, in ms, oldest first, and how many of them its document holds at once. */
export type Timeline = Readonly<{ name: string; times: readonly number[]; size: number }>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Feeds as they were captured, where they stand beside the project. */
const captured = resolve(import.meta.dirname, "../../../shared/data/feeds/real");

/**
 * The dates of captured feeds: those with ten different ones that stretch over six hours at least, and that are more
 * than dates without a time. The older half is what the first poll finds; the newer half comes while it is followed.
 */
export async function capturedTimelines(): Promise<readonly Timeline[]> {
  if (!existsSync(captured)) return [];
  const timelines: Timeline[] = [];
  for (const name of readdirSync(captured)) {
    const outcome = await parseFeed({
      bytes: readFileSync(join(captured, name)),
      fetchedAt: new Date("2026-11-24T12:00:00Z"),
    });
    if (outcome.kind === "no-feed") continue;
    const times = outcome.feed.entries
      .flatMap(({ publishedAt }) => publishedAt?.getTime() ?? [])
      .sort((a, b) => a - b);
    if (isUsable(times)) timelines.push({ name, times, size: Math.ceil(times.length / 2) });
  }
  return timelines;
}

function isUsable(times: readonly number[]): boolean {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const different = new Set(times).size;
  const midnights = times.filter((ms) => ms % dayMs === 0).length;
  return (
    last - first >= 6 * hourMs &&
    different >= 10 &&
    different > times.length / 2 &&
    midnights <= times.length / 2
  );
}

type Publisher = Readonly<{ kind: string; count: number; size: number; days: (own: Chance) => number[][] }>;
type Chance = (what: string) => number;

const weeks = 10;
const monday = Date.parse("2026-01-05T00:00:00Z");

/** Made-up feeds over ten weeks: each list of `days` holds the hours, since midnight, at which one day's articles come. */
const publishers: readonly Publisher[] = [
  { kind: "newsroom", count: 12, size: 40, days: (own) => rhythm(own, 12 * 12 ** own("rate"), 0.5) },
  { kind: "wire", count: 5, size: 100, days: (own) => rhythm(own, 100 + 250 * own("rate"), 0.9, true) },
  { kind: "blog", count: 14, size: 10, days: (own) => rhythm(own, 0.07 + 0.4 * own("rate"), 0.6) },
  { kind: "monthly", count: 6, size: 10, days: (own) => rhythm(own, 0.035, 1) },
  {
    kind: "daily column",
    count: 10,
    size: 15,
    days: (own) => eachDay((day) => (day % 7 > 4 ? [] : [24 * own("hour") + (own(`late ${day}`) - 0.5) / 3])),
  },
  {
    kind: "weekly",
    count: 4,
    size: 10,
    days: (own) => eachDay((day) => (day % 7 === 2 ? [24 * own("hour") + own(`late ${day}`)] : [])),
  },
  {
    kind: "digest",
    count: 3,
    size: 20,
    days: (own) => eachDay((day) => Array(8).fill(24 * own("hour") + own(`late ${day}`) / 6)),
  },
  {
    kind: "bursts",
    count: 6,
    size: 20,
    days: (own) =>
      eachDay((day) => {
        if (own(`burst ${day}`) > 0.2) return own(`single ${day}`) < 0.3 ? [24 * own(`at ${day}`)] : [];
        const start = 22 * own(`at ${day}`);
        const count = 8 + 17 * own(`count ${day}`);
        return Array.from({ length: count }, (_, i) => start + 2 * own(`${day} ${i}`));
      }),
  },
];

/** The same at every run. */
export function madeUpTimelines(): readonly Timeline[] {
  return publishers.flatMap(({ kind, count, size, days }) =>
    Array.from({ length: count }, (_, index) => {
      const name = `${kind} ${index}`;
      const times = days((what) => spread(`${name} ${what}`))
        .flatMap((hours, day) => hours.map((hour) => monday + day * dayMs + hour * hourMs))
        .sort((a, b) => a - b);
      return { name, times, size };
    }),
  );
}

/** The first four weeks are what has been published before anybody looks. */
export const madeUpPeriod = { from: monday + 4 * 7 * dayMs, to: monday + weeks * 7 * dayMs };

const eachDay = (hours: (day: number) => number[]): number[][] =>
  Array.from({ length: 7 * weeks }, (_, day) => hours(day));

/** Articles by chance, `perDay` on weekdays, most of them around noon somewhere; `flat`: at all hours alike. */
function rhythm(own: Chance, perDay: number, weekend: number, flat = false): number[][] {
  const zone = 24 * own("zone");
  return eachDay((day) => {
    const wanted = perDay * (day % 7 > 4 ? weekend : 1);
    const count = Math.floor(wanted) + (own(`more ${day}`) < wanted % 1 ? 1 : 0);
    return Array.from({ length: count }, (_, i) => {
      const [a, b, c] = ["a", "b", "c"].map((part) => own(`${day} ${i} ${part}`)) as [number, number, number];
      return flat ? 24 * a : (zone + 8 * (a + b + c)) % 24; // three dice make a hill of twenty-four hours
    });
  });
}
