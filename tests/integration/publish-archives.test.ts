import { parseFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { addStories, publishLongWire } from "../support/long-wire.ts";
import { wellFormed } from "../support/well-formed.ts";

type Wire = Awaited<ReturnType<typeof publishLongWire>>;
type Relation = "self" | "current" | "prev-archive" | "next-archive";
type Document = Readonly<{
  bytes: string;
  ids: readonly string[];
  isArchive: boolean;
  links: Partial<Record<Relation, string>>;
}>;

const site = "https://wire.example.org";
/** An address of the site, as this wire answers it. */
const pathOf = (address: string) => address.slice(site.length);

/** One document of a feed: what it holds and leads to. */
async function read(wire: Wire, path: string): Promise<Document> {
  const response = await wire.get(path);
  expect(response.status, path).toBe(200);
  const bytes = await response.text();
  if (!path.includes(".json")) wellFormed(bytes);
  const { format, feed } = parseFeed(bytes);
  const isArchive = bytes.includes("<fh:archive/>");
  if (format === "json")
    return {
      bytes,
      isArchive,
      ids: (feed.items ?? []).map((item) => item.id ?? ""),
      links: {
        ...(feed.feed_url !== undefined && { self: feed.feed_url }),
        ...(feed.next_url !== undefined && { "prev-archive": feed.next_url }),
      },
    };
  if (format === "rdf") throw new Error("nobody writes RDF here");
  const links = format === "rss" ? feed.atom?.links : feed.links;
  const ids =
    format === "rss" ? feed.items?.map((item) => item.guid?.value) : feed.entries?.map((entry) => entry.id);
  return {
    bytes,
    isArchive,
    ids: (ids ?? []).map((id) => id ?? ""),
    links: Object.fromEntries((links ?? []).map(({ rel = "alternate", href }) => [rel, href])),
  };
}

/** The document at `path` and all before it, the oldest last. */
async function readAll(wire: Wire, path: string): Promise<readonly Document[]> {
  const documents = [await read(wire, path)];
  for (;;) {
    const previous = documents.at(-1)?.links["prev-archive"];
    if (previous === undefined) return documents;
    if (documents.length > 100) throw new Error("The chain has no end");
    documents.push(await read(wire, pathOf(previous)));
  }
}

const numbers = (documents: readonly Document[]) =>
  [...new Set(documents.flatMap(({ ids }) => ids).map((id) => Number(/\d+$/.exec(id)?.[0])))].sort(
    (a, b) => a - b,
  );
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("archives", () => {
  test.each(["rss", "atom", "json"])(
    "hold with the feed itself every story, whatever its date (%s)",
    async (format) => {
      await using wire = await publishLongWire(330);
      const documents = await readAll(wire, `/feed.${format}`);
      expect(documents[0]?.ids).toHaveLength(100);
      expect(numbers(documents)).toEqual(upTo(330));
      for (const archive of documents.slice(1)) {
        expect(archive.ids.length).toBeLessThanOrEqual(50);
        expect(archive.isArchive).toBe(format !== "json");
      }
    },
  );

  test.each([
    ["/categories/Deutsch.atom", 110],
    ["/sources/1.atom", 110],
    ["/search.atom?q=story", 330],
    ["/feed.atom?min=2", 110],
    ["/feed.atom?limit=5", 330],
    ["/feed.atom?limit=5&category=World&lang=en", 220],
    ["/feed.rss?fold=none", 440],
    ["/feed.rss?fold=copy", 330],
    ["/feed.rss?fold=copy&category=World", 220],
    ["/search.rss?q=story&fold=copy", 330],
  ])("are there of every list and fold: %s has %i items", async (path, count) => {
    await using wire = await publishLongWire(330);
    const documents = await readAll(wire, path);
    expect(documents.length).toBeGreaterThan(1);
    expect(numbers(documents)).toHaveLength(count);
  });

  test("hold a text once, with the first of its copies that is listed", async () => {
    await using wire = await publishLongWire(330);
    for (const path of ["/feed.atom?fold=copy&limit=1", "/feed.atom?fold=copy&limit=1&category=World"]) {
      const held = (await readAll(wire, path)).slice(1).flatMap(({ ids }) => ids);
      expect(new Set(held).size, path).toBe(held.length);
    }
  });

  test("lead to the document before, the one after, and the one to subscribe to", async () => {
    await using wire = await publishLongWire(330);
    const [current, ...archives] = await readAll(wire, "/feed.atom?min=1");
    expect(current?.links).toMatchObject({ self: `${site}/feed.atom?min=1` });
    expect(current?.links).not.toHaveProperty("current");
    expect(current?.links).not.toHaveProperty("next-archive");
    // One feed (RFC 5005 1.2): all its documents have one id.
    const feedIds = [current, ...archives].map((document) => /<id>([^<]*)</.exec(document?.bytes ?? "")?.[1]);
    expect(new Set(feedIds)).toEqual(new Set(["tag:wire.example.org,2026:feed/feed?min=1"]));
    const linksTo = (relation: Relation) => archives.map(({ links }) => links[relation]);
    const addresses = linksTo("self");
    expect(linksTo("current")).toEqual(archives.map(() => `${site}/feed.atom?min=1`));
    expect(linksTo("prev-archive")).toEqual([...addresses.slice(1), undefined]);
    // By the address that the newest one keeps when it is full.
    const kept = addresses.map((address) => address?.replace(/&upto=\d+$/, ""));
    expect(linksTo("next-archive").slice(1)).toEqual(kept.slice(0, -1));
  });

  test("keep their bytes and addresses when new stories come, also such with old dates", async () => {
    await using wire = await publishLongWire(220);
    const before = await Promise.all(
      ["rss", "atom", "json"].map((format) => readAll(wire, `/feed.${format}?limit=20`)),
    );
    await addStories(wire.store, 221, 390);
    for (const archive of before.flatMap(([, ...archives]) => archives)) {
      const { self = "" } = archive.links;
      expect((await read(wire, pathOf(self))).bytes, self).toBe(archive.bytes);
    }
    const addresses = (await readAll(wire, "/feed.atom?limit=20")).map(({ links }) => links.self);
    const full = before[1]!.slice(2).map(({ links }) => links.self);
    expect(addresses).toEqual(expect.arrayContaining(full));
  });

  test("end where another document begins when a story between two turns out to be part of an older one", async () => {
    await using wire = await publishLongWire(330);
    const found = await wire.store.story(40);
    if (found.kind !== "found") throw new Error("the story is lost");
    const merge = { from: 100, into: 40, reason: "by the test", at: new Date("2026-11-20T12:00:00Z") };
    await wire.store.saveGrouping({ placements: [], merges: [merge], stories: [found.story] });
    expect(numbers(await readAll(wire, "/feed.atom"))).toEqual(upTo(330).filter((id) => id !== 100));
    const kept = await read(wire, "/feed.atom?after=100");
    expect(numbers([kept])).toEqual(upTo(150).slice(100));
  });

  test("end where what is kept ends", async () => {
    await using wire = await publishLongWire(100);
    await addStories(wire.store, 101, 330);
    // Those of the first hundred were all first seen before the others.
    const before = new Date("2026-11-06T00:00:00Z");
    expect((await wire.store.dropStories({ before, limit: 1000 })).dropped).toBe(100);
    expect(numbers(await readAll(wire, "/feed.atom"))).toEqual(upTo(330).slice(100));
    expect(await read(wire, "/feed.atom?after=0&upto=100")).toMatchObject({ ids: [] });
  });

  test("are named by no feed that shows all there is", async () => {
    await using wire = await publishLongWire(90);
    const { links } = await read(wire, "/feed.atom");
    expect(links).not.toHaveProperty("prev-archive");
  });

  test("that are not full yet are not called archives; what comes after all is empty", async () => {
    await using wire = await publishLongWire(90);
    expect(await read(wire, "/feed.atom?after=50")).toMatchObject({ isArchive: false });
    expect(await read(wire, "/feed.atom?after=50&upto=80")).toMatchObject({ isArchive: true });
    expect(await read(wire, "/feed.atom?after=5000")).toMatchObject({ ids: [], isArchive: false });
  });
});
