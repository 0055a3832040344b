import { expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

test.skipIf(!hasChromium)(
  "one who finds a wrong fold on the front page corrects it everywhere, and undoes it",
  async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    const { base } = news;
    const wrong = "The sensors that heard the Marrow bridge crack, weeks before anyone looked";
    const cardsOf = async (path: string) => {
      await page.goto(base + path);
      return page.locator(".card > .card-text > h2", { hasText: "The sensors that heard" }).count();
    };
    const lists = ["/", "/?order=latest", "/categories/Technology", "/sources/5"];
    const everywhere = async () => {
      const counts: number[] = [];
      for (const path of lists) counts.push(await cardsOf(path));
      return counts;
    };
    await page.goto(`${base}/sources`);
    const before = await everywhere();

    // By the keyboard, from the front page on; what was read stays read on both sides.
    await page.goto(base);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/stories/1");
    await page.locator(".story[data-read]").waitFor();
    const report = page.locator(".own-reports > li", { hasText: "The sensors that heard" });
    await report.locator(".correct > summary").press("Enter");
    await report.getByRole("button", { name: "Set it apart" }).press("Enter");
    await page.waitForURL("**/stories/1#by-hand");
    expect(await page.locator(".own-reports > li", { hasText: "The sensors that heard" }).count()).toBe(0);
    await page.getByRole("link", { name: "The other story" }).click();
    await page.getByRole("heading", { level: 1, name: wrong }).waitFor();
    const other = new URL(page.url()).pathname;
    const after = await everywhere();
    for (const [at, count] of after.entries())
      expect([lists[at], count]).toEqual([lists[at], Math.max(before[at]!, 1)]);
    expect(before).not.toEqual(after);

    // It was opened, and so was the story it came from.
    expect(await cardsOf("/unread")).toBe(0);

    // Somebody keeps a link to it; it is undone from that side, and the link leads on.
    await page.goto(base + other);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL("**/stories/1#by-hand");
    expect(await page.locator(".own-reports > li", { hasText: "The sensors that heard" }).count()).toBe(1);
    await page.goto(base + other);
    expect(new URL(page.url()).pathname).toBe("/stories/1");
    expect(await everywhere()).toEqual(before);
    expect(faults).toEqual([]);
  },
);
