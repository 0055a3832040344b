import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { faultsOfFeed } from "../support/feed-rules.ts";
import { startFeedServer } from "../support/feed-server.ts";
import { startServiceProgram, until } from "../support/program.ts";
import { type ShownItem, readerPrograms } from "../support/reader-programs.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

type Article = Readonly<{ key: string; title: string; text: string; minutesAgo: number }>;
const start = Math.floor(Date.now() / 1000) * 1000;

/** A feed of these articles, at an address of its own. */
const feedOf = (outlet: string, articles: readonly Article[]) => ({
  path: `/${outlet}.xml`,
  body: `<?xml version="1.0"?><rss version="2.0"><channel><title>${outlet}</title><language>en</language>${articles
    .map(
      ({ key, title, text, minutesAgo }) =>
        `<item><guid isPermaLink="false">${key}</guid><title>${title}</title>
        <link>https://${outlet}.example/${key}?a=1&amp;utm_source=rss</link><description>${text}</description>
        <pubDate>${new Date(start - minutesAgo * 60_000).toUTCString()}</pubDate></item>`,
    )
    .join("")}</channel></rss>`,
});

const quake = {
  key: "quake",
  title: "Strong quake shakes the Marrow coast &amp; cuts power to Saltmere",
  text: `SALTMERE (Reuters) - A magnitude 6.4 earthquake shook the Marrow coast on Monday, cutting power to the port of
    Saltmere and closing the coastal railway, the geological survey said. Nobody was reported killed.`,
};
const ferry = {
  key: "ferry",
  title: "Night ferry captain rescues eleven from capsized pilot boat off Easthaven",
  text: `Captain Ruth Amsel turned the Easthaven night ferry back in a heavy swell after a passenger had seen a torch on
    the water, and took eleven people from the hull of a capsized pilot boat.`,
};
const library = {
  key: "library",
  title: "Museum returns forty carved boards to the Lantern islands",
  text: "The boards were carved in 1872 and taken to the capital by a collector.",
};
const report = {
  key: "report",
  title: "Easthaven pilot boat capsizes, ferry captain saves eleven",
  text: `Eleven people owe their lives to ferry captain Ruth Amsel: their pilot boat capsized off Easthaven at midnight,
    the coast guard said. An inquiry into the cause begins on Thursday.`,
};

type Item = Readonly<{
  id: string;
  title: string;
  url: string;
  authors: readonly { name: string }[];
  date_published: string;
  _wirefold: { coverage: number; entries: readonly unknown[] };
}>;

/** What a reader app is to show of an item. */
const shownOf = ({ id, title, url, authors, date_published: date }: Item): ShownItem => ({
  id,
  title,
  link: url,
  author: authors[0]!.name,
  at: Math.floor(Date.parse(date) / 1000),
});
const inOrder = (items: readonly ShownItem[]) => items.toSorted((a, b) => a.id.localeCompare(b.id));

describe.each(readerPrograms)("$name", (program) => {
  test.skipIf(!program.isHere)(
    "shows each story once, also after it has grown and two have become one",
    async () => {
      await using folder = await temporaryFolder();
      await using publisher = await startFeedServer([
        feedOf("herald", [{ ...quake, minutesAgo: 50 }]),
        feedOf("courier", [{ ...quake, minutesAgo: 40 }]),
        feedOf("gazette", [{ ...ferry, minutesAgo: 30 }]),
        feedOf("bote", [{ ...library, minutesAgo: 20 }]),
      ]);
      const config = join(folder.path, "feeds.config.json");
      const sources = publisher.urls.map((url) => ({ url, name: /(\w+)\.xml/.exec(url)?.[1], every: "1s" }));
      const polling = { minEvery: "1s", perHost: 8, perHostGap: "1ms" };
      await writeFile(config, JSON.stringify({ network: { allow: ["127.0.0.0/8"] }, polling, sources }));
      await using service = await startServiceProgram(folder.path, config);
      const read = async () =>
        (JSON.parse(await (await fetch(`${service.url}/feed.json`)).text()) as { items: Item[] }).items;
      const entries = (items: readonly Item[]) => items.flatMap(({ _wirefold }) => _wirefold.entries).length;
      const grown = (count: number) =>
        until(`the feed has ${count} entries`, 30_000, async () => {
          const items = await read();
          return entries(items) === count ? items : undefined;
        });

      const before = await grown(4);
      expect(before).toHaveLength(3);
      // Each its own: an app knows an item by its id, whichever of two formats brought it.
      const apps = await Promise.all(
        ["rss", "atom"].map(async (format) => {
          const own = join(folder.path, format);
          await mkdir(own);
          return program.subscribe(own, `${service.url}/feed.${format}`);
        }),
      );
      const shows = async (items: readonly Item[]) => {
        for (const app of apps) {
          await app.reload();
          expect(inOrder(app.items())).toEqual(inOrder(items.map(shownOf)));
        }
      };
      await shows(before);
      const story = before.find(({ title }) => title.includes("Strong quake"))!;
      expect(shownOf(story)).toEqual({
        id: expect.stringMatching(/^tag:[0-9a-z]+\.wirefold\.local,2026:story\/\d+$/),
        title: "Strong quake shakes the Marrow coast & cuts power to Saltmere",
        link: "https://herald.example/quake?a=1",
        author: "Reuters via herald",
        at: start / 1000 - 50 * 60,
      });

      // The coverage of another one passes 2.
      publisher.replace(
        feedOf("bote", [
          { ...report, minutesAgo: 10 },
          { ...library, minutesAgo: 20 },
        ]),
      );
      const after = await grown(5);
      expect(after.map(({ _wirefold }) => _wirefold.coverage).toSorted()).toEqual([1, 1, 2]);
      await shows(after);

      // Two turn out to be one.
      const [older, younger] = after
        .filter(({ id }) => id !== story.id)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const [into, from] = [older!, younger!].map(({ id }) => id.split("/").at(-1)!);
      const joined = await fetch(`${service.url}/stories/${into}/join`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ story: from }),
      });
      expect(joined.status).toBe(200);
      const merged = await read();
      expect(merged.map(({ id }) => id).toSorted()).toEqual([story.id, older!.id].toSorted());
      // The item that has ended cannot be taken back from a reader; no other is there twice, and none is new.
      await shows([...merged, younger!]);

      const atom = await (await fetch(`${service.url}/feed.atom`)).text();
      expect(atom).toContain(`<at:deleted-entry ref="${younger!.id}"`);
      expect(faultsOfFeed("atom", atom)).toEqual([]);
      expect(faultsOfFeed("rss", await (await fetch(`${service.url}/feed.rss`)).text())).toEqual([]);
    },
  );
});
