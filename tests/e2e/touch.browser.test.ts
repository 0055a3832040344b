import type { CDPSession, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

/** A phone on the front page of the newsroom, and a finger on its screen. */
async function phoneReader() {
  const stack = new AsyncDisposableStack();
  const news = stack.use(await startNewsroom());
  const browser = stack.use(await startBrowser());
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
  const { page, faults } = stack.use(await openPage(browser, { ...phone, reducedMotion: "reduce" }));
  await page.goto(`${news.base}/`);
  const devtools = await page.context().newCDPSession(page);
  return { page, faults, news, devtools, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

type Point = Readonly<{ x: number; y: number }>;

/** A finger put down at `from` and moved to each of `to`, in steps; lifted unless it `stays`. */
async function drag(devtools: CDPSession, from: Point, to: Point, { stays = false } = {}) {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Point[]) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", from);
  for (let step = 1; step <= 8; step += 1)
    await touch("touchMove", {
      x: from.x + ((to.x - from.x) * step) / 8,
      y: from.y + ((to.y - from.y) * step) / 8,
    });
  if (!stays) await touch("touchEnd");
}

const card = (page: Page, id: number) => page.locator(`.card[data-story="${id}"]`);
/** A point on the headline of a story. */
async function onHeadline(page: Page, id: number): Promise<Point> {
  const headline = card(page, id).locator("h2");
  await headline.scrollIntoViewIfNeeded();
  const box = (await headline.boundingBox())!;
  return { x: 150, y: box.y + box.height / 2 };
}
const isMarked = async (page: Page, id: number, mark: "read" | "starred") =>
  (await card(page, id).getAttribute(`data-${mark}`)) !== null;

describe.skipIf(!hasChromium)("on a phone", () => {
  test("a push to the right reads a story, one to the left stars it, and it opens neither", async () => {
    await using reader = await phoneReader();
    const { page, devtools } = reader;
    const at = await onHeadline(page, 2);
    await drag(devtools, at, { ...at, x: at.x + 130 });
    await card(page, 2).and(page.locator("[data-read]")).waitFor();
    await page.locator("#says", { hasText: "Marked as read." }).waitFor();
    await drag(devtools, at, { ...at, x: at.x - 110 });
    await card(page, 2).and(page.locator("[data-starred]")).waitFor();
    expect(page.url()).toBe(`${reader.news.base}/`);
    await page.locator("#says", { hasText: "Starred." }).locator("button").click();
    await page.locator("#says", { hasText: "Undone." }).waitFor();
    expect(await isMarked(page, 2, "starred")).toBe(false);
    await page.reload();
    expect(await isMarked(page, 2, "read")).toBe(true);
    expect(reader.faults).toEqual([]);
  });

  test("shows what a push will do before the finger lifts; a short one does nothing", async () => {
    await using reader = await phoneReader();
    const { page, devtools } = reader;
    const at = await onHeadline(page, 2);
    await drag(devtools, at, { ...at, x: at.x + 130 }, { stays: true });
    expect(await card(page, 2).getAttribute("data-push")).toBe("Read");
    expect(await card(page, 2).getAttribute("data-pushed")).not.toBeNull();
    expect(await sidewaysOverflow(page)).toBe(0);
    await devtools.send("Input.dispatchTouchEvent", {
      type: "touchMove",
      touchPoints: [{ ...at, x: at.x + 40 }],
    });
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    expect(await card(page, 2).getAttribute("data-push")).toBeNull();
    expect(await isMarked(page, 2, "read")).toBe(false);
    expect(page.url()).toBe(`${reader.news.base}/`);
    expect(reader.faults).toEqual([]);
  });

  test("scrolling, the edges of the screen and a tap stay what they are", async () => {
    await using reader = await phoneReader();
    const { page, devtools } = reader;
    const at = await onHeadline(page, 2);
    const before = await page.evaluate<number>("scrollY");
    await drag(devtools, at, { x: at.x + 30, y: at.y - 200 });
    await expect.poll(() => page.evaluate<number>("scrollY")).toBeGreaterThan(before + 100);
    const edge = await onHeadline(page, 3);
    await drag(devtools, { ...edge, x: 10 }, { ...edge, x: 200 });
    await drag(devtools, { ...edge, x: 355 }, { ...edge, x: 150 });
    for (const id of [2, 3])
      expect([await isMarked(page, id, "read"), await isMarked(page, id, "starred")]).toEqual([false, false]);
    const { x, y } = await onHeadline(page, 3);
    await page.touchscreen.tap(x - 60, y);
    await page.waitForURL("**/stories/3");
    expect(reader.faults).toEqual([]);
  });

  test("what is scrolled past becomes read where that is chosen, and only then", async () => {
    await using reader = await phoneReader();
    const { page, news } = reader;
    const readNow = () => page.locator(".card[data-read]").count();
    const scrollDown = async () => {
      for (let screen = 0; screen < 6; screen += 1) {
        await page.evaluate("scrollBy(0, 500)");
        await page.evaluate(
          "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
        );
      }
    };
    await scrollDown();
    await page.reload();
    expect(await readNow()).toBe(0);

    await page.goto(`${news.base}/settings`);
    await page.locator("[name=readsOnScroll]").nth(1).check();
    await page.locator(".settings button").click();
    await page.goto(`${news.base}/`);
    await scrollDown();
    await expect.poll(readNow, { timeout: 5000 }).toBeGreaterThan(3);
    const passed = await page.evaluate<number>(
      "[...document.querySelectorAll('.card')].filter((card) => card.getBoundingClientRect().bottom <= 0).length",
    );
    expect(await readNow()).toBe(passed);
    await page.goto(`${news.base}/unread`);
    expect(await page.locator(".card[data-read]").count()).toBe(0);
    expect(reader.faults).toEqual([]);
  });

  test("every page fits 320 px, and what is tapped in a list has 44", async () => {
    await using reader = await phoneReader();
    const { page, news } = reader;
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of [
      "/",
      "/stories/1",
      "/unread",
      "/starred",
      "/settings",
      "/sources",
      "/status",
      "/search?q=bridge",
      "/feeds",
      "/about",
    ]) {
      await page.goto(news.base + path);
      expect([path, await sidewaysOverflow(page)]).toEqual([path, 0]);
    }
    await page.goto(`${news.base}/`);
    const small = await page.evaluate<string[]>(
      `[...document.querySelectorAll(".bar a, .list-head :is(a, button), .marks button, .others a, .foot a, .pages a")]
        .filter((target) => target.checkVisibility() && (target.offsetHeight < 44 || (target.matches("button") && target.offsetWidth < 44)))
        .map((target) => target.outerHTML)`,
    );
    expect(small).toEqual([]);
  });
});
