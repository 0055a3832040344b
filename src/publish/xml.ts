/**
 * Text for an element that we write ourselves, or for one that the `feed` package writes. It takes "&amp;" for "&"
 * before it escapes (xml-js, writeText), so what is escaped once already comes out as it was meant.
 */
export const escapeAmpersands = (text: string): string => text.replaceAll("&", "&amp;");

/** Text for an attribute's value or an element's text, in double quotes or none. Line breaks survive in attributes too. */
export const escapeXml = (text: string): string =>
  escapeAmpersands(text)
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\r", "&#13;");

/** Plain text as the HTML that says the same. */
export const escapeHtml = (text: string): string =>
  escapeAmpersands(text).replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** HTML for a CDATA section: the same HTML without the three characters that would end it. */
export const htmlInCdata = (html: string): string => html.replaceAll("]]>", "]]&gt;");

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; attributes that are undefined are left out. `content` is XML already. */
export function element(name: string, attributes: Attributes, content?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(String(value))}"`)
    .join("");
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** From the first `<name` to the last `</name>`: what stands in between may hold anything. */
export function cutElement(xml: string, name: string): string {
  const end = `</${name}>`;
  return xml.slice(xml.indexOf(`<${name}>`), xml.lastIndexOf(end) + end.length);
}

/** Puts `added` before the last `</name>`. */
export function appendTo(xml: string, name: string, added: string): string {
  const end = xml.lastIndexOf(`</${name}>`);
  return `${xml.slice(0, end)}${added}${xml.slice(end)}`;
}
