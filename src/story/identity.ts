/** Parameters that say how a reader came, not what is read. */
const trackingParameters =
  /^(?:utm_.*|at_.*|fbclid|gclid|dclid|mc_[ce]id|igshid|cmpid|cmp|ncid|ns_.*|ref|referrer|rss|src|source|ito|ftag|xtor|output|amp|outputtype)$/i;

/**
 * What two feeds call one page: host and path without scheme, `www.`/`m.`/`amp.`, tracking parameters, fragment and
 * trailing slash. Undefined for a site's front page, which is nobody's article.
 */
export function urlKey(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname, pathname, searchParams } = new URL(url);
  const host = hostname.replace(/^(?:www\d?|m|mobile|amp|edition)\./, "");
  const path = pathname.replace(/\/(?:amp|index\.html?)?\/*$/i, "").replace(/\/amp\//i, "/");
  const query = [...searchParams]
    .filter(([name]) => !trackingParameters.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
  if (path === "" && query === "") return undefined;
  return `${host}${path}${query && `?${query}`}`;
}

/** Whether an address names one article: it ends in a number of five digits or in a slug of three words. A section's page does not. */
export const namesArticle = (key: string): boolean =>
  /\d{5,}|[^/]+-[^/]+-[^/]+$/.test(key.slice(key.indexOf("/")));
