import { type DemoEvent, agencyName, events } from "./events.ts";
import type { Outlet } from "./outlets.ts";
import { singles } from "./singles.ts";

/** One article of one outlet, as its feed and its page show it. */
export type Article = Readonly<{
  id: string;
  title: string;
  /** HTML of the outlet's own making. */
  paragraphs: readonly string[];
  author: string;
  publishedAt: Date;
  hue?: number;
}>;

/** What an outlet has published by `now`, newest first, in a demo that began at `startedAt`. */
export function articlesOf(outlet: Outlet, startedAt: Date, now: Date): readonly Article[] {
  return [...events, ...singles]
    .flatMap((event) => articlesOfEvent(event, outlet, startedAt))
    .filter((article) => article.publishedAt <= now)
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}

function articlesOfEvent(event: DemoEvent, outlet: Outlet, startedAt: Date): Article[] {
  return event.reports.flatMap((report, index) => {
    if (report.outlet !== outlet.slug) return [];
    const wire = event.wire?.slice(0, report.keeps) ?? [];
    const paragraphs = report.own ?? (report.intro ? [report.intro, ...wire] : wire);
    return [
      {
        id: `${event.slug}-${index + 1}`,
        title: report.title,
        paragraphs,
        author: report.author ?? (report.own ? `${outlet.name} staff` : agencyName),
        publishedAt: new Date(startedAt.getTime() + Math.round(report.at) * 1000),
        ...(event.hue !== undefined && { hue: (event.hue + index * 9) % 360 }),
      },
    ];
  });
}
