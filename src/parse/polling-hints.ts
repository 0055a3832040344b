import { minuteMs } from "../base/duration.ts";
import type { PollingHints } from "../model/parsed-feed.ts";
import { type Fields, firstText } from "./fields.ts";

/** The RSS 1.0 syndication module: how long each period is. */
const periodMs: Readonly<Record<string, number>> = {
  hourly: 60 * minuteMs,
  daily: 24 * 60 * minuteMs,
  weekly: 7 * 24 * 60 * minuteMs,
  monthly: 30 * 24 * 60 * minuteMs,
  yearly: 365 * 24 * 60 * minuteMs,
};
const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** How often a document asks to be polled: the longer of `ttl` (minutes) and sy:*, and the hours and days it wants to be left alone. */
export function readPollingHints(fields: Fields): PollingHints {
  const ttl = Number(firstText(fields, "ttl")) * minuteMs;
  const period = periodMs[firstText(fields, "sy:updateperiod")?.toLowerCase() ?? ""];
  const frequency = Number(firstText(fields, "sy:updatefrequency") ?? 1);
  const syndicated = period !== undefined && frequency > 0 ? period / frequency : 0;
  const intervalMs = Math.round(Math.max(ttl > 0 ? ttl : 0, syndicated));
  const hours = listed(fields, "skiphours", "hour")
    // RSS 0.91 counts from 1 to 24, 2.0 from 0 to 23.
    .map((text) => (/^\d{1,2}$/.test(text) ? Number(text) % 24 : -1))
    .filter((hour) => hour >= 0);
  const skipDays = listed(fields, "skipdays", "day")
    .map((text) => days.indexOf(text.toLowerCase()))
    .filter((day) => day >= 0);
  return {
    ...(Number.isSafeInteger(intervalMs) && intervalMs > 0 && { intervalMs }),
    ...(hours.length > 0 && { skipHours: [...new Set(hours)] }),
    ...(skipDays.length > 0 && { skipDays: [...new Set(skipDays)] }),
  };
}

const listed = (fields: Fields, list: string, item: string): string[] =>
  fields(list).flatMap((field) => field.children(item).map(({ text }) => text.trim()));
