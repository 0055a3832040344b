import { request } from "undici";
import { describe, expect, test } from "vitest";
import type { View } from "../../src/model/view.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const feed = "https://a.example/feed";

/** Two stories of one source; the clock and the views are the test's. */
async function newsroom() {
  const store = await freshStore();
  const given = { now: at("12:00"), views: [] as readonly View[] };
  await store.syncSources([source(feed, { name: "Gazette", category: "World" })], at("11:00"));
  const entries = ["one", "two"].map((key) => parsedEntry({ key, title: key, publishedAt: at("11:00") }));
  await savePoll(store, feed, entries);
  await groupBy(store, (title) => (title === "one" ? 1 : 2));
  const reader = await startReader({ store, now: () => given.now, views: given.views });
  return {
    store,
    given,
    text: async (path: string) => (await reader.get(path)).text(),
    raw: async (path: string, headers: Readonly<Record<string, string>> = {}) => {
      const response = await request(reader.base + path, { headers });
      const { date: _, ...told } = response.headers;
      const body = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: told, body };
    },
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

const paths = ["/", "/?order=latest", "/stories/1", "/categories/World", "/search?q=one"];

describe("a page that is asked for again", () => {
  test.each(paths)("is the same, in every coding: %s", async (path) => {
    await using news = await newsroom();
    for (const coding of ["identity", "gzip", "br", "deflate"]) {
      const ask = () => news.raw(path, { "accept-encoding": coding });
      const [first, second] = [await ask(), await ask()];
      expect(second).toEqual(first);
      const again = await news.raw(path, {
        "accept-encoding": coding,
        "if-none-match": String(first.headers["etag"]),
      });
      expect([again.status, again.body.length]).toEqual([304, 0]);
    }
  });

  test("has a strong tag of its own in each coding, and none where it is coded on its way", async () => {
    await using news = await newsroom();
    const tags = new Map<unknown, string>();
    for (const coding of ["identity", "gzip", "br", "deflate"]) {
      const { headers, body } = await news.raw("/", { "accept-encoding": coding });
      const bytes = `${String(headers["content-encoding"])} ${body.toString("base64")}`;
      expect(tags.get(headers["etag"]) ?? bytes).toBe(bytes);
      tags.set(headers["etag"], bytes);
      expect(headers["etag"]).toMatch(/^"/);
    }
  });

  test("shows at once what has changed in a story", async () => {
    await using news = await newsroom();
    for (const path of paths) await news.text(path);
    const edited = parsedEntry({ key: "one", title: "one, edited", publishedAt: at("11:00") });
    await savePoll(news.store, feed, [edited]);
    for (const path of paths)
      expect((await news.text(path)).replaceAll(/<\/?mark>/g, "")).toContain("one, edited");
  });

  test("shows at once how sources do, which is no change of stories", async () => {
    await using news = await newsroom();
    expect(await news.text("/")).not.toContain("The source does not answer");
    const [gazette] = await news.store.feeds();
    const polling = { ...gazette!.polling, failures: 3, lastOutcome: "error" as const, lastError: "503" };
    const [claim] = await news.store.claimFeeds({ now: at("12:30"), limit: 1, leaseMs: 1, all: true });
    await news.store.savePoll({
      feedId: claim!.id,
      lease: claim!.lease,
      state: "failing",
      fetchUrl: feed,
      polling,
      fetchedAt: at("12:30"),
      request: { url: feed, tookMs: 1 },
    });
    expect(await news.text("/")).toContain("The source does not answer");
  });

  test("tells ages by the time at which it is asked for", async () => {
    await using news = await newsroom();
    const before = await news.text("/");
    news.given.now = at("15:00");
    const after = await news.text("/");
    expect(after).not.toBe(before);
  });

  test("is not taken for another one, and a problem is told each time", async () => {
    await using news = await newsroom();
    expect(await news.text("/stories/1")).not.toBe(await news.text("/stories/2"));
    for (let time = 0; time < 2; time++) {
      const missing = await news.raw("/stories/9");
      expect([missing.status, missing.headers["cache-control"]]).toEqual([404, "no-store"]);
    }
  });
});
