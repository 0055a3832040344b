import { type DemoEvent, type Picture, type Report, agencyName } from "./event.ts";
import { businessEvents } from "./events-business.ts";
import { earlierEvents } from "./events-earlier.ts";
import { frenchEvents } from "./events-french.ts";
import { germanEvents } from "./events-german.ts";
import { scienceEvents } from "./events-science.ts";
import { worldEvents } from "./events-world.ts";
import { type Outlet, outlets } from "./outlets.ts";
import { singlePieces } from "./pieces.ts";

/** One article of one outlet as its feed and its page show it: plain texts. */
export type Article = Readonly<{
  id: string;
  /** Slug of the event that it is about. */
  event: string;
  outlet: Outlet;
  title: string;
  paragraphs: readonly string[];
  author: string;
  publishedAt: Date;
  /** When its headline was changed last; as long as it never was, when it was published. */
  updatedAt: Date;
  picture?: Picture;
}>;

const events: readonly DemoEvent[] = [
  ...worldEvents,
  ...businessEvents,
  ...earlierEvents,
  ...scienceEvents,
  ...germanEvents,
  ...frenchEvents,
  ...singlePieces,
];
const outletBySlug = new Map(outlets.map((outlet) => [outlet.slug, outlet]));

/** Everything that is published by `now` in a demo that began at `startedAt`, newest first. */
export function articlesBy(now: Date, startedAt: Date): readonly Article[] {
  return events
    .flatMap((event) =>
      event.reports.map((report, index) => articleOf({ event, report, index, startedAt, now })),
    )
    .filter((article) => article.publishedAt <= now)
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}

/** The instants at which something is published after the start, in order. */
export function publishingTimes(startedAt: Date): readonly Date[] {
  const times = events.flatMap(({ reports }) => reports.map(({ at }) => at)).filter((at) => at > 0);
  return times.toSorted((a, b) => a - b).map((at) => after(startedAt, at));
}

type Telling = Readonly<{ event: DemoEvent; report: Report; index: number; startedAt: Date; now: Date }>;

function articleOf({ event, report, index, startedAt, now }: Telling): Article {
  const outlet = outletBySlug.get(report.outlet);
  if (!outlet) throw new Error(`The demo has no outlet "${report.outlet}", but it reports on ${event.slug}`);
  const day = after(startedAt, Math.min(...event.reports.map(({ at }) => at)));
  const tell = (text: string) => nameDays(text, day, outlet.language);
  const changed =
    report.retitled && after(startedAt, report.retitled.at) <= now ? report.retitled : undefined;
  return {
    id: `${event.slug}-${index + 1}`,
    event: event.slug,
    outlet,
    title: tell(changed?.title ?? report.title),
    paragraphs: (report.own ?? wireCopy(event, report)).map(tell),
    author: report.author ?? (report.own ? outlet.name : agencyName),
    publishedAt: after(startedAt, report.at),
    updatedAt: after(startedAt, changed?.at ?? report.at),
    ...(event.picture && { picture: { ...event.picture, hue: (event.picture.hue + index * 9) % 360 } }),
  };
}

const wireCopy = ({ wire = [] }: DemoEvent, { intro, keeps = wire.length, outro }: Report): string[] =>
  [intro, ...wire.slice(0, keeps), outro].filter((paragraph) => paragraph !== undefined);

/** Kept: each holds 100 kB outside of the heap, where a collector sees no need to look. */
const weekdays = new Map<string, Intl.DateTimeFormat>();

function weekdayFormat(language: string): Intl.DateTimeFormat {
  let format = weekdays.get(language);
  if (!format)
    weekdays.set(
      language,
      (format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" })),
    );
  return format;
}

/** `{day}`, `{day-1}`, `{day+2}`: the weekday of `day`, or of so many days before or after, in UTC. */
function nameDays(text: string, day: Date, language: string): string {
  const format = weekdayFormat(language);
  return text.replaceAll(/\{day([+-]\d)?\}/g, (_, days: string | undefined) =>
    format.format(after(day, Number(days ?? 0) * 86_400)),
  );
}

const after = (instant: Date, seconds: number): Date =>
  new Date(instant.getTime() + Math.round(seconds * 1000));
