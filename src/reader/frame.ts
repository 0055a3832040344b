import type { Clock } from "../base/clock.ts";
import type { Look } from "../model/reader.ts";
import type { Showing } from "../model/showing.ts";
import type { Corrections } from "../model/correction.ts";
import type { Store } from "../store/store.ts";
import { assetAddresses } from "./assets.ts";
import { categoryPath, langOf, viewPath, withQuery } from "./links.ts";
import { markAt } from "./mark-place.ts";
import { dayLine } from "./moment.ts";
import type { Visit } from "./visit.ts";
import type { Words } from "./words/words.ts";

/** What the reader works with, whoever asks. */
export type SharedParts = Showing &
  Readonly<{
    store: Store;
    /** The feeds that there are. */
    ownFeeds: OwnFeeds;
    clock: Clock;
    /** What people can set right about stories. */
    corrections: Corrections;
    /** What is wrong with the config file at present, where the last good one stays in force. */
    configFault: () => string | undefined;
    /** Pages are to be kept in files: without what needs a server, and without what the time of reading changes. */
    isStatic?: boolean;
  }>;

/** What a handler works with: the same, and who asks. */
export type ReaderParts = SharedParts & Visit;

/** A list that is a feed at its `path` + extension, and a page. */
export type OwnList = Readonly<{ path: string; pagePath: string; title?: string; description?: string }>;

export type OwnFeeds = Readonly<{
  lists(): Promise<Readonly<Record<"front" | "categories" | "views" | "sources", readonly OwnList[]>>>;
  /** What keeps an address (path and query) from being a feed's, in a sentence; undefined where it is one's. */
  problemAt(path: string, query: Readonly<Record<string, string>>): Promise<string | undefined>;
}>;

export type NavLink = Readonly<{ href: string; label: string; isCurrent: boolean }>;
/** One format of a list as a feed. */
export type FeedLink = Readonly<{ href: string; label: string; type: string }>;

/** What stands around every page. */
export type Frame = Readonly<{
  /** Of the window. */
  documentTitle: string;
  words: Words;
  look: Look;
  site: Readonly<{ title: string; description: string; lang?: string }>;
  isFront: boolean;
  isStatic: boolean;
  /** "Tuesday 24 November 2026"; absent on pages that know no time. */
  today?: string;
  sections: readonly NavLink[];
  tools: readonly NavLink[];
  /** What stands in the search field. */
  searchText: string;
  /** The list on this page as a feed; empty where the page is no list. */
  feeds: readonly FeedLink[];
  assets: typeof assetAddresses;
  /** Printed where the page says what its reader has marked. */
  markAt: string;
}>;

export type FrameOptions = Readonly<{
  /** The page's own title; absent on the front page. */
  title?: string;
  path: string;
  /** Whether a problem stands in the place of what is at `path`. */
  isProblem?: boolean;
  searchText?: string;
  /** Where the list on this page is had as a feed, without its extension; "/feed" for the front page. */
  feedPath?: string;
  feedQuery?: Readonly<Record<string, string>>;
}>;

/** The frame of a page with all its sections. */
export async function frameOf(parts: ReaderParts, options: FrameOptions): Promise<Frame> {
  const categories = await parts.store.categories();
  const bare = bareFrame(parts, options);
  return {
    ...bare,
    ...(parts.isStatic
      ? { isStatic: true, tools: bare.tools.filter(({ href }) => !needsServer.has(href)) }
      : { today: dayLine(parts.clock.now(), parts.words) }),
    sections: [
      { href: "/", label: parts.words.frame.frontPage },
      ...categories.map((name) => ({ href: categoryPath(name), label: name })),
      ...parts.views().map(({ slug, title }) => ({ href: viewPath(slug), label: title })),
    ].map(markCurrent(options.path)),
  };
}

/** Pages that no file can be. */
const needsServer = new Set(["/search", "/starred", "/status", "/settings"]);

/** The frame of a page that asks the store nothing: it may be the store that is at fault. */
export function bareFrame(
  parts: Pick<ReaderParts, "site" | "words" | "look">,
  { title, path, isProblem = false, searchText, feedPath, feedQuery }: FrameOptions,
): Frame {
  const { words, look } = parts;
  const site = parts.site();
  const lang = langOf(site.language);
  return {
    words,
    look,
    documentTitle: title === undefined ? site.title : `${title} · ${site.title}`,
    site: { title: site.title, description: site.description, ...(lang !== undefined && { lang }) },
    isFront: path === "/" && !isProblem,
    isStatic: false,
    sections: [{ href: "/", label: words.frame.frontPage }].map(markCurrent(path)),
    tools: [
      { href: "/search", label: words.frame.search },
      { href: "/starred", label: words.frame.starred },
      { href: "/feeds", label: words.frame.feeds },
      { href: "/sources", label: words.frame.sources },
      { href: "/status", label: words.frame.status },
      { href: "/settings", label: words.frame.settings },
    ].map(markCurrent(path)),
    searchText: searchText ?? "",
    feeds: feedPath === undefined ? [] : feedLinks(feedPath, feedQuery ?? {}),
    assets: assetAddresses,
    markAt,
  };
}

const markCurrent =
  (path: string) =>
  (link: Readonly<{ href: string; label: string }>): NavLink => ({ ...link, isCurrent: link.href === path });

export const feedLinks = (path: string, query: Readonly<Record<string, string>>): readonly FeedLink[] => [
  { href: withQuery(`${path}.rss`, query), label: "RSS", type: "application/rss+xml" },
  { href: withQuery(`${path}.atom`, query), label: "Atom", type: "application/atom+xml" },
  { href: withQuery(`${path}.json`, query), label: "JSON Feed", type: "application/feed+json" },
];
