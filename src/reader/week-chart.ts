import { dayMs, hourMs } from "../base/duration.ts";
import type { Words } from "./words/words.ts";

/** When a source published in its last seven days: a row a day, a column an hour, the fuller the more. */
export type WeekChart = Readonly<{
  caption: string;
  width: number;
  height: number;
  cell: number;
  days: readonly Readonly<{ label: string; y: number }>[];
  hours: readonly Readonly<{ label: string; x: number }>[];
  /** Only hours in which something was published; `level` 1 to 4. */
  cells: readonly Readonly<{ x: number; y: number; level: number; title: string }>[];
}>;

const weekDays = 7;
const cell = 12;
const pitch = 14;
const left = 44;
const top = 4;

/** From this instant on a source's week is drawn: the beginning, in UTC, of the day six days before today's. */
export const weekSince = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / dayMs) * dayMs - (weekDays - 1) * dayMs);

/** `times`: instants of publication since `weekSince`. Undefined where there is none. */
export function weekChart(
  times: readonly Date[],
  { now, words }: Readonly<{ now: Date; words: Words }>,
): WeekChart | undefined {
  const since = weekSince(now).getTime();
  const hours = times.map((time) => Math.floor((time.getTime() - since) / hourMs));
  const counts = countEach(hours.filter((hour) => hour >= 0 && hour < weekDays * 24));
  if (counts.size === 0) return undefined;
  const most = Math.max(...counts.values());
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { charts: say, formats } = words;
  return {
    caption: say.week(total, busiestHour(hours)),
    width: left + 24 * pitch,
    height: top + weekDays * pitch + 16,
    cell,
    days: Array.from({ length: weekDays }, (_, day) => ({
      label: formats.weekday(new Date(since + day * dayMs)),
      y: top + day * pitch + cell - 2,
    })),
    hours: [0, 6, 12, 18].map((hour) => ({ label: say.hour(hour), x: left + hour * pitch })),
    cells: [...counts].map(([hour, count]) => ({
      x: left + (hour % 24) * pitch,
      y: top + Math.floor(hour / 24) * pitch,
      level: Math.ceil((count / most) * 4),
      title: say.inHour(formats.dayAndMonth(new Date(since + hour * hourMs)), hour % 24, count),
    })),
  };
}

function countEach(hours: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const hour of hours) counts.set(hour, (counts.get(hour) ?? 0) + 1);
  return counts;
}

/** The hour of the day in which most came; undefined where no hour stands out by more than one entry. */
function busiestHour(hours: readonly number[]): number | undefined {
  const byHour = [...countEach(hours.map((hour) => hour % 24))].toSorted((a, b) => b[1] - a[1]);
  const [first, second] = byHour;
  if (!first || first[1] < 3 || (second && second[1] === first[1])) return undefined;
  return first[0];
}
