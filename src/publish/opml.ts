import { writeDuration } from "../base/duration.ts";
import type { Every, Feed } from "../model/source.ts";
import type { Addresses } from "./addresses.ts";
import { cleanLanguage, cleanLine, cleanUrl } from "./clean.ts";
import { type Folder, foldersOf } from "./folders.ts";
import type { List, OwnLists } from "./list.ts";
import { element, escapeXml } from "./xml.ts";

/** A source, and what its feed says of itself where that is known. */
export type ListedFeed = Pick<Feed, "source"> &
  Partial<Pick<Feed, "title" | "siteUrl" | "description" | "language">>;

/** OPML 2.0 takes attributes of other namespaces: what only we understand. Names in a list with it are said as they are. */
const ownNamespace = "urn:wirefold:opml";

/**
 * The subscription list as OPML 2.0: categories as folders ("News/World" within "News"), in the config's order, then the
 * sources without one. What `parse/opml.ts` reads again are the same sources.
 */
export function writeOpml(title: string, feeds: readonly ListedFeed[]): string {
  const opml = { version: "2.0", "xmlns:wirefold": ownNamespace };
  const head = element("head", {}, element("title", {}, escapeXml(cleanLine(title))));
  const body = element("body", {}, `\n${contentOf(foldersOf(feeds, categoryOf))}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("opml", opml, `\n${head}\n${body}\n`)}\n`;
}

/** Our own feeds as OPML 2.0: the feed of everything, then categories, views and sources, each a folder. */
export function writeOwnOpml(title: string, lists: OwnLists, addresses: Addresses): string {
  const outlines = (own: readonly List[]) => own.map((list) => ownOutline(list, title, addresses));
  const folder = (name: string, own: readonly List[]) =>
    own.length === 0
      ? []
      : [element("outline", { text: name, title: name }, `\n${outlines(own).join("\n")}\n`)];
  const head = element("head", {}, element("title", {}, escapeXml(cleanLine(title))));
  const content = [
    ...outlines(lists.front),
    ...folder("Categories", lists.categories),
    ...folder("Views", lists.views),
    ...folder("Sources", lists.sources),
  ];
  const body = element("body", {}, `\n${content.join("\n")}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("opml", { version: "2.0" }, `\n${head}\n${body}\n`)}\n`;
}

function ownOutline(list: List, siteTitle: string, addresses: Addresses): string {
  const title = cleanLine(list.title ?? siteTitle) || "Untitled";
  return element("outline", {
    type: "rss",
    text: title,
    title,
    xmlUrl: addresses.page(`${list.path}.rss`),
    htmlUrl: addresses.page(list.pagePath),
    description: list.description === undefined ? undefined : cleanLine(list.description),
  });
}

/** As the config says it. */
function writeEvery(every: Every): string {
  if (every.kind === "pace") return "auto";
  return every.kind === "cron" ? every.expression : writeDuration(every.ms);
}

const categoryOf = ({ source }: ListedFeed) => cleanLine(source.category ?? "");

const contentOf = ({ folders, members }: Folder<ListedFeed>): string =>
  [...folders.map(folderOutline), ...members.map(outline)].join("\n");

const folderOutline = (folder: Folder<ListedFeed>): string =>
  element("outline", { text: folder.name, title: folder.name }, `\n${contentOf(folder)}\n`);

function outline(feed: ListedFeed): string {
  const { url, name, every } = feed.source;
  const title = cleanLine(name ?? feed.title ?? "") || undefined;
  const description = feed.description === undefined ? undefined : cleanLine(feed.description) || undefined;
  return element("outline", {
    type: "rss",
    text: title ?? URL.parse(url)?.host ?? "Unnamed source",
    title, // left out where nobody has named it: whoever reads the list again must not take the host for a name
    xmlUrl: cleanUrl(url),
    htmlUrl: cleanUrl(feed.siteUrl),
    description,
    language: cleanLanguage(feed.language),
    "wirefold:every": every && writeEvery(every),
  });
}
