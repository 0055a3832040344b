import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

const paper = (page: Page) => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
const light = "rgb(250, 248, 243)";
const dark = "rgb(23, 22, 20)";

/** Chooses in the settings, as a visitor does. */
async function choose(page: Page, base: string, name: string, value: string) {
  await page.goto(`${base}/settings`);
  await page.locator(`[name="${name}"][value="${value}"]`).check();
  await page.locator(".settings button").click();
  await page.waitForURL("**/settings?done=saved");
}

describe.skipIf(!hasChromium)("how the pages look", () => {
  test("light and dark are the system's, until one is chosen", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    for (const [system, chosen, expected] of [
      ["light", "dark", [light, dark]],
      ["dark", "light", [dark, light]],
    ] as const) {
      await using watched = await openPage(browser, { colorScheme: system });
      const { page, faults } = watched;
      await page.goto(`${news.base}/`);
      const before = await paper(page);
      await choose(page, news.base, "theme", chosen);
      await page.goto(`${news.base}/`);
      expect([before, await paper(page)]).toEqual(expected);
      expect(faults).toEqual([]);
    }
  });

  test("wide screens gain columns, and no screen scrolls sideways", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    const columns = async (page: Page, path: string) => {
      await page.goto(news.base + path);
      expect([path, await sidewaysOverflow(page)]).toEqual([path, 0]);
      return page.evaluate<number>(
        "new Set([...document.querySelectorAll('.stories > li')].map((story) => Math.round(story.getBoundingClientRect().left))).size",
      );
    };
    const counted: Record<number, readonly number[]> = {};
    for (const width of [360, 768, 1280, 1920]) {
      await using watched = await openPage(browser, { viewport: { width, height: 900 } });
      counted[width] = [await columns(watched.page, "/"), await columns(watched.page, "/?order=latest")];
    }
    // At 1280 px two columns below three: the one in the middle of the three begins at a place of its own.
    expect(counted).toEqual({ 360: [1, 1], 768: [2, 1], 1280: [4, 1], 1920: [4, 2] });
  });

  test("compact has a line a story and no pictures: three times as many on a screen", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    const { page, faults } = watched;
    const onScreen = async () => {
      await page.goto(`${news.base}/?order=latest`);
      return page.evaluate<number>(
        "[...document.querySelectorAll('.card')].filter((card) => card.getBoundingClientRect().bottom <= innerHeight).length",
      );
    };
    const comfortable = await onScreen();
    await choose(page, news.base, "density", "compact");
    expect(await onScreen()).toBeGreaterThanOrEqual(3 * comfortable);
    expect(await page.locator(".picture:visible").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("without pictures a card gives their room to its words", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    const { page, faults } = watched;
    await choose(page, news.base, "images", "off");
    await page.goto(`${news.base}/categories/World`);
    expect(await page.locator(".picture:visible").count()).toBe(0);
    const widths = await page.evaluate<readonly number[]>(
      "['.card', '.card-text'].map((part) => document.querySelector(part).getBoundingClientRect().width)",
    );
    expect(widths[1]).toBe(widths[0]);
    expect(faults).toEqual([]);
  });

  test("a story prints as an article, with the addresses of its links and without what is pressed", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { colorScheme: "dark" });
    const { page } = watched;
    await page.goto(`${news.base}/stories/1`);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(":is(nav, button, summary, .foot):visible").count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(true);
    expect(await paper(page)).toBe("rgb(255, 255, 255)");
    const address = await page.evaluate<string>(
      "getComputedStyle(document.querySelector('.lead .meta a[href^=http]'), '::after').content",
    );
    expect(address).toContain("https://courier.example/");
  });

  test("focus is seen on everything that the Tab key reaches, in both themes and in forced colours", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    for (const options of [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { forcedColors: "active" },
    ] as const) {
      await using watched = await openPage(browser, { ...options, reducedMotion: "reduce" });
      const { page } = watched;
      for (const path of ["/", "/stories/1", "/settings"]) {
        await page.goto(news.base + path);
        for (let step = 0; step < 40; step += 1) {
          await page.keyboard.press("Tab");
          const seen = await page.evaluate<string>(`(() => {
            const { activeElement: at } = document;
            if (at === document.body) return "the end";
            const { outlineStyle, outlineWidth } = getComputedStyle(at);
            const { top, bottom, left, right } = at.getBoundingClientRect();
            const isOnScreen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isOnScreen ? "" : at.outerHTML.slice(0, 200);
          })()`);
          if (seen === "the end") break;
          expect([path, step, seen]).toEqual([path, step, ""]);
        }
      }
    }
  });
});
