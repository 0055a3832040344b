import { gzipSync } from "node:zlib";
import type { Store } from "../../src/store/store.ts";
import { startPublisher } from "../support/wire.ts";
import { freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { type Row, medianMs } from "./row.ts";

const stories = 100;
const outlets = 8;
const now = new Date("2026-11-20T18:00:00Z");
const paragraph =
  "The meeting on Thursday is the third within a month, and the first with engineers. ".repeat(20);

export const outletUrl = (outlet: number): string => `https://outlet-${outlet}.example/feed`;

/** A hundred stories, each in eight outlets. */
export async function fillHundredStories(store: Store): Promise<void> {
  const urls = Array.from({ length: outlets }, (_, outlet) => outletUrl(outlet));
  await store.syncSources(
    urls.map((url, outlet) => source(url, { name: `Outlet ${outlet}` })),
    now,
  );
  for (const [outlet, url] of urls.entries()) {
    const entries = Array.from({ length: stories }, (_, story) =>
      parsedEntry({
        key: `${outlet}-${story}`,
        title: `Story ${story}: ministers meet again over the harbour, outlet ${outlet}`,
        summary: paragraph.slice(0, 300),
        publishedAt: new Date(now.getTime() - story * 600_000),
      }),
    );
    await savePoll(store, url, entries, { fetchedAt: now });
    await groupBy(store, (title) => 1 + Number(/\d+/.exec(title)?.[0]), { coverage: outlet + 1 });
  }
}

/** The merged feed of a hundred stories in each format: made anew, sent as it is kept, and not sent at all (304). */
export async function benchPublish(): Promise<Row[]> {
  await using store = await freshStore();
  await fillHundredStories(store);
  await using publisher = await startPublisher(store);

  const rows: Row[] = [];
  for (const format of ["rss", "atom", "json"]) {
    const path = `/feed.${format}`;
    let limit = 100;
    // Another limit is another feed, with the same items: nothing kept can answer it.
    const anew = await medianMs(9, async () => publisher.text(`${path}?limit=${++limit}`));
    const kept = await perSecond(async () => (await publisher.get(path)).arrayBuffer());
    const first = await publisher.get(path);
    const etag = first.headers.get("etag") ?? "";
    const unsent = await perSecond(async () => (await publisher.get(path, { "if-none-match": etag })).status);
    const body = await first.text();
    rows.push(
      { name: `${path}, made anew`, value: anew, unit: "ms" },
      { name: `${path}, as it is kept, one reader`, value: kept, unit: "requests/s" },
      { name: `${path}, 304, one reader`, value: unsent, unit: "requests/s" },
      { name: `${path}, gzipped`, value: gzipSync(body).length / 1000, unit: "kB" },
    );
  }
  return rows;
}

async function perSecond(ask: () => Promise<unknown>): Promise<number> {
  const requests = 100;
  const ms = await medianMs(3, async () => {
    for (let request = 0; request < requests; request++) await ask();
  });
  return requests / (ms / 1000);
}
