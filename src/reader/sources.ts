import type { Feed } from "../model/source.ts";
import type { PageAnswer } from "./answer.ts";
import { type BriefReport, briefReport } from "./feed-report.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { categoryPath, placeName, webUrl } from "./links.ts";
import { count } from "./words.ts";

export type SourcesPage = Readonly<{
  /** "20 sources in 4 categories". */
  summary: string;
  groups: readonly SourceGroup[];
}>;

/** The sources of one category; those without one stand last, under a name that leads nowhere. */
export type SourceGroup = Readonly<{ name: string; href?: string; sources: readonly ListedSource[] }>;

export type ListedSource = BriefReport & Readonly<{ site: string; siteHref?: string; lang?: string }>;

/** `/sources`: all that is followed, by category. */
export async function sources(parts: ReaderParts): Promise<PageAnswer> {
  const feeds = await parts.store.feeds();
  const groups = groupsOf(feeds, parts.clock.now());
  const named = groups.filter((group) => group.href !== undefined).length;
  return {
    kind: "page",
    status: 200,
    view: "sources",
    frame: await frameOf(parts, { title: "Sources", path: "/sources" }),
    page: {
      summary: `${count(feeds.length, "source")}${named > 0 ? ` in ${count(named, "category", "categories")}` : ""}`,
      groups,
    } satisfies SourcesPage,
  };
}

function groupsOf(feeds: readonly Feed[], now: Date): readonly SourceGroup[] {
  const byCategory = Map.groupBy(feeds, (feed) => feed.source.category);
  const named = [...byCategory].flatMap(([name, own]) =>
    name === undefined
      ? []
      : [{ name, href: categoryPath(name), sources: own.map((feed) => listed(feed, now)) }],
  );
  const others = byCategory.get(undefined);
  if (!others) return named;
  const name = named.length > 0 ? "Without a category" : "All sources";
  return [...named, { name, sources: others.map((feed) => listed(feed, now)) }];
}

function listed(feed: Feed, now: Date): ListedSource {
  const siteHref = webUrl(feed.siteUrl);
  return {
    ...briefReport(feed, now),
    site: placeName(siteHref ?? feed.source.url, siteHref ? "Website" : "Feed only"),
    ...(siteHref !== undefined && { siteHref }),
  };
}
