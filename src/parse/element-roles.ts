import type { FeedElement } from "./feed-element.ts";

export const roots: ReadonlySet<string> = new Set(["rss", "rdf:RDF", "feed", "entry", "channel"]);

/** Elements whose text may hold mark-up: what stands in them belongs to the text. */
export const carriers: ReadonlySet<string> = new Set([
  "title",
  "description",
  "content:encoded",
  "content",
  "summary",
  "subtitle",
  "tagline",
  "info",
  "rights",
  "copyright",
  "fullitem",
  "body",
  "dc:title",
  "dc:description",
  "dc:rights",
  "dcterms:abstract",
  "media:title",
  "media:description",
  "media:text",
  "itunes:summary",
  "itunes:subtitle",
  "itunes:title",
]);

/** Elements whose inner elements are read. Of the others only the text counts. */
export const containers: ReadonlySet<string> = new Set([
  "rss",
  "rdf:RDF",
  "channel",
  "item",
  "feed",
  "entry",
  "image",
  "author",
  "atom:author",
  "contributor",
  "atom:contributor",
  "dc:creator",
  "source",
  "atom:source",
  "media:group",
  "media:content",
  "itunes:owner",
  "skiphours",
  "skipdays",
  "items",
  "rdf:Seq",
  "textinput",
]);

/** Atom's type="xhtml" (and 0.3's mode="xml" of application/xhtml+xml): the text is mark-up as it stands. */
export const inlineXhtml = (element: FeedElement): boolean =>
  element.attributes.get("type") === "xhtml" ||
  (/xhtml|html/.test(element.attributes.get("type") ?? "") && element.attributes.get("mode") === "xml");

/** `media:content` holds other elements, unlike Atom's `content`. */
export const isMediaContainer = (element: FeedElement): boolean =>
  element.name.startsWith("media:") && containers.has(element.name);

/** XHTML and MathML are meant whatever their prefix; of others the prefix keeps their names apart from HTML's. */
export const inlineName = (raw: string): string =>
  raw.replace(/^[\w.-]+:/, (prefix) => (/^(?:media|itunes|svg):$/i.test(prefix) ? prefix : ""));

export const isLostSibling = (name: string, parent: string): boolean =>
  (name === "item" || name === "entry") &&
  parent !== "channel" &&
  parent !== "rss" &&
  parent !== "rdf:RDF" &&
  parent !== "feed";
