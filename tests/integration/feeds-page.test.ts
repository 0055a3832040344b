import { describe, expect, test } from "vitest";
import { readOpml } from "../../src/parse/opml.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, parsedEntry, source } from "../support/store.ts";
import { fillStore, startPublisher } from "../support/wire.ts";

const now = at("12:00");
const views = [{ slug: "mine", title: "Mine & yours", query: "harbour", minOutlets: 2 }];
const site = { title: "My wire", description: "", language: "en" };

/** Two sources with a story each; the pages and the feeds of it. */
async function publish() {
  const store = await freshStore();
  const report = (outlet: string, story: number) => ({
    entry: parsedEntry({ key: outlet, url: `https://${outlet}.example/1`, publishedAt: at("11:00") }),
    story,
  });
  const outlets = [
    {
      source: source("https://herald.example/feed", { name: "The Herald", category: "World & more" }),
      entries: [report("herald", 1)],
    },
    { source: source("https://post.example/feed", { name: "<Post>" }), entries: [report("post", 2)] },
  ];
  await fillStore(store, outlets, now);
  const reader = await startReader({ store, now, views });
  const publisher = await startPublisher(store, { views, site });
  return {
    reader,
    publisher,
    page: async (query = "") => (await reader.get(`/feeds${query}`)).text(),
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await publisher[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

const addresses = [
  "/feed",
  "/views/mine",
  "/categories/World%20%26%20more",
  "/sources/1",
  "/sources/2",
] as const;

describe("the page of feeds", () => {
  test("leads to every list in three formats, and each is there", async () => {
    await using wire = await publish();
    const page = await wire.page();
    for (const path of addresses)
      for (const extension of ["rss", "atom", "json"]) {
        expect(page).toContain(`href="${path}.${extension}"`);
        expect((await wire.publisher.get(`${path}.${extension}`)).status).toBe(200);
      }
  });

  test("is led to from every page", async () => {
    await using wire = await publish();
    for (const path of ["/", "/stories/1", "/status", "/none"])
      expect(await (await wire.reader.get(path)).text()).toContain('href="/feeds"');
  });

  test.each<[query: string, address: string]>([
    ["?list=/feed", "/feed.rss"],
    ["?list=/feed&format=json&fold=story&min=&limit=&lang=", "/feed.json"],
    [
      "?list=/views/mine&format=atom&fold=copy&min=3&limit=20&lang=de",
      "/views/mine.atom?fold=copy&min=3&limit=20&lang=de",
    ],
    ["?list=/categories/World%2520%2526%2520more&fold=none", "/categories/World%20%26%20more.rss?fold=none"],
  ])("%s makes the address %s, at which a feed is", async (query, address) => {
    await using wire = await publish();
    const page = await wire.page(query);
    expect(page).toContain(`href="${wire.reader.base}${address.replaceAll("&", "&amp;")}"`);
    const self = (await wire.publisher.get(address)).headers.get("link") ?? "";
    expect(self).toContain(`<${wire.publisher.base}${address}>`);
  });

  test.each<[query: string, sentence: string]>([
    ["?list=/feed&min=0", "min is &#34;0&#34;; it must be a whole number from 1 to 1000."],
    ["?list=/feed&limit=501", "limit is &#34;501&#34;; it must be a whole number from 1 to 500."],
    ["?list=/feed&fold=twice", "fold is &#34;twice&#34;; it must be story (one item a story)"],
    ["?list=/feed&lang=english", "lang is &#34;english&#34;; it must be a language"],
    ["?list=/search", "There is no such list here."],
    ["?list=/feed&format=xml", "There is no such list here."],
  ])("%s is answered with what is wrong, and keeps what was typed", async (query, sentence) => {
    await using wire = await publish();
    const response = await wire.reader.get(`/feeds${query}`);
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain(sentence);
    const [, typed] = /&(?:min|limit|lang)=(\w+)/.exec(query) ?? [];
    expect(page).toContain(`value="${typed ?? ""}"`);
  });
});

test("/feeds.opml has every feed, its lists in folders, and can be read again", async () => {
  await using wire = await publish();
  const response = await wire.publisher.get("/feeds.opml");
  expect(response.headers.get("content-type")).toContain("text/x-opml");
  expect(response.headers.get("x-robots-tag")).toBe("noindex");
  const read = readOpml(new Uint8Array(await response.arrayBuffer()));
  const { base } = wire.publisher;
  expect(read).toMatchObject({
    sources: [
      { url: `${base}/feed.rss`, name: "My wire" },
      { url: `${base}/categories/World%20%26%20more.rss`, name: "World & more", category: "Categories" },
      { url: `${base}/views/mine.rss`, name: "Mine & yours", category: "Views" },
      { url: `${base}/sources/1.rss`, name: "The Herald", category: "Sources" },
      { url: `${base}/sources/2.rss`, name: "<Post>", category: "Sources" },
    ],
  });
});
