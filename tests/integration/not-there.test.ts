import { describe, expect, test } from "vitest";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const feed = "https://gazette.example/feed";

async function gazette() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const sources = [
    source(feed, { name: "The Morning Gazette", category: "World" }),
    source("https://wren.example/feed", { name: "Wren", category: "Science & Nature" }),
  ];
  await store.syncSources(sources, at("09:00"));
  const entries = ["one", "two"].map((key) => parsedEntry({ key, title: key, publishedAt: at("10:00") }));
  await savePoll(store, feed, entries);
  await groupBy(store, (title) => (title === "one" ? 1 : 2));
  const views = [{ slug: "peace-talks", title: "Talks in Geneva" }];
  const reader = stack.use(await startReader({ store, now: at("13:00"), views }));
  return {
    ask: async (path: string, headers: Readonly<Record<string, string>> = {}) => {
      const response = await reader.get(path, headers);
      return { status: response.status, html: await response.text() };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const offered = (html: string): string[] => {
  const [, list = ""] = /<ul class="nearest">([\s\S]*?)<\/ul>/.exec(html) ?? [];
  return [...list.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
};

describe("what is not there", () => {
  test.each([
    ["/categories/world", ["/categories/World"]],
    ["/categories/Wolrd", ["/categories/World"]],
    ["/categories/nature", ["/categories/Science%20%26%20Nature"]],
    ["/views/peacetalks", ["/views/peace-talks"]],
    ["/views/geneva", ["/views/peace-talks"]],
    ["/sources/gazette", ["/sources/1"]],
    ["/sources/wern", ["/sources/2"]],
    ["/setings", ["/settings"]],
    ["/sorces", ["/sources"]],
  ])("%s offers what was likely meant", async (path, hrefs) => {
    await using news = await gazette();
    const { status, html } = await news.ask(path);
    expect([status, offered(html)]).toEqual([404, hrefs]);
  });

  test.each([
    "/categories/Cookery",
    "/categories/%20",
    "/views/x",
    "/sources/99",
    "/sources/00",
    "/sources/zzzz",
    "/stories/99",
    "/stories/-1",
    "/stories/1e3",
    `/stories/${"9".repeat(400)}`,
    `/categories/${"W".repeat(4000)}`,
    `/views/${"v".repeat(4000)}`,
    `/sources/${"s".repeat(4000)}`,
    `/${"x".repeat(4000)}`,
    "/assets/none.css",
  ])("%s offers nothing that is far from it, and still leads on", async (path) => {
    await using news = await gazette();
    const { status, html } = await news.ask(path);
    expect([status, offered(html)]).toEqual([404, []]);
    expect(html).toContain('action="/search"');
    expect(html.length).toBeLessThan(12_000);
  });

  test("is told in the language that is asked for", async () => {
    await using news = await gazette();
    const { html } = await news.ask("/categories/Wolrd", { "accept-language": "de" });
    expect(html).toContain("Vielleicht war das gemeint:");
  });
});

describe("what is odd in an address", () => {
  test.each(["/?order=newest", "/categories/World?order=newest", "/views/peace-talks?order=newest"])(
    "%s says which order the list stands in",
    async (path) => {
      await using news = await gazette();
      const { status, html } = await news.ask(path);
      expect([status, html]).toEqual([
        200,
        expect.stringContaining("“newest” is no order of this list: it stands as under “Top”."),
      ]);
      expect((await news.ask(path.replace("newest", "latest"))).html).not.toContain("is no order");
    },
  );

  test.each(["cursor=x", "cursor=W10", `cursor=${"A".repeat(5000)}`, "cursor=WzFlOTk5LDFd", "cursor=%00"])(
    "a place that is none leads to the beginning of the list: %s",
    async (query) => {
      await using news = await gazette();
      for (const path of ["/", "/unread", "/categories/World", "/search?q=one"]) {
        const { status, html } = await news.ask(`${path}${path.includes("?") ? "&" : "?"}${query}`);
        expect([path, status]).toEqual([path, 400]);
        expect(html.match(/<h1\b/g)).toHaveLength(1);
        expect(html).toContain(`<a href="${path}">First page of this list</a>`);
      }
    },
  );

  test.each([
    "/?order=top&order=latest",
    "/?order[x]=y",
    "/?cursor=",
    "/?cursor[]=x",
    `/?q=${"x".repeat(9000)}`,
    "/?%",
  ])("%s is read as far as it means something", async (path) => {
    await using news = await gazette();
    expect((await news.ask(path)).status).toBe(200);
  });
});
