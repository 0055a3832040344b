import type { ParsedEntry } from "../../src/model/entry.ts";
import type { ParsedFeed } from "../../src/model/parsed-feed.ts";
import type { Fields } from "../../src/parse/fields.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { readXmlFeed } from "../../src/parse/xml-feed.ts";

/** When the documents of the tests are fetched. */
export const fetchedAt = new Date("2026-11-24T12:00:00Z");
const url = "https://outlet.example/feed.xml";

/** The feed in a document; throws with the parser's own words where there is none. */
export async function parsed(
  document: string | Uint8Array,
  given: Readonly<{ url?: string; contentType?: string }> = {},
): Promise<ParsedFeed> {
  const bytes = typeof document === "string" ? Buffer.from(document) : document;
  const outcome = await parseFeed({ bytes, url, fetchedAt, ...given });
  if (outcome.kind === "no-feed") throw new Error(outcome.error);
  return outcome.feed;
}

const namespaces = `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`;

/** An RSS 2.0 document that holds these elements of a channel, items among them. */
export const rss = (channel: string): string =>
  `<rss version="2.0" ${namespaces}><channel>${channel}</channel></rss>`;

/** An Atom 1.0 document that holds these elements of a feed. */
export const atom = (feed: string): string => `<feed xmlns="http://www.w3.org/2005/Atom">${feed}</feed>`;

/** The entry of an RSS item with these elements, or of Atom's where `wrap` says so. */
export async function entryOf(item: string, wrap: typeof rss = rss): Promise<ParsedEntry> {
  const name = wrap === atom ? "entry" : "item";
  const [entry] = (await parsed(wrap(`<${name}>${item}</${name}>`))).entries;
  if (!entry) throw new Error("No entry in the document");
  return entry;
}

/** What stands in the head of an XML document, and in its first item, as the readers of single parts are given it. */
export async function fieldsIn(document: string): Promise<Readonly<{ head: Fields; item: Fields }>> {
  const outcome = await readXmlFeed(document);
  if (outcome.kind === "no-feed") throw new Error(outcome.why);
  return { head: outcome.feed.head, item: outcome.feed.entries[0] ?? (() => []) };
}
