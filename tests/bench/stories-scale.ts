import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { silentLog } from "../../src/base/log.ts";
import type { StorySettings } from "../../src/model/settings.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import type { Article } from "../../src/story/article.ts";
import { createEngine } from "../../src/story/engine.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";
import { type Row, medianCpuMs } from "./row.ts";
import { madeUpNews } from "./stories-scale-news.ts";

const settings: StorySettings = { windowMs: 5 * 24 * 3_600_000, granularity: "event" };
/** A million articles in 90 days: 57,000 in the window. By default their first days alone; `WIREFOLD_SCALE=full`: all. */
const news = { articles: 1_000_000, days: 90 };
const isFull = process.env["WIREFOLD_SCALE"] === "full";
const streamed = isFull ? news.articles : 100_000;
const active = isFull ? 100_000 : 10_000;

/** What grouping costs as the articles held grow to ten thousands, of a hostile stream, and at a restart. */
export async function benchStoriesScale(): Promise<Row[]> {
  return [...stream(), ...(await hostileStreams()), ...(await restart())];
}

/** The speed of each tenth of the stream, what is held of it at its end, and its largest story. All of it takes a quarter of an hour or more. */
function stream(): Row[] {
  const engine = createEngine(settings, 0);
  const sizes = new Map<number, number>();
  const bytesBefore = heldBytes();
  const part = streamed / 10;
  const rows: Row[] = [];
  let [done, cpuMs] = [0, 0];
  for (const article of madeUpNews(news)) {
    const since = process.threadCpuUsage().user;
    const { storyId, merges } = engine.place(article);
    cpuMs += (process.threadCpuUsage().user - since) / 1000;
    sizes.set(storyId, (sizes.get(storyId) ?? 0) + 1);
    for (const { from, into } of merges) {
      sizes.set(into, (sizes.get(into) ?? 0) + (sizes.get(from) ?? 0));
      sizes.delete(from);
    }
    done += 1;
    if (done % part !== 0) continue;
    rows.push({ name: `up to article ${done}`, value: part / (cpuMs / 1000), unit: "articles/s" });
    cpuMs = 0;
    if (done === streamed) break;
  }
  const { articles } = engine.size();
  rows.push({ name: "articles in the window", value: articles, unit: "" });
  rows.push({ name: "memory of each", value: (heldBytes() - bytesBefore) / articles, unit: "bytes" });
  rows.push({
    name: "largest story, of events of 400 at most",
    value: [...sizes.values()].reduce((a, b) => Math.max(a, b), 0),
    unit: "articles",
  });
  return rows;
}

/** What an engine holds, in the heap and in buffers. The generator's tables, which are as large throughout, are in both. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Streams in which every article resembles every other one. */
async function hostileStreams(): Promise<Row[]> {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below; // Park and Miller 1988
  const some = (count: number, of: number) =>
    Array.from({ length: count }, () => `word${random(of)}`).join(" ");
  const kinds: readonly (readonly [
    string,
    (i: number) => Pick<Article, "title" | "outletKey"> & { summary?: string },
  ])[] = [
    ["of 50 words alone", (i) => ({ title: some(8, 50), summary: some(30, 50), outletKey: `o${i % 40}` })],
    ["of 400 words alone", (i) => ({ title: some(6, 400), summary: some(12, 400), outletKey: `o${i % 40}` })],
    ["of one outlet and one form", () => ({ title: `Sales at ${some(1, 50)} today`, outletKey: "one" })],
    ["of one word", (i) => ({ title: `news ${i}`, outletKey: `o${i}` })],
  ];
  const rows: Row[] = [];
  for (const [name, made] of kinds) {
    const articles = Array.from({ length: 5000 }, (_, i) => ({
      id: i + 1,
      at: i * 60_000,
      language: "en",
      ...made(i),
    }));
    const ms = await medianCpuMs(1, () => {
      const engine = createEngine(settings, 0);
      for (const article of articles) engine.place(article);
    });
    rows.push({ name: `5,000 articles ${name}`, value: articles.length / (ms / 1000), unit: "articles/s" });
  }
  return rows;
}

/** A grouper that reads back a store of so many articles, all of them in the window. */
async function restart(): Promise<Row[]> {
  await using folder = await temporaryFolder();
  const store = await openStore(`sqlite:${join(folder.path, "scale.db")}`);
  const clock = testClock(await fill(store));
  const grouper = () => createGrouper({ store, settings: () => settings, clock, log: silentLog });
  await grouper().groupNew();
  const cpuMs = await medianCpuMs(1, () => grouper().restore());
  await store.close();
  return [{ name: `restart over ${active} articles of the window`, value: cpuMs / 1000, unit: "s" }];
}

/** Saves the news of four days, as one source brought it in documents of 500 entries; answers the instant of the last. */
async function fill(store: Store): Promise<Date> {
  const url = "https://wire.example/feed";
  let [last, document]: [Date, ReturnType<typeof parsedEntry>[]] = [new Date(0), []];
  for (const { id, at, title, summary, url: link, language } of madeUpNews({ articles: active, days: 4 })) {
    last = new Date(at);
    if (id === 1) await store.syncSources([source(url)], last);
    document.push(
      parsedEntry({ key: `${id}`, title, publishedAt: last, language, url: link!, summary: summary! }),
    );
    if (document.length < 500 && id < active) continue;
    await savePoll(store, url, document, { fetchedAt: last });
    document = [];
  }
  return last;
}
