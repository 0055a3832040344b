import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { openStore } from "../../src/store/open.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const feedUrl = "https://a.example/feed";

/** The one sentence that the person at the keyboard sees. */
async function refusal(databaseUrl: string): Promise<string> {
  const error: unknown = await openStore(databaseUrl).then(
    (store) => store.close().then(() => "opened"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

test("what was stored is there after closing and opening again, and the folder is made", async () => {
  await using folder = await temporaryFolder();
  const url = `sqlite:${join(folder.path, "deep/er/wirefold.db")}`;
  {
    await using store = await freshStore(url);
    await store.syncSources([source(feedUrl)], at("11:00"));
    await savePoll(store, feedUrl, [parsedEntry({ key: "1" })]);
  }
  await using store = await freshStore(url);
  expect((await store.ungroupedEntries(9)).map((entry) => entry.title)).toEqual(["Title of 1"]);
  await store.ping();
});

test("a store has a name of its own, the same for good, whoever opens it", async () => {
  await using folder = await temporaryFolder();
  const url = `sqlite:${join(folder.path, "wirefold.db")}`;
  await using one = await freshStore(url);
  await using again = await freshStore(url);
  await using other = await freshStore();
  const name = await one.name();
  expect(name).toMatch(/^[0-9a-z]{1,8}$/);
  expect(await again.name()).toBe(name);
  expect(await other.name()).not.toBe(name);
});

test("two processes may open and write one database", async () => {
  await using folder = await temporaryFolder();
  const url = `sqlite:${join(folder.path, "wirefold.db")}`;
  await using one = await freshStore(url);
  await using other = await freshStore(url);
  await one.syncSources([source(feedUrl)], at("11:00"));
  const claim = { now: at("12:00"), limit: 9, leaseMs: 60_000 };
  const claimed = await Promise.all([one.claimFeeds(claim), other.claimFeeds(claim)]);
  expect(claimed.flat()).toHaveLength(1);
});

test("a file that is no database is refused and left as it is", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "notes.txt");
  await writeFile(path, "these are my notes, not a database ".repeat(100));
  expect(await refusal(`sqlite:${path}`)).toMatch(
    /Cannot open the database .*notes\.txt: .*not a database.*DATABASE_URL/,
  );
  expect(await readFile(path, "utf8")).toContain("these are my notes");
});

test("another program's database is refused and left as it is", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "other.db");
  const other = new DatabaseSync(path);
  other.exec("create table feeds (name text)");
  other.close();
  expect(await refusal(`sqlite:${path}`)).toMatch(/another program/);
  const again = new DatabaseSync(path);
  expect(again.prepare("select name from sqlite_master").all()).toHaveLength(1);
  again.close();
});

test("a database from a newer version is refused with the versions and what to do", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "wirefold.db");
  await (await openStore(`sqlite:${path}`)).close();
  const newer = new DatabaseSync(path);
  newer.exec("pragma user_version = 999");
  newer.close();
  expect(await refusal(`sqlite:${path}`)).toMatch(
    /newer Wirefold \(schema 999, this version knows up to \d+\)/,
  );
});

test("a place where no file can be made is named with what to do", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "file"), "");
  expect(await refusal(`sqlite:${join(folder.path, "file/wirefold.db")}`)).toMatch(
    /Cannot open the database/,
  );
  // A folder that not even root may write to.
  expect(await refusal("sqlite:/proc/wirefold.db")).toMatch(/\/proc\/wirefold\.db.*Make its folder writable/);
});

test("what is no engine of ours is named, with those that are", async () => {
  expect(await refusal("mysql://ann:secret@localhost/wirefold")).toBe(
    'Cannot open the database: DATABASE_URL begins with "mysql"; it names SQLite ("sqlite:PATH", for instance ' +
      'sqlite:data/wirefold.db) or PostgreSQL ("postgres://USER:PASSWORD@HOST:PORT/DATABASE").',
  );
});

test.skipIf(process.platform === "win32")("a file that may only be read is refused at once", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "wirefold.db");
  await (await openStore(`sqlite:${path}`)).close();
  await chmod(path, 0o444);
  await chmod(folder.path, 0o755);
  // Who may do everything may write everywhere: for a moment, be somebody else.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(await refusal(`sqlite:${path}`)).toMatch(
      /^Cannot open the database .*wirefold\.db: .*readonly.* Make the file and its folder writable/,
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
