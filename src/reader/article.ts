import type { Enclosure, EntryVersion, SafeHtml } from "../model/entry.ts";
import type { PlacedEntry } from "../model/story.ts";
import { byline } from "./coverage.ts";
import { type Edits, editsOf } from "./edits.ts";
import { langOf, placeName, sourcePath, webUrl } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import { list } from "./words.ts";

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
  commentsHref?: string;
  summary?: string;
  /** Only where it says more than the summary. */
  contentHtml?: SafeHtml;
  /** Only where the text shows none itself. */
  imageUrl?: string;
  media: readonly Media[];
  /** What its publisher changed since it was first seen. */
  edits?: Edits;
  isLead: boolean;
}>;

/** What comes along with an entry: a podcast's sound, a video, a document. */
export type Media = Readonly<{ kind: "audio" | "video" | "file"; href: string; label: string }>;

/** A text has to be longer than its summary by this many characters of HTML to be worth a click. */
const worthUnfolding = 120;

/** `entry` as a page prints it at `now`; `versions` are what it said before, oldest first. */
export function articleOf(
  entry: PlacedEntry,
  {
    now,
    isLead,
    versions = [],
  }: Readonly<{ now: Date; isLead: boolean; versions?: readonly EntryVersion[] }>,
): Article {
  const { summary, contentHtml } = entry;
  const lang = langOf(entry.language);
  const url = webUrl(entry.url);
  const comments = webUrl(entry.commentsUrl);
  const image = contentHtml?.includes("<img") ? undefined : webUrl(entry.imageUrl);
  const authors = authorsOf(entry);
  const edits = editsOf(entry, versions, now);
  const saysMore =
    contentHtml !== undefined && (isLead || contentHtml.length > (summary?.length ?? 0) + worthUnfolding);
  return {
    anchor: `entry-${entry.id}`,
    title: entry.title,
    ...(lang !== undefined && { lang }),
    byline: byline(entry),
    sourceHref: sourcePath(entry.feedId),
    ...(authors !== undefined && { authors }),
    at: moment(entry.shownAt, now),
    ...(url !== undefined && { original: { href: url, name: placeName(url, entry.outlet) } }),
    ...(comments !== undefined && { commentsHref: comments }),
    ...(summary !== undefined && { summary }),
    ...(saysMore && { contentHtml }),
    ...(image !== undefined && { imageUrl: image }),
    media: entry.enclosures.flatMap((enclosure) => mediaOf(enclosure, entry.outlet)),
    ...(edits !== undefined && { edits }),
    isLead,
  };
}

/** The writers' names; not where that is only the outlet or the agency again, as many feeds have it. */
function authorsOf({ authors, outlet, agency }: PlacedEntry): string | undefined {
  const names = authors.flatMap(({ name }) => (name && name !== outlet && name !== agency ? [name] : []));
  return names.length === 0 ? undefined : list(names.slice(0, 4));
}

function mediaOf({ url, mediaType = "", length }: Enclosure, outlet: string): Media[] {
  const href = webUrl(url);
  const type = mediaType.split("/", 1)[0];
  // Pictures stand in the text or at its head already.
  if (href === undefined || type === "image") return [];
  const kind = type === "audio" || type === "video" ? type : "file";
  const name = kind === "audio" ? "Audio" : kind === "video" ? "Video" : "File";
  return [{ kind, href, label: [`${name} at ${placeName(href, outlet)}`, ...megabytes(length)].join(", ") }];
}

/** "12.3 MB"; nothing for the 0 or 1 that many feeds write for want of knowing. */
const megabytes = (bytes: number | undefined): string[] =>
  bytes === undefined || bytes < 50_000 ? [] : [`${(bytes / 1_000_000).toFixed(1)} MB`];
