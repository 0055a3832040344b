import type { Origin, Person } from "../model/entry.ts";
import { parseDate } from "./date.ts";
import { readDetails } from "./details.ts";
import { type EntryDraft, type Markup, present } from "./draft.ts";
import { type Field, type Fields, firstField, firstText } from "./fields.ts";
import { readImageCredit } from "./image-credit.ts";
import { labelLists, labels } from "./labels.ts";
import { markupOf, toTitle } from "./markup.ts";
import { readEnclosures, readImage } from "./media.ts";
import { readPeople } from "./people.ts";
import { htmlToText } from "./text.ts";
import { languageTag } from "./language.ts";
import { resolveUrl } from "./url.ts";

const maxCategories = 50;
/** So many are looked at, doubles and endless ones among them. */
const maxLabels = 300;
const maxLabelMarkup = 2000;

/** `base` is the document's address; `siteUrl` the page that the feed belongs to. */
export type EntryContext = Readonly<{
  atom: boolean;
  base: string | undefined;
  siteUrl: string | undefined;
  feedAuthors: readonly Person[];
}>;

/** Reads one `<item>` or `<entry>`. */
export function readXmlEntry(fields: Fields, { atom, base, siteUrl, feedAuthors }: EntryContext): EntryDraft {
  const guid = guidOf(fields);
  const url = permalinkOf(fields, base);
  const { content, summary } = textsOf(fields, atom);
  const published = dateOf(
    fields,
    "pubdate",
    "published",
    "atom:published",
    "dcterms:issued",
    "issued",
    "dcterms:created",
    "created",
    "dc:date",
    "date",
  );
  const updated = dateOf(fields, "updated", "atom:updated", "modified", "dcterms:modified");
  const title = firstField(fields, "title", "dc:title", "media:title", "itunes:title", "dcterms:title");
  return present({
    guid,
    url,
    originalUrl: resolveUrl(firstText(fields, "feedburner:origlink")),
    title: title && markupOf(title, atom),
    content,
    summary,
    base: url ?? siteUrl ?? base,
    authors: authorsOf(fields, { base, feedAuthors: atom ? feedAuthors : [] }),
    categories: categoriesOf(fields),
    enclosures: readEnclosures(fields, base),
    imageUrl: readImage(fields, base),
    imageCredit: readImageCredit(fields),
    commentsUrl: commentsOf(fields, base),
    origin: originOf(fields, atom, base),
    details: readDetails(fields, { atom, base }),
    language: languageTag(firstText(fields, "language", "dc:language") ?? title?.attribute("xlang")),
    publishedAt: published ?? updated,
    updatedAt: updated,
  });
}

/** RFC 4287 4.2.1: an entry without an author has its atom:source's, else the feed's. */
function authorsOf(
  fields: Fields,
  { base, feedAuthors }: Readonly<{ base: string | undefined; feedAuthors: readonly Person[] }>,
): readonly Person[] {
  const own = readPeople(fields, authorNames, base);
  if (own.length > 0) return own;
  const source = fields("source")[0] ?? fields("atom:source")[0];
  const sources = source ? readPeople(source.children, ["author", "atom:author"], base) : [];
  return sources.length > 0 ? sources : feedAuthors;
}

const authorNames = ["author", "dc:creator", "atom:author", "itunes:author", "dc:author", "podcast:person"];

function guidOf(fields: Fields): string | undefined {
  return firstText(fields, "guid", "id", "atom:id", "rdf:about", "dc:identifier");
}

const notPages =
  /^(?:enclosure|self|edit|hub|replies|license|next|prev|previous|first|last|search|payment|service|image|icon|stylesheet|http:\/\/schemas\.google\.com\/.*|edit-media|thumbnail|preview)$/i;

/** The article's page: Atom's alternate link, RSS's link, else a guid that is a permalink. */
export function permalinkOf(fields: Fields, base: string | undefined): string | undefined {
  const links = [...fields("link"), ...fields("atom:link")];
  const at = (link: Field) =>
    resolveUrl(
      link.attribute("href") ?? (link.text.trim() || link.attribute("resource")),
      link.attribute("xbase") ?? base,
    );
  const rel = (link: Field) => link.attribute("rel")?.toLowerCase() ?? "alternate";
  const alternates = links.filter((link) => /(?:^|\/)alternate$/.test(rel(link)));
  const html = alternates.filter(
    (link) => !/^(?!text\/html|application\/xhtml)/.test(link.attribute("type") ?? "text/html"),
  );
  for (const link of [...html, ...alternates, ...links.filter((one) => !notPages.test(rel(one)))]) {
    const url = at(link);
    if (url !== undefined) return url;
  }
  const guid = fields("guid")[0];
  const isPermalink = guid !== undefined && guid.attribute("ispermalink")?.toLowerCase() !== "false";
  if (isPermalink && /^https?:\/\//i.test(guid.text.trim())) return resolveUrl(guid.text, base);
  const outside = fields("content").find((content) => content.attribute("src") !== undefined);
  return (
    resolveUrl(outside?.attribute("src"), outside?.attribute("xbase") ?? base) ??
    resolveUrl(firstText(fields, "id", "rdf:about"))
  );
}

/** The longest text, and the shorter one beside it. */
function textsOf(
  fields: Fields,
  atom: boolean,
): { content: Markup | undefined; summary: Markup | undefined } {
  const texts = (...names: readonly string[]) => {
    for (const name of names) {
      const said = fields(name).filter((field) => field.text.trim() !== "" && isText(field));
      const longest = said.toSorted((a, b) => b.text.length - a.text.length)[0];
      if (longest) return markupOf(longest, atom);
    }
    return undefined;
  };
  const full = texts(
    "content:encoded",
    "content",
    "atom:content",
    "xhtml:body",
    "body",
    "fullitem",
    "fulltext",
  );
  const described = texts("description", "dc:description");
  const summed = texts(
    "summary",
    "atom:summary",
    "dcterms:abstract",
    "itunes:summary",
    "media:description",
    "itunes:subtitle",
  );
  if (full) return { content: full, summary: described ?? summed };
  if (described) return { content: described, summary: summed };
  return { content: summed ?? groupDescription(fields, atom), summary: undefined };
}

function groupDescription(fields: Fields, atom: boolean): Markup | undefined {
  const holders = [...fields("media:group"), ...fields("media:content")];
  const found = holders
    .map((holder) => firstField(holder.children, "media:description", "media:text"))
    .find(Boolean);
  return found && markupOf(found, atom && found.attribute("type") !== undefined);
}

/** Atom's content may as well be a picture or a sound. */
const isText = (field: Field): boolean =>
  !/^(?:image|audio|video|font)\//i.test(field.attribute("type") ?? "");

function categoriesOf(fields: Fields): string[] {
  const terms = labels.flatMap((name) => fields(name)).map((field) => ({ field, lists: false }));
  const lists = labelLists.flatMap((name) => fields(name)).map((field) => ({ field, lists: true }));
  const inOrder = [...terms, ...lists].toSorted((a, b) => placeOf(a.field) - placeOf(b.field));
  return distinctLabels(
    inOrder.flatMap(({ field, lists: many }) => (many ? field.text.split(",", maxLabels) : [labelOf(field)])),
  );
}

const labelOf = (field: Field): string =>
  field.attribute("term") ?? field.attribute("text") ?? (field.text.trim() || field.attribute("label")) ?? "";
const placeOf = (field: Field): number => Number(field.attribute("xplace") ?? 0);

/** Labels as plain text, each once, short ones only. */
export function distinctLabels(labels: readonly string[]): string[] {
  const distinct = new Set<string>();
  for (const label of labels.slice(0, maxLabels)) {
    const plain = label.length > maxLabelMarkup ? "" : htmlToText(label);
    if (plain !== "" && plain.length <= 200) distinct.add(plain);
    if (distinct.size === maxCategories) break;
  }
  return [...distinct];
}

export { categoriesOf };

function commentsOf(fields: Fields, base: string | undefined): string | undefined {
  const comments = fields("comments")[0];
  const replies = [...fields("link"), ...fields("atom:link")].find(
    (link) => link.attribute("rel") === "replies" && /html/.test(link.attribute("type") ?? "html"),
  );
  return (
    resolveUrl(comments?.text, comments?.attribute("xbase") ?? base) ??
    resolveUrl(replies?.attribute("href"), replies?.attribute("xbase") ?? base)
  );
}

function originOf(fields: Fields, atom: boolean, base: string | undefined): Origin | undefined {
  const source = fields("source")[0] ?? fields("atom:source")[0] ?? fields("dc:source")[0];
  if (!source) return undefined;
  const own = source.attribute("xbase") ?? base;
  const inner = firstField(source.children, "title", "atom:title");
  const title = inner ? toTitle(markupOf(inner, atom)) : htmlToText(source.text);
  const url = resolveUrl(source.attribute("url"), own) ?? permalinkOf(source.children, own);
  return title === "" && url === undefined ? undefined : present({ title: title || undefined, url });
}

/** The first of these elements that is a date. */
export function dateOf(fields: Fields, ...names: readonly string[]): Date | undefined {
  for (const name of names)
    for (const { text } of fields(name)) {
      const date = parseDate(text);
      if (date) return date;
    }
  return undefined;
}
