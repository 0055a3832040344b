import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseOpml } from "feedsmith";
import { describe, expect, test } from "vitest";
import { runProgram } from "../support/program.ts";
import { atomAnswer, feedLink, rssAnswer, startSite } from "../support/site.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const start = { network: { allow: ["127.0.0.0/8"] }, polling: { perHostGap: "0s" } };

/** A folder with a config, and how to run a command on it. */
async function installation(config: string | undefined = JSON.stringify({ ...start, sources: [] })) {
  const folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  if (config !== "") await writeFile(path, config);
  return {
    path,
    folder: folder.path,
    run: (args: readonly string[], input?: string) =>
      runProgram(args, { WIREFOLD_CONFIG: path, LOG_LEVEL: "error" }, input),
    sources: async () => (JSON.parse(await readFile(path, "utf8")) as { sources: unknown[] }).sources,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

type Result = Awaited<ReturnType<typeof runProgram>>;

function expectFault(result: Result, code: number, pattern: RegExp) {
  expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(pattern)]);
  expect(result.stderr).not.toMatch(/^\s+at /m);
}

const site = () =>
  startSite({
    "/": `<html>${feedLink("/rss")}${feedLink("/atom")}${feedLink("/comments/feed", "Comments")}`,
    "/two": `<html>${feedLink("/rss")}${feedLink("/sport")}`,
    "/none": "<html><p>Nothing here",
    "/rss": rssAnswer("News", "https://site.example/1"),
    "/atom": atomAnswer("News", "https://site.example/1"),
    "/sport": rssAnswer("Sport", "https://site.example/s"),
    "/comments/feed": rssAnswer("Comments on News"),
  });

describe("add", () => {
  test("the only feed of a page, comments and other formats aside, is added; the rest of the file stays", async () => {
    await using outlet = await site();
    const config = `${JSON.stringify({ ...start, sources: [{ url: "https://a.example/" }] }, null, 4)}\n`;
    await using here = await installation(config);
    const result = await here.run(["add", outlet.host, "--name", "The News", "--category", "World"]);
    expect([result.code, result.stderr]).toEqual([0, ""]);
    expect(result.stdout).toMatch(
      /^Found 3 feeds at 127\.0\.0\.1:\d+:\n {2}1 {2}News: RSS 2\.0, 1 entry, the newest /,
    );
    expect(result.stdout).toMatch(/ {2}2 {2}News: Atom 1\.0, 1 entry \(the same as 1 in another format\)\n/);
    expect(result.stdout).toMatch(/ {2}3 {2}Comments on News: RSS 2\.0, no entries \(comments\)\n/);
    expect(result.stdout).toMatch(/Added http:.*\/rss \(The News\) to /);
    const object = `        {\n            "url": "${outlet.base}/rss",\n            "name": "The News",\n            "category": "World"\n        }`;
    const last = '            "url": "https://a.example/"\n        }';
    expect(await readFile(here.path, "utf8")).toBe(config.replace(last, `${last},\n${object}`));
    expect((await here.run(["check"])).code).toBe(0);

    const again = await here.run(["add", `${outlet.base}/rss/`]);
    expectFault(
      again,
      1,
      /is in .*feeds\.config\.json already as http:.*\/rss: sources\[1\] \(The News\)\.\n$/,
    );
    const byPage = await here.run(["add", outlet.base]);
    expectFault(byPage, 1, /is in .*feeds\.config\.json already: sources\[1\]/);
    expect(await here.sources()).toHaveLength(2);
  });

  test("of several the one that is chosen is added; none where nobody chooses", async () => {
    await using outlet = await site();
    await using here = await installation();
    const page = `${outlet.base}/two`;
    expectFault(
      await here.run(["add", page]),
      1,
      /^There are 2 feeds .*nothing was added.*--choose 1, or --yes for that one/,
    );
    expectFault(
      await here.run(["add", page, "--choose", "3"]),
      1,
      /^Cannot add number 3: the list ends with 2/,
    );
    expect(await here.sources()).toEqual([]);
    expect((await here.run(["add", page, "--choose", "2"])).code).toBe(0);
    expect((await here.run(["add", page, "--yes"])).code).toBe(0);
    expect(await here.sources()).toEqual([{ url: `${outlet.base}/sport` }, { url: `${outlet.base}/rss` }]);
  });

  test("a page without a feed, and a host that cannot be asked, say what was tried", async () => {
    await using outlet = await site();
    await using here = await installation();
    expectFault(await here.run(["add", `${outlet.base}/none`, "--choose", "1"]), 0, /^$/);
    await using empty = await startSite({ "/": "<html><p>Nothing here" });
    const none = await here.run(["add", empty.base]);
    expectFault(none, 1, /^Found no feed at http:.* give that\. What was tried:\n {2}Cannot parse http:/);
    expect(none.stderr).toMatch(/\/rss\.xml: the server answered 404 Not Found\n/);
    expectFault(
      await here.run(["add", "192.168.0.1"]),
      1,
      /^Cannot fetch https:.* private address, and network\.allow/,
    );
  });

  test("a config that does not exist is created; one that is broken stays as it is", async () => {
    await using here = await installation("");
    await using outlet = await site();
    // Without a config nothing on this machine may be asked.
    expectFault(await here.run(["add", outlet.base]), 1, /loopback address/);
    await writeFile(here.path, '{"sources": [}');
    expectFault(await here.run(["add", "https://a.example/"]), 1, /not valid JSON: line 1/);
    expect(await readFile(here.path, "utf8")).toBe('{"sources": [}');
  });

  test("a wrong argument is named, with exit code 2", async () => {
    const result = await runProgram(["add"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/^add: expected one address, found none\. See: .*add --help\n$/);
  });
});

describe("import and export", () => {
  const sources = [
    { url: "https://a.example/rss?a=1&b=2", name: 'Herald & "Sons" <Ltd>', category: "News/World" },
    { url: "https://b.example/", category: "News/World", every: "90m" },
    { url: "https://c.example/feed", name: "Ç", every: "*/20 6-22 * * *" },
    { url: "https://d.example/feed" },
  ];

  test("what is exported is imported as the same sources, in a config that is made for it", async () => {
    await using here = await installation(JSON.stringify({ title: "Wire & Co", sources }));
    const exported = await here.run(["export"]);
    expect([exported.code, exported.stderr]).toEqual([0, ""]);
    expect(parseOpml(exported.stdout).head?.title).toBe("Wire & Co");

    await using there = await installation("");
    const imported = await there.run(["import", "-"], exported.stdout);
    expect([imported.code, imported.stderr]).toEqual([0, ""]);
    expect(imported.stdout).toMatch(
      /^Added 4 sources to .*, which is new \(News\/World 2, without category 2\)\.\n$/,
    );
    expect(await there.sources()).toEqual(sources);
    expect((await there.run(["export"])).stdout).toBe(exported.stdout.replace("Wire &amp; Co", "Wirefold"));

    const again = await there.run(["import", "-"], exported.stdout);
    expect([again.code, await there.sources()]).toEqual([0, sources]);
    expect(again.stdout).toMatch(/^Added 0 sources to .*; 4 were there already\.\n$/);
    expect(again.stderr).toContain("https://d.example/feed: it is in the config already, as sources[3]\n");
  });

  test("nothing of a list is lost in silence", async () => {
    await using here = await installation();
    const file = join(here.folder, "list.opml");
    await writeFile(
      file,
      `<opml version="1.0"><body><outline text="News">
        <outline text="A" xmlUrl="https://a.example/rss"/><outline text="Page" htmlUrl="https://p.example/"/></outline>
        <outline text="Tech"><outline text="A again" xmlUrl="http://www.a.example/rss/"/>
        <outline text="Often" xmlUrl="https://o.example/rss" wirefold:every="1s"/></outline></body></opml>`,
    );
    const dry = await here.run(["import", "--dry-run", file]);
    expect([dry.code, await here.sources()]).toEqual([0, []]);
    expect(dry.stdout).toMatch(
      /^News\tA\thttps:\/\/a\.example\/rss\nTech\tOften\thttps:.*\nWould add 2 sources /,
    );

    const result = await here.run(["import", file]);
    expect(result.code).toBe(0);
    expect(result.stderr.split("\n")).toEqual([
      "Page: it has no xmlUrl, so there is no feed to follow",
      "http://www.a.example/rss/: it is in the list twice, and stays in News, not Tech",
      'https://o.example/rss: its interval is left out: every: expected at least polling.minEvery (15m), found "1s"',
      "",
    ]);
    expect(result.stdout).toMatch(/^Added 2 sources to .* \(News 1, Tech 1\); see the 3 notes above\.\n$/);
    expect(await here.sources()).toEqual([
      { url: "https://a.example/rss", name: "A", category: "News" },
      { url: "https://o.example/rss", name: "Often", category: "Tech" },
    ]);
  });

  test("what cannot be imported is named, and nothing is written", async () => {
    await using here = await installation();
    const run = (...args: string[]) => here.run(["import", ...args], "<html>");
    expectFault(
      await run(join(here.folder, "none.opml")),
      1,
      /^Cannot read .*none\.opml: there is no such file\.\n$/,
    );
    await mkdir(join(here.folder, "folder"));
    expectFault(await run(join(here.folder, "folder")), 1, /^Cannot read .*folder: /);
    expectFault(
      await run("-"),
      1,
      /^Cannot import -: it is no OPML: there is no <opml> in it, it begins with <html>\.\n$/,
    );
    const empty = await here.run(["import", "-"], "<opml><body/></opml>");
    expectFault(empty, 1, /^Cannot import -: it holds no feed that can be followed\.\n$/);
    expectFault(await here.run(["export", "a"]), 2, /export --help/);
    expect(await here.sources()).toEqual([]);
    await using nowhere = await installation("");
    expectFault(await nowhere.run(["export"]), 1, /there is no such file/);
  });
});
