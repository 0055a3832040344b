import { writeDuration } from "../base/duration.ts";
import type { Every, Feed } from "../model/source.ts";
import { cleanLanguage, cleanLine, cleanUrl } from "./clean.ts";
import { type Folder, foldersOf } from "./folders.ts";
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

/** One of our own feeds, as a list of subscriptions has it. */
export type OwnFeed = Readonly<{ title: string; description?: string; feedUrl: string; pageUrl: string }>;

/** Our own feeds as OPML 2.0; those under a name as a folder. */
export function writeOwnOpml(
  title: string,
  groups: readonly Readonly<{ name?: string; feeds: readonly OwnFeed[] }>[],
): string {
  const head = element("head", {}, element("title", {}, escapeXml(cleanLine(title))));
  const content = groups.flatMap(({ name, feeds }) => {
    const outlines = feeds.map(ownOutline);
    if (name === undefined) return outlines;
    const folder = { text: name, title: name };
    return feeds.length === 0 ? [] : [element("outline", folder, `\n${outlines.join("\n")}\n`)];
  });
  const body = element("body", {}, `\n${content.join("\n")}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("opml", { version: "2.0" }, `\n${head}\n${body}\n`)}\n`;
}

function ownOutline({ title: name, description, feedUrl, pageUrl }: OwnFeed): string {
  const title = cleanLine(name) || "Untitled";
  return element("outline", {
    type: "rss",
    text: title,
    title,
    xmlUrl: feedUrl,
    htmlUrl: pageUrl,
    description: description === undefined ? undefined : cleanLine(description),
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
