import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { startReader } from "../support/reader-app.ts";

const tagged: Answer = (request, response) => {
  const isKnown = request.headers["if-none-match"] === '"1"';
  response.writeHead(isKnown ? 304 : 200, { etag: '"1"' }).end(isKnown ? undefined : rssOf("1", "2", "3"));
};
const busy: Answer = { status: 429, headers: { "retry-after": "7200" } };

/** Three outlets, one well with a past, one busy, one that fails; the reader beside them, at the same time. */
async function startWire() {
  const stack = new AsyncDisposableStack();
  const answers = [tagged, busy, { status: 500 }] as const;
  const outlets = await Promise.all(answers.map(async () => stack.use(await startOutlet())));
  for (const [at, outlet] of outlets.entries()) outlet.serve(`/the/long/way/to/feed-${at}.xml`, answers[at]!);
  const names = ["Harbour Courier", "Busy Bee", "Broken Window"];
  const sources = outlets.map((outlet, at) => ({
    url: outlet.url(`/the/long/way/to/feed-${at}.xml`),
    name: names[at]!,
  }));
  const polling = stack.use(await startPolling({ sources }));
  // A past longer than what stands open, ending with the first of them.
  for (let polls = 0, last = ""; polls < 24 || last !== sources[0]?.url; polls++)
    last = (await polling.pollNext())[0]?.url ?? "";
  polling.clock.set(new Date(polling.clock.now().getTime() + 3 * minuteMs));
  const reader = stack.use(await startReader({ store: polling.store, now: polling.clock.now }));
  return { ...polling, outlets, reader, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Another site, whose page has a button of ours. */
async function startForeignSite(target: string) {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<form method="post" action="${target}"><button>Win a prize</button></form>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

test.skipIf(!hasChromium)("the button has a source polled, and its page says what came of it", async () => {
  await using wire = await startWire();
  const [outlet] = wire.outlets;
  await using browser = await startBrowser();
  await using watched = await openPage(browser, { javaScriptEnabled: false });
  const { page, faults } = watched;
  const url = `${wire.reader.base}/sources/1`;
  await page.goto(url);
  const before = outlet!.requests.length;

  await page.getByRole("button", { name: "Poll now" }).click();
  expect(page.url()).toBe(`${url}#polling`);
  expect(await page.locator(".ask").textContent()).toMatch(/Asked for at .* within moments/);
  expect(await page.getByRole("button", { name: "Poll now" }).count()).toBe(0);
  await wire.poller.pollDue();
  expect(outlet!.requests.slice(before).map(({ headers }) => headers["if-none-match"])).toEqual(['"1"']);

  await page.getByRole("link", { name: "Look again" }).click();
  const [newest] = await page.getByRole("row").nth(1).getByRole("cell").allTextContents();
  expect(newest).toMatch(/^\d\d:\d\d$|^2\d Nov, \d\d:\d\d$/);
  expect(await page.locator(".ask").textContent()).toContain("less than a minute ago");
  await page.reload();
  expect(outlet!.requests).toHaveLength(before + 1);

  await page.goto(`${wire.reader.base}/sources/2`);
  expect(await page.locator(".ask").textContent()).toContain("Retry-After: 2\u00a0h");
  expect(faults).toEqual([]);
});

test.skipIf(!hasChromium)("another site's page cannot press the button", async () => {
  await using wire = await startWire();
  await using foreign = await startForeignSite(`${wire.reader.base}/sources/1/poll`);
  await using browser = await startBrowser();
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(foreign.url);
  await page.getByRole("button").click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
    "Another site’s page asked for this",
  );
  expect((await wire.feed()).polling.nextPollReason).not.toBe("asked for by hand");
});

test.skipIf(!hasChromium)("a source's polls and the status page fit every screen", async () => {
  await using wire = await startWire();
  await using browser = await startBrowser();
  const pictures = process.env["WIREFOLD_SCREENSHOTS"];
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  for (const [screen, viewport] of Object.entries(sizes))
    for (const colorScheme of ["light", "dark"] as const) {
      await using watched = await openPage(browser, { viewport, colorScheme });
      const { page, faults } = watched;
      for (const path of ["/sources/1", "/sources/2", "/sources/3", "/status", "/status?state=failing"]) {
        await page.goto(wire.reader.base + path);
        for (const summary of await page.locator("summary").all()) await summary.click();
        expect([path, screen, await sidewaysOverflow(page)]).toEqual([path, screen, 0]);
        const name = `polls${path.replaceAll(/\W/g, "-")}-${screen}-${colorScheme}.png`;
        if (pictures !== undefined) await page.screenshot({ path: join(pictures, name), fullPage: true });
      }
      expect(faults).toEqual([]);
    }
});
