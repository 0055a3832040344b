import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../src/model/entry.ts";
import { languages } from "../../src/reader/words/words.ts";
import { type ReaderAppOptions, startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { shownMarks, visitorOf } from "../support/visitor.ts";

const feed = "https://gazette.example/feed";
const picture = "https://pictures.example";
const article =
  `<p>Before <img src="${picture}/1.jpg?a=1&amp;b=2" alt="A &quot;harbour&quot; &lt;b&gt;" loading="lazy" /> after.</p>` +
  `<p><a href="https://gazette.example/more"><img src="${picture}/2.jpg" alt="" loading="lazy" /></a></p>` +
  `<video controls preload="none" poster="${picture}/3.jpg" src="https://films.example/1.mp4"></video>`;

/** One story with a picture on its card and three in its article. */
async function gazette(given: Partial<ReaderAppOptions> = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await store.syncSources([source(feed, { name: "Gazette", category: "World" })], at("09:00"));
  const entry = { title: "One", contentHtml: article as SafeHtml, imageUrl: `${picture}/card.jpg` };
  await savePoll(store, feed, [parsedEntry({ key: "one", publishedAt: at("10:00"), ...entry })]);
  await groupBy(store, () => 1);
  const reader = stack.use(await startReader({ store, now: at("13:00"), ...given }));
  return {
    store,
    visitor: (cookie?: string) => visitorOf(reader.base, cookie),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const htmlTag = (page: string): string => /<html[^>]*>/.exec(page)?.[0] ?? "";
const checked = (page: string): string[] =>
  [...page.matchAll(/name="(\w+)" value="([\w-]+)" checked/g)].map(([, name, value]) => `${name}=${value}`);

describe("settings", () => {
  test("are as the system has them, for whoever has chosen nothing", async () => {
    await using news = await gazette();
    const page = await news.visitor().page("/settings");
    expect(htmlTag(page)).toBe('<html lang="en">');
    expect(checked(page)).toEqual([
      "theme=system",
      "density=comfortable",
      "images=on",
      "readsOnScroll=off",
      "language=auto",
    ]);
    expect(page).toContain("This browser has none yet.");
    expect(page).not.toContain("/settings/forget");
  });

  test("that are chosen are in force on every page of this browser, and of no other", async () => {
    await using news = await gazette();
    const [ann, other] = [news.visitor(), news.visitor()];
    const chosen = { theme: "dark", density: "compact", images: "off", readsOnScroll: "on", language: "de" };
    expect(await ann.led("/settings", chosen)).toEqual([303, "/settings?done=saved"]);
    const settings = await ann.page("/settings?done=saved");
    expect(settings).toMatch(/role="status">Gespeichert\.</);
    expect(checked(settings)).toEqual(Object.entries(chosen).map(([name, value]) => `${name}=${value}`));
    for (const path of ["/", "/stories/1", "/unread", "/starred", "/search?q=one", "/stories/99"]) {
      expect(htmlTag(await ann.page(path, { "accept-language": "en" }))).toBe(
        '<html lang="de" data-theme="dark" data-density="compact" data-images="off" data-reads-on-scroll>',
      );
      expect(htmlTag(await other.page(path))).toBe('<html lang="en">');
    }
  });

  test("that are not named stay as they are", async () => {
    await using news = await gazette();
    const ann = news.visitor();
    await ann.post("/settings", { theme: "dark" });
    const { status, answer } = await ann.told("/settings", { density: "compact" });
    expect([status, answer]).toEqual([200, { look: { theme: "dark", density: "compact" } }]);
    expect((await ann.told("/settings", { theme: "system" })).answer).toEqual({
      look: { density: "compact" },
    });
  });

  test("lead back to where they were changed", async () => {
    await using news = await gazette();
    expect(await news.visitor().led("/settings", { theme: "dark", back: "/unread" })).toEqual([
      303,
      "/unread",
    ]);
  });

  test.each([
    [{ theme: "dark" }, '<meta name="color-scheme" content="dark">', "#171614"],
    [{ theme: "light" }, '<meta name="color-scheme" content="light">', "#faf8f3"],
  ])("with %j the browser's own parts follow", async (chosen, scheme, colour) => {
    await using news = await gazette();
    const ann = news.visitor();
    await ann.post("/settings", chosen);
    const page = await ann.page("/");
    expect(page).toContain(scheme);
    expect(page.match(/<meta name="theme-color"[^>]*>/g)).toEqual([
      `<meta name="theme-color" content="${colour}">`,
    ]);
  });

  test("offer every language by its own name", async () => {
    await using news = await gazette();
    const page = await news.visitor().page("/settings");
    for (const { tag, name } of languages) expect(page).toContain(`<span lang="${tag}">${name}</span>`);
  });

  test("that are none are refused with what there is", async () => {
    await using news = await gazette();
    const ann = news.visitor();
    const { status, answer } = await ann.told("/settings", { theme: "pink" });
    expect([status, answer["text"]]).toEqual([400, "“theme” has to be one of these: system, light, dark."]);
    expect(
      (
        await ann.told("/settings", [
          ["language", "xx"],
          ["theme", "dark"],
        ])
      ).status,
    ).toBe(400);
    expect(ann.jar.cookie).toBeUndefined();
  });

  test("go over TLS alone where the site does", async () => {
    await using news = await gazette({ siteUrl: "https://wire.example" });
    const response = await news.visitor().post("/settings", { theme: "dark" });
    expect(response.headers.get("set-cookie")).toMatch(/; Secure$/);
  });
});

describe("who wishes to be forgotten", () => {
  test("is: marks, settings and cookie are gone", async () => {
    await using news = await gazette();
    const ann = news.visitor();
    await ann.post("/marks", { story: "1", act: "read" });
    await ann.post("/settings", { theme: "dark" });
    const { cookie } = ann.jar;
    expect(await ann.page("/settings")).toContain('action="/settings/forget"');
    const response = await ann.post("/settings/forget", {});
    expect([response.status, response.headers.get("location")]).toEqual([303, "/settings?done=forgotten"]);
    expect(response.headers.get("set-cookie")).toMatch(/^wirefold-reader=; Path=\/; Max-Age=0/);
    expect(await ann.page("/settings?done=forgotten")).toContain("marks and settings are gone");
    const withOldCookie = news.visitor(cookie);
    expect(shownMarks(await withOldCookie.page("/"))).toEqual(["1"]);
    expect(htmlTag(await withOldCookie.page("/"))).toBe('<html lang="en">');
  });

  test("without having been known is told the same", async () => {
    await using news = await gazette();
    expect(await news.visitor().led("/settings/forget", {})).toEqual([303, "/settings?done=forgotten"]);
  });
});

describe("without pictures", () => {
  async function plain() {
    const news = await gazette();
    const ann = news.visitor();
    await ann.post("/settings", { images: "off" });
    return { ...news, ann };
  }

  test("no page names one for a browser to load, and each leaves its place in words", async () => {
    await using news = await plain();
    for (const path of ["/", "/stories/1", "/search?q=one", "/unread", "/sources/1"])
      expect([path, (await news.ann.page(path)).match(/<img|poster=/g)]).toEqual([path, null]);
    const story = await news.ann.page("/stories/1");
    expect(story).toContain(
      `<a class="left-out" href="${picture}/1.jpg?a=1&amp;b=2" rel="noopener noreferrer"><bdi lang="en">Picture</bdi>: A &quot;harbour&quot; &lt;b&gt;</a> after.`,
    );
    expect(story).toContain(
      '<a href="https://gazette.example/more"><span class="left-out"><bdi lang="en">Picture</bdi></span></a>',
    );
    expect(story).toContain('src="https://films.example/1.mp4"');
  });

  test("the policy of every page forbids them besides, also where it has not changed", async () => {
    await using news = await plain();
    for (const path of ["/", "/stories/1", "/unread", "/settings", "/stories/99"]) {
      const { headers } = await news.ann.get(path);
      expect(headers.get("content-security-policy")).toContain(";img-src 'self' data:;");
      const again = await news.ann.get(path, { "if-none-match": headers.get("etag") ?? "" });
      expect(again.headers.get("content-security-policy")).toContain(";img-src 'self' data:;");
    }
    const others = await news.visitor().get("/");
    expect(others.headers.get("content-security-policy")).toContain(";img-src 'self' data: http: https:;");
    expect(await others.text()).toContain(`<img src="${picture}/card.jpg"`);
  });
});
