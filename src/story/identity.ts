import { choosesDress, destinationOf, isTracking, namesFeed } from "../base/tracking.ts";

/** Where several feeds link to one page, these say from where, whatever their value. */
const origins = /^(?:cmp|ref|rss|source|src)$/i;

/**
 * What two feeds call one page: host and path without scheme, `www.`/`m.`/`amp.`, tracking parameters, fragment and
 * trailing slash. Undefined for a site's front page, which is nobody's article.
 */
export function urlKey(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const written = new URL(url);
  const { host, pathname, searchParams } = destinationOf(written) ?? written;
  const site = host.replace(/^(?:www\d?|m|mobile|amp|edition)\./, "");
  const path = withoutSlashes(pathname)
    .replace(/\/(?:amp|index\.html?)$/i, "")
    .replace(/\/amp\//i, "/");
  const query = [...searchParams]
    .filter(([name, value]) => !saysHow(name, value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
  if (path === "" && query === "") return undefined;
  return `${site}${path}${query && `?${query}`}`;
}

const saysHow = (name: string, value: string): boolean =>
  origins.test(name) || isTracking(name) || namesFeed(name, value) || choosesDress(name, value);

/** Whether an address names one article: a number of five digits stands in it, or it ends in a slug of three words. A section's page does not. */
export function namesArticle(key: string): boolean {
  const path = key.slice(key.indexOf("/"));
  return /\d{5}/.test(path) || isSlug(path.slice(path.lastIndexOf("/") + 1));
}

// By hand, here and above: addresses are as long as publishers like, and a pattern that tries again would take minutes.
function isSlug(segment: string): boolean {
  const inner = segment.slice(1, -1);
  return inner.lastIndexOf("-") - inner.indexOf("-") >= 2;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}
