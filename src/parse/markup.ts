import { decodeHTML } from "entities";
import type { Markup } from "./draft.ts";
import { present } from "./draft.ts";
import type { Field } from "./fields.ts";
import { hasTagPair, isHtml, plainTitle } from "./text.ts";

/** A text element and what its format says of it (RFC 4287 3.1; Atom 0.3's `mode`; RSS says nothing). */
export function markupOf(field: Field, atom: boolean): Markup {
  const type = field.attribute("type")?.toLowerCase() ?? "";
  const shared = { base: field.attribute("xbase"), language: field.attribute("xlang") };
  // RFC 4287 4.1.3.3: every type that is neither text nor XML is base64.
  const binary = atom && /^(?!text\/)[\w.+-]+\/(?!(?:[\w.-]+\+)?xml|html|xhtml)[\w.+-]+$/.test(type);
  if (binary || field.attribute("mode")?.toLowerCase() === "base64")
    return present({ text: decodeBase64(field.text), kind: "html" as const, ...shared });
  const kind = /html/.test(type)
    ? "html"
    : atom || type === "text" || type === "text/plain"
      ? "text"
      : "unknown";
  return present({ text: field.text, kind, ...shared });
}

/** Text in base64; nothing where what comes out is no text. */
function decodeBase64(text: string): string {
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return decoded.includes("\uFFFD") ? "" : decoded;
}

const doubleEscaped =
  /&lt;(?:p|br|div|ul|ol|table|h[1-6]|blockquote|strong|em|b|i|a\s[^<>]{1,300}|img\s[^<>]{1,300})\s*\/?&gt;/i;
const blockTag = /<(?:p|div|br|ul|ol|li|table|blockquote|h[1-6]|pre|figure|section|article|td|dl)[\s/>]/i;

/** A text told apart: without mark-up, references resolved, or HTML that is not yet safe. */
export type Written = Readonly<{ kind: "plain"; text: string } | { kind: "html"; html: string }>;

/** Whether a text is HTML, by what its format says of it and by what stands in it. */
export function tellMarkup({ text, kind }: Markup): Written {
  const plain = (said: string): Written => ({ kind: "plain", text: said });
  const html = (said: string): Written => ({ kind: "html", html: withParagraphs(said) });
  if (kind === "text") return hasTagPair(text) ? html(text) : plain(text);
  if (kind === "html" || isHtml(text)) return html(text);
  // No mark-up but references to it: escaped once more than the format asks for.
  const decoded = text.includes("&") ? decodeHTML(text) : text;
  return doubleEscaped.test(text) && hasTagPair(decoded) ? html(decoded) : plain(decoded);
}

/** The text as one line. */
export const toTitle = ({ text, kind }: Markup): string =>
  plainTitle(text, kind === "unknown" ? undefined : kind === "html");

/** Text with a link or two whose paragraphs are empty lines: HTML would run them together. */
const withParagraphs = (html: string): string =>
  /\n[ \t]*\r?\n/.test(html) && !blockTag.test(html)
    ? html
        .split(/\n[ \t]*\r?\n\s*/)
        .map((paragraph) => `<p>${paragraph.trim().replace(/\r?\n/g, "<br>")}</p>`)
        .join("")
    : html;
