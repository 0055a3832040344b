import type { Request } from "express";
import type { Feed } from "../model/source.ts";
import type { SourceName } from "../store/store.ts";
import type { PageAnswer } from "./answer.ts";
import { type BriefReport, briefReport } from "./feed-report.ts";
import { type NavLink, type ReaderParts, frameOf } from "./frame.ts";
import { categoryPath, placeName, webUrl, withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import type { Reading } from "./reading.ts";
import { findSources, toldApart } from "./source-names.ts";
import type { Words } from "./words/words.ts";

export type SourcesPage = Readonly<{
  /** "20 sources in 4 categories". */
  summary: string;
  /** Where there are enough of them to be looked for. */
  canSearch: boolean;
  /** What was looked for, as it was typed. */
  text: string;
  /** What came of it; absent where nothing was looked for. */
  found?: string;
  /** All, and each category with how many; empty where they all fit on the page. */
  filters: readonly NavLink[];
  groups: readonly SourceGroup[];
  /** Absent where there is one page only. */
  pages?: Readonly<{ label: string; previousHref?: string; nextHref?: string }>;
}>;

/** The sources of one category; those without one stand last, under a name that leads nowhere. */
export type SourceGroup = Readonly<{ name: string; href?: string; sources: readonly ListedSource[] }>;

export type ListedSource = BriefReport &
  Readonly<{
    site: string;
    siteHref?: string;
    /** Its host or address, where another is called the same and its site does not say it. */
    apart?: string;
  }>;

const path = "/sources";
/** How many sources a page shows. */
const pageSize = 100;
const longestText = 200;
/** So many are seen at a glance. */
const fewSources = 20;

/** `/sources`: all that is followed, by category; `?category=`, `?q=` and `?page=` lead through thousands. */
export async function sources(parts: ReaderParts, request: Pick<Request, "query">): Promise<PageAnswer> {
  const { store, clock, words, isStatic } = parts;
  const names = await store.sourceNames();
  const text = (parameter(request, "q") ?? "").trim().slice(0, longestText);
  const chosen = chosenIn(names, request);
  const shown = byCategory(findIn(names, { text, chosen }), ofName).flatMap(([, own]) => own);
  const size = isStatic ? Math.max(shown.length, 1) : pageSize;
  const last = Math.max(1, Math.ceil(shown.length / size));
  const page = Math.min(Math.max(Math.trunc(Number(parameter(request, "page") ?? 1)) || 1, 1), last);
  const stretch = shown.slice((page - 1) * size, page * size);
  const feeds = await store.feedsById(stretch.map(({ id }) => id));
  const address = (number: number) =>
    addressOf(chosen, { q: text, page: number === 1 ? undefined : String(number) });
  const amount = new Set(names.flatMap((each) => each.category ?? [])).size;
  return {
    kind: "page",
    status: 200,
    view: "sources",
    frame: await frameOf(parts, { title: words.sources.heading, path }),
    page: {
      summary: words.sources.amount(names.length, amount),
      canSearch: !isStatic && (names.length > fewSources || text !== ""),
      text,
      ...(text !== "" && { found: words.sources.found(shown.length, text) }),
      filters: names.length > size ? filtersOf(names, chosen, words) : [],
      groups: groupsOf(feeds, toldApart(names), { now: clock.now(), words }),
      ...(last > 1 && {
        pages: {
          label: words.sources.page(page, last),
          ...(page > 1 && { previousHref: address(page - 1) }),
          ...(page < last && { nextHref: address(page + 1) }),
        },
      }),
    } satisfies SourcesPage,
  };
}

/** A category that was chosen, or that of those which have none. */
type Chosen = Readonly<{ name: string | undefined }>;

/** `?category=World`, or `?without=category`; what is none of the categories is read as all. */
function chosenIn(names: readonly SourceName[], request: Pick<Request, "query">): Chosen | undefined {
  const name = parameter(request, "category");
  if (name === undefined)
    return parameter(request, "without") === "category" ? { name: undefined } : undefined;
  return names.some(({ category }) => category === name) ? { name } : undefined;
}

const addressOf = (chosen: Chosen | undefined, more: Readonly<Record<string, string | undefined>> = {}) =>
  withQuery(path, {
    ...(chosen && (chosen.name === undefined ? { without: "category" } : { category: chosen.name })),
    ...more,
  });

function findIn(
  names: readonly SourceName[],
  { text, chosen }: Readonly<{ text: string; chosen: Chosen | undefined }>,
): readonly SourceName[] {
  const within = chosen ? names.filter(({ category }) => category === chosen.name) : names;
  return text === "" ? within : findSources(within, text);
}

/** Category after category, in the order in which the config has them first; those without one last. */
function byCategory<T>(
  sources: readonly T[],
  categoryOf: (source: T) => string | undefined,
): readonly (readonly [name: string | undefined, own: readonly T[]])[] {
  const groups = [...Map.groupBy(sources, categoryOf)];
  return [...groups.filter(([name]) => name !== undefined), ...groups.filter(([name]) => name === undefined)];
}

const ofName = ({ category }: SourceName): string | undefined => category;
const ofFeed = ({ source }: Feed): string | undefined => source.category;

function filtersOf(
  names: readonly SourceName[],
  chosen: Chosen | undefined,
  { sources: say, formats }: Words,
): readonly NavLink[] {
  const categories = byCategory(names, ofName);
  if (categories.length < 2) return [];
  return [
    { href: path, label: `${say.all} ${formats.number(names.length)}`, isCurrent: chosen === undefined },
    ...categories.map(([name, own]) => ({
      href: addressOf({ name }),
      label: `${name ?? say.withoutCategory} ${formats.number(own.length)}`,
      isCurrent: chosen !== undefined && name === chosen.name,
    })),
  ];
}

function groupsOf(
  feeds: readonly Feed[],
  apart: ReadonlyMap<number, string>,
  reading: Reading,
): readonly SourceGroup[] {
  const { sources: say } = reading.words;
  const groups = byCategory(feeds, ofFeed);
  return groups.map(([name, own]) => ({
    name: name ?? (groups.length > 1 ? say.withoutCategory : say.all),
    ...(name !== undefined && { href: categoryPath(name) }),
    sources: own.map((feed) => listed(feed, apart.get(feed.id), reading)),
  }));
}

function listed(feed: Feed, apart: string | undefined, reading: Reading): ListedSource {
  const { source: say, sources } = reading.words;
  const siteHref = webUrl(feed.siteUrl);
  const site = placeName(siteHref ?? feed.source.url, siteHref ? say.website : sources.feedOnly);
  return {
    ...briefReport(feed, reading),
    site,
    ...(siteHref !== undefined && { siteHref }),
    ...(apart !== undefined && apart !== site && { apart }),
  };
}
