import { describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** A browser on the front page of the newsroom. */
async function visitor() {
  const stack = new AsyncDisposableStack();
  const news = stack.use(await startNewsroom());
  const browser = stack.use(await startBrowser());
  const { page, faults } = stack.use(await openPage(browser, { reducedMotion: "reduce" }));
  await page.goto(`${news.base}/`);
  const card = (id: number) => page.locator(`.card[data-story="${id}"]`);
  const says = (text: string) => page.locator("#says", { hasText: text }).waitFor();
  return { page, faults, news, card, says, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe.skipIf(!hasChromium)("marks by a script", () => {
  test("a mark that cannot be kept is not shown any longer, and the page says so", async () => {
    await using reader = await visitor();
    const { page, card, says } = reader;
    await page.route("**/marks", (route) => route.abort());
    await card(2).locator(".mark-read").click();
    await says("could not be kept");
    expect(await card(2).getAttribute("data-read")).toBeNull();
    expect(await card(2).locator(".mark-read").getAttribute("aria-pressed")).toBe("false");
    await page.unroute("**/marks");
    await page.route("**/marks", (route) => route.fulfill({ status: 503, body: "{}" }));
    await card(2).locator(".mark-star").click();
    await says("could not be kept");
    expect(await card(2).getAttribute("data-starred")).toBeNull();
  });

  test("what cannot be undone any more is said, and stays as it is", async () => {
    await using reader = await visitor();
    const { page, card, says } = reader;
    await card(2).locator(".mark-star").click();
    await page.locator("#says button").waitFor();
    await page.route("**/marks/undo", (route) => route.fulfill({ json: { undone: false } }));
    await page.locator("#says button").click();
    await says("could not be kept");
    expect(await card(2).getAttribute("data-starred")).not.toBeNull();
  });

  test("first marks in quick succession make one reader, not one each", async () => {
    await using reader = await visitor();
    const { page, card, news } = reader;
    await page.evaluate(
      "for (const id of [1, 2, 3]) document.querySelector(`.card[data-story='${id}'] .mark-star`).click()",
    );
    for (const id of [1, 2, 3]) await card(id).and(page.locator("[data-starred]")).waitFor();
    await page.locator("#says button").waitFor();
    await page.goto(`${news.base}/starred`);
    expect(await page.locator(".card").count()).toBe(3);
    expect(reader.faults).toEqual([]);
  });

  test("a story that was opened is read from the first visit on, and can be unread again", async () => {
    await using reader = await visitor();
    const { page, card, says, news } = reader;
    await card(3).getByRole("heading").click();
    await page.waitForURL("**/stories/3");
    await page.locator(".story[data-read]").waitFor();
    const button = page.locator(".story .mark-read");
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await button.click();
    await says("Marked as unread.");
    await page.goBack();
    await page.waitForURL(`${news.base}/`);
    expect(await card(3).getAttribute("data-read")).toBeNull();
    await page.reload();
    expect(await card(3).getAttribute("data-read")).toBeNull();
    expect(reader.faults).toEqual([]);
  });

  test("what was marked on a story's page shows in the list that Back leads to", async () => {
    await using reader = await visitor();
    const { page, card, says } = reader;
    await card(3).getByRole("heading").click();
    await page.locator(".story .mark-star").click();
    await says("Starred.");
    await page.goBack();
    await card(3).and(page.locator("[data-starred][data-read]")).waitFor();
    expect(await card(3).locator(".mark-star").getAttribute("aria-pressed")).toBe("true");
    expect(reader.faults).toEqual([]);
  });

  test("what was forgotten does not come back with Back", async () => {
    await using reader = await visitor();
    const { page, card, says } = reader;
    await card(2).locator(".mark-read").click();
    await says("Marked as read.");
    await page.goto(new URL("/settings", page.url()).href);
    await page.locator("form[action='/settings/forget'] button").click();
    await page.waitForURL("**/settings?done=forgotten");
    await page.goto(new URL("/", page.url()).href);
    await card(3).getByRole("heading").click();
    await page.waitForURL("**/stories/3");
    await page.goBack();
    await card(3).and(page.locator("[data-read]")).waitFor();
    expect(await card(2).getAttribute("data-read")).toBeNull();
    expect(reader.faults).toEqual([]);
  });

  test("marks and keys work in a browser that keeps nothing for pages", async () => {
    await using reader = await visitor();
    const { page, card, says } = reader;
    await page.addInitScript(`
      for (const name of ["sessionStorage", "localStorage"])
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("refused", "SecurityError"); } });
    `);
    await page.reload();
    await page.keyboard.press("j");
    await page.keyboard.press("m");
    await says("Marked as read.");
    await card(1).and(page.locator("[data-read]")).waitFor();
    await page.keyboard.press("o");
    await page.waitForURL("**/stories/1");
    await page.goBack();
    await card(1).and(page.locator("[data-read]")).waitFor();
    expect(reader.faults).toEqual([]);
  });

  test("the note goes away by itself, but not while the keyboard is on it", async () => {
    await using reader = await visitor();
    const { page, card } = reader;
    await page.clock.install();
    await page.reload();
    await card(2).locator(".mark-read").click();
    const undo = page.locator("#says button");
    await undo.waitFor();
    await undo.focus();
    await page.clock.runFor(20_000);
    expect(await undo.count()).toBe(1);
    await card(2).locator(".mark-read").focus();
    await page.clock.runFor(9000);
    expect(await page.locator("#says").textContent()).toBe("");
  });
});
