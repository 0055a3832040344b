import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { readMigrations } from "../../src/store/migrate.ts";
import { openStore } from "../../src/store/open.ts";
import { answersOf, fillStore } from "../support/full-store.ts";
import { installation } from "../support/installation.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { runProgram, startProgram, until } from "../support/program.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

// Whole programs start here, several a test; beside other work on a small machine each takes seconds.
vi.setConfig({ testTimeout: 90_000 });

const feed = "https://many.example/feed";

/** A database with something of every kind, and two thousand entries more. */
async function service() {
  const here = await installation();
  await using store = await freshStore(here.env.DATABASE_URL);
  await fillStore(store);
  await store.syncSources([source(feed)], at("16:00"));
  const entries = Array.from({ length: 2000 }, (_, index) =>
    parsedEntry({ key: `many-${index}`, title: `Report number ${index}`, publishedAt: at("15:00") }),
  );
  await savePoll(store, feed, entries, { fetchedAt: at("16:00") });
  await groupBy(store, (title) => 10 + Number(/\d+$/.exec(title)?.[0] ?? 5000));
  return here;
}

async function answers(url: string): Promise<unknown> {
  await using store = await freshStore(url);
  return await answersOf(store);
}

/** Starts a copy, and holds it up where it comes to the stories: entries are there then. */
async function heldUp(env: Readonly<Record<string, string>>, to: string) {
  const stack = new AsyncDisposableStack();
  const program = stack.use(startProgram(["migrate", "--to", to], env));
  const client = new Client({ connectionString: to });
  await client.connect();
  const release = () => client.end();
  const waits = async () => {
    const waiting = await query(
      to,
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  };
  await until("the copy has begun", 20_000, async () => {
    const begun = await query(to, `select 1 from pg_class where relname = 'wirefold_copy'`);
    return begun.length > 0;
  });
  await client.query("begin; lock table stories in access exclusive mode");
  await until("it waits", 20_000, waits);
  return { ...program, release, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test("migrate brings an older schema up, and makes a database where there is none", async () => {
  const [here, older] = [await installation(), await installation()];
  await using stack = new AsyncDisposableStack();
  for (const folder of [here, older]) stack.use(folder);
  const open = (path: string) => new DatabaseSync(join(path, "wirefold.db"));
  const old = open(older.path);
  const steps = readMigrations(resolve(import.meta.dirname, "../../src/store/sqlite/migrations"));
  for (const { sql } of steps.slice(0, 3)) old.exec(sql);
  old.exec("pragma user_version = 3; pragma application_id = 0x57697265");
  old.close();
  for (const { env, path } of [here, older]) {
    const done = { code: 0, stdout: "The schema is of the newest version.\n", stderr: "" };
    expect(await runProgram(["migrate"], env)).toMatchObject(done);
    const database = open(path);
    expect(database.prepare("pragma user_version").get()).toEqual({ user_version: steps.length });
    database.close();
  }
});

test.each([
  ["nowhere", /^--to: expected postgres:\/\/USER/, 2],
  ["mysql://a/b", /^--to: expected postgres:\/\/USER/, 2],
  ["postgres://somebody:hidden@127.0.0.1:1/x", /^Cannot open the database postgres:\/\/somebody@127/, 1],
  ["sqlite:/proc/nowhere/x.db", /^Cannot open the database \/proc\/nowhere\/x\.db: .*--to/, 1],
])("migrate --to %s says why not, in a sentence", async (to, pattern, code) => {
  await using here = await installation();
  await runProgram(["migrate"], here.env);
  const result = await runProgram(["migrate", "--to", to], here.env);
  expect(result).toMatchObject({ code, stdout: "" });
  expect(result.stderr).toMatch(pattern);
  expect(result.stderr).not.toMatch(/^\s+at |hidden/m);
});

test("where there is no database to copy, none is made", async () => {
  await using here = await installation();
  await using there = await freshDatabase({ empty: true });
  const result = await runProgram(["migrate", "--to", there.url], here.env);
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toMatch(/Cannot copy .*wirefold\.db: there is no such file/);
  expect(await query(there.url, "select 1 from pg_class where relname like 'wirefold%'")).toEqual([]);
});

test("a copy that is killed half-way is opened by no service, and done by the next one", async () => {
  await using here = await service();
  await using there = await freshDatabase({ empty: true });
  const before = await answers(here.env.DATABASE_URL);
  {
    await using program = await heldUp(here.env, there.url);
    program.kill("SIGKILL");
    expect(await program.ended).toEqual({ code: null, signal: "SIGKILL" });
    await program.release();
  }
  const [counts] = await query<{ entries: number; stories: number }>(
    there.url,
    `select (select count(*)::integer from entries) as entries, (select count(*)::integer from stories) as stories`,
  );
  expect(counts).toMatchObject({ stories: 0 });
  expect(counts!.entries).toBeGreaterThan(2000);
  await expect(openStore(there.url)).rejects.toThrow(/being copied there \(migrate --to\)/);

  const result = await runProgram(["migrate", "--to", there.url], here.env);
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toMatch(
    /^Copied [\d,]+ rows in \d+ tables \([\d,]+ rows by this run\); counts and hashes are the same/,
  );
  expect(await answers(there.url)).toEqual(before);
  expect(await answers(here.env.DATABASE_URL)).toEqual(before);
  const again = await runProgram(["migrate", "--to", there.url], here.env);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toMatch(/it holds a store already\. Nothing was written/);
});

test("a copy that is killed while it makes the tables goes on", async () => {
  await using here = await service();
  await using there = await installation();
  const steps = readMigrations(resolve(import.meta.dirname, "../../src/store/sqlite/migrations"));
  for (const made of [0, 1, 7, steps.length]) {
    const path = join(there.path, `killed-at-${made}.db`);
    const target = new DatabaseSync(path);
    for (const { sql, version } of steps.slice(0, made))
      target.exec(`${sql}; pragma user_version = ${version}; pragma application_id = 0x57697265`);
    target.close();
    const result = await runProgram(["migrate", "--to", `sqlite:${path}`], here.env);
    expect(result, `killed at ${made}`).toMatchObject({ code: 0, stderr: "" });
    expect(await answers(`sqlite:${path}`)).toEqual(await answers(here.env.DATABASE_URL));
  }
});

test("a copy that is asked to stop ends after what it is writing, and says how to go on", async () => {
  await using here = await service();
  await using there = await freshDatabase({ empty: true });
  await using program = await heldUp(here.env, there.url);
  program.kill("SIGTERM");
  await program.release();
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.output).toEqual({
    stdout: "",
    stderr: "Stopped early. What was copied stays; the same command goes on from there.\n",
  });
  expect((await runProgram(["migrate", "--to", there.url], here.env)).code).toBe(0);
});

test("a service that is moved goes on on the other engine as the same one", async () => {
  await using here = await service();
  await using there = await freshDatabase({ empty: true });
  expect((await runProgram(["migrate", "--to", there.url], here.env)).code).toBe(0);
  await using before = await freshStore(here.env.DATABASE_URL);
  await using after = await freshStore(there.url);
  for (const store of [before, after]) {
    await savePoll(store, feed, [parsedEntry({ key: "later", title: "A later report" })], {
      fetchedAt: at("17:00"),
    });
    await groupBy(store, () => 6000);
    await store.mark({ readerId: 1, storyIds: [6000, 2], act: "star", at: at("17:10") });
    await store.undoMarks(1, 4);
    await store.dropStories({ before: at("10:15"), limit: 100 });
  }
  expect(await answersOf(after)).toEqual(await answersOf(before));
});
