import type { Site } from "../model/site.ts";

/** Where things stand outside, and what they are called in feeds. */
export type Addresses = Readonly<{
  /** Absolute; `path` begins with a slash. */
  page(path: string): string;
  story(id: number): string;
  /** A name that stays for good: `tag("story/12")`. */
  tag(specific: string): string;
}>;

/** Names the scheme of our ids, not a day on which anything happened (RFC 4151 2.1). */
const tagDate = "2026";
/**
 * Whose names they are while the config has no `siteUrl`, below the store's own: a request's own host would change with
 * every way to reach us, and readers that know items by their id alone would take two services' stories for one another.
 */
const unnamedHost = "wirefold.local";

/**
 * `requestOrigin` is what stands in for the config's `siteUrl` where it has none. Ids never hold it: they are of the
 * host of `siteUrl`, so that giving the site its first `siteUrl`, or another one, is what makes readers see items anew.
 */
export function addressesOf(site: Site, requestOrigin: string): Addresses {
  const own = site.url === undefined ? null : URL.parse(site.url);
  // As it goes over the wire: a header cannot hold the letters of an international name.
  const base = (own?.href ?? requestOrigin).replace(/\/+$/, "");
  const host = own?.hostname;
  // An IPv6 literal is no DNS name, the only thing that a tag may be of.
  const authority =
    host !== undefined && !host.startsWith("[")
      ? host
      : [site.storeName, unnamedHost].filter((part) => part !== undefined).join(".");
  return {
    page: (path) => `${base}${path}`,
    story: (id) => `${base}/stories/${id}`,
    tag: (specific) => `tag:${authority},${tagDate}:${specific}`,
  };
}
