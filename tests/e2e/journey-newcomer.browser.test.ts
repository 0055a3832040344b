import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { hasChromium, openPage, startBrowser } from "../support/browser.ts";
import { startFeedServer } from "../support/feed-server.ts";
import { installation } from "../support/installation.ts";
import { runProgram, startServiceProgram } from "../support/program.ts";

const wireText =
  "The old swing bridge over the Marrow estuary will close to all traffic at midnight on Friday after inspectors found cracks in two of its main bearings, the port authority said on Tuesday. Engineers had been called in after drivers reported a knocking noise from the pier.";

const feed = (title: string, host: string, ...items: readonly string[]) => {
  const dated = items.map(
    (headline, at) =>
      `<item><title>${headline}</title><guid>${title} ${at}</guid><link>https://${host}/${at}</link>
<pubDate>${new Date(Date.now() - (at + 1) * 600_000).toUTCString()}</pubDate><description>${at === 0 ? wireText : `${headline}, in some words more.`}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>${title}</title><link>https://${host}/</link>${dated.join("")}</channel></rss>`;
};

test.skipIf(!hasChromium)("a newcomer: from an empty install to the first story read", async () => {
  await using install = await installation();
  await using publisher = await startFeedServer([
    {
      path: "/one",
      body: feed(
        "Harbour Courier",
        "courier.example",
        "Swing bridge to close on Friday",
        "A comet in January",
      ),
    },
    {
      path: "/two",
      body: feed("Old Town Gazette", "gazette.example", "Marrow bridge to close, says port authority"),
    },
  ]);
  const [one, two] = publisher.urls as [string, string];
  const own = { network: { allow: ["127.0.0.0/8"] }, polling: { perHostGap: "1ms" } };
  await writeFile(install.config, JSON.stringify({ ...own, sources: [] }));
  await using service = await startServiceProgram(install.path, install.config);
  await using browser = await startBrowser();
  await using watched = await openPage(browser);
  const { page, faults } = watched;

  await page.goto(service.url);
  await page.getByRole("heading", { name: "No sources yet" }).waitFor();
  expect(await page.locator(".notice").textContent()).toContain("feeds.config.json");
  for (const tool of ["Sources", "Status"]) {
    await page.getByRole("navigation").getByRole("link", { name: tool, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: tool }).waitFor();
    expect(await page.locator("main").textContent()).toContain("feeds.config.json");
  }

  // One by the command line, one by hand; neither needs a restart.
  const added = await runProgram(["add", one], { WIREFOLD_CONFIG: install.config });
  expect([added.code, added.stderr]).toEqual([0, expect.any(String)]);
  await writeFile(
    install.config,
    JSON.stringify({ ...own, sources: [{ url: one }, { url: two, category: "World" }] }),
  );
  const folded = page.locator(".card", { has: page.locator(".coverage") });
  await expect
    .poll(
      async () => {
        await page.goto(service.url);
        return folded.count();
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(1);
  expect(await page.locator(".card").count()).toBe(2);

  await folded.locator("h2 a").click();
  await page.getByText(wireText).first().waitFor();
  expect(await page.locator(".copies").textContent()).toContain("Old Town Gazette");
  expect(await page.locator(".original").first().getAttribute("href")).toMatch(
    /^https:\/\/(courier|gazette)\.example\//,
  );
  await page.locator(".marks [name=act][value=unread]").waitFor();
  await page.goBack();
  await page.locator(".card[data-read]").waitFor();
  await page.getByRole("link", { name: "Unread", exact: true }).click();
  await page.getByRole("heading", { name: "A comet in January" }).waitFor();
  expect(await page.locator(".card").count()).toBe(1);
  await page.getByRole("link", { name: "World" }).click();
  expect(await page.locator(".card").count()).toBe(1);
  expect(faults).toEqual([]);
});
