import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, type Page, chromium } from "playwright-core";

const executablePath = "/usr/bin/chromium";

/** Whether this machine has a Chromium: without one, tests in a real browser are skipped, visibly. */
export const hasChromium = existsSync(executablePath);

// CI installs one; there a browser test is never skipped.
if (!hasChromium && process.env["WIREFOLD_NEEDS_BROWSER"])
  throw new Error(`The browser tests need ${executablePath}: install Debian's package "chromium"`);

/** A headless Chromium, closed at the end of its block. It talks to nobody but the pages it is led to. */
export async function startBrowser(): Promise<Browser & AsyncDisposable> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      // Pictures of made-up outlets lead nowhere, and nothing leaves this machine.
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** A page and what went wrong on it: script errors, refusals of the content security policy, dialogs that scripts opened. */
export type WatchedPage = Readonly<{ page: Page; faults: readonly string[] }> & AsyncDisposable;

/** A new page in a browser of its own settings (size, theme, scripts off …). */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => void faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const isFault = message.type() === "error" || message.type() === "warning";
    // A picture that is not to be had is no fault of the page.
    if (isFault && !/Failed to load resource/.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** How far the page can be scrolled sideways, in px: 0 where everything fits. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
