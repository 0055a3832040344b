import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** A browser that runs no scripts, on the front page of the newsroom; the addresses that it asks for are kept. */
async function plainReader({ javaScriptEnabled = false } = {}) {
  const stack = new AsyncDisposableStack();
  const news = stack.use(await startNewsroom());
  const browser = stack.use(await startBrowser());
  const { page, faults } = stack.use(await openPage(browser, { javaScriptEnabled }));
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await page.goto(`${news.base}/`);
  return { page, faults, news, asked, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const card = (page: Page, id: number) => page.locator(`#story-${id}`);
const button = (page: Page, id: number, name: string) => card(page, id).getByRole("button", { name });
const marked = (page: Page, mark: "read" | "starred") => page.locator(`.card[data-${mark}]`).count();

describe.skipIf(!hasChromium)("marks without scripts", () => {
  test("are made and taken off by buttons, and the page comes back at the card", async () => {
    await using reader = await plainReader();
    const { page } = reader;
    await button(page, 3, "Read").click();
    expect(new URL(page.url()).hash).toBe("#story-3");
    expect(await button(page, 3, "Read").getAttribute("aria-pressed")).toBe("true");
    await button(page, 3, "Starred").click();
    expect([await marked(page, "read"), await marked(page, "starred")]).toEqual([1, 1]);
    await page.getByRole("link", { name: "Starred", exact: true }).click();
    expect(await page.locator(".card").count()).toBe(1);
    await button(page, 3, "Starred").click();
    expect(await page.getByRole("heading", { name: "Nothing starred yet" }).isVisible()).toBe(true);
  });

  test("come of opening a story; its button leaves it unread", async () => {
    await using reader = await plainReader();
    const { page, news } = reader;
    await button(page, 3, "Starred").click();
    await card(page, 2).locator("h2 a").click();
    expect(await page.locator(".story[data-read]").count()).toBe(1);
    await page.goto(`${news.base}/`);
    expect(await card(page, 2).getAttribute("data-read")).not.toBeNull();
    await card(page, 2).locator("h2 a").click();
    await page.locator(".story > .lead .marks").getByRole("button", { name: "Read" }).click();
    expect(await page.locator(".story[data-read]").count()).toBe(0);
    await page.goto(`${news.base}/`);
    expect(await marked(page, "read")).toBe(0);
  });

  test("of a whole list are made at once, and taken back", async () => {
    await using reader = await plainReader();
    const { page } = reader;
    const all = await page.locator(".card").count();
    await page.getByRole("button", { name: "Mark all as read" }).click();
    expect(await marked(page, "read")).toBe(all);
    expect(await page.getByRole("status").first().textContent()).toContain("is marked as read");
    await page.getByRole("link", { name: "Unread", exact: true }).click();
    expect(await page.getByRole("heading", { name: "All read" }).isVisible()).toBe(true);
    await page.goBack();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await marked(page, "read")).toBe(0);
  });
});

describe.skipIf(!hasChromium)("settings", () => {
  test("without scripts turn the page dark in a light system, and German", async () => {
    await using reader = await plainReader();
    const { page } = reader;
    const paper = async () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await paper();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByLabel("Dark").check();
    await page.getByLabel("Deutsch").check();
    await page.getByRole("button", { name: "Save" }).click();
    expect(await page.getByRole("status").first().textContent()).toBe("Gespeichert.");
    expect(await paper()).not.toBe(light);
    await page.getByRole("button", { name: "Alles vergessen" }).click();
    expect(await paper()).toBe(light);
    expect(await page.context().cookies()).toEqual([]);
  });

  test("without pictures nothing is asked for but pages, style, scripts and icon", async () => {
    await using reader = await plainReader({ javaScriptEnabled: true });
    const { page, news, asked, faults } = reader;
    const foreign = () => asked.filter((url) => !/^http:\/\/127\.0\.0\.1:\d+\/(?!pictures)/.test(url));
    expect(foreign()).not.toEqual([]);
    await page.goto(`${news.base}/settings`);
    await page.getByLabel("Leave them out").check();
    await page.getByRole("button", { name: "Save" }).click();
    asked.length = 0;
    for (const path of ["/", "/?order=latest", "/stories/1", "/stories/2", "/unread", "/sources/1"])
      await page.goto(news.base + path, { waitUntil: "networkidle" });
    expect(foreign()).toEqual([]);
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
