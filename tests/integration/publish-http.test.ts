import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request } from "undici";
import { describe, expect, test } from "vitest";
import type { Story } from "../../src/model/story.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { publishQuake } from "../support/quake-wire.ts";
import { at, freshStore, parsedEntry, savePoll } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startPublisher, testSite } from "../support/wire.ts";

const formats = ["/feed.rss", "/feed.atom", "/feed.json"] as const;
type Wire = Awaited<ReturnType<typeof publishQuake>>;

/** Writes what grouping would say of a story that it looked at again. */
async function change(store: Store, id: number, given: (before: Story) => Partial<Story>): Promise<void> {
  const found = await store.story(id);
  if (found.kind !== "found") throw new Error(`There is no story ${id}`);
  const story = { ...found.story, ...given(found.story) };
  await store.saveGrouping({ placements: [], merges: [], stories: [story] });
}

async function entryIdOf(store: Store, title: string): Promise<number> {
  const { items } = await store.latestEntries({ limit: 100 });
  return items.find((entry) => entry.title === title)!.id;
}

type JsonItem = { id: string; title: string; url: string; date_published: string; date_modified: string };
async function firstItem(wire: Wire): Promise<JsonItem> {
  const feed = JSON.parse(await wire.text("/feed.json")) as { items: JsonItem[] };
  return feed.items[0]!;
}

describe("an answer", () => {
  test.each([
    ["/feed.rss", "application/rss+xml"],
    ["/feed.atom", "application/atom+xml"],
    ["/feed.json", "application/feed+json"],
  ])("%s says what it is and how long it is good", async (path, type) => {
    await using wire = await publishQuake();
    const response = await wire.get(path);
    const headers = Object.fromEntries(response.headers);
    expect(response.status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": `${type}; charset=utf-8`,
      "cache-control": "public, max-age=300, stale-if-error=86400",
      vary: "Accept-Encoding",
      "x-robots-tag": "noindex",
      "last-modified": at("11:00").toUTCString(),
      etag: expect.stringMatching(/^"[\w-]+"$/),
      link: `<https://wire.example.org${path}>; rel="self"; type="${type}", <https://wire.example.org/hub>; rel="hub"`,
      "content-length": String((await response.arrayBuffer()).byteLength),
    });
  });

  test("to HEAD has the headers of GET and no body", async () => {
    await using wire = await publishQuake();
    const got = await wire.get("/feed.rss");
    const head = await wire.get("/feed.rss", {}, "HEAD");
    const told = (response: Response) => {
      // Those of the connection are its own.
      const own = [...response.headers].filter(
        ([name]) => !["connection", "date", "keep-alive"].includes(name),
      );
      return Object.fromEntries(own);
    };
    expect(head.status).toBe(200);
    expect(told(head)).toEqual(told(got));
    expect(await head.text()).toBe("");
  });

  test("in each coding has a strong tag of its own, and the same text", async () => {
    await using wire = await publishQuake();
    const plain = Buffer.from(await (await wire.get("/feed.rss")).arrayBuffer());
    const tags = new Set<string>();
    for (const [accepted, coding, decode] of [
      ["br, gzip", "br", brotliDecompressSync],
      ["gzip", "gzip", gunzipSync],
      ["identity", undefined, (body: Buffer) => body],
    ] as const) {
      // Undici's own client, since fetch decodes what it gets.
      const { headers, body } = await request(`${wire.base}/feed.rss`, {
        headers: { "accept-encoding": accepted },
      });
      expect(headers["content-encoding"]).toBe(coding);
      expect(headers["vary"]).toBe("Accept-Encoding");
      expect(decode(Buffer.from(await body.arrayBuffer())).equals(plain)).toBe(true);
      expect(headers["etag"]).toMatch(/^"/);
      tags.add(String(headers["etag"]));
    }
    expect(tags.size).toBe(3);
  });

  test("is 304 without a body where the client's copy is good, with what a 304 must say", async () => {
    await using wire = await publishQuake();
    for (const path of formats)
      for (const coding of ["br", "gzip", "identity"]) {
        const asked = { "accept-encoding": coding };
        const first = await wire.get(path, asked);
        const etag = first.headers.get("etag")!;
        const again = await wire.get(path, { ...asked, "if-none-match": `"other", W/${etag}` });
        expect(again.status).toBe(304);
        expect(await again.text()).toBe("");
        for (const name of ["etag", "vary", "cache-control", "last-modified", "link"])
          expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
  });

  test("is 304 by date for clients that know no tags", async () => {
    await using wire = await publishQuake();
    const since = (time: string) => wire.get("/feed.rss", { "if-modified-since": at(time).toUTCString() });
    expect((await since("11:00")).status).toBe(304);
    expect((await since("10:59")).status).toBe(200);
  });

  test("names the address that was asked, in the config's words or else in the request's", async () => {
    const { url: _, ...site } = testSite;
    await using wire = await publishQuake({ site });
    const self = `${wire.base}/feed.atom?fold=copy&min=2`;
    const response = await wire.get("/feed.atom?fold=copy&utm_source=x&min=2");
    expect(response.headers.get("link")).toContain(`<${self}>`);
    expect(await response.text()).toContain(`href="${self.replace("&", "&amp;")}"`);
  });

  test("with the list of sources is good for as long, and has a tag", async () => {
    await using wire = await publishQuake();
    const path = "/sources.opml";
    const first = await wire.get(path);
    expect(first.headers.get("content-type")).toBe("text/x-opml; charset=utf-8");
    expect(first.headers.get("cache-control")).toContain("max-age=300");
    const again = await wire.get(path, { "if-none-match": first.headers.get("etag")! });
    expect(again.status).toBe(304);
  });

  test("of an empty store is an empty feed, without a date", async () => {
    await using store = await freshStore();
    await using wire = await startPublisher(store);
    for (const path of formats) {
      const response = await wire.get(path);
      expect(response.status).toBe(200);
      expect(response.headers.has("last-modified")).toBe(false);
      expect((await response.text()).length).toBeGreaterThan(100);
    }
  });
});

describe("the bytes of a feed", () => {
  test("stay for as long as its stories do, whoever renders them", async () => {
    await using wire = await publishQuake();
    await using other = await startPublisher(wire.store);
    for (const path of [...formats, "/sources.opml", "/categories/World.atom?fold=none"])
      expect(await other.text(path)).toBe(await wire.text(path));
  });

  test("stay over a restart, and so do its tag and date", async () => {
    await using folder = await temporaryFolder();
    const databaseUrl = `sqlite:${join(folder.path, "wirefold.db")}`;
    const answers = async (wire: Pick<Wire, "get">) =>
      Promise.all(
        formats.map(async (path) => {
          const response = await wire.get(path);
          const { etag, "last-modified": date } = Object.fromEntries(response.headers);
          return [etag, date, await response.text()];
        }),
      );
    const before = await (async () => {
      await using wire = await publishQuake({ databaseUrl });
      return await answers(wire);
    })();
    await using store = await freshStore(databaseUrl);
    await using wire = await startPublisher(store);
    expect(await answers(wire)).toEqual(before);
  });

  test("stay when a poll brings nothing new", async () => {
    await using wire = await publishQuake();
    const before = await wire.text("/feed.rss");
    await savePoll(wire.store, "https://www.bote.example/rss", [], { fetchedAt: at("12:00") });
    expect(await wire.text("/feed.rss")).toBe(before);
  });

  test("change at once with a story, and the client's copy is good no longer", async () => {
    await using wire = await publishQuake();
    for (const [index, path] of formats.entries()) {
      const etag = (await wire.get(path)).headers.get("etag")!;
      await change(wire.store, 1, ({ coverage }) => ({ coverage: coverage + 1 }));
      const again = await wire.get(path, { "if-none-match": etag });
      expect(again.status).toBe(200);
      expect(await again.text()).toContain(`${4 + index} independent outlets`);
    }
  });

  test("change at once with the config", async () => {
    let site = testSite;
    await using wire = await publishQuake({ site: () => site });
    await wire.text("/feed.rss");
    site = { ...testSite, title: "Another name" };
    expect(await wire.text("/feed.rss")).toContain("<title>Another name</title>");
  });

  test("are the same for many who ask at once, while the store changes", async () => {
    await using wire = await publishQuake();
    const etags = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const response = await wire.get("/feed.rss");
        await response.arrayBuffer();
        return response.headers.get("etag");
      }),
    );
    expect(new Set(etags).size).toBe(1);
  });
});

describe("a story's item", () => {
  test("keeps its id and first date when another entry leads, and says when it was updated", async () => {
    await using wire = await publishQuake();
    const before = await firstItem(wire);
    const leadEntryId = await entryIdOf(wire.store, "Quake shakes coast");
    await change(wire.store, 1, () => ({ leadEntryId, updatedAt: at("12:30") }));
    const after = await firstItem(wire);
    expect(after).toMatchObject({ title: "Quake shakes coast", url: "https://www.courier.example/quake" });
    expect(after.id).toBe(before.id);
    expect(after.date_published).toBe(before.date_published);
    expect(after.date_modified).toBe(at("12:30").toISOString());
    expect(await wire.text("/feed.rss")).toContain("<lastBuildDate>Fri, 20 Nov 2026 12:30:00 GMT");
  });

  test("names a further report without being dated anew", async () => {
    await using wire = await publishQuake();
    const before = await firstItem(wire);
    const entry = parsedEntry({
      key: "b2",
      title: "Nachbeben",
      url: "https://www.bote.example/nachbeben",
      publishedAt: at("11:30"),
    });
    await savePoll(wire.store, "https://www.bote.example/rss", [entry], { fetchedAt: at("11:45") });
    const [added] = await wire.store.ungroupedEntries(10);
    const found = await wire.store.story(1);
    if (!added || found.kind !== "found") throw new Error("the entry is lost");
    const placement = {
      storyId: 1,
      copyGroup: added.id,
      layer: "story",
      reason: { text: "by the test" },
    } as const;
    await wire.store.saveGrouping({
      placements: [{ entryId: added.id, placement }],
      merges: [],
      stories: [{ ...found.story, entryCount: 4, lastReportAt: at("11:30") }],
    });
    const after = await firstItem(wire);
    expect(after).toMatchObject({
      date_published: before.date_published,
      date_modified: before.date_modified,
    });
    expect(await wire.text("/feed.json")).toContain("Nachbeben");
    // The bytes did change, which clients that know no tags learn from the date alone.
    expect((await wire.get("/feed.json")).headers.get("last-modified")).toBe(at("11:45").toUTCString());
  });

  test("is the older one's when two stories turn out to be one, and the other is announced as gone", async () => {
    await using wire = await publishQuake();
    const before = (await wire.get("/feed.atom")).headers.get("last-modified");
    await merge(wire.store);
    const feed = JSON.parse(await wire.text("/feed.json"));
    const ended = "tag:wire.example.org,2026:story/2";
    const into = "tag:wire.example.org,2026:story/1";
    expect(feed.items.map((item: JsonItem) => item.id)).toEqual([into]);
    expect(feed.items[0].content_html).toContain("Ministers meet");
    expect(feed._wirefold.ended).toEqual([
      { id: ended, into, url: "https://wire.example.org/stories/1", at: at("12:00").toISOString() },
    ]);
    const atom = await wire.text("/feed.atom");
    expect(atom).toContain(
      `<at:deleted-entry ref="${ended}" when="${at("12:00").toISOString()}">` +
        `<at:comment>This story became part of ${into}.</at:comment>` +
        `<link rel="related" type="text/html" href="https://wire.example.org/stories/1"/></at:deleted-entry>`,
    );
    // No entry is newer than before: clients that know no tags learn of the change by this.
    const after = (await wire.get("/feed.atom")).headers.get("last-modified");
    expect([before, after]).toEqual([at("11:00").toUTCString(), at("12:00").toUTCString()]);
  });

  test.each([
    ["/categories/World.atom", true],
    ["/categories/Deutsch%20%26%20mehr.atom", true],
    ["/search.atom?q=ministers", true],
    ["/search.atom?q=nowhere", false],
    ["/feed.atom?min=9", false],
    ["/feed.atom?fold=copy", false],
    ["/feed.atom?fold=none", false],
    ["/feed.atom?after=0&upto=2", true],
    ["/feed.atom?after=2", false],
  ])("that has ended is announced where it stood: %s %s", async (path, isAnnounced) => {
    await using wire = await publishQuake();
    await merge(wire.store);
    expect((await wire.text(path)).includes("at:deleted-entry ref")).toBe(isAnnounced);
  });

  test("gets another id, and is a new item, when a report is set apart from it", async () => {
    await using wire = await publishQuake();
    const entryId = await entryIdOf(wire.store, "Beben an der Küste");
    const clock = { now: () => at("13:00"), sleep: async () => {} };
    await createCorrections({ store: wire.store, clock }).setApart({
      storyId: 1,
      entryId,
      withCopies: false,
    });
    const feed = JSON.parse(await wire.text("/feed.json")) as { items: JsonItem[] };
    expect(feed.items.map(({ id, title }) => [id.split("/")[1], title])).toEqual([
      ["3", "Beben an der Küste"],
      ["1", "Quake shakes the coast & the <b> hills"],
      ["2", "Ministers meet"],
    ]);
  });
});

/** The second story turns out to be part of the first. */
async function merge(store: Store): Promise<void> {
  const found = await store.story(1);
  if (found.kind !== "found") throw new Error("the story is lost");
  await store.saveGrouping({
    placements: [],
    merges: [{ from: 2, into: 1, reason: "by the test", at: at("12:00") }],
    stories: [{ ...found.story, entryCount: 4, firstReportAt: at("08:00") }],
  });
}
