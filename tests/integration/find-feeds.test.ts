import { expect, test } from "vitest";
import { findFeeds, type FeedSearchParts } from "../../src/commands/find-feeds.ts";
import { typedAddresses } from "../../src/parse/feed-address.ts";
import { httpClient, nameServer } from "../support/fetching.ts";
import { atomAnswer, feedLink, rssAnswer, startSite } from "../support/site.ts";
import { testClock } from "../support/test-clock.ts";

async function find(typed: string, given: Partial<FeedSearchParts> & Parameters<typeof httpClient>[0] = {}) {
  await using http = httpClient(given);
  const addresses = typedAddresses(typed);
  return await findFeeds({ addresses, http, clock: testClock(), perHostGapMs: 0, ...given });
}
const urlsOf = (search: Awaited<ReturnType<typeof find>>) => search.found.map(({ url }) => url);

test("an address that is a feed is that feed, in one request", async () => {
  await using site = await startSite({
    "/f": rssAnswer("News", "https://site.example/1", "https://site.example/2"),
  });
  const search = await find(`${site.base}/f`);
  expect(search).toEqual({
    found: [
      {
        url: `${site.base}/f`,
        title: "News",
        format: "rss-2.0",
        entries: 2,
        newestAt: new Date("2026-11-20T09:00:00Z"),
        comments: false,
      },
    ],
    misses: [],
  });
  expect(site.asked).toEqual(["/f"]);
});

test("what a page declares is read; a feed in two formats is told, comments are told", async () => {
  await using site = await startSite({
    "/": `${feedLink("/comments/feed", "Comments")}${feedLink("/rss")}${feedLink("/atom")}${feedLink("/gone")}<a href="/sport.rss">Sport`,
    "/rss": rssAnswer("News", "https://site.example/1", "https://site.example/2"),
    "/atom": atomAnswer("News", "https://site.example/2/", "https://www.site.example/1"),
    "/comments/feed": rssAnswer("Comments on News", "https://site.example/1#c1"),
    "/sport.rss": rssAnswer("Sport", "https://site.example/s1"),
  });
  const { found, misses } = await find(site.base);
  expect(
    found.map(({ url, format, sameAs, comments }) => [url.replace(site.base, ""), format, sameAs, comments]),
  ).toEqual([
    ["/rss", "rss-2.0", undefined, false],
    ["/atom", "atom-1.0", 0, false],
    ["/comments/feed", "rss-2.0", undefined, true],
    ["/sport.rss", "rss-2.0", undefined, false],
  ]);
  expect(misses).toEqual([
    expect.stringMatching(/^Cannot parse http/),
    expect.stringMatching(/\/gone: the server answered 404 Not Found$/),
  ]);
});

test("a bare host is asked over https, then over http", async () => {
  await using site = await startSite({ "/": rssAnswer("News", "https://site.example/1") });
  const search = await find(site.host);
  expect(urlsOf(search)).toEqual([`${site.base}/`]);
  expect(search.misses).toEqual([expect.stringMatching(/^Cannot fetch https:.*does not speak TLS/)]);
});

test("what a permanent redirect leads to is followed in its place; one for a while is not", async () => {
  await using site = await startSite({
    "/old": { status: 301, location: "/new" },
    "/moved": { status: 302, location: "/new" },
    "/new": rssAnswer("News", "https://site.example/1"),
  });
  expect(urlsOf(await find(`${site.base}/old`))).toEqual([`${site.base}/new`]);
  expect(urlsOf(await find(`${site.base}/moved`))).toEqual([`${site.base}/moved`]);
});

test("links of a page that redirects are relative to where it led", async () => {
  await using site = await startSite({
    "/a": { status: 302, location: "/b/c" },
    "/b/c": feedLink("rss"),
    "/b/rss": rssAnswer("News"),
  });
  expect(urlsOf(await find(`${site.base}/a`))).toEqual([`${site.base}/b/rss`]);
});

test("a page that says nothing is helped by what its system is known to have, then by the usual places", async () => {
  await using wordpress = await startSite({
    "/": '<meta name="generator" content="WordPress 6.5">',
    "/feed/": rssAnswer("Blog"),
  });
  expect(urlsOf(await find(wordpress.base))).toEqual([`${wordpress.base}/feed/`]);
  await using plain = await startSite({ "/about": "<p>Hello", "/feed.xml": atomAnswer("Blog") });
  expect(urlsOf(await find(`${plain.base}/about`))).toEqual([`${plain.base}/feed.xml`]);
  expect(plain.asked).toEqual(["/about", "/feed", "/rss.xml", "/feed.xml"]);
});

test("the usual places are tried as well where the page is not to be had", async () => {
  await using site = await startSite({
    "/page": { status: 403, body: "<html><title>Just a moment...</title>" },
    "/feed": rssAnswer("Blog"),
  });
  const search = await find(`${site.base}/page`);
  expect(urlsOf(search)).toEqual([`${site.base}/feed`]);
  expect(search.misses).toEqual([expect.stringMatching(/a bot challenge by Cloudflare/)]);
});

test("a page's links to addresses that may not be reached are not followed, nor are redirects there", async () => {
  await using site = await startSite({
    "/": `${feedLink("http://10.0.0.1/feed")}${feedLink("//[::1]/feed")}${feedLink("http://inner.example/feed")}${feedLink("/moved")}`,
    "/moved": { status: 302, location: "http://169.254.169.254/latest/meta-data" },
  });
  const { found, misses } = await find(site.base, {
    resolve: nameServer({ "inner.example": [["fd00::1"]] }),
  });
  expect(found).toEqual([]);
  for (const refused of [
    "10.0.0.1 is a private address",
    "::1 is a loopback address",
    "inner.example resolves to fd00::1, a private address",
    "169.254.169.254 is a link-local address",
  ])
    expect(misses).toContainEqual(
      expect.stringContaining(`: ${refused}, and network.allow does not name it`),
    );
});

test("a host that does not answer is asked once", async () => {
  const asked: string[] = [];
  const resolve = nameServer({});
  const search = await find("nowhere.example", { resolve, onAsk: (url) => void asked.push(url) });
  expect(search).toEqual({
    found: [],
    misses: [
      "Cannot fetch https://nowhere.example/: the host name nowhere.example does not resolve: check how it is spelt, and whether the site still exists",
    ],
  });
  expect(asked).toEqual(["https://nowhere.example/"]);
});

test("no private address is asked, whoever names it", async () => {
  await using site = await startSite({ "/": feedLink("/rss"), "/rss": rssAnswer("News") });
  const search = await find(site.base, { allow: [] });
  expect(search.found).toEqual([]);
  expect(search.misses).toEqual([
    expect.stringMatching(/loopback address, and network\.allow does not name it/),
  ]);
  expect(site.asked).toEqual([]);

  await using outside = await startSite({ "/": feedLink("http://10.1.2.3/rss") });
  const led = await find(outside.base);
  expect(led.found).toEqual([]);
  expect(led.misses.join("\n")).toMatch(/10\.1\.2\.3.* is a private address/);
});

test("a page of a hundred feeds costs a handful of requests; so does a redirect without end", async () => {
  const links = Array.from({ length: 100 }, (_, at) => feedLink(`/${at}.rss`)).join("");
  await using site = await startSite({ "/": links });
  expect((await find(site.base)).found).toEqual([]);
  expect(site.asked.length).toBeLessThanOrEqual(14);

  const turns = Object.fromEntries(
    Array.from({ length: 100 }, (_, at) => [`/${at}.rss`, { status: 302, location: `/${at + 100}.rss` }]),
  );
  await using turning = await startSite({ "/": links, ...turns });
  expect((await find(turning.base)).found).toEqual([]);
  expect(turning.asked.length).toBeLessThanOrEqual(14);
});

test("requests to one host are kept apart", async () => {
  await using site = await startSite({ "/": feedLink("/rss"), "/rss": rssAnswer("News") });
  const clock = testClock();
  const asked: string[] = [];
  const searching = find(site.base, { clock, perHostGapMs: 1000, onAsk: (url) => void asked.push(url) });
  while (asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(site.asked).toEqual(["/"]);
  await clock.advance(1000);
  expect(urlsOf(await searching)).toEqual([`${site.base}/rss`]);
});

test("when its time is over, a search ends with what it has", async () => {
  await using site = await startSite({ "/": feedLink("/rss"), "/rss": rssAnswer("News") });
  // The second request waits for a clock that nobody moves.
  const search = await find(site.base, { perHostGapMs: 1000, deadlineMs: 300 });
  expect(search.found).toEqual([]);
  expect(search.misses.at(-1)).toMatch(/the time for the search is over/);
});

test("a login that a page writes into the address of a feed is left out: it may ask for our own environment", async () => {
  const answers: Record<string, string | ReturnType<typeof rssAnswer>> = {
    "/rss": rssAnswer("News", "https://site.example/1"),
  };
  await using site = await startSite(answers);
  answers["/"] = feedLink(`http://%24%7BWIRE_TOKEN%7D:pass@${site.host}/rss`);
  expect(urlsOf(await find(`${site.base}/`))).toEqual([`${site.base}/rss`]);
});
