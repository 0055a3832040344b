import { canonicalUrl } from "./url.ts";

/**
 * The addresses that somebody may mean who types a feed's or a page's address, best first: `https://…` as it is,
 * `example.org/blog` over https and http, `feed:…` and its like, a fediverse handle. Empty for what is no web address.
 */
export function typedAddresses(typed: string): readonly string[] {
  const text = typed.trim().replace(/^(?:feed|rss|pcast|podcast|itpc):(?:\/\/)?/i, "");
  const [, user, server] = /^@?([\w.-]+)@([\w.-]+\.[a-z]{2,})$/i.exec(text) ?? [];
  if (user && server && text.startsWith("@")) return [`https://${server.toLowerCase()}/@${user}`];
  if (/^https?:\/\//i.test(text)) return hrefs([text]);
  const bare = text.replace(/^\/\//, "");
  const host =
    /^(?:[\w-]+(?:\.[\w-]+)+|[^\s/:@.]+(?:\.[^\s/:@.]+)+|localhost|\[[\da-f:.]+\])\.?(?::\d{1,5})?(?=[/?#]|$)/i;
  return host.test(bare) ? hrefs([`https://${bare}`, `http://${bare}`]) : [];
}

const hrefs = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => (URL.canParse(text) ? [new URL(text).href] : []));

/** One form for all addresses of one feed: without scheme, `www.`, trailing slash, fragment and tracking parameters. */
export function feedKey(address: string): string {
  const url = URL.parse(address);
  if (!url) return address.trim();
  url.hash = "";
  return canonicalUrl(url.href, { of: "feed" });
}

const feedPath =
  /(?:^|\/)(?:feeds?|rss2?|atom|rdf)\/?$|\.(?:rss|atom|rdf)$|(?:^|[/._-])(?:feeds?|rss2?|atom|index)\.(?:xml|json|rdf|php|aspx?|cfm)$|\/feeds?\/(?:posts|comments)\/(?:default|summary)$|\/feeds\/videos\.xml$/i;
const feedParameter =
  /^[?&](?:.*&)?(?:feed|format|alt|type|output)=(?:rss2?|atom|rdf|feed|json-?feed)(?:&|$)/i;

/** Whether an address looks like a feed's by how such addresses are usually written. */
export function looksLikeFeed(address: string): boolean {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return /^feeds?\d?\./i.test(url.host) || feedPath.test(url.pathname) || feedParameter.test(url.search);
}

/** Whether a feed carries what readers said under the articles, by its address and title. */
export const isCommentFeed = (address: string, title = ""): boolean =>
  /\/comments?\/(?:feed|rss|atom|default)|[?&]feed=comments|\/feeds\/comments\/|\/feeds\/\d+\/comments\//i.test(
    address,
  ) ||
  /\b(?:comments?|kommentare?|commentaires?|comentarios|comentários|commenti|reacties|kommentarer)\b|комментари|コメント|评论/iu.test(
    title,
  );
