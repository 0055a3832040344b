import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { farmFeeds, goesOnByItself, lookAround, startNewsService } from "../support/news-service.ts";
import { startProgram, until } from "../support/program.ts";
import { failingDisk, noFailingDisks, noSmallDisks, smallDisk } from "../support/small-disk.ts";
import { brokenInvariants } from "../support/store-invariants.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { visitorOf } from "../support/visitor.ts";

const unable = noSmallDisks();
if (unable !== undefined)
  console.warn(`SKIPPED: no test of a disk that is really full, as none can be mounted here (${unable})`);

const asOpened = { "sec-fetch-dest": "document" };

test.skipIf(unable !== undefined)(
  "a disk on which nothing has room any more: pages are made, it is said what is wrong, nobody is asked in vain, and all goes on once there is room",
  async () => {
    await using disk = await smallDisk(24_000_000);
    const { through } = disk;
    await using here = await startNewsService(`sqlite:${disk.path}/wirefold.db`, { through });
    await here.whole();
    await lookAround(here);
    const ann = visitorOf(here.url);
    expect((await ann.told("/marks", { story: "1", act: "star" })).status).toBe(200);

    await disk.fill();
    here.farm.publish();
    const unready = await here.ready(503);
    expect(unready).toMatch(/not ready: the database does not take writes: .*(?:full|disk I\/O error)/);
    await lookAround(here);
    const page = await here.get("/status");
    expect(page.status).toBe(200);
    expect(page.text).toMatch(
      /Nothing can be stored[\s\S]*(?:it has no room left|its disk answers with errors)/,
    );
    // Who reads can read on; what cannot be kept is not told as done.
    const opened = await ann.get("/stories/2", asOpened);
    expect(opened.status).toBe(200);
    expect(await (await ann.get("/stories/1", asOpened)).text()).toMatch(/data-starred/);
    const refused = await ann.post("/marks", { story: "2", act: "star" });
    expect([refused.status, await refused.text()]).toEqual([503, expect.anything()]);
    const [asked, said] = [here.farm.visits.length, here.program.logged().length];
    await sleep(6000);
    expect(here.farm.visits.length - asked).toBeLessThanOrEqual(2 * farmFeeds);
    expect(here.program.logged().length - said).toBeLessThanOrEqual(4 * farmFeeds);

    await disk.free();
    await goesOnByItself(here);
    expect((await ann.told("/marks", { story: "2", act: "star" })).status).toBe(200);
    expect(await here.end()).toEqual([0]);
    await using folder = await temporaryFolder();
    const copy = join(folder.path, "wirefold.db");
    await disk.copy("wirefold.db", copy);
    using database = new DatabaseSync(copy);
    const rows = (sql: string) => database.prepare(sql).all();
    expect(rows("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await brokenInvariants(rows)).toEqual([]);
    expect(rows("select story_id from marks where starred_at is not null order by story_id")).toEqual([
      { story_id: 1 },
      { story_id: 2 },
    ]);
  },
  240_000,
);

const unbreakable = noFailingDisks();
if (unbreakable !== undefined)
  console.warn(
    `SKIPPED: no test of a disk that turns read-only, as none can be mounted here (${unbreakable})`,
  );

test.skipIf(unbreakable !== undefined)(
  "a disk that turns read-only, as after an error: pages are made, it is said what is wrong, and after its repair the service goes on where it was",
  async () => {
    await using disk = await failingDisk(64_000_000);
    const { through } = disk;
    const path = `${disk.path}/wirefold.db`;
    await using here = await startNewsService(`sqlite:${path}`, { through });
    await here.whole();
    await lookAround(here);
    const ann = visitorOf(here.url);
    expect((await ann.told("/marks", { story: "1", act: "star" })).status).toBe(200);
    disk.fail();
    here.farm.publish();
    expect(await here.ready(503)).toMatch(/not ready: the database does not take writes: /);
    await lookAround(here);
    const page = await here.get("/status");
    expect(page.text).toMatch(/(?:it may only be read|its disk answers with errors)/);
    expect((await ann.post("/marks", { story: "2", act: "star" })).status).toBe(503);
    expect(await here.end()).toEqual([0]);

    disk.repair();
    await using again = startProgram(["run"], here.env, { through });
    const started = await until("it has started again", 60_000, () =>
      again.logged().find(({ event }) => event === "started"),
    );
    const url = String(started["url"]);
    await until("all is there", 60_000, async () => {
      const reports = (await (await fetch(`${url}/status.json`)).json()) as { entries: number }[];
      return reports.reduce((sum, { entries }) => sum + entries, 0) === here.farm.published() || undefined;
    });
    const starredPage = await visitorOf(url, ann.jar.cookie).page("/stories/1");
    expect(starredPage).toMatch(/data-starred/);
    again.kill("SIGTERM");
    expect((await again.ended).code).toBe(0);
  },
  240_000,
);
