import { expect, test } from "vitest";
import type { Clock } from "../../src/base/clock.ts";
import { articlesBy, publishingTimes } from "../../src/demo/articles.ts";
import { startOutletServer } from "../../src/demo/outlet-server.ts";
import { outlets } from "../../src/demo/outlets.ts";
import type { ParsedFeed } from "../../src/model/parsed-feed.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

const start = new Date("2026-11-24T12:00:00Z");
const afterSeconds = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const theEnd = afterSeconds(3600);

/** The outlets, and a clock that only this test moves. */
async function startOutlets() {
  let now = start;
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const server = await startOutletServer(clock);
  return {
    moveTo: (instant: Date) => void (now = instant),
    urlOf: (slug: string) => server.feedUrl(outlets.find((outlet) => outlet.slug === slug)!),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

async function readFeed(url: string): Promise<ParsedFeed> {
  const response = await fetch(url);
  const parsed = await parseFeed({
    bytes: new Uint8Array(await response.arrayBuffer()),
    url,
    contentType: response.headers.get("content-type") ?? "",
    fetchedAt: theEnd,
  });
  if (parsed.kind !== "feed") throw new Error(parsed.error);
  return parsed.feed;
}

test("the demo has enough to show: at the start, and something new every few seconds", () => {
  expect(articlesBy(start, start).length).toBeGreaterThanOrEqual(40);
  expect(articlesBy(theEnd, start).length).toBeGreaterThanOrEqual(60);
  expect(new Set(outlets.map(({ language }) => language)).size).toBe(3);
  const seconds = publishingTimes(start).map((time) => (time.getTime() - start.getTime()) / 1000);
  const gaps = seconds.map((second, index) => second - (seconds[index - 1] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
});

test.each(outlets.filter(({ serves }) => !["page", "nothing"].includes(serves)))(
  "the feed of $name ($serves) says all that it has published",
  async (outlet) => {
    await using demo = await startOutlets();
    demo.moveTo(theEnd);
    const feed = await readFeed(demo.urlOf(outlet.slug));
    const published = articlesBy(theEnd, start).filter((article) => article.outlet === outlet);
    const facts = ({ title, publishedAt }: Readonly<{ title: string; publishedAt?: Date }>) => ({
      title,
      publishedAt,
    });
    expect(feed.entries.map(facts)).toEqual(published.map(facts));
    expect(feed.notes.length > 0).toBe(outlet.serves === "soup");
    expect(feed.head.title).toBe(outlet.name);
    const text = feed.entries.map(({ contentHtml, summary }) => contentHtml ?? summary ?? "");
    expect(text.filter((one) => one.length < 40)).toEqual([]);
  },
);

test("every link and every picture leads somewhere", async () => {
  await using demo = await startOutlets();
  demo.moveTo(theEnd);
  const feeds = await Promise.all(
    ["signal-circuit", "daily-ledger", "morgenblatt"].map((slug) => readFeed(demo.urlOf(slug))),
  );
  const entries = feeds.flatMap((feed) => feed.entries);
  const pictures = entries.map(({ imageUrl }) => imageUrl).filter((url) => url !== undefined);
  expect(pictures.length).toBeGreaterThan(10);
  for (const [urls, type] of [
    [entries.map(({ url }) => url!), /^text\/html/],
    [pictures, /^image\/svg\+xml$/],
  ] as const) {
    for (const url of urls) {
      const response = await fetch(url);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(type);
      await response.body?.cancel();
    }
  }
});

test("a feed that has nothing new answers 304, and 200 as soon as it has", async () => {
  await using demo = await startOutlets();
  const url = demo.urlOf("northern-herald");
  const first = await fetch(url);
  const etag = first.headers.get("etag")!;
  await first.text();
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"])
    expect((await fetch(url, { headers: { "if-none-match": tag } })).status).toBe(304);
  expect((await fetch(url, { headers: { "if-none-match": '"other"' } })).status).toBe(200);

  demo.moveTo(afterSeconds(10));
  const later = await fetch(url, { headers: { "if-none-match": etag } });
  expect(later.status).toBe(200);
  expect(await later.text()).toContain("transport minister Dahl resigns");
});

test("one outlet sends a web page, one refuses the connection, and what is not there is 404", async () => {
  await using demo = await startOutlets();
  await expect(readFeed(demo.urlOf("evening-lantern"))).rejects.toThrow(/Cannot parse/);
  await expect(fetch(demo.urlOf("silent-times"))).rejects.toThrow(/fetch failed/);
  const url = demo.urlOf("meridian");
  for (const path of [
    "/",
    "/nobody/feed",
    "/meridian/articles/none",
    "/meridian/pictures/none.svg",
    "//",
    "/%",
  ])
    expect((await fetch(new URL(url).origin + path)).status).toBe(404);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("a headline that its outlet has changed is the same entry under a new title", async () => {
  await using demo = await startOutlets();
  const find = async () =>
    (await readFeed(demo.urlOf("coast-radio"))).entries.find(({ guid }) => guid === "coast-radio/bridge-3");
  expect((await find())?.title).toBe("Container ship strikes Grand Saline Bridge, estuary crossing closed");
  demo.moveTo(afterSeconds(120));
  expect((await find())?.title).toBe("Grand Saline Bridge to stay closed for days after ship strike");
});

test("copies of one dispatch name the same days, in the language of their outlet", () => {
  const first = (event: string, slug: string) =>
    articlesBy(start, start).find((article) => article.event === event && article.outlet.slug === slug)
      ?.paragraphs[0];
  expect(first("bridge", "harbour-gazette")).toContain("on Tuesday,");
  expect(first("bridge", "northern-herald")).toBe(first("bridge", "harbour-gazette"));
  expect(first("sturm", "morgenblatt")).toContain("zum Dienstag an");
  expect(first("ferries", "le-phare")).toContain("le travail mardi pour");
  const left = articlesBy(theEnd, start).filter(({ title, paragraphs }) =>
    /[{}]/.test(title + paragraphs.join()),
  );
  expect(left).toEqual([]);
});
