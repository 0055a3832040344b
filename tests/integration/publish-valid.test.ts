import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { faultsOfFeed } from "../support/feed-rules.ts";
import { hostileAddresses, hostileEntry, hostileTexts } from "../support/hostile-entries.ts";
import { publishLongWire } from "../support/long-wire.ts";
import { publishQuake } from "../support/quake-wire.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { startPublisher, testSite } from "../support/wire.ts";

const formats = ["rss", "atom", "json"] as const;
type Wire = Awaited<ReturnType<typeof startPublisher>>;

/** What is wrong with a list's feeds in every format, and with what stands in their headers. */
async function faultsOf(wire: Wire, list: string, query = ""): Promise<string[]> {
  const faults = formats.map(async (format) => {
    const path = `${list}.${format}${query}`;
    const response = await wire.get(path);
    if (response.status !== 200) return [`${path}: ${response.status}`];
    return faultsOfFeed(format, await response.text()).map((fault) => `${path}: ${fault}`);
  });
  return (await Promise.all(faults)).flat();
}

const feedUrl = "https://hostile.example/feed?a=1&b=2";

/** Every entry becomes a story, but for the last one: that is in the story of the first. */
async function eachItsStory(store: Store): Promise<void> {
  const entries = await store.ungroupedEntries(1000);
  const storyOf = (index: number) => (index === entries.length - 1 ? 1 : index + 1);
  const reason = { text: "by the test" };
  await store.saveGrouping({
    placements: entries.map(({ id }, index) => ({
      entryId: id,
      placement: { storyId: storyOf(index), copyGroup: id, layer: "first", reason },
    })),
    merges: [],
    stories: entries.slice(0, -1).map((entry, index) => ({
      id: index + 1,
      leadEntryId: entry.id,
      language: "en",
      entryCount: index === 0 ? 2 : 1,
      coverage: 1,
      firstReportAt: entry.shownAt,
      lastReportAt: entry.shownAt,
      updatedAt: entry.shownAt,
      newsAt: entry.shownAt,
      rank: index,
    })),
  });
}

const views = [
  { slug: "wide", title: "Wide & <far>", minOutlets: 2 },
  { slug: "quakes", title: "Quakes", query: `"the coast" & hills` },
];

describe("by the rules of RSS 2.0 and its profile, RFC 4287, RFC 5005, RFC 6721 and JSON Feed 1.1 nothing is wrong with", () => {
  test.each([
    "/feed",
    "/categories/World",
    "/categories/Deutsch%20%26%20mehr",
    "/sources/1",
    "/sources/3",
    "/views/wide",
    "/views/quakes",
  ])("%s, however it is folded and asked for", async (list) => {
    await using wire = await publishQuake({ views });
    const queries = ["", "?limit=1", "?min=2", "?lang=en", "?min=9"].flatMap((query) =>
      ["story", "copy", "none"].map((fold) => `${query}${query === "" ? "?" : "&"}fold=${fold}`),
    );
    const faults = ["", ...queries].map((query) => faultsOf(wire, list, query));
    expect((await Promise.all(faults)).flat()).toEqual([]);
  });

  test.each([
    "?q=quake",
    "?q=nothing+has+this",
    `?${new URLSearchParams({ q: hostileTexts[7] }).toString()}`,
  ])("a search for %s", async (query) => {
    await using wire = await publishQuake();
    expect(await faultsOf(wire, "/search", query)).toEqual([]);
  });

  test("archives, full ones and others, of every fold", async () => {
    await using wire = await publishLongWire(120);
    for (const fold of ["story", "copy", "none"])
      for (const stretch of ["limit=5", "after=0", "after=50", "after=50&upto=70", "after=900"])
        expect(await faultsOf(wire, "/feed", `?fold=${fold}&${stretch}`)).toEqual([]);
  });

  test("a feed that announces stories that have ended", async () => {
    await using wire = await publishQuake();
    const found = await wire.store.story(1);
    if (found.kind !== "found") throw new Error("the story is lost");
    const merge = { from: 2, into: 1, reason: "by the test", at: at("12:00") };
    await wire.store.saveGrouping({ placements: [], merges: [merge], stories: [found.story] });
    expect(await wire.text("/feed.atom")).toContain("at:deleted-entry");
    expect(await faultsOf(wire, "/feed")).toEqual([]);
  });

  test("feeds of hostile entries, which cost no other entry its place", async () => {
    await using store = await freshStore();
    const calm = parsedEntry({ key: "calm", title: "Calm", publishedAt: at("08:00") });
    const hostile = Array.from({ length: 60 }, (_, number) => hostileEntry(number));
    const name = hostileTexts.join(" ");
    await store.syncSources([source(feedUrl, { name, category: "A & B <c>" })], at("11:00"));
    await savePoll(store, feedUrl, [calm, ...hostile], { fetchedAt: at("12:00") });
    await eachItsStory(store);
    const site = {
      title: hostileTexts.join(" "),
      description: hostileTexts.join(" "),
      language: hostileAddresses[0],
      url: testSite.url!,
    };
    await using wire = await startPublisher(store, { site });
    for (const list of ["/feed", "/categories/A%20%26%20B%20%3Cc%3E", "/sources/1"])
      for (const fold of ["story", "copy", "none"]) {
        expect(await faultsOf(wire, list, `?fold=${fold}`)).toEqual([]);
        const feed = JSON.parse(await wire.text(`${list}.json?fold=${fold}`)) as {
          items: { title: string }[];
        };
        expect(feed.items).toHaveLength(fold === "story" ? 60 : 61);
        expect(feed.items.map((item) => item.title)).toContain("Calm");
      }
  });
});
