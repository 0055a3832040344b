import { choosesDress, destinationOf, isTracking, namesFeed } from "../base/tracking.ts";

/**
 * A link as a document writes it, absolute: http(s) only, undefined for every other scheme and for what is no link. An
 * address that is absolute already stays as it is written.
 */
export function resolveUrl(text: string | undefined, base?: string): string | undefined {
  const trimmed = text?.replace(/^[\u0000-\u0020\u00A0]+|[\u0000-\u0020\u00A0]+$/g, "") ?? ""; // oxlint-disable-line no-control-regex
  if (trimmed === "" || trimmed.length > 8000) return undefined;
  if (/^https?:\/\/[\w-][^\s"'<>\\^`{|}]*$/i.test(trimmed) && URL.canParse(trimmed)) return trimmed;
  // A quote or an angle bracket ends an address: what follows is mark-up that ran into it.
  const written = trimmed
    .replace(/["<>].*$/s, "")
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, "")
    .replace(/^feed:\/\//i, "http://");
  // A host without its scheme is the commonest slip; resolved as a path it would lead nowhere.
  const repaired = /^www\.[\w-]+\.[a-z]/i.test(written) ? `http://${written}` : written;
  const url = parse(repaired, base);
  return url && isWeb(url) ? url.href : undefined;
}

/** As `resolveUrl`, for links inside a text, which may also write a mail or dial a number. */
export function resolveLink(text: string, base: string | undefined): string | undefined {
  const bare = text.trim();
  if (/^(?:mailto|tel):/i.test(bare)) return URL.canParse(bare) ? new URL(bare).href : undefined;
  return resolveUrl(text, base);
}

function parse(text: string, base: string | undefined): URL | undefined {
  if (base !== undefined && URL.canParse(text, base)) return new URL(text, base);
  if (text.startsWith("//") && URL.canParse(`https:${text}`)) return new URL(`https:${text}`);
  return URL.canParse(text) ? new URL(text) : undefined;
}

const isWeb = (url: URL): boolean =>
  (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";

/**
 * One form for all addresses of one article, for identity only: without scheme, `www.`, default port, trailing slash,
 * tracking parameters and session ids, a counting service that leads there; the rest of the parameters sorted. A fragment
 * stays unless it is a tracking one: change logs link each entry to a place on one page. Parameters that may select
 * content always stay; those that name a feed too where the address is a feed's (`of: "feed"`).
 */
export function canonicalUrl(
  address: string,
  { of = "article" }: Readonly<{ of?: "article" | "feed" }> = {},
): string {
  const written = URL.parse(address);
  if (!written) return address.trim();
  const url = destinationOf(written) ?? written;
  const isNoise = (name: string, value: string) =>
    isTracking(name) || (of === "article" && (namesFeed(name, value) || choosesDress(name, value)));
  const parameters = [...url.searchParams]
    .filter(([name, value]) => !isNoise(name, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  const path = unescapedPath(url.pathname)
    .replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/i, "")
    .replace(/\/(?:index\.(?:html?|php))?$/, "");
  const fragment =
    /[=:]|^#(?:rss|feed|atom|ref|from)?$/i.test(url.hash) && !/^#[!/]/.test(url.hash) ? "" : url.hash;
  const query = parameters.length > 0 ? `?${parameters.join("&")}` : "";
  return `${siteOf(url)}${path}${query}${fragment}`;
}

/** Without what leads to the same site; the root's dot is no part of its name. */
const siteOf = ({ hostname, port }: URL): string =>
  `${hostname.replace(/\.$/, "").replace(/^www\d?\.|^(?:m|mobile|amp)\.(?=[\w-]+\.[\w-])/, "")}${port && `:${port}`}`;

/** "%7E" and "~" are one address, "%2F" and "/" are two (RFC 3986 2.2, 6.2.2). */
const unescapedPath = (path: string): string =>
  path.replace(/%[\da-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
