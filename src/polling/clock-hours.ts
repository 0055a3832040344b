import { hourMs } from "../base/duration.ts";

/** Of the day, GMT. */
export const hourOf = (ms: number): number => Math.floor(ms / hourMs) % 24;

/** The time from `fromMs` to `toMs` in pieces that each lie within one hour of the clock: when, and how many hours long. */
export function eachClockHour(
  fromMs: number,
  toMs: number,
  visit: (startMs: number, hours: number) => void,
): void {
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = Math.min(toMs, (Math.floor(startMs / hourMs) + 1) * hourMs);
    visit(startMs, (endMs - startMs) / hourMs);
    startMs = endMs;
  }
}
