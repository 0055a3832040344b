import { expect, test } from "vitest";
import { readPage } from "../../../src/parse/discover.ts";
import {
  commonAddresses,
  feedsByAddress,
  feedsByPage,
  podcastFeeds,
  podcastLookUp,
} from "../../../src/parse/known-sites.ts";

const channel = "UCBR8-60-B28hp2BmDPdntcQ";
const channelFeed = `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`;

test.each([
  [`https://www.youtube.com/channel/${channel}/videos`, channelFeed],
  [
    "https://youtube.com/playlist?list=PLbpi6ZahtOH6",
    "https://www.youtube.com/feeds/videos.xml?playlist_id=PLbpi6ZahtOH6",
  ],
  ["https://www.youtube.com/user/nasa", "https://www.youtube.com/feeds/videos.xml?user=nasa"],
  ["https://old.reddit.com/r/rust", "https://www.reddit.com/r/rust/.rss"],
  ["https://www.reddit.com/r/rust/top/?t=week", "https://www.reddit.com/r/rust/top/.rss?t=week"],
  ["https://reddit.com/u/spez/", "https://www.reddit.com/user/spez/.rss"],
  ["https://github.com/nodejs/node", "https://github.com/nodejs/node/releases.atom"],
  ["https://github.com/nodejs/node/tags", "https://github.com/nodejs/node/tags.atom"],
  ["https://github.com/nodejs/node/commits/v24.x", "https://github.com/nodejs/node/commits/v24.x.atom"],
  ["https://github.com/nodejs", "https://github.com/nodejs.atom"],
  [
    "https://gitlab.com/group/sub/project/-/tree/main",
    "https://gitlab.com/group/sub/project/-/releases.atom",
  ],
  ["https://codeberg.org/forgejo/forgejo", "https://codeberg.org/forgejo/forgejo/releases.rss"],
  ["https://bsky.app/profile/bsky.app", "https://bsky.app/profile/bsky.app/rss"],
  ["https://writer.substack.com/p/a-post", "https://writer.substack.com/feed"],
  ["https://substack.com/@writer", "https://writer.substack.com/feed"],
  ["https://medium.com/@writer/a-post-123", "https://medium.com/feed/@writer"],
  ["https://medium.com/tag/rust", "https://medium.com/feed/tag/rust"],
  ["https://writer.medium.com/", "https://writer.medium.com/feed"],
  ["https://staff.tumblr.com/post/1", "https://staff.tumblr.com/rss"],
  ["https://www.tumblr.com/staff", "https://staff.tumblr.com/rss"],
  ["https://writer.blogspot.com/2024/", "https://writer.blogspot.com/feeds/posts/default"],
  ["https://writer.wordpress.com/about/", "https://writer.wordpress.com/feed/"],
])("%s is known to have %s", (address, feed) => {
  expect(feedsByAddress(address)[0]).toBe(feed);
});

test("a repository has releases, tags and commits", () => {
  expect(feedsByAddress("https://github.com/nodejs/node.git")).toEqual([
    "https://github.com/nodejs/node/releases.atom",
    "https://github.com/nodejs/node/tags.atom",
    "https://github.com/nodejs/node/commits.atom",
  ]);
});

test.each([
  "https://www.youtube.com/@handle",
  "https://github.com/features",
  "https://github.com/nodejs/node/releases.atom",
  "https://www.reddit.com/r/rust/.rss",
  "https://medium.com/",
  "https://www.tumblr.com/explore",
  "https://notgithub.com/a/b",
  "https://site.example/",
  "no address",
])("of %s nothing is known by its address", (address) => {
  expect(feedsByAddress(address)).toEqual([]);
});

const byPage = (address: string, html: string) => feedsByPage(html, address, readPage(html, address));

test.each([
  `<link rel="canonical" href="https://www.youtube.com/channel/${channel}">`,
  `<meta itemprop="identifier" content="${channel}">`,
  `<meta itemprop="channelId" content="${channel}">`,
  `<script>var ytInitialData = {"metadata":{"externalId":"${channel}"}}</script>`,
  `<script>{"videoDetails":{"channelId":"${channel}"}}</script>`,
])("a YouTube page names its channel: %s", (html) => {
  expect(byPage("https://www.youtube.com/@handle", html)).toEqual([channelFeed]);
});

test.each([
  ["https://social.example/@me", "", ["https://social.example/@me.rss"]],
  ["https://social.example/web/@me/", "", ["https://social.example/@me.rss"]],
  [
    "https://site.example/a",
    '<meta name="generator" content="WordPress 6.5">',
    ["https://site.example/feed/", "https://site.example/comments/feed/"],
  ],
  ["https://site.example/", '<meta name="generator" content="Ghost 5.8">', ["https://site.example/rss/"]],
  ["https://podcasts.apple.com/id1", '{"feedUrl":"https://pod.example/rss"}', ["https://pod.example/rss"]],
  ["https://site.example/", "<p>nothing", []],
  ["https://www.youtube.com/@handle", "<p>consent", []],
])("of the page %s %s follows %j", (address, html, feeds) => {
  expect(byPage(address, html)).toEqual(feeds);
});

test.each([
  ['{"results":[{"feedUrl":"https://pod.example/rss?a=1"}]}', ["https://pod.example/rss?a=1"]],
  [
    '{"feedUrl" : "https:\\/\\/pod.example\\/rss?a=1\\u0026b=2", "x": 1}',
    ["https://pod.example/rss?a=1&b=2"],
  ],
  ['{\\"feedUrl\\":\\"https://pod.example/rss\\"}', ["https://pod.example/rss"]],
  ['{"feedUrl":"javascript:alert(1)"}', []],
  ["{}", []],
])("%s says the podcast's feed", (text, feeds) => {
  expect(podcastFeeds(text)).toEqual(feeds);
});

test("Apple is asked for the feed of a podcast's page", () => {
  expect(podcastLookUp("https://podcasts.apple.com/us/podcast/a-name/id1200361736")).toBe(
    "https://itunes.apple.com/lookup?id=1200361736&entity=podcast",
  );
  expect(podcastLookUp("https://podcasts.apple.com/us/browse")).toBeUndefined();
  expect(podcastLookUp("https://site.example/id1200361736")).toBeUndefined();
});

test("the usual places are at the root, and in a blog's folder before", () => {
  expect(commonAddresses("https://site.example/a/b?c")[0]).toBe("https://site.example/feed");
  expect(commonAddresses("https://site.example/blog/post")[0]).toBe("https://site.example/blog/feed");
  expect(commonAddresses("https://site.example/people/ada/").slice(0, 2)).toEqual([
    "https://site.example/people/ada/feed",
    "https://site.example/people/ada/feed.xml",
  ]);
  expect(commonAddresses("no address")).toEqual([]);
});
