import type { SafeHtml } from "../../src/model/entry.ts";
import type { Store } from "../../src/store/store.ts";
import { fillStore } from "./full-store.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "./store.ts";

const feed = "https://many.example/feed";

/** Puts something of every kind into a store, and so many entries more that copying it takes a while. */
export async function fillLong(url: string, entries: number): Promise<void> {
  await using store = await freshStore(url);
  await fillStore(store);
  await store.syncSources([source(feed)], at("16:00"));
  const many = Array.from({ length: entries }, (_, index) =>
    parsedEntry({
      key: `many-${index}`,
      title: `Report number ${index}`,
      contentHtml: `<p>${`What was said on ${index}, and by whom. `.repeat(30)}</p>` as SafeHtml,
      publishedAt: at("15:00"),
    }),
  );
  await savePoll(store, feed, many, { fetchedAt: at("16:00") });
  for (let left = entries; left > 0; left -= 1000)
    await groupBy(store, (title) => 10 + Number(/\d+$/.exec(title)?.[0] ?? entries + 100));
}

/** One entry more, by which a store is another than it was. */
export async function addNews(store: Store, key: string): Promise<void> {
  await savePoll(store, feed, [parsedEntry({ key, title: key })], { fetchedAt: at("17:00") });
}
