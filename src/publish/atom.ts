import { Feed } from "feed";
import type { EndedItem, FeedItem, FeedLinks, ItemSource, MergedFeed } from "./feed-item.ts";
import { chainElements, historyNamespace } from "./chain.ts";
import { oncePerItem } from "./once-per-item.ts";
import { appendTo, cutElement, element, escapeAmpersands, escapeXml, htmlInCdata } from "./xml.ts";

/**
 * Atom 1.0 (RFC 4287). As in RSS the `feed` package writes the feed and each entry by itself, and what it cannot say is
 * added here.
 */
export function writeAtom(
  feed: MergedFeed,
  { self, chain, hub, generator }: FeedLinks & Readonly<{ generator: string }>,
): string {
  const head = new Feed({
    id: feed.id,
    title: escapeAmpersands(feed.title),
    link: feed.pageUrl,
    description: escapeAmpersands(feed.description),
    updated: feed.updatedAt,
    favicon: feed.iconUrl,
    generator,
    feedLinks: { atom: self },
    ...(hub !== undefined && { hub }),
    // RFC 4287 4.1.1: for the entries that have no author of their own.
    author: { name: escapeAmpersands(feed.title) },
  }).atom1();
  const namespaces = {
    xmlns: "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    ...historyNamespace,
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xml:lang": feed.language,
  };
  const declared = head.replace(/<feed [^>]*>/, element("feed", namespaces, "").replace("</feed>", ""));
  const beside = chainElements(chain, { link: "link", type: "application/atom+xml" });
  const entries = [...feed.items.map(writeEntry), ...feed.ended.map(tombstone)];
  return appendTo(declared, "feed", beside + entries.join(""));
}

/** RFC 6721: an entry that is no more, and what it is part of now. */
const tombstone = ({ id, into, intoUrl, at }: EndedItem): string =>
  element(
    "at:deleted-entry",
    { ref: id, when: at.toISOString() },
    [
      element("at:comment", {}, escapeXml(`This story became part of ${into}.`)),
      element("link", { rel: "related", type: "text/html", href: intoUrl }),
    ].join(""),
  );

/** Titles are text. The package says type="html" of them, which readers that look at no type show as "R&amp;D". */
const packageTitle = /<title\b[^>]*>(?:<!\[CDATA\[\]\]>)?<\/title>/;

const writeEntry = oncePerItem((item) => {
  const writer = new Feed({ id: item.id, title: "", updated: item.updatedAt });
  writer.addItem({
    // Said below.
    title: "",
    id: item.id,
    link: item.url,
    date: item.updatedAt,
    published: item.publishedAt,
    content: htmlInCdata(item.contentHtml),
    author: [{ name: escapeAmpersands(item.byline) }],
    contributor: item.writers.map(({ name = "", url }) => ({
      name: escapeAmpersands(name),
      ...(url !== undefined && { link: url }),
    })),
  });
  const written = cutElement(writer.atom1(), "entry").replace(packageTitle, () =>
    element("title", {}, escapeXml(item.title)),
  );
  const entry = appendTo(written, "entry", additions(item).join("\n"));
  return item.language === undefined
    ? entry
    : element("entry", { "xml:lang": item.language }, entry.slice("<entry>".length, -"</entry>".length));
});

/** What the package has no words for, or only wrong ones (it guesses the media types of enclosures). */
const additions = (item: FeedItem): string[] => [
  ...(item.summary === undefined ? [] : [element("summary", {}, escapeXml(item.summary))]),
  ...item.categories.map((term) => element("category", { term })),
  ...item.related.map(({ url, title }) => element("link", { rel: "related", href: url, title })),
  ...replies(item),
  ...item.enclosures.map(({ url, mediaType, length, title }) =>
    element("link", { rel: "enclosure", href: url, type: mediaType, length, title }),
  ),
  ...(item.details.rights === undefined ? [] : [element("rights", {}, escapeXml(item.details.rights))]),
  ...(item.imageUrl === undefined ? [] : [element("media:thumbnail", { url: item.imageUrl })]),
  sourceElement(item.source),
];

/**
 * RFC 4685: a feed of the comments (whose kind nobody told us), their page, and how many there are. The page comes last:
 * of several links node-feedparser keeps that one.
 */
const replies = ({ commentsUrl, details: { commentsFeedUrl, commentCount } }: FeedItem): string[] => [
  ...(commentsFeedUrl === undefined ? [] : [element("link", { rel: "replies", href: commentsFeedUrl })]),
  ...(commentsUrl === undefined
    ? []
    : [element("link", { rel: "replies", href: commentsUrl, type: "text/html" })]),
  ...(commentCount === undefined ? [] : [element("thr:total", {}, String(commentCount))]),
];

const sourceElement = ({ title, feedUrl, siteUrl }: ItemSource): string =>
  element(
    "source",
    {},
    [
      ...(feedUrl === undefined ? [] : [element("id", {}, escapeXml(feedUrl))]),
      element("title", {}, escapeXml(title)),
      ...(feedUrl === undefined ? [] : [element("link", { rel: "self", href: feedUrl })]),
      ...(siteUrl === undefined ? [] : [element("link", { rel: "alternate", href: siteUrl })]),
    ].join(""),
  );
