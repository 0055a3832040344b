import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { fillNewsroom, newsroomNow } from "../support/newsroom.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";

/** The reader over the made-up newsroom: story 1 has twelve entries, copies among them. */
async function startNewsroom() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const reader = stack.use(await startReader({ store, now: newsroomNow }));
  await fillNewsroom(store, { pictures: reader.base });
  return { store, reader, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

test.skipIf(!hasChromium)(
  "an entry is set apart, found again, put together and apart again, without a script",
  async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { javaScriptEnabled: false });
    const { page, faults } = watched;
    const url = `${news.reader.base}/stories/1`;
    await page.goto(url);
    const report = page.locator(".own-reports > li").nth(1);
    const title = (await report.getByRole("heading").textContent())!;
    const entries = async () => (await news.store.storiesByIds([1]))[0]!.entryCount;
    const all = await entries();

    // By the keyboard alone.
    await report.locator(".correct > summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${url}#by-hand`);
    expect(await entries()).toBe(all - 1);
    await page.getByRole("link", { name: "The other story" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
    expect(await page.locator("#by-hand li").textContent()).toContain("Set apart by hand from");

    await page.goto(url);
    await page.getByText("Correct this story").click();
    await page.getByLabel("Words of the other story").fill(title);
    await page.getByRole("button", { name: "Find" }).click();
    await page
      .locator(".candidates li", { hasText: title })
      .getByRole("button", { name: "Same story" })
      .click();
    expect(page.url()).toBe(`${url}#by-hand`);
    expect(await entries()).toBe(all);
    expect(await page.locator("#by-hand").textContent()).toContain("They were put together again by hand.");

    await page.getByRole("button", { name: "Undo" }).click();
    expect(await entries()).toBe(all - 1);
    expect(await page.locator("#by-hand").textContent()).toContain("They are two stories again.");
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(1); // what that had overruled holds again
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await entries()).toBe(all);

    await page.getByText("Correct this story").click();
    await page.getByLabel("Or its address").fill("https://elsewhere.example/news");
    await page.getByRole("button", { name: "Same story" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Nothing was changed");
    await page.getByRole("link", { name: "Back to the story" }).click();
    expect(page.url()).toBe(url);
    expect(faults).toEqual([]);
  },
);

test.skipIf(!hasChromium)("what can be corrected fits every screen, and a finger", async () => {
  await using news = await startNewsroom();
  await using browser = await startBrowser();
  const pictures = process.env["WIREFOLD_SCREENSHOTS"];
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  const { entries } = (await news.store.stories({ order: "top", limit: 1 })).items[0]!;
  const post = (act: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${news.reader.base}/stories/1/${act}`, { method: "POST", body: new URLSearchParams(fields) });
  await post("apart", { entry: String(entries[2]!.id) });
  await post("undo", { correction: "1" });
  await post("apart", { entry: String(entries[3]!.id) });
  for (const [screen, viewport] of Object.entries(sizes))
    for (const colorScheme of ["light", "dark"] as const) {
      await using watched = await openPage(browser, { viewport, colorScheme });
      const { page, faults } = watched;
      await page.goto(`${news.reader.base}/stories/1?like=bridge+river+city`);
      const name = (part: string) => join(pictures ?? "", `correct-${part}-${screen}-${colorScheme}.png`);
      if (pictures !== undefined) await page.screenshot({ path: name("closed"), fullPage: true });
      for (const summary of await page.locator(".correct > summary").all()) await summary.click();
      expect([screen, await sidewaysOverflow(page)]).toEqual([screen, 0]);
      const targets = page.locator(":is(.correct, .corrections) :is(summary, button, .choice, form a)");
      for (const target of await targets.all())
        expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      if (pictures !== undefined) await page.screenshot({ path: name("open"), fullPage: true });
      expect(faults).toEqual([]);
    }
});
