import { cutText } from "../base/cut-text.ts";
import type { Enclosure } from "../model/entry.ts";
import type { Field, Fields } from "./fields.ts";
import { firstText } from "./fields.ts";
import { htmlToText, oneLine } from "./text.ts";
import { resolveUrl } from "./url.ts";

const maxEnclosures = 50;
const maxTitleLength = 200;
const imageFile = /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i;

/** Files that come with an item: RSS enclosures, Atom's links to enclosures, sound and film of media:content. Each once. */
export function readEnclosures(fields: Fields, base: string | undefined): Enclosure[] {
  const links = [...fields("link"), ...fields("atom:link")].filter(
    (link) => link.attribute("rel")?.toLowerCase() === "enclosure",
  );
  const media = mediaContents(fields).filter((field) => !isImage(field));
  const all = [...fields("enclosure"), ...links, ...media].map((field) => enclosureOf(field, base));
  const known = new Map<string, Enclosure>();
  // The same file as an enclosure and in Media RSS, which says more of it.
  for (const one of all) if (one) known.set(one.url, { ...one, ...known.get(one.url) });
  return withDuration([...known.values()].slice(0, maxEnclosures), firstText(fields, "itunes:duration"));
}

function enclosureOf(field: Field, base: string | undefined): Enclosure | undefined {
  const url = resolveUrl(
    field.attribute("url") ?? field.attribute("href") ?? field.attribute("resource"),
    field.attribute("xbase") ?? base,
  );
  return url === undefined
    ? undefined
    : makeEnclosure(url, {
        mediaType: field.attribute("type"),
        length: field.attribute("length") ?? field.attribute("filesize"),
        title: firstText(field.children, "media:title") ?? field.attribute("title"),
        duration: field.attribute("duration"),
      });
}

type Written = Readonly<Partial<Record<"mediaType" | "length" | "title" | "duration", string | undefined>>>;

/** An enclosure as a document writes it: `length` in bytes, 0 where tools do not know it. */
export function makeEnclosure(url: string, { mediaType, length, title, duration }: Written): Enclosure {
  const type = mediaTypeOf(mediaType);
  const bytes = Number((length ?? "").replaceAll(/[\s,]/g, ""));
  const name = cutText(htmlToText(title ?? ""), maxTitleLength);
  const durationS = seconds(duration);
  return {
    url,
    ...(type && { mediaType: type }),
    ...(Number.isSafeInteger(bytes) && bytes > 0 && { length: bytes }),
    ...(name && { title: name }),
    ...(durationS !== undefined && { durationS }),
  };
}

/** "3723", "62:03" and "1:02:03" are as long; more than a week is no episode. */
function seconds(text: string | undefined): number | undefined {
  if (!/^\d{1,6}(?:\.\d+)?$|^\d{1,3}(?::[0-5]?\d){1,2}(?:\.\d+)?$/.test(text?.trim() ?? "")) return undefined;
  const total = (text ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return total > 0 && total <= 7 * 86_400 ? Math.round(total) : undefined;
}

/** An episode's length is that of its only sound or film. */
function withDuration(enclosures: readonly Enclosure[], duration: string | undefined): Enclosure[] {
  const durationS = seconds(duration);
  const played = enclosures.filter(({ mediaType }) => !/^(?!audio|video)/.test(mediaType ?? "audio"));
  return enclosures.map((one) =>
    durationS !== undefined && played.length === 1 && one === played[0] && one.durationS === undefined
      ? { ...one, durationS }
      : one,
  );
}

export const mediaTypeOf = (text: string | undefined): string | undefined => {
  const type = oneLine(text ?? "").toLowerCase();
  return /^[a-z0-9][\w.+-]*\/[\w.+-]+(?:;\s*[\w-]+=[\w."-]+)*$/.test(type) ? type : undefined;
};

/** The picture of an item: the widest of media:content, else its thumbnail, its episode's cover, an enclosed one. */
export function readImage(fields: Fields, base: string | undefined): string | undefined {
  const pictures = mediaContents(fields).filter(isImage);
  const thumbnails = [
    ...fields("media:thumbnail"),
    ...[...fields("media:group"), ...fields("media:content")].flatMap((field) =>
      field.children("media:thumbnail"),
    ),
    ...fields("media:group").flatMap((group) =>
      group.children("media:content").flatMap((content) => content.children("media:thumbnail")),
    ),
  ];
  const address = (field: Field) =>
    resolveUrl(
      field.attribute("url") ?? field.attribute("href") ?? field.text,
      field.attribute("xbase") ?? base,
    );
  for (const field of [
    ...widestFirst(pictures),
    ...widestFirst(thumbnails),
    ...fields("itunes:image"),
    ...fields("enclosure").filter(isImage),
  ]) {
    const url = address(field);
    if (url !== undefined) return url;
  }
  return readImageElement(fields, base);
}

/** `<image>`: with a `<url>` in it (RSS), with an href, or as plain text. */
export function readImageElement(fields: Fields, base: string | undefined): string | undefined {
  for (const field of fields("image")) {
    const url =
      firstText(field.children, "url") ??
      field.attribute("href") ??
      field.attribute("url") ??
      field.attribute("resource") ??
      field.text;
    const resolved = resolveUrl(url, field.attribute("xbase") ?? base);
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

const mediaContents = (fields: Fields): Field[] => [
  ...fields("media:content"),
  ...fields("media:group").flatMap((group) => group.children("media:content")),
];

function isImage(field: Field): boolean {
  const type = field.attribute("type") ?? "";
  const medium = field.attribute("medium");
  if (medium !== undefined) return medium === "image";
  return type !== "" ? type.startsWith("image") : imageFile.test(field.attribute("url") ?? "");
}

const widestFirst = (fields: readonly Field[]): Field[] => fields.toSorted((a, b) => widthOf(b) - widthOf(a));
const widthOf = (field: Field): number => Number.parseInt(field.attribute("width") ?? "0", 10) || 0;
