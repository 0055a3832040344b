import { type FileHandle, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { farmFeeds, lookAround, type NewsService, startNewsService } from "../support/news-service.ts";
import { runProgram, startProgram, until } from "../support/program.ts";
import { brokenInvariants } from "../support/store-invariants.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const pageBytes = 4096;
const noise = Buffer.from(Array.from({ length: pageBytes }, (_, at) => (at * 131 + 17) % 256));

type Damage = (file: FileHandle, pagesOf: (name: string) => number[]) => Promise<void>;

const overwrite = async (file: FileHandle, pages: readonly number[]) => {
  for (const page of pages) await file.write(noise, 0, pageBytes, (page - 1) * pageBytes);
};

/** Of a table or an index: some of its pages that hold rows. */
const some = (pages: readonly number[]) => pages.filter((_, at) => at % 2 === 1);

const damages: Readonly<Record<string, Damage>> = {
  "noise in pages of entries": (file, pagesOf) => overwrite(file, some(pagesOf("entries"))),
  "noise in pages of an index": (file, pagesOf) => overwrite(file, pagesOf("entries_by_feed")),
  "noise in its first page": (file) => overwrite(file, [1]),
  "cut off in the middle": async (file) => file.truncate(Math.floor((await file.stat()).size / 2)),
};

/** Harms the file under the service, as a disk does, and has that read it again, as where another process has written. */
async function harm(path: string, damage: Damage): Promise<void> {
  using other = new DatabaseSync(path, { timeout: 10_000 });
  while (other.prepare("pragma wal_checkpoint(truncate)").get()?.["busy"] !== 0) await sleep(50);
  const leaves = other.prepare("select pageno from dbstat where name = ? and pagetype = 'leaf'");
  const pagesOf = (name: string) => leaves.all(name).map(({ pageno }) => Number(pageno));
  other.exec("begin immediate; update roles set beat = beat + 1 where name = 'tries to write'");
  const file = await open(path, "r+");
  await damage(file, pagesOf);
  await file.close();
  other.exec("commit");
}

/** The sizes and times of the file and its log. */
const written = async (path: string) =>
  Promise.all(["", "-wal"].map(async (end) => (await stat(path + end)).mtimeMs));

const answersAt = async ({ get }: NewsService, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await get(path)).status));

test.each(Object.entries(damages))(
  "a file that is damaged while the service runs, by %s: it says so and what to do, writes nothing more, shows what it can, and a backup restored goes on",
  async (name, damage) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "wirefold.db");
    await using here = await startNewsService(`sqlite:${path}`);
    for (let round = 0; round < 30; round++) here.farm.publish();
    await here.whole();
    await lookAround(here);
    const backup = join(folder.path, "backup.db");
    expect(await runProgram(["backup", backup], here.env)).toMatchObject({ code: 0 });

    await harm(path, damage);
    here.farm.publish();
    const unready = await here.ready(503);
    expect(unready).toMatch(/not ready: .*(?:malformed|not a database)/);
    expect(unready).toMatch(/^not ready: .*restore a backup \(node src\/main\.ts restore --force FILE/);
    const before = await written(path);
    const [asked, said] = [here.farm.visits.length, here.program.logged().length];
    await lookAround(here);
    const page = await here.get("/status");
    expect([200, 503]).toContain(page.status);
    expect(page.text).toContain("it is damaged (stop the service, restore a backup, and start it again)");
    // What can be read is; what cannot is said, and nothing else is brought down by it.
    const statuses = await answersAt(
      here,
      Array.from({ length: 20 }, (_, at) => `/stories/${at + 1}`),
    );
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses.includes(200) || !name.includes("pages of"), String(statuses)).toBe(true);
    await sleep(5000);
    expect(await written(path)).toEqual(before);
    expect(here.farm.visits.length - asked).toBeLessThanOrEqual(2 * farmFeeds);
    expect(here.program.logged().length - said).toBeLessThanOrEqual(60);
    expect(here.program.output.stderr).toMatch(/restore a backup/);
    expect(await here.end()).toEqual([0]);

    const restored = await runProgram(["restore", "--force", backup], here.env);
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining("is kept: ")]);
    await using again = startProgram(["run"], here.env);
    await until("all is there again", 60_000, () => entriesIn(path) === here.farm.published() || undefined);
    again.kill("SIGTERM");
    await again.ended;
    using database = new DatabaseSync(path);
    const rows = (sql: string) => database.prepare(sql).all();
    expect(rows("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await brokenInvariants(rows)).toEqual([]);
  },
  300_000,
);

function entriesIn(path: string): number {
  using database = new DatabaseSync(path, { timeout: 10_000 });
  return Number(database.prepare("select count(story_id) as entries from entries").get()?.["entries"]);
}
