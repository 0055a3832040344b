import { expect, test } from "vitest";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

/** What the page says of how many stories it found, among this many, and on its second page where it has one. */
async function saidOf(stories: number): Promise<(string | undefined)[]> {
  await using store = await freshStore();
  const url = "https://outlet.example/feed";
  await store.syncSources([source(url)], at("07:00"));
  const titles = Array.from({ length: stories }, (_, index) => `Harbour report ${index}`);
  await savePoll(
    store,
    url,
    titles.map((title) => parsedEntry({ key: title, title })),
  );
  await groupBy(store, (title) => 1 + Number(/\d+/.exec(title)?.[0]));
  // `groupBy` takes a thousand at once.
  await groupBy(store, (title) => 1 + Number(/\d+/.exec(title)?.[0]));
  await using reader = await startReader({ store, now: at("13:00") });
  const said: (string | undefined)[] = [];
  let path: string | undefined = "/search?q=harbour";
  for (let page = 0; page < 2 && path !== undefined; page++) {
    const html = await (await reader.get(path)).text();
    said.push(/<div class="list-head">\s*<p>([^<]*)<\/p>/.exec(html)?.[1]);
    path = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  return said;
}

test("a search says how many stories there are, on every page of them", async () => {
  expect(await saidOf(0)).toEqual([undefined]);
  expect(await saidOf(1)).toEqual(["1 story"]);
  expect(await saidOf(50)).toEqual(["50 stories"]);
  expect(await saidOf(73)).toEqual(["73 stories", "73 stories"]);
});

test("beyond a thousand it says that there are more", async () => {
  expect(await saidOf(1000)).toEqual(["1,000 stories", "1,000 stories"]);
  expect(await saidOf(1100)).toEqual(["More than 1,000 stories", "More than 1,000 stories"]);
});
