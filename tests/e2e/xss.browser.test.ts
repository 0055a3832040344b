import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { fetchedAt, parsed } from "../support/parsed.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";
import { fillStore } from "../support/wire.ts";
import { documentsWith, runningVectors, vectors } from "../support/xss-vectors.ts";

const kinds = ["RSS, escaped", "Atom, HTML"];
const pagesAtOnce = 4;
/** All of them take some minutes: CI does that. */
const tried = process.env["WIREFOLD_NEEDS_BROWSER"] ? vectors : runningVectors;

/** One story a vector: its text in every field of an RSS item and of an Atom entry. */
async function outlets() {
  return Promise.all(
    kinds.map(async (kind, at) => ({
      source: { url: `https://outlet-${at}.example/feed`, name: `Outlet ${at}` },
      entries: await Promise.all(
        tried.map(async ({ payload }, number) => {
          const document = documentsWith(payload, number)[kind] ?? "";
          const { entries } = await parsed(document, { url: `https://outlet-${at}.example/feed` });
          const entry = entries.find(({ url }) => url === `https://outlet.example/${number}`);
          if (!entry) throw new Error(`${kind} of vector ${number} has lost its entry`);
          return { entry, story: number + 1 };
        }),
      ),
    })),
  );
}

/** Without the policy that would stop a script: nothing but the sanitiser and the views stand between it and the reader. */
test.skipIf(!hasChromium)(
  "on no page of a reader a vector runs, opens a dialog or asks another site for anything but a picture",
  { timeout: 600_000 },
  async () => {
    await using store = await freshStore();
    await fillStore(store, await outlets(), fetchedAt);
    await using reader = await startReader({ store, now: fetchedAt });
    await using browser = await startBrowser();
    const faults: string[] = [];
    expect(await runsUnsanitised(browser)).toBe(true);

    const paths = ["/", "/sources", "/search?q=x", ...tried.map((_, number) => `/stories/${number + 1}`)];
    let next = 0;
    let seen = 0;
    const visitAll = async () => {
      await using watched = await openPage(browser, { bypassCSP: true });
      const { page } = watched;
      page.on("request", (request) => {
        const isOurs = request.url().startsWith(reader.base);
        if (!isOurs && request.resourceType() !== "image")
          faults.push(`${page.url()} asks for ${request.url().slice(0, 200)}`);
      });
      for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
        const before = watched.faults.length;
        const answer = await page.goto(reader.base + path, { waitUntil: "load" });
        if (answer?.status() === 200) seen++;
        if (await hasRun(page)) faults.push(`${path}: the marker is set`);
        if (page.url() !== reader.base + path) faults.push(`${path} leads to ${page.url()}`);
        faults.push(...watched.faults.slice(before).map((fault) => `${path}: ${fault}`));
      }
    };
    await Promise.all(Array.from({ length: pagesAtOnce }, visitAll));

    expect(faults).toEqual([]);
    expect(seen).toBe(paths.length);
  },
);

/** That a vector would be seen to run, were it there. */
async function runsUnsanitised(browser: Browser): Promise<boolean> {
  await using watched = await openPage(browser, { bypassCSP: true });
  await watched.page.setContent("<main><img src=data:,x onerror=window.wirefoldRan=1></main>", {
    waitUntil: "load",
  });
  return await hasRun(watched.page);
}

/** Unfolds and looks at everything, so that what waits for it has its chance; then whether a vector's marker is there. */
const hasRun = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(
    `for (const one of document.querySelectorAll("details")) one.open = true;
     for (const one of document.querySelectorAll("main *")) { one.dispatchEvent(new Event("mouseover")); one.focus?.(); }
     "wirefoldRan" in window`,
  );
