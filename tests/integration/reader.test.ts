import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Log } from "../../src/base/log.ts";
import { silentLog } from "../../src/base/log.ts";
import type { SafeHtml } from "../../src/model/entry.ts";
import type { Store } from "../../src/store/store.ts";
import { fillNewsroom, newsroomNow } from "../support/newsroom.ts";
import { type ReaderAppOptions, startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const feedUrl = "https://gazette.example/feed";

/** A reader over one source whose entries, each a story of its own (by number in its title), a test names. */
async function readerOf(
  entries: Parameters<typeof savePoll>[2],
  given: Partial<ReaderAppOptions> = {},
  storyOf: (title: string) => number = (title) => Number(/\d+/.exec(title)?.[0] ?? 1),
) {
  const store = await freshStore();
  await store.syncSources([source(feedUrl, { name: "Gazette", category: "World" })], at("11:00"));
  if (entries.length > 0) await savePoll(store, feedUrl, entries);
  await groupBy(store, storyOf);
  const reader = await startReader({ store, now: at("13:00"), ...given });
  return {
    ...reader,
    store,
    html: async (path: string) => (await reader.get(path)).text(),
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

const numbered = (amount: number) =>
  Array.from({ length: amount }, (_, index) =>
    parsedEntry({ key: `k${index}`, title: `Story ${index + 1}`, publishedAt: at("10:00") }),
  );

async function newsroom() {
  const store = await freshStore();
  await fillNewsroom(store, { pictures: "http://127.0.0.1:9" });
  const views = [{ slug: "wide", title: "Widely reported", minOutlets: 3 }];
  const reader = await startReader({ store, now: newsroomNow, views });
  return {
    ...reader,
    html: async (path: string) => (await reader.get(path)).text(),
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

describe("the pages of a newsroom", () => {
  test("the front page has the largest story first, with what it is made of", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/");
    expect(html.indexOf("Marrow swing bridge")).toBeLessThan(html.indexOf("Coalition agrees on budget"));
    expect(html).toContain("Reuters via Harbour Courier");
    expect(html).toContain("Reuters copy in 6 · 6 own reports");
    expect(html).toMatch(
      /<time datetime="2026-11-24T15:10:00.000Z" title="Tuesday,? 24 November 2026 at 15:10 UTC" data-ago>3 h ago</,
    );
  });

  test("a page says of the report that leads that it stands above, not that all of it does", async () => {
    await using reader = await newsroom();
    const id = /href="\/stories\/(\d+)[^>]*>[^<]*Marrow swing bridge/.exec(await reader.html("/"))![1];
    const html = await reader.html(`/stories/${id}`);
    expect(html).toContain("<span>stands above</span>");
    expect(html).not.toMatch(/above in full/i);
  });

  test("latest is by first report", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/?order=latest");
    expect(html.indexOf("Teachers’ union and ministry")).toBeLessThan(
      html.indexOf("Marrow swing bridge to close"),
    );
  });

  test("every list says where it is had as a feed", async () => {
    await using reader = await newsroom();
    const feeds = {
      "/": "/feed.rss",
      "/sources/1": "/sources/1.rss",
      "/categories/World": "/categories/World.rss",
      "/views/wide": "/views/wide.rss",
      "/search?q=bridge+marrow": "/search.rss?q=bridge+marrow",
    };
    for (const [path, feed] of Object.entries(feeds)) {
      const html = await reader.html(path);
      expect(html).toContain(`<link rel="alternate" type="application/rss+xml"`);
      expect(html).toContain(`href="${feed}">`);
      expect(html).toContain(`href="${feed}" type="application/rss+xml">Subscribe</a>`);
    }
  });

  test("a search finds the story by a word in any of its entries, and shows the headline that has it", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/search?q=hauliers");
    expect(html).toContain("Marrow swing bridge to close on Friday");
    expect(html).toContain("cost the port’s hauliers");
    expect(html).not.toContain("Coalition agrees");
    expect(html).toContain("<p>1 story</p>");
  });

  test("red stands first on the status page, with what was answered and what comes next", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/status");
    expect(html).toContain("12 of 15 sources answer; 1 failing, 1 gone and 1 not asked yet.");
    const places = ["Broken Window", "Gone With The Feed", "Not Asked Yet", "Harbour Courier"].map((name) =>
      html.indexOf(name),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(html).toContain("the server answered 503 Service Unavailable.");
    expect(html).toContain("after 5 failed polls in a row, with back-off");
    expect(html).toContain("took 14 bare ampersands for text");
    expect(html).toContain(">23 Nov, 18:20 UTC</time> (1 day ago): 5 failed polls in a row");
    expect(html).toMatch(
      /asked again at <time[^>]*>21:10 UTC<\/time> \(in 2\u00a0h\): <span>after 5 failed polls/,
    );
  });

  test("when a feed changed is not said of its latest article, which may be of last week", async () => {
    await using reader = await readerOf([]);
    await savePoll(reader.store, feedUrl, numbered(1), {
      polling: {
        validators: {},
        failures: 0,
        notes: [],
        nextPollAt: at("14:00"),
        nextPollReason: "every 2 h",
        lastChangedAt: at("12:00"),
      },
    });
    expect(await reader.html("/sources")).toMatch(/<span>changed <time/);
    expect(await reader.html("/status")).toMatch(/<span>1 entry; its feed changed <time/);
  });

  test("the status page shows one state alone where that is asked for", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/status?state=gone");
    expect(html).toContain("Gone With The Feed");
    expect(html).not.toContain("Harbour Courier</a></h2>");
    expect(html).toContain('<a href="/status?state=gone" aria-current="true">Gone 1</a>');
    expect(html).toContain('<a href="/status">All 15</a>');
    expect(await reader.html("/status?state=odd")).toContain("Harbour Courier</a></h2>");
  });

  test("status.json has every source with its state", async () => {
    await using reader = await newsroom();
    const response = await reader.get("/status.json", { accept: "*/*" });
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    const listed = (await response.json()) as Record<string, unknown>[];
    expect(listed).toHaveLength(15);
    expect(listed.find((each) => each["name"] === "Broken Window")).toEqual({
      url: "https://broken.example.net/rss",
      name: "Broken Window",
      category: "Technology",
      state: "failing",
      lastPolledAt: "2026-11-24T18:11:00.000Z",
      nextPollAt: "2026-11-24T21:10:00.000Z",
      nextPollReason: "after 5 failed polls in a row, with back-off",
      intervalMs: 179 * 60_000,
      lastOkAt: "2026-11-22T16:20:00.000Z",
      lastChangedAt: null,
      lastError: "Cannot fetch https://broken.example.net/rss: the server answered 503 Service Unavailable.",
      lastStatus: 503,
      failures: 5,
      failingSince: "2026-11-23T18:20:00.000Z",
      entries: 0,
      outcome: "error",
      notes: [],
      polls: "/sources/13/polls.json",
    });
  });

  test("every page is whole: each opened element is closed, each id stands once, each label has its field", async () => {
    await using reader = await newsroom();
    for (const path of [
      "/",
      "/stories/1",
      "/stories/6",
      "/sources",
      "/sources/1",
      "/categories/World",
      "/views/wide",
      "/search",
      "/search?q=bridge",
      "/status",
      "/about",
      "/nowhere",
    ]) {
      const html = await reader.html(path);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(ids, path).toEqual([...new Set(ids)]);
      expect(html.match(/<h1\b/g), path).toHaveLength(1);
      for (const tag of [
        "div",
        "ul",
        "ol",
        "li",
        "section",
        "article",
        "nav",
        "p",
        "a",
        "details",
        "bdi",
        "span",
      ])
        expect(html.split(`</${tag}>`).length, `${path} </${tag}>`).toBe(
          html.split(new RegExp(`<${tag}\\b`)).length,
        );
      expect(html, path).toMatch(/<main id="main"/);
    }
  });

  test("fifty stories are at most 25 kB, style and script at most 20 kB, compressed", async () => {
    await using reader = await newsroom();
    const html = await reader.html("/");
    expect(html.match(/<article class="card/g)).toHaveLength(50);
    expect(gzipSync(html).length).toBeLessThan(25_000);
    const assets = html.match(/(?<=")\/assets\/[^"]+\.(?:css|js)\?[^"]+/g) ?? [];
    const sizes = await Promise.all(assets.map(async (path) => gzipSync(await reader.html(path)).length));
    expect(assets).toHaveLength(5);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
  });
});

describe("empty and broken", () => {
  test("in the first minutes the front page says how far it is", async () => {
    await using reader = await readerOf([]);
    const html = await reader.html("/");
    expect(html).toContain("Wirefold is fetching its first feeds …");
    expect(html).toContain("0 of 1 source has answered so far.");
    expect(html).toContain('href="/status"');
  });

  test("without a network the front page says so, and still shows what there is", async () => {
    await using reader = await readerOf(numbered(1));
    const polling = {
      validators: {},
      nextPollAt: at("14:00"),
      nextPollReason: "back-off",
      failures: 3,
      lastError: "no network",
      notes: [],
    };
    await savePoll(reader.store, feedUrl, [], { state: "failing", polling });
    const html = await reader.html("/");
    expect(html).toContain("The source does not answer");
    expect(html).toContain("Story 1");
  });

  test("a search that finds nothing says so; one for nothing asks", async () => {
    await using reader = await readerOf(numbered(1));
    expect(await reader.html("/search?q=zeppelin")).toContain(
      'Nothing has <b dir="auto">zeppelin</b> in it.',
    );
    expect(await reader.html("/search?q=")).not.toContain("Nothing has");
    const long = await reader.get(`/search?q=${"a".repeat(5000)}`);
    expect([long.status, (await long.text()).includes("only its first 200 characters")]).toEqual([200, true]);
    expect((await reader.get("/search?q=a&q=b&q[]=c")).status).toBe(200);
    expect((await reader.get("/search?q=%22%22%20OR%20NEAR(")).status).toBe(200);
  });

  test("the status page says what is wrong with the config", async () => {
    await using reader = await readerOf([], { configFault: "sources[2].url: expected <an address>" });
    expect(await reader.html("/status")).toContain("sources[2].url: expected &lt;an address&gt;");
  });

  test.each([
    "/nowhere",
    "/stories/9999",
    "/stories/abc",
    "/stories/1e3",
    "/stories/99999999999999999999",
    "/sources/77",
    "/sources/x",
    "/categories/None",
    "/views/none",
    "/assets/none.css",
  ])("%s is a 404 that leads on", async (path) => {
    await using reader = await readerOf(numbered(1));
    const response = await reader.get(path);
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toMatch(/action="\/search"[\s\S]*href="\/">Front page/);
    expect(html).toContain('href="/categories/');
  });

  test("an edited cursor and a damaged address are 400, with a way back", async () => {
    await using reader = await readerOf(numbered(1));
    const edited = await reader.get("/search?q=story&cursor=nonsense");
    expect(edited.status).toBe(400);
    expect(await edited.text()).toContain('href="/search?q=story">First page of this list');
    expect((await reader.get("/categories/%E0%A4%A")).status).toBe(400);
  });

  test("who asks for a feed where there is none is told so, and where the feeds are", async () => {
    await using reader = await readerOf(numbered(1));
    const html = await reader.html("/stories/1.rss");
    expect(html).toContain("A story has no feed");
    expect(html).toContain('<a href="/feeds">All feeds</a>');
    expect((await reader.get("/stories/1.rss")).status).toBe(404);
    expect(await reader.html("/feed.xml")).toContain('<a href="/feeds">All feeds</a>');
  });

  test("programs get problems as plain text", async () => {
    await using reader = await readerOf([]);
    const response = await reader.get("/stories/9999", { accept: "*/*" });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "text/plain; charset=utf-8",
    ]);
    expect(await response.text()).toMatch(/^There is no such story\. .*\n$/);
  });

  test("what changes something is refused: there is nothing to change", async () => {
    await using reader = await readerOf([]);
    const response = await fetch(reader.base, { method: "POST", headers: { accept: "text/html" } });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("a fault of the store is logged and answered with a page that tells nothing of it", async () => {
    await using store = await freshStore();
    const broken: Store = {
      ...store,
      stories: () => Promise.reject(new Error("disk I/O error at /secret/path")),
    };
    const logged: unknown[] = [];
    const log: Log = { ...silentLog, error: (event, facts) => void logged.push([event, facts?.["path"]]) };
    await using reader = await startReader({ store: broken, now: at("13:00"), log });
    const response = await reader.get("/");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(logged).toEqual([["request failed", "/"]]);
  });
});

describe("lists", () => {
  test("are in top order on the front page, and by first report where that is asked for", async () => {
    const told = (title: string, time: string) => parsedEntry({ key: title, title, publishedAt: at(time) });
    await using reader = await readerOf([told("Story 1", "10:30"), told("Story 2", "10:00")]);
    const order = async (path: string) =>
      [...(await reader.html(path)).matchAll(/href="\/stories\/(\d+)">Story/g)].map((match) => match[1]);
    expect(await order("/")).toEqual(["2", "1"]);
    expect(await order("/?order=top")).toEqual(["2", "1"]);
    expect(await order("/?order=latest")).toEqual(["1", "2"]);
  });

  test("go on where they ended, and lead back", async () => {
    await using reader = await readerOf(numbered(120));
    const seen: string[] = [];
    const pages: string[] = [];
    let path: string | undefined = "/?order=latest";
    while (path !== undefined && pages.length < 5) {
      const html: string = await reader.html(path);
      pages.push(html);
      seen.push(...[...html.matchAll(/href="\/stories\/(\d+)">Story/g)].map((match) => match[1]!));
      path = /<a href="([^"]+)" rel="next">/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    for (const html of pages.slice(1))
      expect(html).toContain('<a href="/?order=latest">Back to the start</a>');
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test("a merged story's address leads on for good", async () => {
    await using reader = await readerOf(numbered(2));
    const { items } = await reader.store.stories({ order: "top", limit: 1 });
    const into = { ...items[0]!.story, id: 1, entryCount: 2 };
    await reader.store.saveGrouping({
      placements: [],
      merges: [{ from: 2, into: 1, reason: "one event", at: at("12:30") }],
      stories: [into],
    });
    const response = await reader.get("/stories/2");
    expect([response.status, response.headers.get("location")]).toEqual([301, "/stories/1"]);
  });
});

describe("on the wire", () => {
  test("a page is asked for again by its ETag, and is not sent again", async () => {
    await using reader = await readerOf(numbered(1));
    const first = await reader.get("/");
    const etag = first.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]+-gzip"$/);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect((await reader.get("/", { "if-none-match": etag })).status).toBe(304);
    await savePoll(reader.store, feedUrl, [parsedEntry({ key: "new", title: "Story 7" })]);
    await groupBy(reader.store, () => 7);
    expect((await reader.get("/", { "if-none-match": etag })).status).toBe(200);
  });

  test("style and script are kept for a year under their version, else asked for again", async () => {
    await using reader = await readerOf([]);
    const css = /href="(\/assets\/wirefold\.css\?v=[^"]+)"/.exec(await reader.html("/"))![1]!;
    const response = await reader.get(css);
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const stale = await reader.get("/assets/wirefold.css?v=older");
    expect(stale.headers.get("cache-control")).toBe("no-cache");
    expect(
      (await reader.get("/assets/wirefold.css", { "if-none-match": stale.headers.get("etag")! })).status,
    ).toBe(304);
  });

  test("HEAD answers as GET does, without the page", async () => {
    await using reader = await readerOf([]);
    const response = await fetch(reader.base, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("every answer carries the policy, also an error", async () => {
    await using reader = await readerOf([]);
    for (const path of ["/", "/nowhere", "/status.json"]) {
      const { headers } = await reader.get(path);
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });
});

test("what a feed says is text: markup in titles, names and addresses stays what it is", async () => {
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  await using reader = await readerOf(
    [
      parsedEntry({
        key: "x",
        title: `Nasty ${nasty}`,
        summary: nasty,
        url: "javascript:alert(1)",
        imageUrl: `https://x.example/${nasty}`,
        commentsUrl: "javascript:alert(1)",
        agency: nasty,
        language: nasty,
        authors: [{ name: nasty }],
        contentHtml: "<p>harmless</p>" as SafeHtml,
      }),
    ],
    { configFault: nasty },
    () => 1,
  );
  for (const path of [
    "/",
    "/stories/1",
    `/search?q=${encodeURIComponent(nasty)}`,
    "/status",
    `/categories/${encodeURIComponent(nasty)}`,
    "/sources/1",
  ]) {
    const html = await reader.html(path);
    expect(html, path).not.toContain("<script>alert");
    expect(html, path).not.toContain("<img src=x");
    expect(html, path).not.toMatch(/(?:href|src)="javascript:/i);
  }
});

test("compressed answers carry what plain ones do", async () => {
  await using reader = await readerOf(numbered(3));
  const { request } = await import("node:http");
  const compressed = await new Promise<Buffer>((resolve, reject) => {
    request(reader.base, { headers: { accept: "text/html", "accept-encoding": "gzip" } }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => resolve(Buffer.concat(chunks)));
    })
      .on("error", reject)
      .end();
  });
  expect(gunzipSync(compressed).toString("utf8")).toBe(await reader.html("/"));
});
