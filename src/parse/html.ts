import { decodeHTMLAttribute } from "entities";
import sanitize, { type Attributes, type IOptions, type Tag } from "sanitize-html";
import type { SafeHtml } from "../model/entry.ts";
import { withoutDepth } from "./depth.ts";
import { embedOf, embedSource, playerMark, withPlayers, withVideoPicture } from "./embeds.ts";
import { imageSource, isDecoration, isEmoji, isTrackingPixel } from "./images.ts";
import { type LineRange, realPart } from "./leftovers.ts";
import { type Line, linesOf, withoutLines } from "./lines.ts";
import { cleanCharacters, escapeText, oneLine } from "./text.ts";
import { withoutEmpty } from "./tidy.ts";
import { resolveLink, resolveUrl } from "./url.ts";

/** Longest text that is taken over, in characters: a book of 400 pages has a million. What is longer is cut. */
const maxLength = 1_000_000;
/** Deeper nesting loses its tags and keeps its text. */
const maxDepth = 60;
/** So deep the sanitiser's parser is let go; wrappers that go anyway are part of it. */
const maxParsedDepth = 150;
/** Smaller pictures are icons, faces of authors and share buttons. In CSS pixels. */
const leastImageWidth = 120;
const leastImageHeight = 60;
/** No decoration, whatever it is called. */
const plainlyLarge = 400;

/** The commonest first: the sanitiser looks through them from the beginning, for each tag and each piece of text. */
const allowedTags =
  `p a br li td strong div span img code em ul tr i h2 h3 b th pre abbr audio bdi bdo blockquote caption cite col colgroup dd del details dfn dl dt figcaption figure h1 h4 h5 h6 hr ins kbd mark ol q rp rt ruby s samp small source sub summary sup table tbody tfoot thead time u var video wbr`.split(
    /\s+/,
  );

const allowedAttributes: NonNullable<IOptions["allowedAttributes"]> = {
  "*": ["dir", "lang", "title"],
  a: ["href", "hreflang", "rel"],
  audio: ["controls", "preload", "src"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  del: ["datetime"],
  details: ["open"],
  img: ["alt", "decoding", "height", "loading", "src", "width"],
  ins: ["datetime"],
  li: ["value"],
  ol: ["reversed", "start", "type"],
  q: ["cite"],
  source: ["src", "type"],
  td: ["colspan", "rowspan"],
  th: ["abbr", "colspan", "rowspan", "scope"],
  time: ["datetime"],
  video: ["controls", "height", "poster", "preload", "src", "width"],
};

/** Elements whose content is no text for people: it goes with them. */
const nonTextTags =
  "script style textarea option select xmp noembed noframes template applet button datalist".split(" ");

/**
 * A picture or a source without an address: its tag stays bare and is taken out afterwards. Under another name it would
 * leave that name's end tag behind, at the next element as deep (sanitize-html 2.18.1 keeps the name of a tag that it
 * skips), and `exclusiveFilter` copies all that is written so far: the square of many pictures.
 */
const dropped = (tagName: string): Tag => ({ tagName, attribs: {} });
const bareTag = /<(?:img|source) ?\/?>(?:<\/source>)?/g;

/**
 * Publisher HTML, safe: by explicit lists, links and images absolute (against `base`), lazy images made plain, counting
 * pixels gone, players turned into links, scripts, styles, forms and frames gone. The only maker of `SafeHtml`.
 */
function makeSafe(html: string, base: string | undefined): SafeHtml {
  const text = html.length > maxLength ? html.slice(0, maxLength).toWellFormed() : html;
  const safe = sanitize(withoutDepth(cleanCharacters(text), maxParsedDepth), {
    allowedTags,
    allowedAttributes,
    nonTextTags,
    nestingLimit: maxDepth,
    disallowedTagsMode: "discard",
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesAppliedToAttributes: ["href", "src", "cite", "poster"],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: transforms(base),
  });
  // Cleaned once more: what was written as a reference (&#x202e;) is a character by now.
  return withoutEmpty(withPlayers(cleanCharacters(safe).replace(bareTag, ""))) as SafeHtml;
}

/**
 * Plain text as safe HTML: the tags are ours, and the rest is escaped, so that there is nothing in it to sanitise. What
 * `makeSafe` would make of it, in a tenth of the time.
 */
function makeSafeOfText(text: string): SafeHtml {
  const html = textToHtml(text);
  if (html.length > maxLength) return makeSafe(html, undefined);
  return withoutEmpty(cleanCharacters(html).replaceAll("<br>", "<br />")) as SafeHtml;
}

/** `safe` is all of it; `html` is without what the page around the article left in it: its title again, credit lines, "Tags". */
export type SafeArticle = Readonly<{
  safe: SafeHtml;
  html: SafeHtml;
  lines: readonly Line[];
  real: LineRange;
}>;

export const safeArticle = (
  html: string,
  { base, title }: Readonly<{ base: string | undefined; title: string }>,
): SafeArticle => articleIn(makeSafe(html, base), title);

export const plainArticle = (text: string, title: string): SafeArticle =>
  articleIn(makeSafeOfText(text), title);

function articleIn(safe: SafeHtml, title: string): SafeArticle {
  const lines = linesOf(safe);
  const real = realPart(lines, title);
  return {
    safe,
    // Only what is shown needs it: of a summary beside a text only the lines are read.
    get html() {
      const left = [...lines.slice(0, real.start), ...lines.slice(real.end)].filter(
        ({ caption }) => !caption,
      );
      return left.length === 0 ? safe : (withoutEmpty(withoutLines(safe, left)) as SafeHtml);
    },
    lines,
    real,
  };
}

/** The address of the first image that may stand for an article: by its sizes, as far as they are known, else by its name. */
export function firstImage(html: SafeHtml): string | undefined {
  for (const [, src = "", rest = ""] of html.matchAll(/<img src="([^"<>]+)"([^<>]*)>/g)) {
    const size = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(rest)?.[1] ?? Number.NaN);
    const [width, height] = [size("width"), size("height")];
    if (width < leastImageWidth || height < leastImageHeight) continue;
    if (width >= plainlyLarge || !isDecoration(src)) return decodeHTMLAttribute(src);
  }
  return undefined;
}

/** The article with the picture that its feed gives in the place of its video, where it shows no other. */
export const withOwnPicture = (html: SafeHtml, url: string): SafeHtml =>
  withVideoPicture(
    html,
    `<img src="${escapeText(url).replaceAll('"', "&quot;")}" alt="" loading="lazy" />`,
  ) as SafeHtml;

/** Plain text as HTML: an empty line ends a paragraph, a single line break stays one. */
export const textToHtml = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n\s*/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escapeText(paragraph.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("");

function transforms(base: string | undefined): NonNullable<IOptions["transformTags"]> {
  let lastImage = "";
  let lastEmbed = "";
  /** What <source> offers for the <img> of its <picture>. */
  let offered: string | undefined;
  const image = (_name: string, attributes: Attributes): Tag => {
    const src = imageSource(attributes, base) ?? offered;
    offered = undefined;
    const alt = oneLine(attributes["alt"] ?? "");
    // GitHub names them ":beers:", which says nothing to a reader.
    if (isEmoji(attributes) && /^:[\w+-]+:$/.test(alt)) return dropped("img");
    if (isEmoji(attributes) && alt !== "") return { tagName: "span", attribs: { title: alt }, text: alt };
    // A lazy image is often followed by itself in <noscript>.
    if (src === undefined || src === lastImage || isTrackingPixel(attributes, src)) return dropped("img");
    lastImage = src;
    return { tagName: "img", attribs: { src, ...sizes(attributes), alt, loading: "lazy" } };
  };
  // No picture of the player's is put in its place: that one would be asked for without a click, of a third site. Only
  // what the feed itself shows (a picture in the player's element, media:thumbnail) stands there.
  const embed = (tagName: string, attributes: Attributes): Tag => {
    const found = embedOf(embedSource(attributes), oneLine(attributes["title"] ?? ""), base);
    // An <object> holds an <embed> of the same for old browsers.
    if (!found || found.url === lastEmbed) return { tagName, attribs: {} };
    lastEmbed = found.url;
    const holdsPicture = tagName !== "iframe" && tagName !== "embed";
    return { tagName: "img", attribs: playerMark(found, holdsPicture) };
  };
  const media = (tagName: string, attributes: Attributes): Tag => {
    const src = resolveUrl(attributes["src"], base);
    const poster = resolveUrl(attributes["poster"], base);
    const attribs = {
      ...(src && { src }),
      ...(poster && { poster }),
      ...sizes(attributes),
      controls: "",
      preload: "none",
    };
    return { tagName, attribs };
  };
  const caption = (tagName: string, attributes: Attributes): Tag => ({
    tagName: captionClass.test(attributes["class"] ?? "") ? "figcaption" : tagName,
    attribs: attributes,
  });
  return {
    a: (tagName, attributes) => {
      const href = resolveLink(attributes["href"] ?? "", base);
      const { title, hreflang } = attributes;
      return href === undefined
        ? { tagName: "span", attribs: {} }
        : { tagName, attribs: { href, rel, ...(title && { title }), ...(hreflang && { hreflang }) } };
    },
    img: image,
    image,
    "amp-img": image,
    picture: (tagName) => {
      offered = undefined;
      return { tagName, attribs: {} };
    },
    iframe: embed,
    embed,
    object: embed,
    "amp-youtube": embed,
    "lite-youtube": embed,
    "amp-iframe": embed,
    video: media,
    audio: media,
    source: (tagName, attributes) => {
      const src = resolveUrl(attributes["src"], base);
      if (src === undefined) offered ??= imageSource(attributes, base);
      return src === undefined
        ? dropped(tagName)
        : { tagName, attribs: { src, ...(attributes["type"] && { type: attributes["type"] }) } };
    },
    blockquote: cite(base),
    q: cite(base),
    p: caption,
    div: caption,
    span: caption,
    center: "div",
    article: "div",
    section: "div",
    strike: "s",
    tt: "code",
  };
}

const rel = "noopener noreferrer";
/** Captions of the usual systems, which have no <figcaption>. */
const captionClass =
  /(?:^|[\s_-])(?:wp-caption-text|caption-text|image-caption|photo-caption|photo-credit|image-credit)(?:$|[\s_-])/i;

const cite =
  (base: string | undefined) =>
  (tagName: string, attributes: Attributes): Tag => {
    const url = resolveUrl(attributes["cite"], base);
    return { tagName, attribs: { ...attributes, cite: url ?? "" } };
  };

function sizes(attributes: Attributes): Attributes {
  const size = (name: string) =>
    /^\d{2,4}(?:px)?$/.test(attributes[name] ?? "") ? Number.parseInt(attributes[name] ?? "", 10) : 0;
  const [width, height] = [size("width"), size("height")];
  return { ...(width > 0 && { width: String(width) }), ...(height > 0 && { height: String(height) }) };
}
