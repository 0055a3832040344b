import { cutText } from "../base/cut-text.ts";
import type { FeedFormat, FeedHead } from "../model/parsed-feed.ts";
import type { Enclosure, Person } from "../model/entry.ts";
import { parseDate } from "./date.ts";
import { type EntryDraft, present } from "./draft.ts";
import { languageTag } from "./language.ts";
import { makeEnclosure } from "./media.ts";
import { describedPerson, distinctPeople } from "./people.ts";
import { htmlToText } from "./text.ts";
import { resolveUrl } from "./url.ts";
import { distinctLabels } from "./xml-entry.ts";
import { maxItems } from "./newest-items.ts";

export type JsonFeed = Readonly<{
  format: FeedFormat;
  notes: readonly string[];
  head: FeedHead;
  drafts: readonly EntryDraft[];
}>;

export type JsonOutcome = Readonly<{ kind: "feed"; feed: JsonFeed } | { kind: "no-feed"; why: string }>;

/** Deeper than any format that somebody reads; JSON.parse takes its time over 5 M brackets. */
const maxNesting = 200;
/** Lists and objects in all: 2,000 items with a hundred each would be many; a million take some 100 MB. */
const maxContainers = 500_000;
/** Values in all, by their commas. Of 10 MB of numbers or of little texts JSON.parse makes up to 400 MB before anybody can stop it. */
const maxValues = 1_000_000;
/** Authors, attachments or hubs of one holder. */
const maxParts = 100;
const maxTitleLength = 4000;
const maxTextLength = 1_000_000;

type Json = Readonly<Record<string, unknown>>;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). Every value is checked: publishers write numbers, null and lists where text is due. */
export function readJsonFeed(text: string, base: string | undefined): JsonOutcome {
  const excess = excessOf(text);
  if (excess !== undefined) return { kind: "no-feed", why: `it is JSON that ${excess} for a JSON Feed` };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return {
      kind: "no-feed",
      why: `it is not whole JSON (${error instanceof Error ? error.message.slice(0, 80) : ""})`,
    };
  }
  if (!isObject(document) || !Array.isArray(own(document, "items")))
    return { kind: "no-feed", why: 'it is JSON, but no JSON Feed: it has no list "items"' };
  const version = string(document, "version") ?? "";
  if (
    !version.includes("jsonfeed.org") &&
    string(document, "title") === undefined &&
    string(document, "home_page_url") === undefined
  )
    return { kind: "no-feed", why: 'it is JSON, but no JSON Feed: it has no "version" of jsonfeed.org' };
  const head = readHead(document, base);
  const items = list(document, "items").filter(isObject);
  const kept = items.length > maxItems ? newest(items) : items;
  const notes = kept.length < items.length ? [`kept the newest ${maxItems} of ${items.length} items`] : [];
  const feedAuthors = head.authors;
  return {
    kind: "feed",
    feed: {
      format: /version\/1\.1/.test(version) ? "json-1.1" : "json-1.0",
      notes,
      head,
      drafts: kept.map((item) => readItem(item, { base, siteUrl: head.url, feedAuthors })),
    },
  };
}

function readHead(document: Json, base: string | undefined): FeedHead {
  const line = (name: string) => {
    const text = string(document, name);
    return text === undefined ? undefined : cutText(htmlToText(text), 2000) || undefined;
  };
  const url = (name: string) => resolveUrl(string(document, name), base);
  const hubs = list(document, "hubs")
    .slice(0, maxParts)
    .filter(isObject)
    .map((hub) => resolveUrl(string(hub, "url"), base));
  return present({
    title: line("title"),
    description: line("description"),
    url: url("home_page_url"),
    selfUrl: url("feed_url"),
    hubUrls: hubs.filter((hub) => hub !== undefined),
    language: languageTag(string(document, "language")),
    imageUrl: url("icon") ?? url("favicon"),
    rights: line("copyright"),
    authors: peopleOf(document, base),
    categories: [],
  });
}

function readItem(
  item: Json,
  {
    base,
    siteUrl,
    feedAuthors,
  }: Readonly<{ base: string | undefined; siteUrl: string | undefined; feedAuthors: readonly Person[] }>,
): EntryDraft {
  const url = resolveUrl(string(item, "url") ?? string(item, "external_url"), siteUrl ?? base);
  const own = url ?? siteUrl ?? base;
  const html = string(item, "content_html")?.slice(0, maxTextLength);
  const text = string(item, "content_text")?.slice(0, maxTextLength);
  const summary = string(item, "summary")?.slice(0, maxTextLength);
  const title = string(item, "title")?.slice(0, maxTitleLength);
  const content =
    html !== undefined
      ? ({ text: html, kind: "html" } as const)
      : text !== undefined
        ? ({ text, kind: "text" } as const)
        : undefined;
  const short = summary === undefined ? undefined : ({ text: summary, kind: "text" } as const);
  const authors = peopleOf(item, base);
  const published = dateOf(item, "date_published");
  const updated = dateOf(item, "date_modified");
  return present({
    guid: string(item, "id"),
    url,
    title: title === undefined ? undefined : ({ text: title, kind: "text" } as const),
    content: content ?? short,
    summary: content ? short : undefined,
    base: own,
    authors: authors.length > 0 ? authors : feedAuthors,
    categories: distinctLabels(list(item, "tags").filter((tag) => typeof tag === "string")),
    enclosures: enclosuresOf(item, own),
    imageUrl: resolveUrl(string(item, "image"), own) ?? resolveUrl(string(item, "banner_image"), own),
    language: languageTag(string(item, "language")),
    publishedAt: published ?? updated,
    updatedAt: updated,
  });
}

/** 1.1 has a list "authors", 1.0 an object "author". */
function peopleOf(holder: Json, base: string | undefined): Person[] {
  const given = [...list(holder, "authors").slice(0, maxParts), own(holder, "author")];
  const people = given.filter(isObject).map((author) => {
    const url = string(author, "url");
    const email = url?.startsWith("mailto:") ? url.slice(7) : undefined;
    return describedPerson({ name: string(author, "name"), email, url: resolveUrl(url, base) });
  });
  return distinctPeople(people.filter((person) => person !== undefined));
}

function enclosuresOf(item: Json, base: string | undefined): Enclosure[] {
  return list(item, "attachments")
    .slice(0, maxParts)
    .filter(isObject)
    .map((one) => {
      const url = resolveUrl(string(one, "url"), base);
      return url === undefined
        ? undefined
        : makeEnclosure(url, {
            mediaType: string(one, "mime_type"),
            length: string(one, "size_in_bytes"),
            title: string(one, "title"),
            duration: string(one, "duration_in_seconds"),
          });
    })
    .filter((one) => one !== undefined);
}

const newest = (items: readonly Json[]): Json[] => {
  const kept = new Set(items.toSorted((a, b) => dateMs(b) - dateMs(a)).slice(0, maxItems));
  return items.filter((item) => kept.has(item));
};
const dateMs = (item: Json): number =>
  (dateOf(item, "date_published") ?? dateOf(item, "date_modified"))?.getTime() ?? 0;

const dateOf = (item: Json, name: string): Date | undefined => {
  const text = own(item, name);
  return typeof text === "string" ? parseDate(text) : undefined;
};

/**
 * What is too much in a text for JSON.parse to be asked: it heeds neither the time nor the memory that a thread has, and
 * the process would end with it. One pass.
 */
function excessOf(text: string): string | undefined {
  let [depth, containers, values] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at);
    else if (sign === "," && ++values > maxValues) return "holds too many values";
    else if (sign === "[" || sign === "{") {
      if (++depth > maxNesting) return "nests too deep";
      if (++containers > maxContainers) return "holds too many lists and objects";
    } else if (sign === "]" || sign === "}") depth--;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Own keys only: a document may call its keys what it likes. */
const own = (holder: Json, name: string): unknown => (Object.hasOwn(holder, name) ? holder[name] : undefined);

const list = (holder: Json, name: string): readonly unknown[] => {
  const value = own(holder, name);
  return Array.isArray(value) ? value : [];
};

/** Text that says something; a number is what it reads as. */
function string(holder: Json, name: string): string | undefined {
  const value = own(holder, name);
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}
