import type { EndedItem, FeedItem, FeedLinks, MergedFeed } from "./feed-item.ts";
import { oncePerItem } from "./once-per-item.ts";

/**
 * JSON Feed 1.1. Written here: the `feed` package writes version 1, without authors, language and attachments. What
 * only we know stands under `_wirefold`.
 */
export function writeJsonFeed(feed: MergedFeed, { self, chain, hub }: FeedLinks): string {
  const document = {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.pageUrl,
    feed_url: self,
    next_url: chain.previous,
    description: feed.description,
    icon: feed.iconUrl,
    language: feed.language,
    hubs: hub === undefined ? undefined : [{ type: "WebSub", url: hub }],
    items: [],
    _wirefold: feed.ended.length === 0 ? undefined : { ended: feed.ended.map(endedItem) },
  };
  // No text can hold this: JSON escapes the quotes in one.
  const [before = "", after = ""] = JSON.stringify(document).split(`"items":[]`);
  return `${before}"items":[${feed.items.map(writeItem).join(",")}]${after}\n`;
}

const jsonItem = (item: FeedItem) => ({
  id: item.id,
  url: item.url,
  title: item.title,
  content_html: item.contentHtml,
  summary: item.summary,
  image: item.imageUrl,
  date_published: item.publishedAt.toISOString(),
  date_modified: item.updatedAt.toISOString(),
  authors: [{ name: item.byline }],
  tags: item.categories.length > 0 ? item.categories : undefined,
  language: item.language,
  attachments: item.enclosures.length > 0 ? item.enclosures.map(attachment) : undefined,
  _wirefold: { ...item.facts, source: item.source, commentsUrl: item.commentsUrl, ...item.details },
});

const writeItem = oncePerItem((item) => JSON.stringify(jsonItem(item)));

/** What Atom says in a tombstone. */
const endedItem = ({ id, into, intoUrl, at }: EndedItem) => ({
  id,
  into,
  url: intoUrl,
  at: at.toISOString(),
});

const attachment = ({ url, mediaType, length, title, durationS }: FeedItem["enclosures"][number]) => ({
  url,
  mime_type: mediaType ?? "application/octet-stream",
  title,
  size_in_bytes: length,
  duration_in_seconds: durationS,
});
