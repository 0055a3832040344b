import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults } from "../support/axe.ts";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startEveryPage } from "../support/every-page.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

/** What can be tapped and is less than 44 px high or wide; links within a sentence are as high as its line. Runs in the page. */
const smallTargets = `[...document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox]), label.choice")]
  .filter((target) => target.checkVisibility() && !target.closest(".skip, .prose, [aria-hidden=true], .unseen"))
  .filter((target) => {
    const around = target.parentElement;
    const isInSentence = getComputedStyle(target).display === "inline" && [...around.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\\p{L}/u.test(node.data));
    const { width, height } = target.getBoundingClientRect();
    return !isInSentence && (height < 43.9 || (width < 43.9 && target.localName !== "a"));
  })
  .map((target) => { const { width, height } = target.getBoundingClientRect(); return Math.round(width) + "×" + Math.round(height) + " " + target.outerHTML.replace(/\\s+/g, " ").slice(0, 120); })`;

describe.skipIf(!hasChromium)("what a visitor's system asks for", () => {
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

  test("a finger: all that is tapped has 44 px", async () => {
    await using watched = await openPage(browser, phone);
    const { page } = watched;
    const found: string[] = [];
    for (const [name, url] of Object.entries(news.kinds)) {
      await page.goto(url);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      for (const small of await page.evaluate<string[]>(smallTargets)) found.push(`${name}, 44 px: ${small}`);
    }
    expect(found).toEqual([]);
  });

  test("less motion: nothing glides, fades or turns", async () => {
    const moving = `[...document.querySelectorAll("*")].filter((element) => ["", "::before", "::after"].some((part) => {
      const { transitionDuration, animationName } = getComputedStyle(element, part || undefined);
      return animationName !== "none" || /[1-9]/.test(transitionDuration);
    })).length + Number(getComputedStyle(document.documentElement).scrollBehavior === "smooth")`;
    await using watched = await openPage(browser);
    const { page } = watched;
    for (const url of Object.values(news.kinds)) {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(url);
      expect([url, await page.evaluate<number>(moving)]).toEqual([url, 0]);
    }
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await page.evaluate<number>(moving)).toBeGreaterThan(0);
  });

  test("more contrast: 7 to 1 (WCAG 1.4.6)", async () => {
    await using watched = await openPage(browser, { contrast: "more", reducedMotion: "reduce" });
    const { page } = watched;
    const found: string[] = [];
    for (const name of ["front", "story with candidates", "status", "feed made to measure", "settings"]) {
      await page.goto(news.kinds[name]!);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const faults = await axeFaults(page, ["color-contrast-enhanced"]);
        found.push(...faults.map((fault) => `${name}, ${colorScheme}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
  });

  test("its own colours: the focus, marks, where one is and what changed are still told apart", async () => {
    await using watched = await openPage(browser, { forcedColors: "active" });
    const { page } = watched;
    await page.goto(news.pages["front"]!);
    const look = (selector: string, part?: string) =>
      page.evaluate<Record<"outline" | "content" | "decoration" | "weight" | "border", string>>(
        `(() => { const style = getComputedStyle(document.querySelector(${JSON.stringify(selector)}), ${JSON.stringify(part)});
          return { outline: style.outlineStyle, content: style.content, decoration: style.textDecorationLine, weight: style.fontWeight, border: style.borderBottomColor }; })()`,
      );
    const star = ".card .mark-star";
    const before = (await look(star, "::before")).content;
    await page.locator(star).first().press("Enter");
    await page.locator(`${star}[aria-pressed=true]`).first().waitFor();
    expect((await look(star, "::before")).content).not.toBe(before);
    expect((await look(star)).outline).toBe("solid");
    expect((await look(".bar a[aria-current]")).border).not.toBe(
      (await look(".bar a:not([aria-current])")).border,
    );
    expect((await look(".orders a[aria-current]")).weight).not.toBe(
      (await look(".orders a:not([aria-current])")).weight,
    );
    await page.goto(`${news.pages["story with edits"]!}#entry-1`);
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    expect([(await look(".change del")).decoration, (await look(".change ins")).decoration]).toEqual([
      "line-through",
      "underline",
    ]);
  });
});

const headlines =
  "h1, .card h2, .card .deck, .own-reports h3, .own-reports .deck, .copies li > p:first-child, .others a > bdi, .prose p";

test.skipIf(!hasChromium)(
  "each text is in its own language and direction, on a page in another",
  async () => {
    await using news = await startEveryPage();
    await using browser = await startBrowser();
    await using watched = await openPage(browser);
    const { page } = watched;
    const told = new Map<string, Set<string>>();
    for (const name of [
      "front",
      "story of twelve outlets",
      "story in Arabic and Hebrew",
      "story in Japanese",
      "category",
    ]) {
      await page.goto(news.pages[name]!);
      const found = await page.evaluate<[string, string][]>(
        `[...document.querySelectorAll(${JSON.stringify(headlines)})].flatMap((element) => {
        const text = element.textContent.trim();
        const script = [["Arab", /^\\p{Script=Arabic}/u], ["Hebr", /^\\p{Script=Hebrew}/u], ["Jpan", /^\\p{Script=Han}/u], ["Latn", /^Bridge|^The (bridge|committee)/]].find(([, first]) => first.test(text))?.[0];
        return script ? [[script, (element.closest("[lang]")?.lang ?? "") + " " + getComputedStyle(element).direction]] : [];
      })`,
      );
      for (const [script, how] of found) told.set(script, (told.get(script) ?? new Set()).add(how));
    }
    expect(Object.fromEntries([...told].map(([script, how]) => [script, [...how]]))).toEqual({
      Arab: ["ar rtl"],
      Hebr: ["he rtl"],
      Jpan: ["ja ltr"],
      Latn: ["en ltr"],
    });
  },
);
