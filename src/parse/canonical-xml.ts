import type { FeedElement } from "./feed-element.ts";
import { cleanCharacters, escapeText } from "./text.ts";

/** Longer texts are handed on beside the XML: escaping and reading them again takes half the time of a document. */
const longText = 200;

/** The attribute in whose place a long text goes: its number among them. */
export const textNumber = "xtext";

/** The tree as well-formed XML, each element under the name that `rename` gives it; long texts go to the list, in order. */
export function writeXml(element: FeedElement, rename: (name: string) => string, texts?: string[]): string {
  const parts: string[] = [];
  const write = (one: FeedElement) => {
    const name = rename(one.name);
    parts.push(`<${name}`);
    for (const [attribute, value] of one.attributes)
      if (/^[a-z][\w-]*$/.test(attribute) && attribute !== "__proto__" && attribute !== textNumber)
        parts.push(` ${attribute}="${escapeAttribute(value)}"`);
    const text = cleanCharacters(one.text);
    if (texts && text.length > longText) parts.push(` ${textNumber}="${texts.push(text) - 1}">`);
    else parts.push(">", escapeText(text));
    for (const child of one.children) write(child);
    parts.push(`</${name}>`);
  };
  write(element);
  return parts.join("");
}

const escapeAttribute = (value: string): string =>
  /["&<>\t\n\r]/.test(value)
    ? escapeText(value)
        .replaceAll('"', "&quot;")
        .replace(/[\t\n\r]/g, " ")
    : value;
