import { renderView } from "./render-view.ts";
import type { Words } from "./words/words.ts";

/**
 * A page without a publisher's picture: in the place of each stands a link to it, or, inside another link, what it shows in
 * words. Tags are found as our views and the sanitiser write them, with no bare ">" in a value; values go over as they are
 * escaped. The page's policy is what keeps pictures from being loaded: this keeps the page whole.
 */
export function withoutPictures(html: string, words: Words): string {
  let isInLink = false;
  return html.replaceAll(tags, (tag) => {
    if (tag.startsWith("<a")) isInLink = true;
    else if (tag.startsWith("</a")) isInLink = false;
    else if (tag.startsWith("<video")) return tag.replace(/\sposter="[^"]*"/, "");
    else return inItsPlace(tag, words, isInLink);
    return tag;
  });
}

const tags = /<\/?a(?=[\s>])[^>]*>|<(?:img|video)(?=[\s/>])[^>]*>/g;

function inItsPlace(image: string, words: Words, isInLink: boolean): string {
  const src = /\ssrc="(https?:[^"]*)"/.exec(image)?.[1];
  const alt = /\salt="([^"]*)"/.exec(image)?.[1] ?? "";
  const print = printerOf(words, { hasHref: src !== undefined && !isInLink, hasAlt: alt.trim() !== "" });
  return print(src ?? "", alt);
}

const [hrefLater, altLater] = ["href-of-the-picture", "alt-of-the-picture"];
const printers = new Map<string, (href: string, alt: string) => string>();

/** Printed once a language, with the values left open: these are escaped already. */
function printerOf(
  words: Words,
  { hasHref, hasAlt }: Readonly<{ hasHref: boolean; hasAlt: boolean }>,
): (href: string, alt: string) => string {
  const key = `${words.tag} ${hasHref} ${hasAlt}`;
  const known = printers.get(key);
  if (known) return known;
  const printed = renderView("left-out-picture", {
    words,
    ...(hasHref && { href: hrefLater }),
    ...(hasAlt && { alt: altLater }),
  }).trim();
  const print = (href: string, alt: string) =>
    printed.replace(hrefLater, () => href).replace(altLater, () => alt);
  printers.set(key, print);
  return print;
}
