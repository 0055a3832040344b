import type {
  Enclosure,
  Entry,
  EntryDetails,
  Origin,
  Person,
  Placement,
  PlacementReason,
  SafeHtml,
  StoryLayer,
} from "../model/entry.ts";
import type { PlacedEntry, PlacedText, StoryReport } from "../model/story.ts";
import { outletKey, outletName } from "./outlet.ts";
import { instant, type Null, present } from "./row-fields.ts";

export type EntryRow = Readonly<{
  id: number;
  feed_id: number;
  guid: Null<string>;
  url: Null<string>;
  title: string;
  summary: Null<string>;
  authors: string;
  categories: string;
  enclosures: string;
  image_url: Null<string>;
  comments_url: Null<string>;
  origin: Null<string>;
  details: Null<string>;
  agency: Null<string>;
  language: Null<string>;
  published_at: Null<number>;
  updated_at: Null<number>;
  first_seen_at: number;
  shown_at: number;
  story_id: Null<number>;
  copy_group: Null<number>;
  layer: Null<string>;
  reason: Null<string>;
  content_html?: Null<string>;
  feed_url: string;
  feed_name: Null<string>;
  feed_title: Null<string>;
  feed_site_url: Null<string>;
  feed_category: Null<string>;
  feed_weight: Null<number>;
}>;

/** For `from entries e join feeds f on f.id = e.feed_id`, without the text. */
export const entryColumns = `e.id, e.feed_id, e.guid, e.url, e.title, e.summary, e.authors, e.categories, e.enclosures,
  e.image_url, e.comments_url, e.origin, e.details, e.agency, e.language, e.published_at, e.updated_at,
  e.first_seen_at, e.shown_at, e.story_id, e.copy_group, e.layer, e.reason, f.url as feed_url, f.name as feed_name,
  f.title as feed_title, f.site_url as feed_site_url, f.category as feed_category,
  f.weight as feed_weight`;

export const entryColumnsWithText = `${entryColumns}, e.content_html`;

export function toEntry(row: EntryRow): Entry {
  const evidence = outletEvidence(row);
  return present<Entry>({
    id: row.id,
    feedId: row.feed_id,
    guid: row.guid,
    url: row.url,
    title: row.title,
    summary: row.summary,
    // Went through the sanitiser before it was stored: polling hands on nothing else.
    contentHtml: row.content_html as SafeHtml | null | undefined,
    authors: JSON.parse(row.authors) as Person[],
    categories: JSON.parse(row.categories) as string[],
    enclosures: JSON.parse(row.enclosures) as Enclosure[],
    imageUrl: row.image_url,
    commentsUrl: row.comments_url,
    origin: evidence.origin,
    ...(row.details === null ? {} : (JSON.parse(row.details) as EntryDetails)),
    agency: row.agency,
    language: row.language,
    publishedAt: instant(row.published_at),
    updatedAt: instant(row.updated_at),
    firstSeenAt: new Date(row.first_seen_at),
    shownAt: new Date(row.shown_at),
    outlet: outletName(evidence),
    outletKey: outletKey(evidence),
    category: row.feed_category,
    sourceWeight: row.feed_weight,
    placement: row.story_id === null ? undefined : toPlacement(row, row.story_id),
  });
}

/** Of an entry, what `toReport` reads. */
export type ReportRow = Pick<
  EntryRow,
  | "id"
  | "title"
  | "summary"
  | "image_url"
  | "agency"
  | "language"
  | "shown_at"
  | "story_id"
  | "copy_group"
  | "feed_weight"
> &
  OutletRow;

export const reportColumns = `e.id, e.feed_id, e.url, e.title, e.summary, e.image_url, e.origin, e.agency, e.language,
  e.shown_at, e.story_id, e.copy_group, f.url as feed_url, f.name as feed_name, f.title as feed_title,
  f.site_url as feed_site_url, f.weight as feed_weight`;

export function toReport(row: ReportRow): StoryReport {
  const evidence = outletEvidence(row);
  return present<StoryReport>({
    id: row.id,
    title: row.title,
    outlet: outletName(evidence),
    outletKey: outletKey(evidence),
    sourceWeight: row.feed_weight,
    shownAt: new Date(row.shown_at),
    summary: row.summary,
    imageUrl: row.image_url,
    agency: row.agency,
    language: row.language,
    placement: { storyId: row.story_id ?? 0, copyGroup: row.copy_group ?? row.id },
  });
}

/** Of an entry, what `toPlacedText` reads. */
export type PlacedTextRow = Pick<
  EntryRow,
  "id" | "title" | "summary" | "agency" | "language" | "shown_at" | "story_id" | "copy_group"
> &
  OutletRow;

export const placedTextColumns = `e.id, e.feed_id, e.url, e.title, e.summary, e.origin, e.agency, e.language,
  e.shown_at, e.story_id, e.copy_group, f.url as feed_url, f.name as feed_name, f.title as feed_title,
  f.site_url as feed_site_url`;

export const toPlacedText = (row: PlacedTextRow): PlacedText =>
  present<PlacedText>({
    id: row.id,
    title: row.title,
    summary: row.summary,
    url: row.url,
    outletKey: outletKey(outletEvidence(row)),
    agency: row.agency,
    language: row.language,
    shownAt: new Date(row.shown_at),
    placement: { storyId: row.story_id ?? 0, copyGroup: row.copy_group ?? row.id },
  });

type OutletRow = Pick<
  EntryRow,
  "feed_id" | "url" | "origin" | "feed_url" | "feed_name" | "feed_title" | "feed_site_url"
>;

const outletEvidence = (row: OutletRow) => ({
  feedId: row.feed_id,
  feedUrl: row.feed_url,
  sourceName: row.feed_name ?? undefined,
  feedTitle: row.feed_title ?? undefined,
  siteUrl: row.feed_site_url ?? undefined,
  entryUrl: row.url ?? undefined,
  origin: row.origin === null ? undefined : (JSON.parse(row.origin) as Origin),
});

export function toPlacedEntry(row: EntryRow): PlacedEntry {
  const entry = toEntry(row);
  if (!isPlaced(entry)) throw new Error(`Entry ${row.id} was read as part of a story but has none`);
  return entry;
}

const isPlaced = (entry: Entry): entry is PlacedEntry => entry.placement !== undefined;

const toPlacement = (row: EntryRow, storyId: number): Placement => ({
  storyId,
  copyGroup: row.copy_group ?? row.id,
  layer: (row.layer ?? "first") as StoryLayer,
  reason: JSON.parse(row.reason ?? `{"text":""}`) as PlacementReason,
});
