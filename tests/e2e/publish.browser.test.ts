import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { fillNewsroom } from "../support/newsroom.ts";
import { runProgram } from "../support/program.ts";
import { serveFolder } from "../support/static-server.ts";
import { freshStore } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A newsroom's database and config, and the program that publishes it. */
async function newsroom() {
  const folder = await temporaryFolder();
  const database = `sqlite:${folder.path}/wirefold.db`;
  const store = await freshStore(database);
  await fillNewsroom(store, { pictures: "http://127.0.0.1:9" });
  await store.close();
  const config = join(folder.path, "feeds.config.json");
  const views = [{ slug: "wide", title: "Widely reported", minOutlets: 3 }];
  await writeFile(config, JSON.stringify({ title: "Tidewater", sources: [], views }));
  return {
    site: join(folder.path, "public"),
    publish: (...args: string[]) =>
      runProgram(["publish", ...args], { WIREFOLD_CONFIG: config, DATABASE_URL: database }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const linksIn = (text: string): string[] =>
  Array.from(text.matchAll(/\s(?:href|src)=(?:"|&quot;)([^"#&]+)/g), ([, link]) => link ?? "");

describe("publish", () => {
  test("writes a site in which every link leads somewhere, from any folder of a host", async () => {
    await using room = await newsroom();
    const prefix = "/any/folder/";
    await using server = await serveFolder(room.site, prefix);
    const base = `http://127.0.0.1:${server.port}/any/folder`;
    const { code, stdout, stderr } = await room.publish(room.site, "--base", base);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/public: \d+ files written, 0 unchanged, 0 removed; made for http/);

    const files = (await readdir(room.site, { recursive: true })).filter((file) => /\.\w+$/.test(file));
    const broken = [];
    const seen = new Set<string>();
    for (const file of files) {
      if (file === ".wirefold-files") continue;
      const own = `${base}/${file.split("/").map(encodeURIComponent).join("/")}`;
      const text = await readFile(join(room.site, file), "utf8");
      for (const link of linksIn(text)) {
        const url = new URL(link, own).href;
        if (!url.startsWith(new URL(base).origin) || seen.has(url)) continue;
        seen.add(url);
        if ((await fetch(url)).status !== 200) broken.push(`${file}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(50);
    const feed = (await (await fetch(`${base}/feed.json`)).json()) as {
      items: { _wirefold: { url: string } }[];
    };
    expect(feed.items.length).toBeGreaterThan(5);
    for (const { _wirefold } of feed.items) expect((await fetch(_wirefold.url)).status).toBe(200);
  });

  test.skipIf(!hasChromium)("its pages read well in a browser, without a fault", async () => {
    await using room = await newsroom();
    await using server = await serveFolder(room.site, "/sub/");
    const base = `http://127.0.0.1:${server.port}/sub`;
    await room.publish(room.site, "--base", base);
    await using browser = await startBrowser();
    for (const width of [360, 1280]) {
      await using watched = await openPage(browser, { viewport: { width, height: 800 } });
      const { page } = watched;
      const missing: string[] = [];
      page.on("response", (response) => {
        if (response.status() >= 400) missing.push(response.url());
      });
      await page.goto(`${base}/`);
      await page
        .getByRole("link", { name: /Marrow swing bridge/ })
        .first()
        .click();
      expect(await page.locator("h1").textContent()).toContain("Marrow swing bridge");
      expect(await page.locator("form, button").count()).toBe(0);
      expect(await sidewaysOverflow(page)).toBe(0);
      await page.getByRole("link", { name: "Feeds" }).first().click();
      await page.getByRole("link", { name: "Widely reported", exact: true }).last().click();
      expect(page.url()).toBe(`${base}/views/wide.html`);
      await page.getByRole("link", { name: "Tidewater" }).click();
      expect(page.url()).toBe(`${base}/index.html`);
      expect({ faults: watched.faults, missing }).toEqual({ faults: [], missing: [] });
    }
    await using local = await openPage(browser);
    await local.page.goto(`file://${room.site}/index.html`);
    await local.page
      .getByRole("link", { name: /Marrow swing bridge/ })
      .first()
      .click();
    expect(local.page.url()).toBe(`file://${room.site}/stories/1.html`);
  });

  test("made again changes nothing", async () => {
    await using room = await newsroom();
    await room.publish(room.site, "--base", "https://example.org");
    const again = await room.publish(room.site, "--base", "https://example.org");
    expect(again.stdout).toMatch(/: 0 files written, \d+ unchanged, 0 removed/);
  });

  test.each<[args: string[], code: number, said: RegExp]>([
    [[], 2, /publish needs the folder to write to/],
    [["a", "b"], 2, /one alone/],
    [["DIR"], 2, /Say where the folder will be reached: --base/],
    [["DIR", "--base", "example.org"], 2, /--base: expected an address/],
    [["DIR", "--base", "https://example.org", "--pages", "0"], 2, /--pages: expected a whole number/],
    [["/dev/null/x", "--base", "https://example.org"], 1, /Cannot write \/dev\/null\/x/],
  ])("%j is refused with a sentence", async (args, code, said) => {
    await using room = await newsroom();
    const ended = await room.publish(...args.map((arg) => (arg === "DIR" ? room.site : arg)));
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(said);
  });

  test("a folder of somebody else's is refused", async () => {
    await using room = await newsroom();
    const ended = await room.publish(join(room.site, ".."), "--base", "https://example.org");
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("is not empty and was not made by publish");
  });
});
