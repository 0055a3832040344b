/**
 * Canonical prefix of each namespace that says something to a reader, by URI: documents choose prefixes freely, and
 * write the URIs with slips. The empty prefix is RSS itself. Keys are lower case, without a trailing slash.
 */
const prefixByUri: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://purl.org/net/rss1.1#": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss191": "",
    "http://example.com/newformat#": "atom",
    "http://example.com/necho": "atom",
    "http://purl.org/echo": "atom",
    "uri/of/echo/namespace#": "atom",
    "http://purl.org/pie": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://www.w3.org/2005/atom": "atom",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://purl.org/rss/1.0/modules/slash": "slash",
    "http://purl.org/rss/1.0/modules/wfw": "wfw",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtds/podcast-1.0": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtd/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
  }),
);

/** Prefixes that mean what they say where a document forgets to declare them. */
const usualPrefixes: ReadonlySet<string> = new Set([
  ...[...prefixByUri.values()].filter((prefix) => prefix !== ""),
  "googleplay",
]);

/** Answers the canonical prefix of a namespace, or undefined for one that says nothing to a reader. */
export const canonicalPrefix = (uri: string): string | undefined =>
  prefixByUri.get(
    uri
      .trim()
      .toLowerCase()
      .replace(/\/+$/, "")
      .replace(/^https:\/\/(?!podcastindex|github)/, "http://"),
  );

export const undeclaredPrefix = (prefix: string): string | undefined =>
  usualPrefixes.has(prefix.toLowerCase()) ? prefix.toLowerCase() : undefined;
