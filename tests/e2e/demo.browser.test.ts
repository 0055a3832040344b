import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { startProgram, until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  wide: { width: 1920, height: 1080 },
} as const;
const themes = ["light", "dark"] as const;

/**
 * What a newcomer sees: `npm run demo`, every page in a real browser, no network. `npm run screenshots` keeps the
 * pictures for the README.
 */
test.skipIf(!hasChromium)(
  "the demo folds stories before a newcomer's eyes, on every page and screen",
  async () => {
    await using folder = await temporaryFolder();
    const pictures = process.env["WIREFOLD_SCREENSHOTS"] ?? folder.path;
    await mkdir(pictures, { recursive: true });
    await using program = startProgram(["demo"], { PORT: "0" });
    const url = await until(
      "the demo says where it is",
      20_000,
      () => /http:\/\/127\.0\.0\.1:\d+/.exec(program.output.stdout)?.[0],
    );
    const read = async (path: string) => (await fetch(url + path)).text();

    type Item = { title: string; _wirefold: { coverage: number; entries: { outlet: string }[] } };
    const items = async () => (JSON.parse(await read("/feed.json")) as { items: Item[] }).items;
    const most = async () => Math.max(0, ...(await items()).map((item) => item._wirefold.entries.length));
    // Wire copy of the story that was there at the start is one story; the one that breaks meanwhile grows.
    await until("a story has the reports of four outlets", 30_000, async () =>
      (await most()) >= 4 ? true : undefined,
    );
    const before = (await items()).reduce((sum, item) => sum + item._wirefold.entries.length, 0);
    await until("new articles have come in", 60_000, async () => {
      const now = (await items()).reduce((sum, item) => sum + item._wirefold.entries.length, 0);
      return now > before + 2 ? true : undefined;
    });

    const largest = (await items()).toSorted(
      (a, b) => b._wirefold.entries.length - a._wirefold.entries.length,
    )[0];
    expect(new Set(largest?._wirefold.entries.map((entry) => entry.outlet)).size).toBeGreaterThan(3);

    await using browser = await startBrowser();
    for (const [screen, viewport] of Object.entries(sizes))
      for (const colorScheme of themes) {
        await using watched = await openPage(browser, { viewport, colorScheme });
        const { page, faults } = watched;
        const visit = async (path: string, name: string) => {
          const answer = await page.goto(url + path, { waitUntil: "networkidle" });
          expect([path, answer?.status()]).toEqual([path, 200]);
          await page.screenshot({
            path: join(pictures, `${name}-${screen === "desktop" ? "" : `${screen}-`}${colorScheme}.png`),
          });
          expect([path, screen, await sidewaysOverflow(page)]).toEqual([path, screen, 0]);
        };
        await visit("/", "front");
        const story = await page.locator('a[href^="/stories/"]').first().getAttribute("href");
        await visit(story ?? "/stories/1", "story");
        // These two are set differently on every screen; the others are a column.
        if (screen === "desktop" || screen === "phone") {
          await visit("/sources", "sources");
          const source = await page.locator('a[href^="/sources/"]').first().getAttribute("href");
          await visit(source ?? "/sources/1", "source");
          await visit("/status", "status");
          await visit("/search?q=minister", "search");
        }
        expect(faults).toEqual([]);
      }

    program.kill("SIGINT");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output.stderr).toBe("");
  },
);
