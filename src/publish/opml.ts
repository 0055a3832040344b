import { writeDuration } from "../base/duration.ts";
import type { Every, Feed } from "../model/source.ts";
import { cleanLanguage, cleanLine, cleanUrl } from "./clean.ts";
import { element, escapeXml } from "./xml.ts";

/** A source, and what its feed says of itself where that is known. */
export type ListedFeed = Pick<Feed, "source"> &
  Partial<Pick<Feed, "title" | "siteUrl" | "description" | "language">>;

/** OPML 2.0 takes attributes of other namespaces: what only we understand. */
const ownNamespace = "urn:wirefold:opml";

/**
 * The subscription list as OPML 2.0: a folder a category, in the config's order, then the sources without one. What
 * `parse/opml.ts` reads again is the same list of sources.
 */
export function writeOpml(title: string, feeds: readonly ListedFeed[]): string {
  const folders = Map.groupBy(feeds, (feed) => feed.source.category);
  const outlines = [...folders]
    .filter(([category]) => category !== undefined)
    .map(([category = "", inFolder]) => {
      const text = cleanLine(category);
      return element("outline", { text, title: text }, `\n${inFolder.map(outline).join("\n")}\n`);
    })
    .concat((folders.get(undefined) ?? []).map(outline));
  const timed = feeds.some(({ source }) => source.every !== undefined);
  const opml = { version: "2.0", ...(timed && { "xmlns:wirefold": ownNamespace }) };
  const head = element("head", {}, element("title", {}, escapeXml(cleanLine(title))));
  const body = element("body", {}, `\n${outlines.join("\n")}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("opml", opml, `\n${head}\n${body}\n`)}\n`;
}

/** As the config says it. */
function writeEvery(every: Every): string {
  if (every.kind === "pace") return "auto";
  return every.kind === "cron" ? every.expression : writeDuration(every.ms);
}

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
