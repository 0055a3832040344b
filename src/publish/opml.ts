import type { Feed } from "../model/source.ts";
import { cleanLanguage, cleanLine, cleanUrl } from "./clean.ts";
import { element, escapeXml } from "./xml.ts";

/** The subscription list as OPML 2.0: a folder a category, in the config's order, then the sources without one. */
export function writeOpml(title: string, feeds: readonly Feed[]): string {
  const folders = Map.groupBy(feeds, (feed) => feed.source.category);
  const outlines = [...folders]
    .filter(([category]) => category !== undefined)
    .map(([category = "", inFolder]) => {
      const text = cleanLine(category);
      return element("outline", { text, title: text }, `\n${inFolder.map(outline).join("\n")}\n`);
    })
    .concat((folders.get(undefined) ?? []).map(outline));
  const head = element("head", {}, element("title", {}, escapeXml(cleanLine(title))));
  const body = element("body", {}, `\n${outlines.join("\n")}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("opml", { version: "2.0" }, `\n${head}\n${body}\n`)}\n`;
}

function outline(feed: Feed): string {
  const xmlUrl = cleanUrl(feed.source.url);
  const text =
    cleanLine(feed.source.name ?? feed.title ?? "") || URL.parse(feed.source.url)?.host || "Unnamed source";
  const description = feed.description === undefined ? undefined : cleanLine(feed.description) || undefined;
  return element("outline", {
    type: "rss",
    text,
    title: text,
    xmlUrl,
    htmlUrl: cleanUrl(feed.siteUrl),
    description,
    language: cleanLanguage(feed.language),
  });
}
