import type { FeedChain } from "./feed-item.ts";
import { element } from "./xml.ts";

/** Of what says that a document is an archive (RFC 5005 4). */
export const historyNamespace = { "xmlns:fh": "http://purl.org/syndication/history/1.0" };

/** The documents beside this one, as elements of Atom's `feed` or, by Appendix B of RFC 5005, of RSS' `channel`. */
export function chainElements(
  { isArchive, current, previous, next }: FeedChain,
  { link, type }: Readonly<{ link: "link" | "atom:link"; type: string }>,
): string {
  const to = (rel: string, href: string | undefined) =>
    href === undefined ? "" : element(link, { rel, type, href });
  return [
    isArchive ? element("fh:archive", {}) : "",
    to("current", current),
    to("prev-archive", previous),
    to("next-archive", next),
  ].join("");
}
