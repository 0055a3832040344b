import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import { BadCursorError } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";

describe.each(engines)("entries on $name", ({ open }) => {
  test("an entry comes back with all that its document said", async () => {
    await using store = await open();
    await store.syncSources([source(a, { name: "A", category: "World" })], at("11:00"));
    const said = {
      guid: "g1",
      url: "https://www.a.example/1",
      title: "Title",
      summary: "Summary",
      contentHtml: "<p>Text</p>" as SafeHtml,
      authors: [{ name: "Ada", email: "ada@a.example", url: "https://a.example/ada" }],
      categories: ["Politics"],
      enclosures: [
        {
          url: "https://a.example/1.mp3",
          mediaType: "audio/mpeg",
          length: 5,
          title: "Part 1",
          durationS: 90,
        },
      ],
      imageUrl: "https://a.example/1.jpg",
      commentsUrl: "https://a.example/1#c",
      rights: "© Ada",
      commentCount: 12,
      commentsFeedUrl: "https://a.example/1/feed",
      inReplyToUrl: "https://b.example/1",
      transcripts: [{ url: "https://a.example/1.vtt", mediaType: "text/vtt", language: "en" }],
      chaptersUrl: "https://a.example/1.json",
      imageCredit: "Bo Lind",
      agency: "Reuters",
      language: "en-GB",
      publishedAt: at("10:00"),
      updatedAt: at("10:30"),
    };
    await savePoll(store, a, [{ ...said, identityKeys: ["g:1"] }]);
    const [entry] = await store.ungroupedEntries(1);
    expect(entry).toEqual({
      ...said,
      id: entry!.id,
      feedId: entry!.feedId,
      firstSeenAt: at("12:00"),
      shownAt: at("10:00"),
      outlet: "A",
      outletKey: "a.example",
      category: "World",
    });
    expect(await store.entry(entry!.id)).toEqual(entry);
  });

  test("entries leave the revision as it is until they stand in a story; then edits move it, too", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const before = await store.revision();
    await savePoll(store, a, [parsedEntry({ key: "1" })]);
    expect(await store.revision()).toBe(before);
    await groupBy(store, () => 1);
    const grouped = await store.revision();
    expect(grouped).toBeGreaterThan(before);
    await savePoll(store, a, [parsedEntry({ key: "1", title: "Another headline" })]);
    expect(await store.revision()).toBeGreaterThan(grouped);
  });

  test("the same document a second time changes nothing", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const entries = [parsedEntry({ key: "1" }), parsedEntry({ key: "2" })];
    expect(await savePoll(store, a, entries)).toEqual({ total: 2, added: 2, changed: 0 });
    const revision = await store.revision();
    const before = await store.ungroupedEntries(10);
    expect(await savePoll(store, a, entries.toReversed())).toEqual({ total: 2, added: 0, changed: 0 });
    expect(await store.ungroupedEntries(10)).toEqual(before);
    expect(await store.revision()).toBe(revision);
  });

  test("an address that is another in name alone is taken over along with news, and is no news by itself", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const tracked = (from: string) =>
      parsedEntry({ key: "1", url: `https://outlet.example/1?utm_source=${from}` });
    const stored = async () => (await store.ungroupedEntries(10)).find(({ title }) => title === "Title of 1");
    await savePoll(store, a, [tracked("one")]);
    expect(await savePoll(store, a, [tracked("two")])).toMatchObject({ added: 0, changed: 0 });
    expect((await stored())?.url).toBe(tracked("one").url);
    const news = parsedEntry({ key: "2" });
    expect(await savePoll(store, a, [tracked("two"), news])).toMatchObject({ added: 1, changed: 0 });
    expect((await stored())?.url).toBe(tracked("two").url);
    const edited = { ...news, title: "Another title" };
    expect(await savePoll(store, a, [tracked("three"), edited])).toMatchObject({ added: 0, changed: 1 });
    expect((await stored())?.url).toBe(tracked("three").url);
  });

  test("entries and validators are written together or not at all", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const impossible = { ...parsedEntry({ key: "2" }), title: undefined as unknown as string };
    const polling = { validators: { etag: '"new"' }, failures: 0, notes: [], nextPollReason: "" };
    const poll = savePoll(store, a, [impossible, parsedEntry({ key: "1" })], {
      polling: { ...polling, nextPollAt: at("12:30") },
    });
    await expect(poll).rejects.toThrow(/savePoll/);
    expect(await store.ungroupedEntries(9)).toEqual([]);
    expect((await store.feeds())[0]!.polling.validators).toEqual({});
  });

  test("an entry is known by any one of its keys, and learns the others", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "1", identityKeys: ["g:1", "u:x"] })]);
    const changed = { key: "1", identityKeys: ["g:2", "u:x"] as const };
    expect(await savePoll(store, a, [parsedEntry(changed)])).toMatchObject({ added: 0 });
    expect(await savePoll(store, a, [parsedEntry({ key: "1", identityKeys: ["g:2", "u:y"] })])).toMatchObject(
      {
        added: 0,
      },
    );
    expect(await store.ungroupedEntries(10)).toHaveLength(1);
  });

  test("the same key in two feeds is two entries", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "1", title: "From A" })]);
    expect(await savePoll(store, b, [parsedEntry({ key: "1", title: "From B" })])).toMatchObject({
      added: 1,
    });
    expect((await store.ungroupedEntries(10)).map((entry) => entry.title)).toEqual(["From A", "From B"]);
  });

  test("what has no place yet is given in order of time, then of feeds, whichever was polled first", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    const entry = (title: string, time: string) => parsedEntry({ key: title, title, publishedAt: at(time) });
    await savePoll(store, b, [entry("b later", "10:30"), entry("b", "10:00")]);
    await savePoll(store, a, [entry("a", "10:00"), entry("a earlier", "09:00")]);
    const titles = (await store.ungroupedEntries(10)).map(({ title }) => title);
    expect(titles).toEqual(["a earlier", "a", "b", "b later"]);
  });

  test("an edit is taken over, and the date of publication stays as it was first said", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "1", publishedAt: at("09:00") })]);
    const edited = parsedEntry({ key: "1", title: "Corrected", publishedAt: at("11:59") });
    expect(await savePoll(store, a, [edited])).toEqual({ total: 1, added: 0, changed: 1 });
    const [entry] = await store.ungroupedEntries(1);
    expect(entry).toMatchObject({ title: "Corrected", publishedAt: at("09:00"), shownAt: at("09:00") });
  });

  test("an entry without a date, or from the future, is shown by the time it was first seen", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [
      parsedEntry({ key: "none" }),
      parsedEntry({ key: "future", publishedAt: at("23:00") }),
    ]);
    const entries = await store.ungroupedEntries(10);
    expect(entries.map((entry) => entry.shownAt)).toEqual([at("12:00"), at("12:00")]);
  });

  test("a feed's entries come newest first, page by page, each once", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const keys = Array.from({ length: 7 }, (_, index) => `${index}`);
    await savePoll(
      store,
      a,
      keys.map((key) =>
        parsedEntry({ key, title: key, publishedAt: at(`0${Math.floor(Number(key) / 2)}:00`) }),
      ),
    );
    const [feed] = await store.feeds();
    const titles: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 10; pages++) {
      const page = await store.entriesOfFeed({ feedId: feed!.id, limit: 3, ...(cursor && { cursor }) });
      titles.push(...page.items.map((entry) => entry.title));
      cursor = page.next;
      if (!cursor) break;
    }
    expect(titles).toHaveLength(7);
    expect(new Set(titles).size).toBe(7);
    expect(titles[0]).toBe("6");
    expect(feed!.entryCount).toBe(7);
  });

  test("a cursor that is none is refused by name", async () => {
    await using store = await open();
    await expect(store.entriesOfFeed({ feedId: 1, limit: 3, cursor: "nonsense" })).rejects.toThrow(
      BadCursorError,
    );
    await expect(store.stories({ order: "top", limit: 3, cursor: "WzEsMl0x" })).rejects.toThrow(
      BadCursorError,
    );
  });

  test("placed entries come back in the order in which they were placed", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "late", publishedAt: at("11:00") })]);
    await groupBy(store, () => 1);
    await savePoll(store, a, [parsedEntry({ key: "early", publishedAt: at("08:00") })]);
    await groupBy(store, () => 2);
    const first = await store.placedEntriesSince({ since: at("08:00"), limit: 1 });
    expect(first.items.map((entry) => entry.title)).toEqual(["Title of late"]);
    const second = await store.placedEntriesSince({ since: at("08:00"), limit: 1, cursor: first.next! });
    expect(second.items.map((entry) => entry.title)).toEqual(["Title of early"]);
    expect(second.next).toBeUndefined();
    expect((await store.placedEntriesSince({ since: at("09:00"), limit: 5 })).items).toHaveLength(1);
  });

  test("what grouping reads back of placed entries is what they have, in the same order", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const told = { summary: "A ferry sank.", agency: "Reuters", language: "en-GB" };
    await savePoll(store, a, [
      parsedEntry({ key: "late", publishedAt: at("11:00"), ...told }),
      parsedEntry({ key: "early", publishedAt: at("08:00"), origin: { title: "The Lorne Post" } }),
    ]);
    await groupBy(store, () => 1);
    const query = { since: at("00:00"), limit: 1 };
    for (const cursor of [undefined, (await store.placedEntriesSince(query)).next!]) {
      const page = { ...query, ...(cursor !== undefined && { cursor }) };
      const { items, next } = await store.placedEntriesSince(page);
      expect(await store.placedTextsSince(page)).toEqual({
        items: items.map(({ id, title, summary, url, outletKey, agency, language, shownAt, placement }) => ({
          id,
          title,
          ...(summary !== undefined && { summary }),
          url,
          outletKey,
          ...(agency !== undefined && { agency, language }),
          shownAt,
          placement: { storyId: placement.storyId, copyGroup: placement.copyGroup },
        })),
        ...(next !== undefined && { next }),
      });
    }
  });

  test("an outlet is its origin's, its source's, its feed's name, or its host", async () => {
    await using store = await open();
    await store.syncSources(
      [source(a, { name: "Named" }), source(b), source("http://127.0.0.1:80/feed")],
      at("11:00"),
    );
    await savePoll(store, a, [
      parsedEntry({ key: "1", title: "1" }),
      parsedEntry({
        key: "2",
        title: "2",
        origin: { title: "The Origin", url: "https://news.origin.example/feed" },
      }),
    ]);
    await savePoll(store, b, [parsedEntry({ key: "3", title: "3" })], { title: "Feed title" });
    await savePoll(store, "http://127.0.0.1:80/feed", [
      parsedEntry({ key: "4", title: "4", url: "http://127.0.0.1/4" }),
    ]);
    const found = (await store.ungroupedEntries(10)).map(({ title, outlet, outletKey }) => [
      title,
      outlet,
      outletKey,
    ]);
    expect(found.sort()).toEqual([
      ["1", "Named", "outlet.example"],
      ["2", "The Origin", "origin.example"],
      ["3", "Feed title", "outlet.example"],
      ["4", "127.0.0.1", expect.stringMatching(/^feed \d+$/)],
    ]);
  });

  test("when a feed published is told from an instant on, newest first, no more often than asked", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    const entries = ["08:00", "09:00", "10:00"].map((hour) =>
      parsedEntry({ key: hour, publishedAt: at(hour) }),
    );
    await savePoll(store, a, entries);
    await savePoll(store, b, [parsedEntry({ key: "other", publishedAt: at("09:30") })]);
    const feedId = (await store.feeds())[0]!.id;
    expect(await store.timesOfFeed({ feedId, since: at("09:00"), limit: 9 })).toEqual([
      at("10:00"),
      at("09:00"),
    ]);
    expect(await store.timesOfFeed({ feedId, since: at("08:00"), limit: 1 })).toEqual([at("10:00")]);
  });
});
