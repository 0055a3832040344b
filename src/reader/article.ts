import type { EntryVersion, SafeHtml } from "../model/entry.ts";
import type { PlacedEntry } from "../model/story.ts";
import { type Facts, type Media, commentsOf, factsOf, mediaOf } from "./attached.ts";
import { byline } from "./coverage.ts";
import { type ComparedEdits, type Edits, editsOf } from "./edits.ts";
import { hostName, langOf, placeName, sourcePath, webUrl } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import { tablesInReach } from "./tables-in-reach.ts";
import type { Words } from "./words/words.ts";

/** An entry as a story's page prints it. */
export type Article = Readonly<{
  /** What `#entry-…` leads to. */
  anchor: string;
  title: string;
  lang?: string;
  byline: string;
  sourceHref: string;
  authors?: string;
  at: Moment;
  /** The original, and what the place that it is at is called. */
  original?: Readonly<{ href: string; name: string }>;
  /** "12 comments", and where they are. */
  comments?: Readonly<{ label: string; href?: string }>;
  summary?: string;
  /** Only where it says more than the summary. */
  contentHtml?: SafeHtml;
  /** Only where the text shows none itself. */
  imageUrl?: string;
  /** The article is a film on its site's page: the picture leads there. */
  watch?: Readonly<{ href: string; label: string }>;
  media: readonly Media[];
  /** Transcripts, rights and the like. */
  facts?: Facts;
  /** What its publisher changed since it was first seen. */
  edits?: Edits;
  isLead: boolean;
}>;

/** A text has to be longer than its summary by this many characters of HTML to be worth a click. */
const worthUnfolding = 120;

export type ArticleOptions = Readonly<{
  now: Date;
  words: Words;
  isLead: boolean;
  /** What it said before, oldest first. */
  versions?: readonly EntryVersion[];
  /** Which of its edits are compared; absent, all. */
  compared?: ComparedEdits;
}>;

/** `entry` as a page prints it at `now`. */
export function articleOf(
  entry: PlacedEntry,
  { now, words, isLead, versions = [], compared }: ArticleOptions,
): Article {
  const { summary, contentHtml } = entry;
  const lang = langOf(entry.language);
  const url = webUrl(entry.url);
  const comments = commentsOf(entry, words);
  const image = contentHtml?.includes("<img") ? undefined : webUrl(entry.imageUrl);
  const authors = authorsOf(entry, words);
  const facts = factsOf(entry, words);
  const edits = editsOf(entry, versions, { now, words, ...(compared && { compared }) });
  const saysMore =
    contentHtml !== undefined && (isLead || contentHtml.length > (summary?.length ?? 0) + worthUnfolding);
  return {
    anchor: `entry-${entry.id}`,
    title: entry.title,
    ...(lang !== undefined && { lang }),
    byline: byline(entry, words),
    sourceHref: sourcePath(entry.feedId),
    ...(authors !== undefined && { authors }),
    at: moment(entry.shownAt, now, words),
    ...(url !== undefined && { original: { href: url, name: placeName(url, entry.outlet) } }),
    ...(comments !== undefined && { comments }),
    ...(summary !== undefined && { summary }),
    ...(saysMore && { contentHtml: tablesInReach(contentHtml) }),
    ...(image !== undefined && { imageUrl: image }),
    ...(url !== undefined &&
      filmPage.test(url) && { watch: { href: url, label: words.story.watchOn(hostName(url)) } }),
    media: mediaOf(entry, words),
    ...(facts !== undefined && { facts }),
    ...(edits !== undefined && { edits }),
    isLead,
  };
}

/** The writers' names; not where that is only the outlet or the agency again, as many feeds have it. */
function authorsOf({ authors, outlet, agency }: PlacedEntry, { formats }: Words): string | undefined {
  const names = authors.flatMap(({ name }) => (name && name !== outlet && name !== agency ? [name] : []));
  return names.length === 0 ? undefined : formats.list(names.slice(0, 4));
}

/** Pages of films, as the feeds of channels link to them. */
const filmPage =
  /^https:\/\/(?:(?:www\.|m\.)?(?:youtube\.com\/(?:watch\?|shorts\/|live\/)|vimeo\.com\/\d|dailymotion\.com\/video\/|twitch\.tv\/videos\/|tiktok\.com\/@[^/]+\/video\/|bilibili\.com\/video\/)|youtu\.be\/|[^/]+\/videos\/watch\/)/;
