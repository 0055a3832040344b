import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { checkBackup } from "../../src/store/read-backup.ts";
import { installation } from "../support/installation.ts";
import {
  contentsOf,
  type Engine,
  killWork,
  kills,
  measureWork,
  pathOf,
  postgres,
  randomOf,
  seed,
  sqlite,
} from "../support/killed.ts";
import { addNews, fillLong } from "../support/long-store.ts";
import { query } from "../support/postgres.ts";
import { runProgram } from "../support/program.ts";
import { freshStore } from "../support/store.ts";

const entries = 600;
const timeout = 120_000 + kills * 60_000;

/** Numbers go on elsewhere in a restored store; all else is as it was. */
const numbered = ["counters"];
const inOneText = async (engine: Engine, url: string): Promise<string> =>
  JSON.stringify([...(await contentsOf(engine, url, numbered))]);

/** A store, and a folder for its backups. */
async function service(engine: Engine) {
  const stack = new AsyncDisposableStack();
  const here = stack.use(await installation());
  const database = stack.use(await engine.database());
  await fillLong(database.url, entries);
  const env = { ...here.env, DATABASE_URL: database.url, TMPDIR: here.path };
  const addTo = async (key: string) => {
    await using store = await freshStore(database.url);
    await addNews(store, key);
  };
  return { ...here, env, url: database.url, addTo, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Of all files in a folder those that are taken for whole backups. */
async function wholeBackups(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => name.includes("backup"));
  const whole = await Promise.all(
    files.map((name) =>
      checkBackup(join(folder, name)).then(
        () => [join(folder, name)],
        () => [],
      ),
    ),
  );
  return whole.flat();
}

const unfinishedIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.includes("unfinished"));

const isUnderWay = async (...folders: readonly string[]): Promise<boolean> =>
  (await Promise.all(folders.map(unfinishedIn))).flat().length > 0;

/** Removes what killed runs have left; answers how many files that were. */
async function clearAway(folder: string): Promise<number> {
  const left = await unfinishedIn(folder);
  for (const name of left) await rm(join(folder, name));
  return left.length;
}

test.each([sqlite, postgres])(
  `a backup of $name, killed ${kills} times, is whole or is none`,
  async (engine) => {
    console.info(`WIREFOLD_SEED=${seed}`);
    const random = randomOf(seed);
    await using here = await service(engine);
    const file = join(here.path, "backup.db");
    const backup = ["backup", "--force", file];
    const work = await measureWork(backup, here.env, () => isUnderWay(here.path));
    const known = new Set([await inOneText(engine, here.url)]);
    const found: Record<string, number> = { new: 0, old: 0, unfinished: 0, wholeButNotNamed: 0 };
    for (let killed = 0; killed < kills;) {
      await here.addTo(`news-${killed}`);
      const now = await inOneText(engine, here.url);
      known.add(now);
      if ((await killWork(work, here.env, { random })).ended === undefined) killed += 1;
      expect((await checkBackup(file)).rotten).toEqual([]);
      found[(await inOneText(sqlite, `sqlite:${file}`)) === now ? "new" : "old"]! += 1;
      for (const whole of await wholeBackups(here.path)) {
        expect(known.has(await inOneText(sqlite, `sqlite:${whole}`)), whole).toBe(true);
        if (whole !== file) found["wholeButNotNamed"]! += 1;
      }
      found["unfinished"]! += await clearAway(here.path);
    }
    expect(await runProgram(backup, here.env)).toMatchObject({ code: 0 });
    expect(await inOneText(sqlite, `sqlite:${file}`)).toBe(await inOneText(engine, here.url));
    console.info(JSON.stringify({ backupOf: engine.name, seed, kills, found, ms: work.ms }));
  },
  timeout,
);

/** What is kept of stores that were there before: a run that was killed right after its end cannot say so any more. */
async function forgetKept(engine: Engine, { path, url }: { path: string; url: string }): Promise<number> {
  if (engine.name === "PostgreSQL") {
    const schemas = await query<{ name: string }>(
      url,
      "select nspname as name from pg_namespace where nspname like 'wirefold_before_%'",
    );
    for (const { name } of schemas) await query(url, `drop schema ${name} cascade`);
    return schemas.length;
  }
  const kept = (await readdir(path)).filter((name) => name.includes(".before-"));
  for (const name of kept) await rm(join(path, name));
  return kept.length;
}

test.each([sqlite, postgres])(
  `a restoring to $name, killed ${kills} times, leaves the old store whole or the new one`,
  async (engine) => {
    console.info(`WIREFOLD_SEED=${seed}`);
    const random = randomOf(seed);
    await using here = await service(engine);
    const backups = [join(here.path, "backup-0.db"), join(here.path, "backup-1.db")] as const;
    const contents: string[] = [];
    for (const file of backups) {
      await here.addTo(`news of ${backups.indexOf(file)}`);
      expect(await runProgram(["backup", file], here.env)).toMatchObject({ code: 0 });
      contents.push(await inOneText(engine, here.url));
    }
    const folder = engine.name === "SQLite" ? join(pathOf(here.url), "..") : here.path;
    const restore = (to: 0 | 1) => ["restore", "--force", backups[to]];
    const work = await measureWork(restore(1), here.env, () => isUnderWay(here.path, folder));
    const found = { new: 0, old: 0, unfinished: 0, kept: 0 };
    let at: 0 | 1 = 1;
    for (let killed = 0; killed < kills;) {
      const to: 0 | 1 = at === 0 ? 1 : 0;
      if ((await killWork({ ...work, args: restore(to) }, here.env, { random })).ended === undefined)
        killed += 1;
      expect(await engine.check(here.url)).toEqual([]);
      const now = await inOneText(engine, here.url);
      expect([now === contents[at], now === contents[to]]).toContain(true);
      found[now === contents[to] ? "new" : "old"] += 1;
      await (await openStore(here.url)).close();
      found.unfinished += (await clearAway(here.path)) + (await clearAway(folder));
      found.kept += await forgetKept(engine, { path: folder, url: here.url });
      if (now === contents[to]) at = to;
    }
    const to: 0 | 1 = at === 0 ? 1 : 0;
    const last = await runProgram(restore(to), here.env);
    expect(last, last.stderr).toMatchObject({ code: 0 });
    expect(await inOneText(engine, here.url)).toBe(contents[to]);
    console.info(JSON.stringify({ restoringTo: engine.name, seed, kills, found, ms: work.ms }));
  },
  timeout,
);
