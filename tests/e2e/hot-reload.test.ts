import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import { startServiceProgram, until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const feed = (title: string) =>
  `<rss version="2.0"><channel><title>${title}</title><item><title>${title}: the bridge is open again</title>
   <guid>${title}</guid></item></channel></rss>`;

type SourceStatus = Readonly<{ name: string; outcome: string | null; nextPollReason: string }>;

test("a change of the config is in force within seconds, and a broken one leaves the last good one", async () => {
  await using folder = await temporaryFolder();
  await using publisher = await startFeedServer([
    { path: "/one", body: feed("One") },
    { path: "/two", body: feed("Two") },
  ]);
  const config = join(folder.path, "feeds.config.json");
  const write = (text: string) => writeFile(config, text);
  const [one, two] = publisher.urls as [string, string];
  const settings = { title: "Before", network: { allow: ["127.0.0.0/8"] }, polling: { perHostGap: "1ms" } };
  await write(JSON.stringify({ ...settings, sources: [{ url: one, name: "One", every: "24h" }] }));
  await using service = await startServiceProgram(folder.path, config);
  const sources = async () => (await (await fetch(`${service.url}/status.json`)).json()) as SourceStatus[];
  const page = async (path: string) => (await fetch(service.url + path)).text();
  await until("the first source is polled", 20_000, async () => (await sources())[0]?.outcome === "ok");

  // A new title, a new source, a shorter interval and a view.
  await write(
    JSON.stringify({
      ...settings,
      title: "After",
      sources: [
        { url: one, name: "One", every: "1h" },
        { url: two, name: "Two" },
      ],
      views: [{ slug: "bridges", title: "Bridges", query: "bridge" }],
    }),
  );
  const after = await until("the new source is polled", 20_000, async () => {
    const now = await sources();
    return now[1]?.outcome === "ok" ? now : undefined;
  });
  expect(after.map(({ name, nextPollReason }) => [name, nextPollReason])).toEqual([
    ["One", "every 1 h"],
    ["Two", expect.stringMatching(/asked again after \d+ min$/)],
  ]);
  expect(await page("/")).toContain("After");
  await until("the view has its stories", 20_000, async () =>
    (await page("/views/bridges.json")).includes("One: the bridge") ? true : undefined,
  );

  await write('{"title": "Broken", "sources": [{"url": "ftp://one"}], "polling": {"perHost": "many"}}');
  await until("the fault is logged", 20_000, () =>
    service.logged().find(({ event }) => event.startsWith("config is broken")),
  );
  const status = await page("/status");
  expect(status).toContain("sources[0].url");
  expect(status).toContain("polling.perHost");
  expect(status).toContain("After");
  expect((await sources()).map(({ name }) => name)).toEqual(["One", "Two"]);
});
