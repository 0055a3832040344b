import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import { groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const url = "https://a.example/feed";
const hour = (number: number) => new Date(Date.UTC(2026, 10, 20, number));
const html = (text: string) => `<p>${text}</p>` as SafeHtml;

describe.each(engines)("earlier versions on $name", ({ open }) => {
  async function edited(titles: readonly string[]) {
    const store = await open();
    await store.syncSources([source(url)], hour(0));
    for (const [at, title] of titles.entries())
      await savePoll(store, url, [parsedEntry({ key: "1", title })], { fetchedAt: hour(at) });
    const [entry] = await store.ungroupedEntries(1);
    return { ...store, entryId: entry!.id };
  }

  test("each has what was said, and until when; an entry that was never edited has none", async () => {
    await using store = await open();
    await store.syncSources([source(url)], hour(0));
    const other = parsedEntry({ key: "2" });
    const first = parsedEntry({ key: "1", title: "One", summary: "Sum", contentHtml: html("Text") });
    await savePoll(store, url, [first, other], { fetchedAt: hour(0) });
    const second = parsedEntry({ key: "1", title: "Two", contentHtml: html("Text") });
    await savePoll(store, url, [second, other], { fetchedAt: hour(1) });
    await savePoll(store, url, [{ ...second, contentHtml: html("Other text") }, other], {
      fetchedAt: hour(2),
    });
    const entries = await store.ungroupedEntries(9);
    const versions = await store.earlierVersions({ entryIds: entries.map(({ id }) => id), limit: 20 });
    expect([...versions.values()]).toEqual([
      [
        { title: "One", summary: "Sum", contentHtml: html("Text"), saidUntil: hour(1) },
        { title: "Two", contentHtml: html("Text"), saidUntil: hour(2) },
      ],
    ]);
    expect(entries.find(({ id }) => versions.has(id))).toMatchObject({ title: "Two" });
  });

  test("of forty edits the first version and the latest nineteen are kept", async () => {
    const titles = Array.from({ length: 41 }, (_, at) => `Title ${at}`);
    await using store = await edited(titles);
    const versions = await store.earlierVersions({ entryIds: [store.entryId], limit: 100 });
    expect(versions.get(store.entryId)?.map(({ title }) => title)).toEqual([
      titles[0],
      ...titles.slice(21, 40),
    ]);
  });

  test("as many are read as are asked for: the first, and the latest", async () => {
    await using store = await edited(["A", "B", "C", "D", "E"]);
    const read = async (limit: number) =>
      (await store.earlierVersions({ entryIds: [store.entryId], limit }))
        .get(store.entryId)
        ?.map(({ title }) => title);
    expect(await read(3)).toEqual(["A", "C", "D"]);
    expect(await read(4)).toEqual(["A", "B", "C", "D"]);
    expect(await read(9)).toEqual(["A", "B", "C", "D"]);
  });

  test("a text of more than 100,000 characters is not kept, its title is", async () => {
    await using store = await open();
    await store.syncSources([source(url)], hour(0));
    const long = html("word ".repeat(30_000));
    await savePoll(store, url, [parsedEntry({ key: "1", title: "Long", contentHtml: long })]);
    await savePoll(store, url, [parsedEntry({ key: "1", title: "Short" })], { fetchedAt: hour(13) });
    const [entry] = await store.ungroupedEntries(1);
    const versions = await store.earlierVersions({ entryIds: [entry!.id], limit: 9 });
    expect(versions.get(entry!.id)).toEqual([{ title: "Long", saidUntil: hour(13) }]);
  });

  test("the same document again keeps none, and neither does a poll that fails", async () => {
    await using store = await edited(["A", "B", "B"]);
    const versions = async () =>
      (await store.earlierVersions({ entryIds: [store.entryId], limit: 9 })).get(store.entryId);
    expect(await versions()).toHaveLength(1);
    const impossible = { ...parsedEntry({ key: "2" }), title: undefined as unknown as string };
    await expect(savePoll(store, url, [impossible, parsedEntry({ key: "1", title: "C" })])).rejects.toThrow(
      /savePoll/,
    );
    expect(await versions()).toHaveLength(1);
  });

  test("other writers or another picture are a change, but no version", async () => {
    await using store = await open();
    await store.syncSources([source(url)], hour(0));
    await savePoll(store, url, [parsedEntry({ key: "1" })]);
    const changed = parsedEntry({ key: "1", authors: [{ name: "Ada" }] });
    expect(await savePoll(store, url, [changed])).toMatchObject({ changed: 1 });
    const [entry] = await store.ungroupedEntries(1);
    expect(entry!.authors).toEqual([{ name: "Ada" }]);
    expect(await store.earlierVersions({ entryIds: [entry!.id], limit: 9 })).toEqual(new Map());
  });

  test("they go with their entry", async () => {
    await using store = await edited(["A", "B"]);
    await groupBy(store, () => 1);
    expect((await store.dropStories({ before: hour(5), limit: 9 })).dropped).toBe(1);
    expect(await store.earlierVersions({ entryIds: [store.entryId], limit: 9 })).toEqual(new Map());
  });
});
