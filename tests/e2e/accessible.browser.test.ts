import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults } from "../support/axe.ts";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { becomeReader, startEveryPage } from "../support/every-page.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
const laptop = { viewport: { width: 1280, height: 900 } } as const;

describe.skipIf(!hasChromium)("WCAG 2.2 AA, by axe-core", () => {
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

  /** In the light all rules; in the dark what colours decide. */
  async function faultsInBoth(page: Page): Promise<string[]> {
    await page.emulateMedia({ colorScheme: "light" });
    const found = (await axeFaults(page)).map((fault) => `light: ${fault}`);
    await page.emulateMedia({ colorScheme: "dark" });
    return [...found, ...(await axeFaults(page, ["color-contrast"])).map((fault) => `dark: ${fault}`)];
  }

  /** What is found on these pages, with all that can be unfolded unfolded; and what else goes wrong on them. */
  async function faultsOn(
    pages: Readonly<Record<string, string>>,
    options: BrowserContextOptions,
    look?: Readonly<Record<string, string>>,
  ) {
    // Colours that are on their way to others are none to be judged.
    await using watched = await openPage(browser, { ...options, reducedMotion: "reduce" });
    const { page } = watched;
    if (look) await becomeReader(page.context(), news.news.base, look);
    const found: string[] = [];
    for (const [name, url] of Object.entries(pages)) {
      await page.goto(url);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      found.push(...(await faultsInBoth(page)).map((fault) => `${name}, ${fault}`));
    }
    return [...found, ...watched.faults];
  }

  test("finds what is wrong", async () => {
    await using watched = await openPage(browser);
    await watched.page.setContent("<p style='color:#aaa'>Faint</p><img src='data:,'><button></button>");
    const found = (await axeFaults(watched.page)).map((fault) => fault.split(" at ", 1)[0]);
    expect(found).toEqual(
      expect.arrayContaining(["color-contrast", "image-alt", "button-name", "html-has-lang"]),
    );
  });

  test("finds nothing on any page, in the light or the dark", async () => {
    expect(await faultsOn(news.pages, laptop)).toEqual([]);
  });

  test("finds nothing for a reader with marks, compact, in German, by touch", async () => {
    expect(await faultsOn(news.kinds, phone, { density: "compact", language: "de" })).toEqual([]);
  });

  test("finds nothing where a theme is chosen against the system's, and pictures are left out", async () => {
    const { front, podcast, settings } = news.kinds;
    const pages = { front: front!, podcast: podcast!, settings: settings! };
    const look = { theme: "dark", images: "off" };
    expect(await faultsOn(pages, { ...laptop, colorScheme: "light" }, look)).toEqual([]);
  });

  test("finds nothing in the map of the keys, in what is said after an act, and in what unfolds in place", async () => {
    await using watched = await openPage(browser, { ...laptop, reducedMotion: "reduce" });
    const { page } = watched;
    await page.goto(news.pages["front"]!);
    for (const key of ["j", "m", "x", "d"]) await page.keyboard.press(key);
    await page.locator("#says button").waitFor();
    await page.locator(".card .prose").waitFor();
    expect(await faultsInBoth(page)).toEqual([]);
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    expect(await faultsInBoth(page)).toEqual([]);
    expect(watched.faults).toEqual([]);
  });
});
