import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { becomeReader, startEveryPage } from "../support/every-page.ts";
import { layoutFaults } from "../support/page-layout.ts";

type Looked = Readonly<{
  pages: Readonly<Record<string, string>>;
  widths: readonly number[];
  options?: BrowserContextOptions;
  look?: Readonly<Record<string, string>>;
  /** Done with a new page before it leads anywhere, and with each page that it is led to. */
  first?: (page: Page) => Promise<void>;
  each?: (page: Page) => Promise<void>;
}>;

describe.skipIf(!hasChromium)("with texts that no page was designed for", () => {
  let news: Awaited<ReturnType<typeof startEveryPage>>;
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  beforeAll(async () => {
    news = await startEveryPage();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await news?.[Symbol.asyncDispose]();
  });

  /** These pages, with all that can be unfolded unfolded, at each of these widths. */
  async function faultsOf({ pages, widths, options, look, first, each }: Looked): Promise<readonly string[]> {
    await using watched = await openPage(browser, { reducedMotion: "reduce", ...options });
    const { page } = watched;
    await first?.(page);
    if (look) await becomeReader(page.context(), news.news.base, look);
    const found: string[] = [];
    for (const [name, url] of Object.entries(pages)) {
      await page.goto(url);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      await each?.(page);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        for (const fault of await layoutFaults(page)) found.push(`${name}, ${width} px: ${fault}`);
      }
    }
    return [...found, ...watched.faults];
  }

  test("what is cut off, sticks out or lies over something is seen", async () => {
    await using watched = await openPage(browser, { viewport: { width: 400, height: 400 } });
    const { page } = watched;
    const faultsIn = async (body: string) => {
      await page.setContent(`<!doctype html><body style="margin:0">${body}`);
      return (await layoutFaults(page)).join("\n");
    };
    expect(await faultsIn("<p>All is well.</p><p>Here too: <button>Read</button></p>")).toBe("");
    expect(await faultsIn(`<p>${"x".repeat(400)}</p>`)).toContain("sticks out");
    expect(
      await faultsIn(`<p style="width:50px;overflow:hidden;white-space:nowrap">A long line</p>`),
    ).toContain("cuts off");
    expect(await faultsIn(`<p>One</p><p style="margin-top:-35px">Two</p>`)).toContain("lies over");
    expect(await faultsIn(`<button>Read</button><p style="margin-top:-20px">Two</p>`)).toContain("lies over");
    expect(await faultsIn(`<div style="width:600px;height:1px"></div>`)).toContain("600 px wide");
  });

  test("nothing is cut off, sticks out or lies over anything else, from 320 to 1920 px and at 200 %", async () => {
    // 1280 px at 200 % are 640, at 400 % 320.
    expect(await faultsOf({ pages: news.pages, widths: [320, 360, 640, 768, 1280, 1920] })).toEqual([]);
  });

  test("nor by touch; nor in German, compact, with marks", async () => {
    const look = { language: "de", density: "compact" };
    const options = { hasTouch: true, isMobile: true };
    expect(await faultsOf({ pages: news.kinds, widths: [320, 768, 1280], look, options })).toEqual([]);
    expect(await faultsOf({ pages: news.kinds, widths: [360, 1024], options })).toEqual([]);
  });

  test("nor with letters twice as large, and lines and words set wide (WCAG 1.4.4, 1.4.12)", async () => {
    const first = async (page: Page) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    };
    expect(await faultsOf({ pages: news.kinds, widths: [640, 1280], first })).toEqual([]);
    const spaced =
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";
    const each = (page: Page) =>
      page.evaluate<void>(
        `{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(spaced)}); document.adoptedStyleSheets = [sheet]; }`,
      );
    expect(await faultsOf({ pages: news.kinds, widths: [360, 1280], each })).toEqual([]);
  });
});
