import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startEveryPage } from "../support/every-page.ts";
import { passedOver, tabThrough } from "../support/focus.ts";

const calm = { viewport: { width: 1280, height: 700 }, reducedMotion: "reduce" } as const;
/** What has the focus, in words; "BODY" where it is lost. */
const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement.className || document.activeElement.id || document.activeElement.tagName",
  );

describe.skipIf(!hasChromium)("the focus", () => {
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
  const pageOf = (name: string) => news.pages[name]!;

  test.each([
    ["front", "light"],
    ["story with candidates", "dark"],
    ["podcast", "light"],
    ["story with a wide text", "light"],
    ["sources, searched", "dark"],
    ["source that fails", "light"],
    ["feed made to measure", "dark"],
    ["settings", "light"],
    ["404 with what was meant", "dark"],
  ] as const)(
    "goes by Tab through all of a page in its order, and is seen everywhere: %s, %s",
    async (name, colorScheme) => {
      await using watched = await openPage(browser, { ...calm, colorScheme });
      const { page } = watched;
      await page.goto(pageOf(name));
      await page.evaluate(
        "document.activeElement.blur(); for (const one of document.querySelectorAll('details')) one.open = true",
      );
      const stops = await tabThrough(page);
      expect(stops.flatMap(({ what, faults }) => faults.map((fault) => `${what} ${fault}`))).toEqual([]);
      expect(stops.length).toBeGreaterThan(15);
      expect(await passedOver(page)).toEqual([]);
      expect(watched.faults).toEqual([]);
    },
  );

  test("begins with a way past the sections, which is seen once it has the focus", async () => {
    await using watched = await openPage(browser, calm);
    const { page } = watched;
    await page.goto(pageOf("front"));
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("skip");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("main");
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate<boolean>("document.querySelector('main').contains(document.activeElement)"),
    ).toBe(true);
  });

  test("stays on a mark that is made, and on the button that marks all", async () => {
    await using watched = await openPage(browser, calm);
    const { page } = watched;
    await page.goto(pageOf("front"));
    for (const mark of ["mark-star", "mark-read"]) {
      await page.locator(`.card .${mark}`).first().focus();
      await page.keyboard.press("Enter");
      await page.locator(`.card .${mark}[aria-pressed=true]`).first().waitFor();
      await page.locator("#says button").waitFor();
      expect(await focused(page)).toBe(mark);
    }
    await page.locator(".mark-all button").focus();
    await page.keyboard.press("Space");
    await page.locator("#says", { hasText: "stories as read" }).waitFor();
    expect(await focused(page)).toBe("BUTTON");
    expect(watched.faults).toEqual([]);
  });

  test("goes back to where it was when what is said is taken back", async () => {
    await using watched = await openPage(browser, calm);
    const { page } = watched;
    await page.goto(pageOf("front"));
    const star = page.locator('.card[data-story="10"] .mark-star');
    await star.focus();
    await page.keyboard.press("Enter");
    await page.locator("#says button").waitFor();
    await page.locator("footer a").last().focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate<boolean>("document.activeElement.matches('#says button')")).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator("#says", { hasText: "Undone." }).waitFor();
    expect(await page.evaluate<boolean>("document.activeElement.matches('footer a')")).toBe(true);

    await star.click();
    await page.locator("#says button").click();
    await page.locator("#says", { hasText: "Undone." }).waitFor();
    expect(await focused(page)).not.toBe("BODY");
    expect(watched.faults).toEqual([]);
  });

  test("comes back from the map of the keys, however that is closed, and does not leave it while it is open", async () => {
    await using watched = await openPage(browser, calm);
    const { page } = watched;
    await page.goto(pageOf("front"));
    await page.keyboard.press("j");
    const before = await page.evaluate<string>("document.activeElement.getAttribute('href')");
    const dialog = page.getByRole("dialog");
    for (const close of ["Escape", "?", "Enter on its button"]) {
      await page.keyboard.press("?");
      await dialog.waitFor();
      for (let presses = 0; presses < 6; presses += 1) {
        await page.keyboard.press("Tab");
        const isOutside = await page.evaluate<boolean>(
          "document.activeElement !== document.body && !document.activeElement.closest('dialog')",
        );
        expect(isOutside).toBe(false);
      }
      if (close.startsWith("Enter")) await dialog.getByRole("button").press("Enter");
      else await page.keyboard.press(close);
      await dialog.waitFor({ state: "hidden" });
      expect([close, await page.evaluate("document.activeElement.getAttribute('href')")]).toEqual([
        close,
        before,
      ]);
    }
    expect(watched.faults).toEqual([]);
  });

  test("goes to the headline when what it was in is folded away", async () => {
    await using watched = await openPage(browser, calm);
    const { page } = watched;
    await page.goto(pageOf("front"));
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.locator(".unfolded a").first().focus();
    await page.keyboard.press("x");
    expect(await page.locator(".unfolded").count()).toBe(0);
    expect(await page.evaluate<boolean>("document.activeElement.matches('.card h2 a')")).toBe(true);
  });
});
