/** Elements that begin and end a line of their own; all others stand within one. */
const ownLine =
  /<\/?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s[^>]*)?\/?>/gi;

/**
 * The lines of text of HTML that went through the sanitiser, without empty ones. Linear: in what the sanitiser writes no
 * attribute's value holds a bare ">", so that a tag ends at the first one, and no other references stand than these.
 */
export function plainLines(html: string): readonly string[] {
  return html
    .replaceAll(/\s+/g, " ")
    .replace(ownLine, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => decodeReferences(line).replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

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
