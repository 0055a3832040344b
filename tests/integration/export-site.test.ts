import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, readdir, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ContentRules } from "../../src/model/content-rule.ts";
import { publishParts } from "../../src/commands/publish.ts";
import { exportSite } from "../../src/static/export-site.ts";
import { openSiteFolder } from "../../src/static/site-folder.ts";
import type { SafeHtml } from "../../src/model/entry.ts";
import type { Store } from "../../src/store/store.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const herald = "https://herald.example/feed";
const site = { title: "My wire", description: "", language: "en", url: "https://wire.example.org" };
const base = "https://pages.example.org/news";

/** A store with as many stories, of one source in one category. */
async function storeOf(stories: number) {
  const store = await freshStore();
  await store.syncSources([source(herald, { name: "The Herald", category: "Wörld & more" })], at("09:00"));
  await savePoll(
    store,
    herald,
    Array.from({ length: stories }, (_, index) =>
      parsedEntry({ key: `k${index}`, title: `Story ${index + 1}`, publishedAt: at("10:00") }),
    ),
  );
  await groupBy(store, (title) => Number(/\d+/.exec(title)?.[0]));
  return store;
}

type Options = Readonly<{ pages?: number; content?: ContentRules; language?: string; signal?: AbortSignal }>;

async function exportTo(
  path: string,
  store: Store,
  { pages = 10, content, language = "en", signal }: Options = {},
) {
  const folder = await openSiteFolder(path);
  const views = [{ slug: "mine", title: "Mine", query: "story" }];
  const settings = {
    site: { ...site, language },
    views,
    stories: { granularity: "event" },
    ...(content && { content }),
  } as const;
  await exportSite({
    ...publishParts(store, settings, base),
    base,
    pages,
    folder,
    version: "9.9.9",
    ...(signal && { signal }),
  });
  return folder.finish();
}

const filesIn = async (path: string) =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();
const text = (folder: string, file: string) => readFile(join(folder, file), "utf8");

describe("a static export", () => {
  test("is in the language of the site, where the interface speaks it", async () => {
    await using store = await storeOf(2);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store, { language: "de-AT" });
    expect(await text(folder.path, "index.html")).toMatch(/<html lang="de"[\s\S]*Abonnieren/);
    expect(await text(folder.path, "stories/1.html")).toContain("Wie es hereinkam");
    await exportTo(folder.path, store, { language: "fr" });
    expect(await text(folder.path, "index.html")).toMatch(/<html lang="en"[\s\S]*Subscribe/);
  });

  test("has every list as a page and three feeds, its stories, and what pages need", async () => {
    await using store = await storeOf(2);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    const list = (name: string) => ["atom", "html", "json", "rss"].map((extension) => `${name}.${extension}`);
    const files = (await filesIn(folder.path)).map((file) => file.replace(/-[\da-f]{8}(?=\.)/, "-HASH"));
    expect(files.toSorted()).toEqual(
      [
        ".wirefold-files",
        "about.html",
        "assets/icon.svg",
        "assets/wirefold.css",
        "assets/wirefold.js",
        ...list("categories/Wörld - more-HASH"),
        "feed.atom",
        "feed.json",
        "feed.rss",
        "feeds.html",
        "feeds.opml",
        "index.html",
        "sources.html",
        "sources.opml",
        ...list("sources/1"),
        "stories/1.html",
        "stories/2.html",
        ...list("views/mine"),
      ].toSorted(),
    );
  });

  test("leads from page to page, and no further than it has some", async () => {
    await using store = await storeOf(120);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store, { pages: 2 });
    const [first, second] = [await text(folder.path, "index.html"), await text(folder.path, "page-2.html")];
    expect(first).toContain('<a href="page-2.html" rel="next">More stories</a>');
    expect(second).toContain('<a href="index.html">Back to the start</a>');
    expect(second).toContain('<a rel="next">More stories</a>');
    expect(await filesIn(folder.path)).not.toContain("page-3.html");
    expect(await text(folder.path, "sources/1.html")).toContain('href="1.page-2.html"');
  });

  test("leaves out what needs a server, and tells search engines to look elsewhere", async () => {
    await using store = await storeOf(1);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    for (const file of await filesIn(folder.path)) {
      if (!file.endsWith(".html")) continue;
      const html = await text(folder.path, file);
      expect(html).not.toMatch(/<form|<button|href="[^"]*(?:search|status)|[?]order=|[?]cursor=/);
      expect(html).toContain('<meta name="robots" content="noindex">');
    }
    const about = await text(folder.path, "about.html");
    expect(about).toContain("All feeds</a>");
    expect(about).not.toMatch(/<kbd|cookie/);
  });

  test("says dates, which stay, and has the time of day shown by the reader's own clock", async () => {
    await using store = await storeOf(1);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    expect(await text(folder.path, "index.html")).toMatch(/<time [^>]* data-clock>20 Nov 2026</);
  });

  test("makes no files of what stands in articles", async () => {
    await using store = await freshStore();
    await store.syncSources([source(herald)], at("09:00"));
    const links = ["/../../etc/passwd", "/%ff", "/views/%ff", "/x.html", "/search?q=a", "/stories/1/apart"];
    const contentHtml = links.map((href) => `<p><a href="${href}">word</a></p>`).join("") as SafeHtml;
    await savePoll(store, herald, [parsedEntry({ key: "k", contentHtml, publishedAt: at("10:00") })]);
    await groupBy(store, () => 1);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    expect(await text(folder.path, "stories/1.html")).toContain("<p><a>word</a></p>".repeat(links.length));
    expect((await filesIn(folder.path)).filter((file) => /passwd|^x\.html|search|apart/.test(file))).toEqual(
      [],
    );
  });

  test("has feeds with the ids of the service's, at the addresses of files", async () => {
    await using store = await storeOf(120);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    const atom = await text(folder.path, "feed.atom");
    expect(atom).toContain("<id>tag:wire.example.org,2026:story/1</id>");
    expect(atom).toContain(`href="${base}/feed.atom"`);
    expect(atom).toContain(`${base}/stories/1.html`);
    expect(atom).not.toMatch(/rel="(?:hub|prev-archive|next-archive)"|wire\.example\.org\//);
  });

  test("made again writes nothing that is the same, and only what changed", async () => {
    await using store = await storeOf(3);
    await using folder = await temporaryFolder();
    const { written } = await exportTo(folder.path, store);
    const old = new Date("2020-01-01");
    for (const file of await filesIn(folder.path)) await utimes(join(folder.path, file), old, old);
    expect(await exportTo(folder.path, store)).toEqual({ written: 0, unchanged: written, removed: 0 });
    await store.saveGrouping({
      placements: [],
      merges: [{ from: 3, into: 2, reason: "one event", at: at("12:30") }],
      stories: [(await store.storiesByIds([2]))[0]!],
    });
    await exportTo(folder.path, store);
    const touched = [];
    for (const file of await filesIn(folder.path))
      if ((await stat(join(folder.path, file))).mtime.getTime() !== old.getTime()) touched.push(file);
    expect(touched).toContain("stories/3.html");
    expect(touched).not.toContain("stories/1.html");
    expect(await text(folder.path, "stories/3.html")).toContain('url=2.html"');
  });

  test("keeps a story's page while the store has the story, and takes away what it has dropped", async () => {
    await using store = await storeOf(60);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store, { pages: 2 });
    await exportTo(folder.path, store, { pages: 1, content: { usual: "title" } });
    const files = await filesIn(folder.path);
    expect(files).not.toContain("page-2.html");
    expect(files.filter((file) => file.startsWith("stories/"))).toHaveLength(60);
    for (const id of [1, 60])
      expect(await text(folder.path, `stories/${id}.html`)).not.toContain("Text of k");
    await store.dropStories({ before: at("23:00"), limit: 1000 });
    await exportTo(folder.path, store);
    expect((await filesIn(folder.path)).filter((file) => file.startsWith("stories/"))).toEqual([]);
    expect(await readdir(folder.path)).not.toContain("stories");
  });

  test("that was broken off goes on, and leaves nothing behind that nobody knows", async () => {
    await using store = await storeOf(3);
    await using folder = await temporaryFolder();
    const target = await openSiteFolder(folder.path);
    await target.put("stories/99.html", Buffer.from("by a run that ended here"));
    await exportTo(folder.path, store);
    expect(await filesIn(folder.path)).not.toContain("stories/99.html");
    expect(await filesIn(folder.path)).toContain("stories/3.html");
  });
});

describe("the folder of an export", () => {
  test("is made where there is none", async () => {
    await using folder = await temporaryFolder();
    await openSiteFolder(join(folder.path, "a/b/c"));
    expect(await filesIn(folder.path)).toEqual(["a/b/c/.wirefold-files"]);
  });

  test("with others' files is refused, and they stay", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "thesis.txt"), "mine");
    await expect(openSiteFolder(folder.path)).rejects.toThrow(/is not empty and was not made by publish/);
    expect(await filesIn(folder.path)).toEqual(["thesis.txt"]);
  });

  test("may get others' files later: they are neither written over nor taken away", async () => {
    await using store = await storeOf(1);
    await using folder = await temporaryFolder();
    await exportTo(folder.path, store);
    await writeFile(join(folder.path, "robots.txt"), "mine");
    await exportTo(folder.path, store);
    expect(await text(folder.path, "robots.txt")).toBe("mine");
    await mkdir(join(folder.path, "views"), { recursive: true });
    await writeFile(join(folder.path, "page-2.html"), "mine");
    await using more = await storeOf(60);
    await expect(exportTo(folder.path, more)).rejects.toThrow(/page-2\.html is in the way/);
    expect(await text(folder.path, "page-2.html")).toBe("mine");
  });

  test("is never left by a list that somebody wrote into", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "thesis.txt"), "mine");
    const inner = join(folder.path, "site");
    await openSiteFolder(inner);
    await writeFile(join(inner, ".wirefold-files"), "../thesis.txt\n/etc/hostname\na/../../thesis.txt\n");
    await (await openSiteFolder(inner)).finish();
    expect(await text(folder.path, "thesis.txt")).toBe("mine");
  });

  test("that is a file, or lies below one, is said so", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "file"), "");
    await expect(openSiteFolder(join(folder.path, "file"))).rejects.toThrow(
      /Cannot write .*file, not a folder/,
    );
    await expect(openSiteFolder(join(folder.path, "file/x"))).rejects.toThrow(
      /Cannot write .*file, not a folder/,
    );
  });

  test.skipIf(process.getuid?.() === 0)("that this user may not write to is said so", async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o500);
    await expect(openSiteFolder(join(folder.path, "site"))).rejects.toThrow(/may not write there/);
    await chmod(folder.path, 0o700);
  });

  test.runIf(existsSync("/dev/full"))("on a full disk is said so, and the old file stays whole", async () => {
    await using folder = await temporaryFolder();
    const site = await openSiteFolder(folder.path);
    await site.put("index.html", Buffer.from("old"));
    await symlink("/dev/full", join(folder.path, `.wirefold-${process.pid}.tmp`));
    await expect(site.put("index.html", Buffer.from("new"))).rejects.toThrow(
      /Cannot write .*the disk is full/,
    );
    expect(await text(folder.path, "index.html")).toBe("old");
    await site.put("index.html", Buffer.from("new"));
    expect(await filesIn(folder.path)).toEqual([".wirefold-files", "index.html"]);
  });
});
