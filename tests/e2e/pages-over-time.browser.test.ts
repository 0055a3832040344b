import { describe, expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { newsroomNow } from "../support/newsroom.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";

const minute = 60_000;

/** A page whose clock the test drives, and how many stories the service says are new; "none" stands for a service that is down. */
async function driven(path = "/", zone = "Asia/Tokyo", locale = "en-GB") {
  const stack = new AsyncDisposableStack();
  const news = stack.use(await startNewsroom());
  const browser = stack.use(await startBrowser());
  const { page, faults } = stack.use(await openPage(browser, { timezoneId: zone, locale }));
  const told: { stories: number | "none"; asked: number } = { stories: 0, asked: 0 };
  await page.route("**/news?*", async (route) => {
    told.asked += 1;
    if (told.stories === "none") return route.abort();
    await route.fulfill({ json: { stories: told.stories } });
  });
  let underWay = 0;
  page.on("request", () => void (underWay += 1));
  page.on("requestfinished", () => void (underWay -= 1));
  page.on("requestfailed", () => void (underWay -= 1));
  await page.clock.install({ time: newsroomNow });
  await page.goto(news.base + path);
  await page.clock.pauseAt(newsroomNow.getTime() + 10_000);
  /** Lets time pass, a quarter of a minute at once; what the page asks for meanwhile is answered first. */
  const pass = async (minutes: number) => {
    for (let left = minutes * minute; left > 0; left -= minute / 4) {
      await page.clock.runFor(minute / 4);
      await expect.poll(() => underWay).toBe(0);
      await page.evaluate("0");
    }
  };
  return { page, faults, news, told, pass, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe.skipIf(!hasChromium)("a page that stays open", () => {
  test("tells of new stories beside itself, moves nothing, and shows them when asked to", async () => {
    await using open = await driven();
    const { page, told, pass } = open;
    await page.evaluate("scrollTo(0, 900)");
    const places = () =>
      page.evaluate<string>(
        "JSON.stringify([scrollY, ...[...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().top)])",
      );
    const before = await places();
    await pass(1.5);
    expect(told.asked).toBe(1);
    expect(await page.locator("#news").textContent()).toBe("");
    told.stories = 1;
    await pass(1);
    const bar = page.getByRole("status").getByRole("link");
    await page.getByRole("link", { name: "1 new story" }).waitFor();
    told.stories = 7;
    await pass(1);
    await page.getByRole("link", { name: "7 new stories" }).waitFor();
    expect(await places()).toBe(before);
    const asked = told.asked;
    await Promise.all([page.waitForEvent("load"), bar.click()]);
    expect(page.url()).toBe(`${open.news.base}/`);
    expect(await page.evaluate("scrollY")).toBe(0);
    expect(told.asked).toBe(asked);
    expect(open.faults).toEqual([]);
  });

  test("asks less and less often while the service is down, and not at all while nobody looks", async () => {
    await using open = await driven();
    const { page, told, pass } = open;
    told.stories = "none";
    await pass(17);
    expect(told.asked).toBe(4); // after 1, 3, 7 and 15 minutes
    await page.evaluate(
      `Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true })`,
    );
    await pass(40);
    expect(told.asked).toBe(4);
    told.stories = 2;
    await page.evaluate(
      `delete document.visibilityState; document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await page.getByRole("link", { name: "2 new stories" }).waitFor();
    await page.context().setOffline(true);
    await pass(20);
    expect(told.asked).toBe(5);
    expect(open.faults).toEqual([]);
  });

  test("the service itself answers what is asked", async () => {
    await using news = await startNewsroom();
    await using browser = await startBrowser();
    await using watched = await openPage(browser);
    const { page, faults } = watched;
    await page.clock.install();
    await page.goto(`${news.base}/?order=latest`);
    const [answer] = await Promise.all([page.waitForResponse("**/news?*"), page.clock.runFor(1.5 * minute)]);
    expect([answer.status(), await answer.json()]).toEqual([200, { stories: 0 }]);
    expect(faults).toEqual([]);
  });

  test("ages grow, in the words of the page", async () => {
    await using open = await driven("/", "Asia/Tokyo", "de-DE");
    const { page } = open;
    const age = page.locator('.card[data-story="6"] time');
    expect(await age.textContent()).toBe("vor 33 Min.");
    await page.clock.runFor(30 * minute);
    expect(await age.textContent()).toBe("vor 1 Std.");
    expect(open.faults).toEqual([]);
  });

  test("the day in the head is the visitor's, also on a page that is left open", async () => {
    await using open = await driven("/", "America/Los_Angeles");
    const { page } = open;
    const day = page.locator(".masthead [data-day]");
    expect(await day.textContent()).toBe("Tuesday, 24 November 2026");
    await page.clock.runFor(18 * 60 * minute);
    expect(await day.textContent()).toBe("Wednesday, 25 November 2026");
    await using east = await driven("/", "Asia/Tokyo", "de-DE");
    expect(await east.page.locator(".masthead [data-day]").textContent()).toBe("Mittwoch, 25. November 2026");
    expect([...open.faults, ...east.faults]).toEqual([]);
  });

  test("exact times are in the visitor's zone, and shown to the keyboard too", async () => {
    await using open = await driven();
    const { page } = open;
    const time = page.locator('.card[data-story="6"] time');
    expect(await time.getAttribute("title")).toBe("Wednesday, 25 November 2026 at 02:47");
    for (let step = 0; step < 6; step += 1) await page.keyboard.press("j");
    await page.keyboard.press("Tab");
    expect(await page.locator('.card[data-story="6"] .mark-read:focus').count()).toBe(1);
    const shown = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('.card[data-story="6"] time'), "::after").content`,
    );
    expect(shown).toContain("02:47");
    expect(open.faults).toEqual([]);
  });
});
