import type { FeedElement } from "./feed-tree.ts";
import { cleanCharacters, escapeText } from "./text.ts";

/** The tree as well-formed XML, each element under the name that `rename` gives it. */
export function writeXml(element: FeedElement, rename: (name: string) => string): string {
  const parts: string[] = [];
  const write = (one: FeedElement) => {
    const name = rename(one.name);
    parts.push(`<${name}`);
    for (const [attribute, value] of one.attributes)
      if (/^[a-z][\w-]*$/.test(attribute) && attribute !== "__proto__")
        parts.push(` ${attribute}="${escapeAttribute(value)}"`);
    parts.push(">", escapeText(cleanCharacters(one.text)));
    for (const child of one.children) write(child);
    parts.push(`</${name}>`);
  };
  write(element);
  return parts.join("");
}

const escapeAttribute = (value: string): string =>
  escapeText(value)
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, " ");
