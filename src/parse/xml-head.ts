import { cutText } from "../base/cut-text.ts";
import type { FeedHead } from "../model/parsed-feed.ts";
import { present } from "./draft.ts";
import { type Field, type Fields, firstField, firstText } from "./fields.ts";
import { languageTag } from "./language.ts";
import { markupOf, toTitle } from "./markup.ts";
import { readImageElement } from "./media.ts";
import { readPeople } from "./people.ts";
import { resolveUrl } from "./url.ts";
import { categoriesOf, dateOf, permalinkOf } from "./xml-entry.ts";

const maxDescriptionLength = 2000;

/** Reads what a channel or an Atom feed says of itself. */
export function readXmlHead(
  fields: Fields,
  { atom, base }: Readonly<{ atom: boolean; base: string | undefined }>,
): FeedHead {
  const line = (...names: readonly string[]): string | undefined => {
    const field = firstField(fields, ...names);
    const text = field && toTitle(markupOf(field, atom));
    return text ? cutText(text, maxDescriptionLength) : undefined;
  };
  const description = line(
    "description",
    "subtitle",
    "tagline",
    "info",
    "itunes:summary",
    "itunes:subtitle",
    "dc:description",
  );
  return present({
    title: line("title", "dc:title", "itunes:title"),
    description,
    url: permalinkOf(fields, base),
    selfUrl: linksOf(fields, base, "self")[0],
    hubUrls: linksOf(fields, base, "hub"),
    language: languageOf(fields),
    imageUrl: imageOf(fields, base),
    rights: line("rights", "copyright", "dc:rights", "media:copyright", "dcterms:rights"),
    authors: readPeople(
      fields,
      [
        "author",
        "atom:author",
        "dc:creator",
        "dc:author",
        "managingeditor",
        "itunes:author",
        "itunes:owner",
        "webmaster",
      ],
      base,
    ),
    categories: categoriesOf(fields),
    updatedAt: dateOf(
      fields,
      "updated",
      "lastbuilddate",
      "atom:updated",
      "modified",
      "dcterms:modified",
      "pubdate",
      "dc:date",
      "published",
    ),
  });
}

function languageOf(fields: Fields): string | undefined {
  const said = firstText(fields, "language", "dc:language");
  if (said !== undefined) return languageTag(said);
  const declared = firstText(fields, "xml:lang");
  if (declared !== undefined) return languageTag(declared);
  const inherited = [
    ...fields("title"),
    ...fields("link"),
    ...fields("id"),
    ...fields("updated"),
    ...fields("description"),
  ];
  return languageTag(inherited.map((field) => field.attribute("xlang")).find(Boolean));
}

function linksOf(fields: Fields, base: string | undefined, rel: string): string[] {
  const isRel = (link: Field) => link.attribute("rel")?.toLowerCase() === rel;
  const urls = [...fields("link"), ...fields("atom:link")]
    .filter(isRel)
    .map((link) => resolveUrl(link.attribute("href"), link.attribute("xbase") ?? base))
    .filter((url) => url !== undefined);
  return [...new Set(urls)];
}

function imageOf(fields: Fields, base: string | undefined): string | undefined {
  const cover = fields("itunes:image")[0] ?? fields("googleplay:image")[0];
  const named = firstField(fields, "logo", "icon");
  return (
    readImageElement(fields, base) ??
    resolveUrl(named?.text, named?.attribute("xbase") ?? base) ??
    resolveUrl(cover?.attribute("href"), cover?.attribute("xbase") ?? base)
  );
}
