import { Readable } from "node:stream";
import NodeFeedParser from "feedparser";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";

/** An item as a parser of others' hands it on; what the parser has no word for in a format is absent. */
export type ReadItem = Readonly<{
  id?: string | undefined;
  title?: string | undefined;
  link?: string | undefined;
  author?: string | undefined;
  published?: string | undefined;
  updated?: string | undefined;
  content?: string | undefined;
  summary?: string | undefined;
  categories?: readonly (string | undefined)[] | undefined;
  enclosures?: readonly (string | undefined)[] | undefined;
  image?: string | undefined;
  source?: string | undefined;
  comments?: string | undefined;
}>;

export type ReadFormat = "rss" | "atom" | "json";
export type ReadWith = (document: string) => Promise<readonly ReadItem[]>;

const iso = (date: string | Date | null | undefined): string | undefined =>
  date === null || date === undefined ? undefined : new Date(date).toISOString();

const feedsmith: Readonly<Record<ReadFormat, ReadWith>> = {
  rss: async (document) =>
    (parseRssFeed(document).items ?? []).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link,
      author: item.dc?.creators?.[0],
      published: iso(item.pubDate),
      content: item.content?.encoded,
      summary: item.description,
      categories: item.categories?.map(({ name }) => name),
      enclosures: item.enclosures?.map(({ url }) => url),
      image: item.media?.thumbnails?.[0]?.url,
      source: item.source?.title,
      comments: item.comments,
    })),
  atom: async (document) =>
    (parseAtomFeed(document).entries ?? []).map((entry) => {
      const linked = (rel: string | undefined) => entry.links?.filter((link) => link.rel === rel) ?? [];
      return {
        id: entry.id,
        title: entry.title?.value,
        link: linked(undefined)[0]?.href,
        author: entry.authors?.[0]?.name,
        published: iso(entry.published),
        updated: iso(entry.updated),
        content: entry.content?.value,
        summary: entry.summary?.value,
        categories: entry.categories?.map(({ term }) => term),
        enclosures: linked("enclosure").map(({ href }) => href),
        image: entry.media?.thumbnails?.[0]?.url,
        source: entry.source?.title?.value,
        comments: linked("replies").find(({ type }) => type === "text/html")?.href,
      };
    }),
  json: async (document) =>
    (parseJsonFeed(document).items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      author: item.authors?.[0]?.name,
      published: iso(item.date_published),
      updated: iso(item.date_modified),
      content: item.content_html,
      summary: item.summary,
      categories: item.tags,
      enclosures: item.attachments?.map(({ url }) => url),
      image: item.image,
    })),
};

/** It counts pictures of Media RSS as enclosures, and takes what looks like a tag out of titles. */
async function nodeFeedParser(document: string): Promise<readonly ReadItem[]> {
  const parser = new NodeFeedParser({});
  Readable.from([document]).pipe(parser);
  const items: ReadItem[] = [];
  for await (const item of parser)
    items.push({
      id: item.guid,
      title: item.title,
      link: item.link,
      author: item.author,
      published: iso(item.pubdate),
      updated: iso(item.date),
      content: item.description,
      summary: item.summary,
      categories: item.categories,
      enclosures: item.enclosures.map(({ url }) => url),
      image: item.image.url,
      source: item.source.title,
      comments: item.comments,
    });
  return items;
}

/** It knows no picture, no source and of each feed one enclosure; in Atom no categories and no enclosure either. */
async function rssParser(document: string): Promise<readonly ReadItem[]> {
  type More = { id?: string; author?: string; comments?: string; "content:encoded"?: string };
  const { items } = await new RssParser<object, More>().parseString(document);
  return items.map((item) => ({
    id: item.guid ?? item.id,
    title: item.title,
    link: item.link,
    author: item.creator ?? item.author,
    published: item.isoDate,
    content: item["content:encoded"] ?? item.content,
    summary: item.summary ?? item.content,
    ...(item.categories && { categories: item.categories }),
    ...(item.enclosure && { enclosures: [item.enclosure.url] }),
    ...(item.comments !== undefined && { comments: item.comments }),
  }));
}

/** Each parser with the formats that it reads. */
export const feedParsers: readonly (readonly [name: string, format: ReadFormat, read: ReadWith])[] = [
  ["feedsmith", "rss", feedsmith.rss],
  ["feedsmith", "atom", feedsmith.atom],
  ["feedsmith", "json", feedsmith.json],
  ["node-feedparser", "rss", nodeFeedParser],
  ["node-feedparser", "atom", nodeFeedParser],
  ["rss-parser", "rss", rssParser],
  ["rss-parser", "atom", rssParser],
];
