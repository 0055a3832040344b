import { looksLikeFeed } from "./feed-address.ts";
import type { Page } from "./discover.ts";

type Rule = (url: URL, path: readonly string[]) => readonly string[];

/** The host itself and its `www.`, `m.` and `mobile.`. */
const host = (name: string) => new RegExp(`^(?:www\\.|m\\.|mobile\\.)?${name.replaceAll(".", "\\.")}$`);
const hostUnder = (name: string) => new RegExp(`^(?!www\\.)[\\w-]+\\.${name.replaceAll(".", "\\.")}$`);

/** Sites whose feeds' addresses follow from their pages', with what they publish first at the beginning. */
const rules: readonly (readonly [hosts: RegExp, rule: Rule])[] = [
  [/^(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com$|^youtu\.be$/, youTube],
  [/^(?:(?:www|old|new|np|i|m)\.)?reddit\.com$/, reddit],
  [host("github.com"), gitHub],
  [host("gist.github.com"), (_, [user]) => (user ? [`https://gist.github.com/${user}.atom`] : [])],
  [/^gitlab\.com$|^gitlab\./, gitLab],
  [/^codeberg\.org$|^(?:gitea|forgejo)\./, forgejo],
  [host("bsky.app"), blueSky],
  [
    host("substack.com"),
    (_, [at]) => (at?.startsWith("@") ? [`https://${at.slice(1)}.substack.com/feed`] : []),
  ],
  [hostUnder("substack.com"), ({ origin }) => [`${origin}/feed`]],
  [host("medium.com"), medium],
  [hostUnder("medium.com"), ({ origin }) => [`${origin}/feed`]],
  [host("tumblr.com"), tumblr],
  [hostUnder("tumblr.com"), ({ origin }) => [`${origin}/rss`]],
  [/^[\w-]+\.blogspot\.[a-z.]{2,6}$/, ({ origin }) => [`${origin}/feeds/posts/default`]],
  [hostUnder("wordpress.com"), ({ origin }) => [`${origin}/feed/`]],
];

/**
 * The feeds' addresses of a page on a well-known site, made from the page's address alone. Empty where it takes the
 * page itself (`feedsByPage`), and for an address that looks like a feed's already.
 */
export function feedsByAddress(address: string): readonly string[] {
  const url = URL.parse(address);
  if (!url || looksLikeFeed(address)) return [];
  const path = url.pathname.split("/").filter((step) => step !== "");
  return rules.flatMap(([hosts, rule]) => (hosts.test(url.hostname) ? rule(url, path) : []));
}

function youTube(url: URL, [first, second]: readonly string[]): readonly string[] {
  const feed = (parameter: string, id: string) =>
    `https://www.youtube.com/feeds/videos.xml?${parameter}=${encodeURIComponent(id)}`;
  const list = url.searchParams.get("list");
  if (list && /^(?:PL|UU|FL|OL)[\w-]+$/.test(list)) return [feed("playlist_id", list)];
  if (first === "channel" && second && isChannel(second)) return [feed("channel_id", second)];
  if (first === "user" && second) return [feed("user", second)];
  return [];
}

const isChannel = (id: string): boolean => /^UC[\w-]{22}$/.test(id);

function reddit(url: URL, path: readonly string[]): readonly string[] {
  if (path.length === 0) return ["https://www.reddit.com/.rss"];
  const [first, name, ...rest] = path;
  if (!first || !name || !/^(?:r|u|user|domain)$/.test(first)) return [];
  const where = [first === "u" ? "user" : first, name, ...rest].join("/");
  return [`https://www.reddit.com/${where}/.rss${first === "domain" ? "" : url.search}`];
}

/** First paths of github.com that are no users. */
const gitHubPages =
  /^(?:about|apps|collections|customer-stories|enterprise|events|explore|features|issues|login|marketplace|new|notifications|orgs|pricing|pulls|search|security|settings|site|sponsors|stars|team|topics|trending|users)$/;

function gitHub({ origin }: URL, [owner, repository, view, ...rest]: readonly string[]): readonly string[] {
  if (!owner || gitHubPages.test(owner)) return [];
  if (!repository) return [`${origin}/${owner}.atom`];
  const base = `${origin}/${owner}/${repository.replace(/\.git$/, "")}`;
  const commits =
    (view === "commits" || view === "tree") && rest.length > 0
      ? `${base}/commits/${rest.join("/")}.atom`
      : `${base}/commits.atom`;
  const all = [`${base}/releases.atom`, `${base}/tags.atom`, commits];
  const first = { tags: `${base}/tags.atom`, commits, tree: commits, wiki: `${base}/wiki.atom` }[view ?? ""];
  return first ? [first, ...all.filter((each) => each !== first)] : all;
}

function gitLab({ origin }: URL, path: readonly string[]): readonly string[] {
  const end = path.indexOf("-");
  const project = end < 0 ? path : path.slice(0, end);
  if (project.length === 0 || /^(?:explore|users|help|dashboard|groups)$/.test(project[0] ?? "")) return [];
  const base = `${origin}/${project.join("/")}`;
  if (project.length === 1) return [`${base}.atom`];
  return [`${base}/-/releases.atom`, `${base}/-/tags?format=atom`, `${base}.atom`];
}

function forgejo({ origin }: URL, [owner, repository]: readonly string[]): readonly string[] {
  if (!owner || /^(?:explore|user|org)$/.test(owner)) return [];
  if (!repository) return [`${origin}/${owner}.rss`];
  const base = `${origin}/${owner}/${repository}`;
  return [`${base}/releases.rss`, `${base}/tags.rss`, `${base}.rss`];
}

function blueSky(_: URL, [first, who]: readonly string[]): readonly string[] {
  return first === "profile" && who ? [`https://bsky.app/profile/${who}/rss`] : [];
}

function medium(_: URL, [first, second]: readonly string[]): readonly string[] {
  if (!first || /^(?:m|p|me|feed|search|about|policy|membership)$/.test(first)) return [];
  return [`https://medium.com/feed/${first === "tag" && second ? `tag/${second}` : first}`];
}

function tumblr(_: URL, [first, second]: readonly string[]): readonly string[] {
  const blog = first === "blog" && second ? second : first;
  if (!blog || /^(?:dashboard|explore|login|tagged|search|about|settings|policy|help)$/.test(blog)) return [];
  return [`https://${blog.replace(/^@/, "")}.tumblr.com/rss`];
}

/**
 * The feeds' addresses that follow from what a page of a well-known site or system says, with what the page declares
 * itself left out: the channel of a YouTube page, a podcast's own feed, WordPress, Ghost, Mastodon.
 */
export function feedsByPage(html: string, address: string, page: Page): readonly string[] {
  const url = URL.parse(address);
  if (!url) return [];
  const { hostname, origin } = url;
  if (/(?:^|\.)youtube\.com$|^youtu\.be$/.test(hostname)) return youTubeChannel(html, page);
  if (/^(?:podcasts|itunes)\.apple\.com$/.test(hostname)) return podcastFeeds(html);
  const [user] = /^\/(?:web\/)?@[\w.-]+(?=\/?$)/.exec(url.pathname) ?? [];
  if (user) return [`${origin}${user.replace(/^\/web/, "")}.rss`];
  if (/^WordPress/i.test(page.generator ?? "") || /\/wp-(?:content|includes)\//.test(html))
    return [`${origin}/feed/`, `${origin}/comments/feed/`];
  if (/^Ghost\b/i.test(page.generator ?? "")) return [`${origin}/rss/`];
  return [];
}

/** Handles and names of channels lead to an id only in their pages; a video's page names its channel's. */
function youTubeChannel(html: string, { canonicalUrl }: Page): readonly string[] {
  const id =
    /\/channel\/(UC[\w-]{22})(?=[/?#]|$)/.exec(canonicalUrl ?? "")?.[1] ??
    /"externalId"\s*:\s*"(UC[\w-]{22})"/.exec(html)?.[1] ??
    /<meta\s[^>]{0,200}?itemprop=["']?(?:channelId|identifier)["']?\s[^>]{0,100}?content=["']?(UC[\w-]{22})/i.exec(
      html,
    )?.[1] ??
    /"(?:channelId|browseId)"\s*:\s*"(UC[\w-]{22})"/.exec(html)?.[1];
  return id === undefined ? [] : [`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`];
}

/** `"feedUrl": "…"` in the JSON of a podcast's page, or of Apple's look-up of it. */
export function podcastFeeds(text: string): readonly string[] {
  const quoted = /\\?"feedUrl\\?"\s*:\s*\\?"((?:https?:)[^"\\\s]*(?:\\+[/u][^"\\\s]*)*)/i.exec(text)?.[1];
  if (quoted === undefined) return [];
  const url = quoted
    .replace(/\\+u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+\//g, "/")
    .replace(/\\+$/, "");
  return URL.canParse(url) ? [new URL(url).href] : [];
}

/** Where Apple says which feed a podcast of its directory has, for a page of that directory; its pages seldom do. */
export function podcastLookUp(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^(?:podcasts|itunes)\.apple\.com$/.test(url.hostname)) return undefined;
  const id = /\/id(\d{4,12})(?=\/|$)/.exec(url.pathname)?.[1];
  return id === undefined ? undefined : `https://itunes.apple.com/lookup?id=${id}&entity=podcast`;
}

/** Where sites keep their feed that do not say so, in the order of how often it is there. */
const commonPaths = [
  "feed",
  "rss.xml",
  "feed.xml",
  "atom.xml",
  "index.xml",
  "rss",
  "feed.json",
  "feeds/posts/default",
];

/** Addresses to try last: below the page's own folder, where it is one or looks like a blog's, and at the site's root. */
export function commonAddresses(address: string): readonly string[] {
  const url = URL.parse(address);
  if (!url) return [];
  const first = url.pathname.split("/").find((step) => step !== "");
  const isBlog =
    first !== undefined && /^(?:blog|news|weblog|posts|journal|podcast|articles|~[\w-]+)$/i.test(first);
  const folder = isBlog ? `/${first}/` : url.pathname.endsWith("/") ? url.pathname : "/";
  return [
    ...(folder === "/"
      ? []
      : ["feed", "feed.xml", "rss.xml", "index.xml"].map((path) => `${url.origin}${folder}${path}`)),
    ...commonPaths.map((path) => `${url.origin}/${path}`),
  ];
}
