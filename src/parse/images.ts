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
 * The address that a plain image has to show: the lazy one where `src` is a placeholder, else the candidate of a srcset
 * that suits a reader's column where it is larger than `src`, else `src`. Undefined for an image that nobody can see.
 */
export function imageSource(attributes: Attributes, base: string | undefined): string | undefined {
  const lazy = lazyNames.map((name) => resolveUrl(attributes[name], base)).find((url) => url !== undefined);
  const plain = resolveUrl(attributes["src"], base);
  if (lazy !== undefined && (plain === undefined || lazy !== plain)) return lazy;
  const isShown = plain !== undefined && !isPlaceholder(plain);
  for (const name of lazySetNames) {
    const candidates = readSet(attributes[name] ?? "", base);
    const best = bestOf(candidates);
    if (best && (!isShown || isLarger(best, candidates, attributes, plain))) return best.url;
  }
  return isShown ? plain : undefined;
}

/** A smaller picture than this is no better than the one that `src` names. */
const largeWidth = 600;

/** Whether a candidate of known width is larger than `src`, as far as the width of that is known. */
function isLarger(
  best: Candidate,
  all: readonly Candidate[],
  attributes: Attributes,
  plain: string,
): boolean {
  const plainWidth =
    all.find(({ url }) => url === plain)?.width ?? (Number.parseInt(attributes["width"] ?? "", 10) || 0);
  return best.isMeasured && best.width >= largeWidth && best.width > plainWidth;
}

const isPlaceholder = (url: string): boolean =>
  /\/(?:blank|spacer|placeholder|transparent|lazy|1x1|grey-placeholder|pixel)(?:[-_.][\w-]+)?\.(?:gif|png|svg|jpe?g)(?:$|\?)/i.test(
    url,
  );

/** `isMeasured`: its width is told (`640w`), not its density (`2x`). */
type Candidate = Readonly<{ url: string; width: number; isMeasured: boolean }>;

/** HTML, 4.8.4.2.2: `url 640w`, `url 2x`; the narrowest first. */
const readSet = (set: string, base: string | undefined): Candidate[] =>
  set
    .slice(0, 20_000)
    .split(/,\s+|,(?=https?:|\/\/)/)
    .map((part) => part.trim().split(/\s+/))
    .flatMap(([written = "", size = "1x"]) => {
      const url = written.startsWith("data:") ? undefined : resolveUrl(written, base);
      return url === undefined ? [] : [{ url, width: widthOf(size), isMeasured: size.endsWith("w") }];
    })
    .sort((a, b) => a.width - b.width);

/** Smallest candidate that is wide enough, else the widest. */
const bestOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.find(({ width }) => width >= wantedWidth) ?? candidates.at(-1);

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
