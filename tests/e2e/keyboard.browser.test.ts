import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** A browser on the front page of the newsroom, and what its keys are tried with. */
async function keyboardReader() {
  const stack = new AsyncDisposableStack();
  const news = stack.use(await startNewsroom());
  const browser = stack.use(await startBrowser());
  const { page, faults } = stack.use(await openPage(browser, { reducedMotion: "reduce" }));
  await page.goto(`${news.base}/`);
  return {
    page,
    faults,
    news,
    press: async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    /** The id of the story whose headline has the focus. */
    current: () =>
      page.evaluate<string | undefined>("document.activeElement.closest('[data-story]')?.dataset.story"),
    says: (text: string) => page.locator("#says", { hasText: text }).waitFor(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const card = (page: Page, id: number) => page.locator(`.card[data-story="${id}"]`);
const isRead = async (page: Page, id: number) => (await card(page, id).getAttribute("data-read")) !== null;
/** A key of a layout that the test's keyboard does not have. */
const typed = (page: Page, key: string, code: string, more: Readonly<Record<string, boolean>> = {}) =>
  page.evaluate(
    ([key, code, more]) =>
      // @ts-expect-error: this runs in the page
      // oxlint-disable-next-line no-undef
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, ...more })),
    [key, code, more] as const,
  );

describe.skipIf(!hasChromium)("a keyboard reader", () => {
  test("walks the stories, opens one, and comes back to where they were", async () => {
    await using reader = await keyboardReader();
    const { page, press, current } = reader;
    await press("j");
    expect(await current()).toBe("1");
    await press("j", "n", "k");
    expect(await current()).toBe("2");
    await press("p", "p", "p");
    expect(await current()).toBe("1");

    await press(...Array<string>(12).fill("j"));
    const [stood, scrolled] = [await current(), await page.evaluate<number>("scrollY")];
    expect(await page.locator(":focus").isVisible()).toBe(true);
    await press("o");
    await page.waitForURL(`**/stories/${stood}`, { waitUntil: "load" }); // a new reader's first mark is the page's own to make
    await page.goBack();
    await page.waitForURL(`${reader.news.base}/`);
    await expect.poll(() => page.evaluate<number>("scrollY")).toBe(scrolled);
    await page.locator(`.card[data-story="${stood}"][data-read]`).waitFor(); // what was opened is read
    await press("j");
    expect(Number(await current())).toBe(Number(stood) + 1);

    await press("g", "g");
    await expect.poll(() => page.evaluate("scrollY")).toBe(0);
    await press("Shift+G");
    await expect
      .poll(() => page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY"))
      .toBeLessThan(2);
    expect(reader.faults).toEqual([]);
  });

  test("means no story with a key where nobody stands on one", async () => {
    await using reader = await keyboardReader();
    const { page, press, news } = reader;
    for (const path of ["/", "/status", "/about"]) {
      await page.goto(`${news.base}${path}`);
      await press("o", "m", "s", "d", "x", "v", ".");
      expect(await page.evaluate("document.activeElement.localName")).toBe("body");
      expect(pathOf(page)).toBe(path);
    }
    await page.goto(`${news.base}/`);
    expect(await page.locator(".card:is([data-read], [data-starred])").count()).toBe(0);
    await page.goto(`${news.base}/stories/1`);
    await press("o");
    await page.waitForTimeout(200);
    expect(pathOf(page)).toBe("/stories/1");
    expect(reader.faults).toEqual([]);
  });

  test("goes on to the next story of the list from a story's own page", async () => {
    await using reader = await keyboardReader();
    const { page, press } = reader;
    await press("j", "Enter");
    await page.waitForURL("**/stories/1");
    await press("j");
    await page.waitForURL("**/stories/2");
    await press("k");
    await page.waitForURL("**/stories/1");
    await page.goBack();
    expect(page.url()).toBe(`${reader.news.base}/`);
    expect(reader.faults).toEqual([]);
  });

  test("marks stories as read and starred, and takes it back", async () => {
    await using reader = await keyboardReader();
    const { page, press, says } = reader;
    await press("j", "j", "m");
    await says("Marked as read.");
    expect(await isRead(page, 2)).toBe(true);
    expect(await card(page, 2).locator(".mark-read").getAttribute("aria-pressed")).toBe("true");
    await page.locator("#says button").waitFor();
    await press("u");
    await says("Undone.");
    expect(await isRead(page, 2)).toBe(false);

    await press("m");
    await says("Marked as read.");
    await press("m");
    await says("Marked as unread.");
    await press("s");
    await says("Starred.");
    await press("j", "f");
    await page.locator('.card[data-story="3"][data-starred]').waitFor();
    await press("g", "s");
    await page.waitForURL("**/starred");
    expect(await page.locator(".card").count()).toBe(2);
    expect(reader.faults).toEqual([]);
  });

  test("marks the whole list as read, and takes it back; what was read before stays so", async () => {
    await using reader = await keyboardReader();
    const { page, press, says } = reader;
    await press("j", "m");
    await page.locator("#says button").waitFor();
    await press("Shift+A");
    await says("stories as read.");
    expect(await page.locator(".card:not([data-read])").count()).toBe(0);
    await page.locator("#says button").waitFor();
    const again = page.waitForResponse("**/marks/all");
    await press("Shift+A"); // a slip of the finger, which leaves the way back
    await again;
    await press("u");
    await says("Undone.");
    expect(await page.locator(".card[data-read]").count()).toBe(1);
    await page.reload();
    expect(await page.locator(".card[data-read]").count()).toBe(1);
    expect(reader.faults).toEqual([]);
  });

  test("unfolds coverage and text in the list, and steps from outlet to outlet", async () => {
    await using reader = await keyboardReader();
    const { page, press } = reader;
    await press("j", "x");
    await card(page, 1).locator(".unfolded h3").first().waitFor();
    expect(await card(page, 1).locator(".unfolded h3").count()).toBe(6);
    await press("x");
    expect(await page.locator(".unfolded").count()).toBe(0);
    await press("d");
    await card(page, 1).locator(".prose p").first().waitFor();
    await press("d");
    expect(await page.locator(".prose").count()).toBe(0);
    await press(".");
    expect(await card(page, 1).locator(".others a:focus").count()).toBe(1);
    await press("o");
    await page.waitForURL("**/stories/1#entry-*");

    await press(".");
    expect(await page.locator("li[id^=entry-] a:focus").count()).toBe(1);
    expect(reader.faults).toEqual([]);
  });

  test("opens the original article in a tab of its own", async () => {
    await using reader = await keyboardReader();
    const { page, press } = reader;
    await press("j");
    const [tab] = await Promise.all([page.context().waitForEvent("page"), press("v")]);
    const [request] = await Promise.all([
      tab.waitForEvent("requestfailed"),
      tab.waitForLoadState().catch(() => {}),
    ]);
    expect(request.url()).toMatch(/^https:\/\/courier\.example\//);
    expect(request.headers()["referer"]).toBeUndefined();
    expect(page.url()).toBe(`${reader.news.base}/`);
  });

  test("sees all keys with ?, and can switch them off and on again", async () => {
    await using reader = await keyboardReader();
    const { page, press, current } = reader;
    await press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    expect(await dialog.locator("kbd").count()).toBeGreaterThan(25);
    await press("j");
    expect(await current()).toBeUndefined(); // the list under it stands still
    await press("?");
    await dialog.waitFor({ state: "hidden" });
    await press("?", "Escape");
    await dialog.waitFor({ state: "hidden" });

    await press("?");
    await dialog.getByRole("checkbox").uncheck();
    await dialog.getByRole("button").click();
    await press("j");
    expect(await current()).toBeUndefined();
    await page.locator("footer").getByRole("link", { name: "Keys" }).click();
    await dialog.getByRole("checkbox").check();
    await press("Escape", "j");
    expect(await current()).toBeDefined();
    expect(reader.faults).toEqual([]);
  });

  test.each([
    ["/", "/search"],
    ["gh", "/"],
    ["gu", "/unread"],
    ["gs", "/starred"],
    ["gc", "/sources"],
    ["gf", "/feeds"],
    ["gt", "/status"],
  ])("goes to other pages: %s leads to %s", async (keys, path) => {
    await using reader = await keyboardReader();
    const { page, press } = reader;
    await page.goto(`${reader.news.base}/about`);
    await Promise.all([page.waitForURL(`**${path}`), press(...keys.split(""))]);
    expect(pathOf(page)).toBe(path);
    expect(reader.faults).toEqual([]);
  });

  test("is left alone while typing, with a modifier, and by keys of no meaning", async () => {
    await using reader = await keyboardReader();
    const { page, press, current } = reader;
    await press("Control+j", "Alt+j", "Meta+j", "q", "g", "q", "ArrowDown");
    expect(await current()).toBeUndefined();
    expect(page.url()).toBe(`${reader.news.base}/`);
    await page.goto(`${reader.news.base}/search`);
    await page.locator("main input[type=search]").focus();
    await press("g", "h", "o", "s", "t", "?");
    expect(await page.locator("main input[type=search]").inputValue()).toBe("ghost?");
    expect(pathOf(page)).toBe("/search");
    expect(reader.faults).toEqual([]);
  });

  test("finds the keys by their place on a Cyrillic or Arabic keyboard; Caps Lock changes nothing", async () => {
    await using reader = await keyboardReader();
    const { page, current } = reader;
    await typed(page, "о", "KeyJ");
    expect(await current()).toBe("1");
    await typed(page, "ت", "KeyJ");
    expect(await current()).toBe("2");
    await typed(page, "J", "KeyJ"); // with Caps Lock
    expect(await current()).toBe("3");
    await typed(page, "؟", "Slash", { shiftKey: true });
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(reader.faults).toEqual([]);
  });
});
