import { expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

test.skipIf(!hasChromium)("one with JavaScript off does everything there is to do", async () => {
  await using news = await startNewsroom();
  await using browser = await startBrowser();
  await using watched = await openPage(browser, { javaScriptEnabled: false });
  const { page, faults } = watched;
  const { base, store } = news;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const follow = (name: string) => page.getByRole("link", { name, exact: true }).first().click();
  const heading = () => page.getByRole("heading", { level: 1 }).textContent();
  const path = () => page.url().slice(base.length);

  // Reads: what is unfolded unfolds, and the list goes on.
  await page.goto(base);
  const first = page.locator(".card").first();
  const headline = await first.locator("h2 a").textContent();
  await first.locator("h2 a").click();
  expect(await heading()).toBe(headline);
  await page.locator(".timeline summary").first().click();
  expect(await page.locator(".timeline details[open]").count()).toBe(1);
  await page.goto(base);
  await follow("More stories");
  expect(await page.locator(".card").count()).toBe(4);
  await follow("Back to the start");
  await follow("Latest");
  expect(path()).toBe("/?order=latest");

  // Stars; marks all, and takes it back.
  await page.locator("#story-4").getByRole("button", { name: "Star" }).click();
  expect(path()).toBe("/?order=latest#story-4");
  await press("Mark all as read");
  expect(await page.locator(".card:not([data-read])").count()).toBe(0);
  await press("Undo");
  expect(await page.locator(".card[data-read]").count()).toBe(0);
  await follow("Starred");
  expect(await page.locator(".card").count()).toBe(1);

  // Searches, and reads on.
  await follow("Search");
  await page.getByRole("searchbox").fill("comet");
  await press("Search");
  expect(path()).toContain("/search?q=comet");
  await page.locator(".card h2 a").first().click();
  expect(await heading()).toContain("comet");

  // Sets a story right, sees it on the lists, and takes it back.
  await page.goto(`${base}/stories/2`);
  const report = page.locator(".own-reports > li", { hasText: "Levy on empty flats" });
  await report.locator(".correct > summary").click();
  await report.getByRole("button", { name: "Set it apart" }).click();
  expect(path()).toBe("/stories/2#by-hand");
  await page.goto(`${base}/search?q=levy`);
  expect(await page.locator(".card h2", { hasText: "Levy on empty flats" }).count()).toBe(1);
  await page.goto(`${base}/stories/2`);
  await press("Undo");
  expect((await store.storiesByIds([2]))[0]!.entryCount).toBe(4);

  // Finds a source, has it asked, and makes a feed's address.
  await follow("Sources");
  await page.locator(".source-list a", { hasText: "Harbour Courier" }).click();
  await press("Poll now");
  expect(await page.locator(".polling").first().textContent()).toContain("asked");
  await page.getByRole("navigation").getByRole("link", { name: "Feeds" }).click();
  await page.locator("form select").first().selectOption({ label: "Science" });
  await press("Make its address");
  expect(await page.locator(".made").textContent()).toContain(`${base}/categories/Science.rss`);

  // Chooses how it looks, and is forgotten.
  await follow("Settings");
  for (const choice of ["Dark", "Compact", "Leave them out", "Deutsch"])
    await page.getByLabel(choice).check();
  await press("Save");
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  await page.goto(base);
  expect(await page.locator("html[data-theme=dark][data-density=compact][data-images=off]").count()).toBe(1);
  expect(await page.locator("img").count()).toBe(0);
  await page.goto(`${base}/settings`);
  await press("Alles vergessen");
  expect(await page.context().cookies()).toEqual([]);
  await page.goto(`${base}/starred`);
  expect(await page.locator(".card").count()).toBe(0);
  expect(faults).toEqual([]);
});
