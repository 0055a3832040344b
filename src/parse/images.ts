import { resolveUrl } from "./url.ts";

type Attributes = Readonly<Record<string, string>>;

/** Where scripts look for the real address while `src` holds a placeholder. */
const lazyNames = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-orig-file",
  "data-lazy",
  "data-url",
  "data-hi-res-src",
];
const lazySetNames = ["data-srcset", "data-lazy-srcset", "srcset"];
/** Wide enough for a reader's column on a dense screen; a larger one only costs time. */
const wantedWidth = 1280;

/**
 * The address that a plain image has to show: the lazy one where `src` is a placeholder, else `src`, else the candidate
 * of a srcset that suits a reader's column. Undefined for an image that nobody can see.
 */
export function imageSource(attributes: Attributes, base: string | undefined): string | undefined {
  const lazy = lazyNames.map((name) => resolveUrl(attributes[name], base)).find((url) => url !== undefined);
  const plain = resolveUrl(attributes["src"], base);
  if (lazy !== undefined && (plain === undefined || lazy !== plain)) return lazy;
  if (plain !== undefined && !isPlaceholder(plain)) return plain;
  for (const name of lazySetNames) {
    const found = bestCandidate(attributes[name] ?? "", base);
    if (found) return found;
  }
  return plain !== undefined && !isPlaceholder(plain) ? plain : undefined;
}

const isPlaceholder = (url: string): boolean =>
  /\/(?:blank|spacer|placeholder|transparent|lazy|1x1|grey-placeholder|pixel)(?:[-_.][\w-]+)?\.(?:gif|png|svg|jpe?g)(?:$|\?)/i.test(
    url,
  );

/** Smallest candidate that is wide enough, else the widest (HTML, 4.8.4.2.2: `url 640w`, `url 2x`). */
function bestCandidate(set: string, base: string | undefined): string | undefined {
  const candidates = set
    .slice(0, 20_000)
    .split(/,\s+|,(?=https?:|\/\/)/)
    .map((part) => part.trim().split(/\s+/))
    .map(([url = "", size = "1x"]) => ({ url, width: widthOf(size) }))
    .filter(({ url }) => url !== "" && !url.startsWith("data:"))
    .sort((a, b) => a.width - b.width);
  const chosen = candidates.find(({ width }) => width >= wantedWidth) ?? candidates.at(-1);
  return chosen && resolveUrl(chosen.url, base);
}

const widthOf = (size: string): number => (Number.parseFloat(size) || 0) * (size.endsWith("x") ? 800 : 1);

const trackerPath =
  /\/(?:pixel|beacon|tracker|count(?:er)?|stats?|clear|b|__utm|1x1)\.(?:gif|png)(?:$|\?)|\/~r\/|\/~ff\/|\/(?:rss)?pixel(?:\/|\?|$)/i;
const trackerHost =
  /(?:^|\.)(?:doubleclick\.net|feedburner\.com|feedsportal\.com|scorecardresearch\.com|quantserve\.com|stats\.wordpress\.com|pixel\.wp\.com|pheedo\.com|googleadservices\.com|google-analytics\.com|imrworldwide\.com|ioam\.de|vgwort\.de|met\.vgwort\.de|pixel\.quantcount\.com|rss\.buysellads\.com|statcounter\.com|sitemeter\.com|addtoany\.com|outbrain\.com|taboola\.com)$/i;

/** An image that is there to be counted, not to be seen: a dot by its own word, or a counter by its address. */
export function isTrackingPixel(attributes: Attributes, url: string): boolean {
  if (isDot(attributes["width"]) || isDot(attributes["height"])) return true;
  if (
    /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$|!)|display\s*:\s*none/i.test(
      attributes["style"] ?? "",
    )
  )
    return true;
  const { hostname, pathname, search } = new URL(url);
  return trackerHost.test(hostname) || trackerPath.test(pathname + search);
}

const isDot = (size: string | undefined): boolean =>
  size !== undefined && /^\s*[01](?:\.\d+)?(?:px)?\s*$/.test(size);

/** A character as a picture: its text says the same. */
export const isEmoji = (attributes: Attributes): boolean =>
  /(?:^|\s)(?:wp-smiley|emoji|emojione|twemoji)(?:\s|$)/i.test(attributes["class"] ?? "") ||
  /\/(?:emoji|twemoji|smil(?:ey|ie)s)\//i.test(attributes["src"] ?? "");

/** A picture that stands for no article, by its address: the site's logo, an author's face, an icon, a button. */
export const isDecoration = (url: string): boolean =>
  // What a resizing service is asked for in such a width is none.
  !/[?&;/](?:width|w)[=_-](?:[4-9]\d\d|\d{4})(?!\d)/i.test(url) &&
  /[/._-](?:logos?|avatars?|gravatar|emoji|smileys?|favicon|icons?|sprites?|badges?|buttons?|spacer|blank|placeholder|1x1)(?:[/._-][^/]*)?(?:\.(?:png|gif|svg|jpe?g|webp|ico))?(?:$|[?/])/i.test(
    url.slice(0, 500),
  );
