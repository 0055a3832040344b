import { dayMs } from "./duration.ts";

/** The beginning of a day, in UTC; or so many days before the one that it is now. */
export type SearchDay = Readonly<{ kind: "on"; at: Date } | { kind: "ago"; days: number }>;

/** 2026-11-24, 2026-11, 2026 (their first day), today, yesterday, 7d, 2w. Undefined for all else, and days that never were. */
export function readDay(typed: string): SearchDay | undefined {
  const text = typed.trim().toLowerCase();
  if (text === "today") return { kind: "ago", days: 0 };
  if (text === "yesterday") return { kind: "ago", days: 1 };
  const ago = /^([0-9]{1,4})([dw])$/.exec(text);
  if (ago) return { kind: "ago", days: Number(ago[1]) * (ago[2] === "w" ? 7 : 1) };
  const written = /^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/.exec(text);
  if (!written) return undefined;
  const [year = 0, month = 1, day = 1] = written.slice(1).map((part) => (part ? Number(part) : undefined));
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal ? { kind: "on", at } : undefined;
}

/** When that day began, as of `now`. */
export function dayBegins(day: SearchDay, now: Date): Date {
  if (day.kind === "on") return day.at;
  return new Date((Math.floor(now.getTime() / dayMs) - day.days) * dayMs);
}
