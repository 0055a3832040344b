import { Feed } from "feed";
import type { Enclosure } from "../model/entry.ts";
import { chainElements, historyNamespace } from "./chain.ts";
import type { FeedItem, FeedLinks, MergedFeed } from "./feed-item.ts";
import { oncePerItem } from "./once-per-item.ts";
import {
  appendTo,
  cutElement,
  element,
  escapeAmpersands,
  escapeHtml,
  escapeXml,
  htmlInCdata,
} from "./xml.ts";

const namespaces = {
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  ...historyNamespace,
  "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
  "xmlns:media": "http://search.yahoo.com/mrss/",
  "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
  "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
  "xmlns:wfw": "http://wellformedweb.org/CommentAPI/",
};

/**
 * RSS 2.0 by the rules of the RSS Advisory Board's profile. The `feed` package writes channel and items; each item is
 * written by itself, so that nothing in one can reach another, and what the package cannot say is added to it here.
 */
export function writeRss(
  feed: MergedFeed,
  { self, chain, hub, generator }: FeedLinks & Readonly<{ generator: string }>,
): string {
  const channel = new Feed({
    title: escapeAmpersands(feed.title),
    link: feed.pageUrl,
    description: escapeAmpersands(feed.description),
    updated: feed.updatedAt,
    generator,
    feedLinks: { rss: self },
    ...(hub !== undefined && { hub }),
    ...(feed.language !== undefined && { language: feed.language }),
  }).rss2();
  // It declares only the namespaces that it needs itself.
  const declared = channel.replace(
    /<rss [^>]*>/,
    element("rss", { version: "2.0", ...namespaces }, "").replace("</rss>", ""),
  );
  // The package would say when it was asked, and 1970 or the like says nothing: it may be left out.
  const dated =
    feed.items.length > 0 ? declared : declared.replace(/\s*<lastBuildDate>[^<]*<\/lastBuildDate>/, "");
  const beside = chainElements(chain, { link: "atom:link", type: "application/rss+xml" });
  return appendTo(dated, "channel", beside + feed.items.map(writeItem).join(""));
}

const writeItem = oncePerItem((item) => {
  const enclosure = item.enclosures.find(isPlayable);
  const writer = new Feed({ title: "", link: item.url, updated: item.updatedAt });
  writer.addItem({
    // Said below: the package writes it as CDATA, which the second "]]>" in a title would break.
    title: "",
    id: item.id,
    link: item.url,
    date: item.publishedAt,
    content: htmlInCdata(item.contentHtml),
    category: item.categories.map((name) => ({ name: escapeAmpersands(name) })),
    ...(item.summary !== undefined && { description: htmlInCdata(escapeHtml(item.summary)) }),
    ...(enclosure && { enclosure: withTypeAndLength(enclosure) }),
  });
  const written = cutElement(writer.rss2(), "item").slice("<item>".length);
  const titled = `<item>${element("title", {}, escapeXml(item.title))}${written}`;
  return appendTo(titled, "item", additions(item, enclosure).join("\n"));
});

/** What the package has no words for. Authors without a mail address are no RSS `author`, but a dc:creator. */
function additions(item: FeedItem, enclosure: Enclosure | undefined): string[] {
  const { title, feedUrl } = item.source;
  const rest = item.enclosures.filter((each) => each !== enclosure && each.url !== item.imageUrl);
  return [
    element("dc:creator", {}, escapeXml(item.byline)),
    ...(item.language === undefined ? [] : [element("dc:language", {}, escapeXml(item.language))]),
    ...(feedUrl === undefined ? [] : [element("source", { url: feedUrl }, escapeXml(title))]),
    ...(item.commentsUrl === undefined ? [] : [element("comments", {}, escapeXml(item.commentsUrl))]),
    ...(item.imageUrl === undefined
      ? []
      : [
          element("media:content", { url: item.imageUrl, medium: "image" }),
          element("media:thumbnail", { url: item.imageUrl }),
        ]),
    ...rest.map(({ url, mediaType, length, durationS }) =>
      element("media:content", { url, type: mediaType, fileSize: length, duration: durationS }),
    ),
    ...written("itunes:duration", enclosure?.durationS),
    ...detailElements(item.details),
  ];
}

/** What comes with the article, in the words of the namespaces that have some. */
function detailElements(details: FeedItem["details"]): string[] {
  const { transcripts = [], chaptersUrl } = details;
  return [
    ...written("slash:comments", details.commentCount),
    ...written("wfw:commentRss", details.commentsFeedUrl),
    ...written("dc:rights", details.rights),
    ...written("media:credit", details.imageCredit),
    // Both must say their type (Podcast Namespace).
    ...transcripts.flatMap(({ url, mediaType: type, language }) =>
      type === undefined ? [] : [element("podcast:transcript", { url, type, language })],
    ),
    ...(chaptersUrl === undefined
      ? []
      : [element("podcast:chapters", { url: chaptersUrl, type: "application/json+chapters" })]),
  ];
}

const written = (name: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [element(name, {}, escapeXml(String(value)))];

const isPlayable = ({ mediaType }: Enclosure): boolean => mediaType?.startsWith("image/") !== true;

/** RSS wants all three, a length of 0 where it is not known. */
const withTypeAndLength = ({ url, mediaType, length }: Enclosure) => ({
  url,
  length: length ?? 0,
  type: mediaType ?? "application/octet-stream",
});
