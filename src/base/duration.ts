export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const unitMs = { ms: 1, s: 1000, m: minuteMs, h: hourMs, d: dayMs } as const;

/**
 * Reads a duration as the config writes it: a number and one of `ms s m h d` (`500ms`, `15m`, `24h`, `1.5h`).
 * Answers milliseconds, or undefined where the text is no duration.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return undefined;
  const [, amount, unit] = match;
  return Math.round(Number(amount) * unitMs[unit as keyof typeof unitMs]);
}

/** Writes milliseconds as the config does, in the largest unit that leaves no remainder: `90m`, `24h` as `1d`. */
export function writeDuration(ms: number): string {
  const [unit, size] = Object.entries(unitMs).findLast(([, size]) => ms % size === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}

/** Writes milliseconds for people, in at most two units: `45 s`, `12 min`, `2 h 5 min`, `3 d`. */
export const formatDuration = (ms: number): string =>
  durationParts(ms)
    .map(({ amount, unit }) => `${amount} ${symbols[unit]}`)
    .join(" ");

const symbols = { millisecond: "ms", second: "s", minute: "min", hour: "h", day: "d" } as const;

type DurationPart = Readonly<{ amount: number; unit: keyof typeof symbols }>;

/** What people say of so many milliseconds, in whatever language: one unit or two, the larger first. */
export function durationParts(ms: number): readonly DurationPart[] {
  if (ms < 1000) return [{ amount: Math.max(0, Math.round(ms)), unit: "millisecond" }];
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return [{ amount: seconds, unit: "second" }];
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return [{ amount: minutes, unit: "minute" }];
  if (minutes < 48 * 60) return twoUnits([Math.floor(minutes / 60), "hour"], [minutes % 60, "minute"]);
  const hours = Math.round(minutes / 60);
  return twoUnits([Math.floor(hours / 24), "day"], [hours % 24, "hour"]);
}

const twoUnits = (...parts: readonly (readonly [number, DurationPart["unit"]])[]): readonly DurationPart[] =>
  parts.filter(([amount]) => amount > 0).map(([amount, unit]) => ({ amount, unit }));
