import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishParts } from "../../src/commands/publish.ts";
import { exportSite } from "../../src/static/export-site.ts";
import { openSiteFolder } from "../../src/static/site-folder.ts";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { becomeReader, startEveryPage } from "../support/every-page.ts";
import { fetchedAt } from "../support/parsed.ts";
import { startReader } from "../support/reader-app.ts";
import { serveFolder } from "../support/static-server.ts";
import { freshStore } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { fillWith } from "../support/xss-store.ts";
import { runningVectors, vectors } from "../support/xss-vectors.ts";

const pagesAtOnce = 4;
/** All of them on all pages take a quarter of an hour; CI tries all, but some pages with every tenth alone. */
const isThorough = process.env["WIREFOLD_ALL_VECTORS"] !== undefined;
const triesAll = isThorough || process.env["WIREFOLD_NEEDS_BROWSER"] !== undefined;
const tried = triesAll ? vectors : runningVectors;
const payloads = tried.map(({ payload }) => payload);
const sample = payloads.map((_, number) => number).filter((number) => isThorough || number % 10 === 0);
const timeout = triesAll ? 900_000 : 180_000;

async function startHostileNews() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await fillWith(store, payloads);
  const reader = stack.use(await startReader({ store, now: fetchedAt }));
  const browser = stack.use(await startBrowser());
  return { store, base: reader.base, browser, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Visits all of them; what has run, was opened or asked for there that must not. */
async function visit(
  { browser, base }: Readonly<{ browser: Browser; base: string }>,
  paths: readonly string[],
  { withPictures = true, ...options }: BrowserContextOptions & Readonly<{ withPictures?: boolean }> = {},
) {
  const faults: string[] = [];
  const statuses = new Set<number | undefined>();
  let next = 0;
  const visitAll = async () => {
    // Without the policy that would stop a script: nothing but the sanitiser and the views stand between it and the reader.
    await using watched = await openPage(browser, { bypassCSP: true, ...options });
    const { page } = watched;
    if (!withPictures) await becomeReader(page.context(), base, { images: "off" });
    page.on("request", (request) => {
      const isAllowed =
        request.url().startsWith(base) || (withPictures && request.resourceType() === "image");
      if (!isAllowed) faults.push(`${page.url().slice(0, 200)} asks for ${request.url().slice(0, 200)}`);
    });
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const before = watched.faults.length;
      const answer = await page.goto(base + path, { waitUntil: "load" });
      statuses.add(answer?.status());
      if (await hasRun(page)) faults.push(`${path}: the marker is set`);
      if (page.url().split("#", 1)[0] !== new URL(base + path).href)
        faults.push(`${path} leads to ${page.url()}`);
      faults.push(...watched.faults.slice(before).map((fault) => `${path}: ${fault}`));
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, visitAll));
  return { faults, statuses: [...statuses].toSorted() };
}

/** Unfolds and looks at everything, so that what waits for it has its chance; then whether a vector's marker is there. */
const hasRun = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(
    `for (const one of document.querySelectorAll("details")) one.open = true;
     for (const one of document.querySelectorAll("main *")) { one.dispatchEvent(new Event("mouseover")); one.focus?.(); }
     "wirefoldRan" in window`,
  );

/** Of a node's header of 16 kB; longer addresses are no page's. */
const asked = (payload: string) =>
  encodeURIComponent(payload.toWellFormed()).slice(0, 4000).replace(/%.?$/, "");

describe.skipIf(!hasChromium)(
  "on no page of a reader a vector runs, opens a dialog or asks another site for anything but a picture:",
  () => {
    let news: Awaited<ReturnType<typeof startHostileNews>>;
    beforeAll(async () => {
      news = await startHostileNews();
    }, timeout);
    afterAll(async () => {
      await news?.[Symbol.asyncDispose]();
    });

    test("one that runs is seen to run", async () => {
      await using watched = await openPage(news.browser, { bypassCSP: true });
      await watched.page.setContent("<main><img src=data:,x onerror=window.wirefoldRan=1></main>", {
        waitUntil: "load",
      });
      expect(await hasRun(watched.page)).toBe(true);
    });

    test("in a feed's or an entry's fields, and in what was edited", { timeout }, async () => {
      const lists = [
        "/",
        "/?order=latest",
        "/unread",
        "/sources",
        "/status",
        "/feeds",
        "/about",
        "/search?q=x",
      ];
      const stories = payloads.map((_, number) => `/stories/${number + 1}`);
      const sources = sample.map((number) => `/sources/${2 * number + 1 + (number % 2)}`);
      const { faults, statuses } = await visit(news, [...lists, ...stories, ...sources]);
      expect(faults).toEqual([]);
      expect(statuses).toEqual([200]);
    });

    test(
      "in an address: what is looked for, a page that is not there, any parameter",
      { timeout },
      async () => {
        const paths = sample.flatMap((number) => {
          const text = asked(payloads[number]!);
          return [
            `/search?q=${text}`,
            `/${text.slice(0, 1500)}`,
            `/categories/${text.slice(0, 1500)}`,
            `/?marked=${text}&order=${text}`,
            `/stories/1?like=${text}&edit=${text}&left=${text}`,
            `/feeds?list=${text}&min=${text}&lang=${text}`,
            `/settings?done=${text}`,
          ];
        });
        expect((await visit(news, paths)).faults).toEqual([]);
      },
    );

    test("with pictures left out, which asks nobody for anything", { timeout }, async () => {
      const stories = sample.map((number) => `/stories/${number + 1}`);
      const paths = ["/", "/starred", "/?marked=1", "/sources", ...stories];
      expect((await visit(news, paths, { withPictures: false })).faults).toEqual([]);
    });

    test("in the pages that are written as files", { timeout }, async () => {
      await using folder = await temporaryFolder();
      const site = join(folder.path, "public");
      await using server = await serveFolder(site, "/");
      const base = `http://127.0.0.1:${server.port}`;
      const settings = {
        site: { title: "Wire", description: "", language: "en" },
        views: [],
        stories: { granularity: "event" },
      } as const;
      const written = await openSiteFolder(site);
      await exportSite({
        ...publishParts(news.store, settings, base),
        base,
        pages: 3,
        folder: written,
        version: "9.9.9",
      });
      await written.finish();
      const stories = sample.map((number) => `/stories/${number + 1}.html`);
      const { faults, statuses } = await visit({ browser: news.browser, base }, [
        "/index.html",
        "/sources.html",
        "/feeds.html",
        ...stories,
      ]);
      expect(faults).toEqual([]);
      expect(statuses).toEqual([200]);
    });
  },
);

test.skipIf(!hasChromium)(
  "on no ordinary page anything is refused by its policy, whatever is done there",
  { timeout },
  async () => {
    await using news = await startEveryPage();
    await using browser = await startBrowser();
    await using watched = await openPage(browser, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    await page.exposeFunction("refused", (what: string) => void refused.push(`${page.url()}: ${what}`));
    const refused: string[] = [];
    await page.addInitScript(
      `addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => refused([effectiveDirective, blockedURI, sample].join(" ")))`,
    );
    for (const url of Object.values(news.pages)) {
      await page.goto(url);
      expect((await page.context().request.get(url)).headers()["content-security-policy"]).toContain(
        "require-trusted-types-for 'script'",
      );
    }
    await page.goto(news.pages["front"]!);
    for (const key of ["j", "m", "s", "x", "d", "u", "?"]) await page.keyboard.press(key);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.locator("#says button").click();
    await page.locator("#says", { hasText: "Undone." }).waitFor();
    expect([...refused, ...faults]).toEqual([]);

    // What would be refused is heard of.
    await expect(page.evaluate(`document.body.setAttribute("onclick", "1")`)).rejects.toThrow(
      "TrustedScript",
    );
    await expect.poll(() => refused.length).toBeGreaterThan(0);
  },
);
