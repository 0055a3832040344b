import { existsSync, readFileSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { type ServedFeed, startFeedServer } from "../support/feed-server.ts";
import { runProgram, startServiceProgram, until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Feeds captured from real publishers where they stand beside the project, else our own fixtures. */
const captured = resolve(import.meta.dirname, "../../../shared/data/feeds/real");
const own = resolve(import.meta.dirname, "../fixtures/feeds");
const folderOfFeeds = existsSync(captured) ? captured : own;

function servedFeeds(): ServedFeed[] {
  const files = readdirSync(folderOfFeeds).filter((file) => /\.(?:xml|rss|atom|json|rdf)$/.test(file));
  // Every fifth: all kinds of publishers, and a start-up that a shared machine manages in seconds.
  const chosen = files.length > 100 ? files.filter((_, index) => index % 5 === 0) : files;
  return chosen.map((file) => ({
    path: `/${encodeURIComponent(file)}`,
    body: readFileSync(join(folderOfFeeds, file)),
    contentType: file.endsWith(".json") ? "application/feed+json" : "application/xml",
  }));
}

type SourceStatus = Readonly<{
  url: string;
  state: string;
  outcome: string | null;
  entries: number;
  nextPollAt: string;
}>;

test("an entry walks the whole way, once, and a restart polls nothing before its time", async ({
  annotate,
}) => {
  await using folder = await temporaryFolder();
  await using publisher = await startFeedServer(servedFeeds());
  const config = join(folder.path, "feeds.config.json");
  await writeFile(
    config,
    JSON.stringify({
      title: "End to end",
      network: { allow: ["127.0.0.0/8"] },
      polling: { perHost: 8, perHostGap: "1ms" },
      sources: publisher.urls.map((url) => ({ url, category: "World" })),
    }),
  );

  const readStatus = async (url: string) =>
    (await (await fetch(`${url}/status.json`)).json()) as SourceStatus[];
  let counts: Map<string, number>;
  let items: number;
  {
    await using service = await startServiceProgram(folder.path, config);
    const status = await until("every source was polled", 90_000, async () => {
      const sources = await readStatus(service.url);
      return sources.every((source) => source.outcome !== null) ? sources : undefined;
    });
    expect(status).toHaveLength(publisher.urls.length);
    expect(status.filter((source) => source.outcome !== "ok")).toEqual([]);
    counts = new Map(status.map((source) => [source.url, source.entries]));
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);

    // Every entry has its place: the feed of all entries and the front page have settled.
    const read = async (path: string) => (await fetch(service.url + path)).text();
    await until("the front page has stories", 60_000, async () =>
      (await read("/")).includes("/stories/") ? true : undefined,
    );
    await until("grouping has settled", 60_000, async () => {
      const [before, after] = [await read("/feed.json"), await pauseThen(1500, () => read("/feed.json"))];
      return before === after ? true : undefined;
    });

    // The merged feed in all three formats, read by a parser that is not ours.
    const rss = parseRssFeed(await read("/feed.rss"));
    const atom = parseAtomFeed(await read("/feed.atom"));
    const json = parseJsonFeed(await read("/feed.json"));
    items = json.items?.length ?? 0;
    expect(items).toBeGreaterThan(10);
    expect(rss.items?.map((item) => item.guid?.value)).toEqual(json.items?.map((item) => item.id));
    expect(atom.entries?.map((entry) => entry.id)).toEqual(json.items?.map((item) => item.id));
    expect(new Set(json.items?.map((item) => item.id)).size).toBe(items);
    const answer = await fetch(`${service.url}/feed.rss`);
    const etag = answer.headers.get("etag") ?? "";
    const again = await fetch(`${service.url}/feed.rss`, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);

    if (hasChromium) await lookAround(service.url);
    else await annotate("Chromium is not here: the pages were not looked at");

    expect(publisher.requests.filter((request) => request.status === 200)).toHaveLength(
      publisher.urls.length,
    );
    const asked = Date.now();
    service.kill("SIGTERM");
    expect(await service.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(5000);
  }

  const before = publisher.requests.length;
  await using service = await startServiceProgram(folder.path, config);
  const json = parseJsonFeed(await (await fetch(`${service.url}/feed.json`)).text());
  expect(json.items).toHaveLength(items);
  await pauseThen(2500, () => undefined); // two ticks at least
  expect(publisher.requests.length).toBe(before);
  const status = await readStatus(service.url);
  expect(new Map(status.map((source) => [source.url, source.entries]))).toEqual(counts);

  service.kill("SIGTERM");
  expect((await service.ended).code).toBe(0);

  // Asked again at the user's own word, every source says that nothing has changed.
  const poll = await runProgram(["poll", "--all", "--json"], {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: `sqlite:${folder.path}/wirefold.db`,
  });
  const lines = poll.stdout.trim().split("\n");
  const outcomes = lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome);
  expect([poll.code, outcomes]).toEqual([0, publisher.urls.map(() => "not-modified")]);
});

/** Whatever publishers sent, every kind of page comes up in a real browser, without a fault and without sideways scrolling. */
async function lookAround(url: string): Promise<void> {
  await using browser = await startBrowser();
  await using watched = await openPage(browser, { viewport: { width: 390, height: 800 } });
  const { page, faults } = watched;
  const visit = async (path: string) => {
    const answer = await page.goto(url + path, { waitUntil: "domcontentloaded" });
    expect([path, answer?.status()]).toEqual([path, 200]);
    expect([path, await sidewaysOverflow(page)]).toEqual([path, 0]);
    const links = await page
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    return links.flatMap((href) => href?.replace(/#.*$/, "") || []);
  };
  const stories = (await visit("/")).filter((href) => href.startsWith("/stories/"));
  const sources = (await visit("/sources")).filter((href) => href.startsWith("/sources/"));
  expect(stories.length).toBeGreaterThan(10);
  for (const path of new Set([...stories.slice(0, 20), ...sources.slice(0, 5), "/status", "/search?q=the"]))
    await visit(path);
  expect(faults).toEqual([]);
}

const pauseThen = <T>(ms: number, then: () => T): Promise<Awaited<T>> =>
  new Promise((resolve) => setTimeout(resolve, ms)).then(then) as Promise<Awaited<T>>;
