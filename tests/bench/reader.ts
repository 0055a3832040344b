import { gzipSync } from "node:zlib";
import { groupBy, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { startReader } from "../support/reader-app.ts";
import { type Row, medianMs } from "./row.ts";

const stories = 200;
const outlets = 8;

/** A front page of 50 stories, asked for again and again over one connection at a time. */
export async function benchReader(): Promise<Row[]> {
  await using store = await freshStore();
  const now = new Date("2026-11-20T18:00:00Z");
  const urls = Array.from({ length: outlets }, (_, outlet) => `https://outlet-${outlet}.example/feed`);
  await store.syncSources(
    urls.map((url, outlet) => source(url, { name: `Outlet ${outlet}`, category: "World" })),
    now,
  );
  for (const [outlet, url] of urls.entries()) {
    const entries = Array.from({ length: stories }, (_, story) =>
      parsedEntry({
        key: `${outlet}-${story}`,
        title: `Story ${story}: ministers of the northern provinces meet again over the harbour dispute, outlet ${outlet}`,
        summary:
          "The meeting on Thursday is the third within a month, and the first to which both sides send engineers.",
        publishedAt: new Date(now.getTime() - story * 600_000),
      }),
    );
    await savePoll(store, url, entries.slice(0, stories - outlet * 20), { fetchedAt: now });
    await groupBy(store, (title) => 1 + Number(/\d+/.exec(title)?.[0]), { coverage: outlet + 1 });
  }
  await using reader = await startReader({ store, now });
  const ask = async (path: string) => (await reader.get(path)).text();
  const rounds = 30;
  const perSecond = async (path: string) =>
    (1000 * rounds) /
    (await medianMs(3, async () => {
      for (let round = 0; round < rounds; round++) await ask(path);
    }));
  const page = await ask("/");
  return [
    { name: "front page, one reader", value: await perSecond("/"), unit: "pages/s" },
    { name: "story page, one reader", value: await perSecond("/stories/1"), unit: "pages/s" },
    { name: "search, one reader", value: await perSecond("/search?q=harbour"), unit: "pages/s" },
    { name: "front page, HTML gzipped", value: gzipSync(page).length / 1000, unit: "kB" },
  ];
}
