import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** All that a page loads but pictures: what it is, and its bytes as gzip makes them. */
async function load(page: Page, url: string) {
  const loaded: Promise<{ type: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    const type = response.request().resourceType();
    // The browser also asks for the icon, but tells nobody.
    if (type !== "image")
      loaded.push(response.body().then((body) => ({ type, bytes: gzipSync(body, { level: 6 }).length })));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const all = await Promise.all(loaded);
  const bytesOf = (...types: string[]) =>
    all.filter(({ type }) => types.includes(type)).reduce((sum, { bytes }) => sum + bytes, 0);
  return { requests: all.length + 1, html: bytesOf("document"), assets: bytesOf("stylesheet", "script") };
}

const sizes = { phone: [360, 740], laptop: [1280, 900], wall: [1920, 1080] } as const;

describe.skipIf(!hasChromium)("the budget of a page", () => {
  test("fifty stories are 25 kB, style and scripts 20 kB, in at most eight requests", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser);
    const front = await load(watched.page, `${news.base}/`);
    expect(await watched.page.locator(".card").count()).toBe(50);
    expect(front.html).toBeLessThanOrEqual(25_000);
    expect(front.assets).toBeLessThanOrEqual(20_000);
    expect(front.requests).toBeLessThanOrEqual(8);
    // A second page has style and scripts from the browser's cache, which asks nobody.
    const asked: string[] = [];
    watched.page.on("request", (request) => asked.push(request.url()));
    const answered = await watched.page.goto(`${news.base}/stories/1`, { waitUntil: "networkidle" });
    const sent = await watched.page.evaluate<number>(
      `performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/")).reduce((sum, { transferSize }) => sum + transferSize, 0)`,
    );
    expect(sent).toBe(0);
    // Kept by the browser for "Back", as it was.
    expect(answered?.headers()["cache-control"]).not.toContain("no-store");
    expect(watched.faults).toEqual([]);
  });

  test.each(Object.entries(sizes))(
    "nothing moves while pictures, late ones too, come in and the page is read: on a %s",
    async (_screen, [width, height]) => {
      await using news = await startNewsroom();
      await using browser = await startBrowser();
      await using watched = await openPage(browser, { viewport: { width, height } });
      const { page } = watched;
      await page.addInitScript(`
        globalThis.moved = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) if (!shift.hadRecentInput) globalThis.moved += shift.value;
        }).observe({ type: "layout-shift", buffered: true });
      `);
      const late: (() => void)[] = [];
      await page.route("**/pictures/*", async (route) => {
        await new Promise<void>((done) => late.push(done));
        await route.continue();
      });
      for (const path of ["/", "/?order=latest", "/stories/1", "/stories/4"]) {
        await page.goto(news.base + path, { waitUntil: "domcontentloaded" });
        const end = await page.evaluate<number>("document.documentElement.scrollHeight");
        for (let y = 0; y <= end; y += height / 2) {
          await page.evaluate(
            `scrollTo(0, ${y}); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`,
          );
          for (const come of late.splice(0)) come();
        }
        await page.waitForLoadState("load");
        expect([path, await page.evaluate<number>("moved")]).toSatisfy(([, moved]) => Number(moved) < 0.02);
      }
    },
  );
});
