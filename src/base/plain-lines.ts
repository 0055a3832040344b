/** A tag of an element that begins and ends a line of its own; all others stand within one. */
const ownLine =
  /<\/?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=\s|\/?>)/iy;

/**
 * The lines of text of HTML that went through the sanitiser, without empty ones. Linear: in what the sanitiser writes no
 * attribute's value holds a bare ">", so that a tag ends at the first one, and no other references stand than these.
 */
export const plainLines = (html: string): readonly string[] => linesWithin(html, Number.POSITIVE_INFINITY);

/** They as one text, cut at a length; reads no further than the line that reaches it. */
export const plainText = (html: string, maxLength: number): string =>
  linesWithin(html, maxLength).join(" ").slice(0, maxLength);

/** From tag to tag: to replace them by expressions, one after another, takes three times as long. */
function linesWithin(html: string, maxLength: number): string[] {
  const lines: string[] = [];
  let length = 0;
  let line = "";
  let from = 0;
  for (let tag = html.indexOf("<"); tag >= 0; tag = html.indexOf("<", from)) {
    const end = html.indexOf(">", tag);
    if (end < 0) break;
    line += html.slice(from, tag);
    from = end + 1;
    ownLine.lastIndex = tag;
    if (!ownLine.test(html)) continue;
    const written = foldSpace(decodeReferences(line)).trim();
    line = "";
    if (written === "") continue;
    lines.push(written);
    length += written.length + 1;
    if (length > maxLength) return lines;
  }
  const last = foldSpace(decodeReferences(line + html.slice(from))).trim();
  return last === "" ? lines : [...lines, last];
}

/** White space that is not one space already: most of it is, and is not worth a replacement. */
const foldSpace = (text: string): string => text.replaceAll(/[^\S ]\s*| \s+/g, " ");

const decodeReferences = (text: string): string =>
  text.includes("&")
    ? text
        .replaceAll("&nbsp;", " ")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&")
    : text;
