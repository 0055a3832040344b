import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** Pushing cards has its own tests in `touch.browser.test.ts`. */
test.skipIf(!hasChromium)("one on a phone reads the morning's news with a thumb", async () => {
  await using news = await startNewsroom();
  await using browser = await startBrowser();
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
  await using watched = await openPage(browser, { ...phone, reducedMotion: "reduce" });
  const { page, faults } = watched;
  page.setDefaultTimeout(15_000);
  await page.goto(news.base);

  // Down the list, into a story, back to where it was.
  const seventh = page.locator('.card[data-story="7"]');
  await seventh.locator("h2 a").tap({ trial: true });
  expect(await page.evaluate<number>("scrollY")).toBeGreaterThan(300);
  await seventh.locator("h2 a").tap();
  await page.waitForURL("**/stories/7", { waitUntil: "load" });
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.goBack();
  await page.locator('.card[data-story="7"][data-read]').waitFor();
  // On the screen, not to the pixel: as a page is left, Chromium lays it out for another width than the phone's it plays,
  // and remembers the place in that.
  const top = async () => (await seventh.boundingBox())?.y ?? -1;
  await expect.poll(top).toBeGreaterThan(0);
  expect(await top()).toBeLessThan(phone.viewport.height);

  // A star by its button, taken back by the words that say it.
  await seventh.locator(".mark-star").tap();
  await page.locator("#says", { hasText: "Starred." }).getByRole("button").tap();
  await page.locator("#says", { hasText: "Undone." }).waitFor();
  await page.locator('.card[data-story="7"]:not([data-starred])').waitFor();

  // The coverage of the largest story, and another outlet's report.
  await page.evaluate("scrollTo(0, 0)");
  await page.locator('.card[data-story="1"] .others a').first().tap();
  await page.waitForURL("**/stories/1#entry-*");
  const fold = page.locator(".timeline details > summary").nth(2);
  await fold.tap();
  expect(await page.locator(".timeline details[open] p").first().isVisible()).toBe(true);
  expect(await sidewaysOverflow(page)).toBe(0);

  // The row of sections is pushed along; its last tool is within reach.
  const settings = page.locator(".bar").getByRole("link", { name: "Settings" });
  await settings.scrollIntoViewIfNeeded();
  await settings.tap();
  await page.waitForURL("**/settings");
  await page.getByLabel("Compact").check();
  await page.getByRole("button", { name: "Save" }).tap();
  await page.waitForURL("**/settings?done=saved");
  await page.goto(news.base);
  expect(await page.locator(".card img:visible").count()).toBe(0);
  expect(await sidewaysOverflow(page)).toBe(0);

  // All read, and taken back.
  await page.getByRole("button", { name: "Mark all as read" }).tap();
  await page.locator("#says", { hasText: "stories as read" }).getByRole("button").tap();
  await page.locator("#says", { hasText: "Undone." }).waitFor();
  expect(await page.locator(".card[data-read]").count()).toBe(2);
  expect(faults).toEqual([]);
});
