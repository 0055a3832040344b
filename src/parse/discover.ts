import { isCommentFeed, looksLikeFeed } from "./feed-address.ts";
import { type Attributes, readTags } from "./tags.ts";
import { oneLine } from "./text.ts";
import { resolveUrl } from "./url.ts";

/** `declared`: by `<link>`; `comments`: so too, for what readers wrote; `linked`: a link in the text that leads to one. */
export type FeedLinkKind = "declared" | "comments" | "linked";
export type FeedLink = Readonly<{ url: string; title?: string; kind: FeedLinkKind }>;

/** What a page says that helps to find its feeds. Addresses are absolute. */
export type Page = Readonly<{
  /** Without doubles: what is declared first, then comments, then links, each in the page's order. */
  links: readonly FeedLink[];
  canonicalUrl?: string;
  /** `<meta name="generator">`. */
  generator?: string;
}>;

/** An element that may lead to a feed; `text` is what stands in it. */
type Found = {
  readonly href: string;
  readonly type: string;
  readonly title: string;
  readonly declared: boolean;
  text: string;
};

const feedType = /^(?:application|text)\/(?:x[-.])?(?:rss|atom|rdf|feed)(?:\+xml|\+json)?$/;
/** Types that feeds share with much else. */
const vagueType = /^(?:application|text)\/(?:xml|json)$/;
const notAFeed = /oembed|wlwmanifest|opensearch|sitemap|wp-json|xmlrpc|\bgraphql\b|manifest\.json/i;
/** They subscribe to a feed whose address stands in theirs. */
const readerHosts =
  /(?:^|\.)(?:feedly|inoreader|newsblur|theoldreader|netvibes|bloglovin|subtome|follow|my\.yahoo|facebook|twitter|x|linkedin)\.(?:com|it)$/i;
const feedWords =
  /^(?:rss|atom|(?:rss|atom|json|web|news)?[\s-]?feeds?|rss\s?2\.0|xml|(?:subscribe|follow)? ?(?:via|by|with) rss)$/i;
/** A page has a handful; one with more is a directory of feeds, and what stands first is as good as the rest. */
const mostLinks = 200;

/**
 * The feeds that a page declares (`<link rel="alternate">` of every feed type, rel="feed"), and the links in it that
 * plainly lead to one. `address` is the page's own; `<base>` is minded. Reads any tag soup; linear in its length.
 */
export function readPage(html: string, address: string): Page {
  const found: Found[] = [];
  const said: { base?: string; canonical?: string; generator?: string } = {};
  let link: Found | undefined;
  const endLink = () => {
    if (link && leadsToFeed(link) && found.length < mostLinks) found.push(link);
    link = undefined;
  };
  readTags(
    html,
    { xml: false },
    {
      open: (name, attributes) => {
        const { href, rel = "", content = "" } = attributes;
        if (name === "base" && href !== undefined) said.base ??= href;
        else if (name === "meta" && /^generator$/i.test(attributes["name"] ?? ""))
          said.generator ??= oneLine(content).slice(0, 200);
        else if (name === "link" && href) {
          if (/\bcanonical\b/i.test(rel)) said.canonical ??= href;
          if (declaresFeed(href, attributes) && found.length < mostLinks)
            found.push(toFound(href, attributes, true));
        } else if (name === "a") {
          endLink();
          if (href) link = toFound(href, attributes, false);
        } else if (name === "img" && link) link.text += ` ${attributes["alt"] ?? ""}`;
      },
      text: (text) => {
        if (link && link.text.length < 100) link.text += text;
      },
      close: (name) => {
        if (name === "a") endLink();
      },
    },
  );
  endLink();

  const base = resolveUrl(said.base, address) ?? address;
  const canonicalUrl = resolveUrl(said.canonical, base);
  return {
    links: toLinks(found, base),
    ...(canonicalUrl !== undefined && { canonicalUrl }),
    ...(said.generator && { generator: said.generator }),
  };
}

const toFound = (href: string, { title = "", type = "" }: Attributes, declared: boolean): Found => ({
  href,
  title: oneLine(title).slice(0, 200),
  type: type.split(";")[0]?.trim().toLowerCase() ?? "",
  declared,
  text: "",
});

function declaresFeed(href: string, attributes: Attributes): boolean {
  const rel = (attributes["rel"] ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const { type, title } = toFound(href, attributes, true);
  if (rel.includes("stylesheet") || notAFeed.test(`${href} ${type}`)) return false;
  const says = rel.length === 0 || rel.some((each) => /^(?:alternat(?:e|ive)|feed|rss|atom)$/.test(each));
  if (!says) return false;
  if (feedType.test(type)) return true;
  const plainly = /\b(?:rss|atom|feed)\b/i.test(`${href} ${title}`);
  if (rel.includes("feed")) return type === "" || vagueType.test(type);
  return rel.length > 0 && (vagueType.test(type) || (type === "" && !attributes["hreflang"])) && plainly;
}

function leadsToFeed({ href, type, title, text }: Found): boolean {
  if (/^(?:javascript|mailto|tel|data|#)/i.test(href)) return false;
  const bare = href.replace(/[?#].*$/s, "");
  return (
    /^feed:/i.test(href) ||
    feedType.test(type) ||
    feedWords.test(oneLine(text)) ||
    feedWords.test(title) ||
    looksLikeFeed(URL.parse(bare, "https://page.example/")?.href ?? "") ||
    looksLikeFeed(URL.parse(href, "https://page.example/")?.href ?? "")
  );
}

function toLinks(found: readonly Found[], base: string): FeedLink[] {
  const byUrl = new Map<string, FeedLink>();
  const pageHost = URL.parse(base)?.host;
  for (const { href, title, text, declared } of found) {
    const url = resolveUrl(href, base);
    if (url === undefined) continue;
    const { host, href: whole } = new URL(url);
    if (!declared && host !== pageHost && readerHosts.test(host)) continue;
    const words = title || (declared ? "" : oneLine(text).slice(0, 200));
    const kind = !declared ? "linked" : isCommentFeed(whole, words) ? "comments" : "declared";
    const key = whole.replace(/#.*$/, "");
    const known = byUrl.get(key);
    if (!known || (known.kind === "linked" && kind !== "linked"))
      byUrl.set(key, { url: key, ...(words && { title: words }), kind });
  }
  const order: readonly FeedLinkKind[] = ["declared", "comments", "linked"];
  return [...byUrl.values()].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
