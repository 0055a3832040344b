import { expect, test } from "vitest";
import { freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { startPublisher } from "../support/wire.ts";

const url = "https://gazette.example/feed";
const now = new Date("2026-11-20T12:00:00Z");

test.each([
  ["100 items, where they reach back further", 60, 100],
  ["as many more as reach back 48 hours", 20, 1 + 48 * 3],
  ["300 at most", 5, 300],
])("the merged feed has %s: one each %i min makes %i", async (_, everyMinutes, expected) => {
  await using store = await freshStore();
  await store.syncSources([source(url)], now);
  const entries = Array.from({ length: 320 }, (_, index) =>
    parsedEntry({
      key: `k${index}`,
      title: String(index + 1),
      publishedAt: new Date(now.getTime() - index * everyMinutes * 60_000),
    }),
  );
  await savePoll(store, url, entries, { fetchedAt: now });
  await groupBy(store, Number);
  await using wire = await startPublisher(store);
  for (const path of ["/feed.json", "/feed.json?fold=none", "/feed.json?fold=copy"])
    expect(JSON.parse(await wire.text(path)).items, path).toHaveLength(expected);
});
