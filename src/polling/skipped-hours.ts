import { hourMs } from "../base/duration.ts";
import type { PollingSettings } from "../model/settings.ts";

/** When a feed asks to be left alone: hours of the day (GMT, 0–23) and days of the week (0 is Sunday). */
export type Skipped = Readonly<{ skipHours?: readonly number[]; skipDays?: readonly number[] }>;

type Asked = Skipped & Readonly<{ settings: Pick<PollingSettings, "maxEveryMs"> }>;

/** The first hour from `at` on in which the feed may be asked, where `at` itself is in none; not put off beyond `maxEvery`. */
export function afterSkipped(
  at: Date,
  now: Date,
  { settings, skipHours = [], skipDays = [] }: Asked,
): Readonly<{ at: Date; reason: string }> | undefined {
  const isSkipped = (ms: number): boolean => {
    const time = new Date(ms);
    return skipHours.includes(time.getUTCHours()) || skipDays.includes(time.getUTCDay());
  };
  if (!isSkipped(at.getTime())) return undefined;
  const latest = Math.max(at.getTime(), now.getTime() + settings.maxEveryMs);
  let ms = at.getTime();
  while (isSkipped(ms) && ms < latest) ms = (Math.floor(ms / hourMs) + 1) * hourMs;
  return {
    at: new Date(Math.min(ms, latest)),
    reason: "the feed asks to be left alone until then (skipHours, skipDays)",
  };
}
