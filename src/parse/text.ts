import { decodeHTML, decodeHTMLStrict } from "entities";

/** Elements of HTML, as far as publishers put them where only text belongs. */
const htmlElements =
  "a|abbr|acronym|address|applet|area|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|map|mark|meta|nav|nobr|noscript|object|ol|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr|o:p";
// "[^<>]*" ends at the next "<", so that "<a <a <a" costs no more than its length.
const tag = new RegExp(`</?(?:${htmlElements})(?=[\\s/>])[^<>]*>`, "gi");
const hiddenElement = /<(script|style|noscript|template|head)(?=[\s>])[^<>]*>/gi;
const blockTag =
  /<\/?(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tr|td|th|ul)(?=[\s/>])[^<>]*>/gi;

/** Characters that no text has use for: controls, lone surrogates, noncharacters, and marks that turn a line around. */
const unwanted =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\uFEFF\uFFFE\uFFFF]/g;

/** Text that XML, JSON and every database take: without controls, noncharacters and direction overrides, surrogates in pairs. */
export const cleanCharacters = (text: string): string => text.replace(unwanted, "").toWellFormed();

/** White space that is not one space already: most of it is, and is not worth a replacement. */
const unfolded = /[^\S ]\s*| \s+/g;
const foldSpace = (text: string): string => text.replace(unfolded, " ");

/** White space folded, characters cleaned: one line of plain text. */
export const oneLine = (text: string): string => balanced(cleanCharacters(foldSpace(text))).trim();

/** Bidirectional isolates, which Arabic and Hebrew texts need, each closed: one left open would turn what follows the line. */
function balanced(text: string): string {
  if (!/[\u2066-\u2069]/.test(text)) return text;
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark !== "\u2069") open++;
    else if (open === 0) return "";
    else open--;
    return mark;
  });
  return kept + "\u2069".repeat(open);
}

/** HTML without its scripts and styles, content and all; one that never ends takes the rest with it. */
function withoutHidden(html: string): string {
  if (!/<(?:script|style|noscript|template|head)/i.test(html)) return html;
  const kept: string[] = [];
  const lower = html.toLowerCase();
  let from = 0;
  for (const match of html.matchAll(hiddenElement)) {
    if (match.index < from) continue;
    kept.push(html.slice(from, match.index));
    const end = lower.indexOf(`</${(match[1] ?? "").toLowerCase()}`, match.index);
    const close = end < 0 ? -1 : html.indexOf(">", end);
    from = close < 0 ? html.length : close + 1;
  }
  kept.push(html.slice(from));
  return kept.join(" ");
}

/** Whether a text holds mark-up: a tag of HTML, or a comment. */
export function holdsMarkup(text: string): boolean {
  tag.lastIndex = 0;
  return text.includes("<") && (tag.test(text) || text.includes("<!--"));
}

/** HTML as one line of plain text. */
export const htmlToText = (html: string): string => oneLine(htmlToLines(html).join(" "));

/** HTML as its lines: a block, or a line break, ends one. Empty ones are left out. */
function htmlToLines(html: string): string[] {
  const visible = withoutHidden(html).replace(/<!--[\s\S]*?(?:-->|$)/g, " ");
  const broken = foldSpace(visible).replace(blockTag, "\n").replace(tag, "");
  return broken
    .split("\n")
    .map((line) => oneLine(decodeHTML(line)))
    .filter((line) => line !== "");
}

/**
 * A title as plain text. `html`: whether the format says that it is HTML (true), plain text (false), or does not say
 * (undefined, RSS). Tags come off where they are a pair, stand alone by nature or bear attributes; "Why <b> is bold"
 * keeps its word.
 */
export function plainTitle(text: string, html: boolean | undefined): string {
  const marked = hasTagPair(text);
  if (html === false && !marked) return withoutDoubleEscapes(oneLine(text));
  const stripped = marked || html === true ? htmlToText(text) : oneLine(decodeHTML(text));
  // What was escaped twice may have been mark-up.
  const plain = hasTagPair(stripped) ? htmlToText(stripped) : stripped;
  return withoutDoubleEscapes(plain);
}

/** References that are left after decoding, without those that would make a tag of what somebody writes about. */
const leftReference =
  /&(?:amp|quot|apos|nbsp|#\d{2,5}|#x[\da-f]{2,4}|[lr][sd]quo|[mn]dash|hellip|euro|pound|copy|reg|trade|middot|laquo|raquo|[a-z]{1,6}(?:acute|grave|uml|circ|tilde|cedil|ring|slash|lig));/gi;
const withoutDoubleEscapes = (text: string): string =>
  text.includes("&")
    ? oneLine(
        text.replace(leftReference, (reference) =>
          /^&#(?:60|62|x3c|x3e);$/i.test(reference) ? reference : decodeHTMLStrict(reference),
        ),
      )
    : text;

/** A tag with attributes, or one that nobody writes about by accident. */
const plainlyMarkup =
  /<[a-z][\w:-]*[\s/][^<>=]{0,200}=[^<>]*>|<\/?(?:script|style|iframe|svg|object|embed|applet|meta|base|form|plaintext|listing|xmp|frameset|frame)[\s/>]/i;

/** Whether a text that its format calls neither HTML nor plain is HTML: a tag of it, or any element that is opened and closed. */
export function isHtml(text: string): boolean {
  if (!text.includes("<")) return false;
  if (holdsMarkup(text) || plainlyMarkup.test(text)) return true;
  const open = new Set<string>();
  for (const [, slash, name = ""] of text.matchAll(/<(\/?)([a-z][\w:-]*)[^<>]*>/gi)) {
    if (slash === "") open.add(name.toLowerCase());
    else if (open.has(name.toLowerCase())) return true;
  }
  return false;
}

/** Whether a text holds mark-up that is meant as such: a pair of tags, a tag that stands alone by nature, one with attributes. */
export function hasTagPair(text: string): boolean {
  if (!text.includes("<")) return false;
  if (plainlyMarkup.test(text)) return true;
  const open = new Set<string>();
  for (const [whole] of text.matchAll(tag)) {
    const name = /^<\/?([\w:]+)/.exec(whole)?.[1]?.toLowerCase() ?? "";
    if (/^(?:br|img|hr|wbr|input)$/.test(name)) return true;
    if (!whole.startsWith("</")) open.add(name);
    else if (open.has(name)) return true;
  }
  return false;
}

/** Text as XML or HTML says it. */
export const escapeText = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;
