import { createHash } from "node:crypto";
import { link, readFile, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { describe, expect, test, vi } from "vitest";
import type { SafeHtml } from "../../src/model/entry.ts";
import { type CopyProgress, copyStore } from "../../src/store/copy-store.ts";
import { openStore } from "../../src/store/open.ts";
import { passingTables, storedTables } from "../../src/store/stored-tables.ts";
import { answersOf, fillStore } from "../support/full-store.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// A store is filled and copied in a second or two; beside other work on a small machine that is ten times as long.
vi.setConfig({ testTimeout: 90_000 });

/** A store of a SQLite file in a folder of its own. */
async function filledFile(
  fill: (store: Awaited<ReturnType<typeof freshStore>>) => Promise<void> = fillStore,
) {
  const folder = await temporaryFolder();
  const path = join(folder.path, "wirefold.db");
  const url = `sqlite:${path}`;
  {
    await using store = await freshStore(url);
    await fill(store);
  }
  return { folder: folder.path, path, url, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const digest = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

/** What the person at the keyboard reads. */
const refusal = (from: string, to: string): Promise<string> =>
  copyStore({ from, to }).then(
    (end) => JSON.stringify(end),
    (error: Error) => `${error.name}: ${error.message}`,
  );

async function answers(url: string): Promise<unknown> {
  await using store = await freshStore(url);
  return await answersOf(store);
}

/** What comes after a copy: the ids that are given out next. */
async function nextIds(url: string): Promise<unknown> {
  await using store = await freshStore(url);
  await store.syncSources([source("https://new.example/feed")], at("18:00"));
  await savePoll(store, "https://new.example/feed", [parsedEntry({ key: "new" })]);
  const [feed] = await store.feeds();
  const { items } = await store.entriesOfFeed({ feedId: feed!.id, limit: 1 });
  return [feed!.id, items.map(({ id }) => id), (await store.addReader(at("18:00"))).id];
}

describe("copying a store", () => {
  test("to PostgreSQL and back to a file, it answers whatever is asked as before, and gives out the same ids next", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase({ empty: true });
    const back = `sqlite:${join(here.folder, "new/back.db")}`;
    const [before, bytes] = [await answers(here.url), await digest(here.path)];
    const end = await copyStore({ from: here.url, to: there.url });
    expect(end).toMatchObject({ kind: "copied", isResumed: false, tables: storedTables.length });
    expect(await digest(here.path)).toBe(bytes);
    expect(await answers(there.url)).toEqual(before);
    expect(await copyStore({ from: there.url, to: back })).toMatchObject({ kind: "copied" });
    expect(await answers(back)).toEqual(before);
    const [ids, ...others] = [await nextIds(here.url), await nextIds(there.url), await nextIds(back)];
    expect(others).toEqual([ids, ids]);
  });

  test("to PostgreSQL, it has every index and every rule between tables that one made there has", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase({ empty: true });
    await using own = await freshDatabase();
    await copyStore({ from: here.url, to: there.url });
    const made = (url: string) =>
      query(
        url,
        `select indexdef as made from pg_indexes where schemaname = 'public'
         union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
         from pg_constraint where connamespace = 'public'::regnamespace order by made`,
      );
    expect(await made(there.url)).toEqual(await made(own.url));
  });

  test("from one file to another, with the ids of rows that are gone", async () => {
    await using here = await filledFile(async (store) => {
      await store.dropReader((await store.addReader(at("10:00"))).id);
    });
    const to = `sqlite:${join(here.folder, "copy.db")}`;
    expect(await copyStore({ from: here.url, to })).toMatchObject({ kind: "copied" });
    await using copy = await freshStore(to);
    expect((await copy.addReader(at("11:00"))).id).toBe(2);
  });

  test("keeps what refers to what: rows of it go with the rows that they belong to", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase({ empty: true });
    await copyStore({ from: here.url, to: there.url });
    const [counts] = await query(
      there.url,
      `select (select count(*)::integer from pg_constraint where contype = 'f') as keys,
         (select count(*)::integer from pg_class where relname = 'wirefold_copy') as copying`,
    );
    await using whole = await freshDatabase();
    const [own] = await query(
      whole.url,
      `select count(*)::integer as keys from pg_constraint where contype = 'f'`,
    );
    expect(counts).toEqual({ keys: own!["keys"], copying: 0 });
  });

  test("has every table of both engines, with the same columns", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase();
    const database = new DatabaseSync(here.path);
    const names = database.prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'entry_search%'`,
    );
    const copied = storedTables.map(({ name }) => name);
    const known = [...copied, ...passingTables].sort();
    expect(
      names
        .all()
        .map((row) => String(row["name"]))
        .sort(),
    ).toEqual(known);
    const others = await query<{ name: string }>(
      there.url,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname not in ('wirefold_schema', 'entry_words')`,
    );
    expect(others.map(({ name }) => name).sort()).toEqual(known);
    // And the store that the other tests copy has rows in each.
    const empty = copied.filter((name) => !database.prepare(`select 1 from ${name} limit 1`).get());
    database.close();
    expect(empty).toEqual([]);
    const jsonb = await query<{ name: string }>(
      there.url,
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and data_type like 'json%'`,
    );
    const json = storedTables.flatMap(({ name, json = [] }) => json.map((column) => `${name}.${column}`));
    expect(jsonb.map(({ name }) => name)).toEqual(json);
  });

  test("takes what PostgreSQL cannot hold for the sign that stands in its place there", async () => {
    const url = "https://a.example/feed";
    await using here = await filledFile(async (store) => {
      await store.syncSources([source(url, { name: "a\0b" })], at("11:00"));
      const [feed] = await store.feeds();
      const polling = { ...feed!.polling, etag: "\0\uD800" };
      await savePoll(store, url, [parsedEntry({ key: "1", title: "one\0two" })], { polling });
    });
    await using there = await freshDatabase({ empty: true });
    expect(await copyStore({ from: here.url, to: there.url })).toMatchObject({ kind: "copied" });
    await using store = await freshStore(there.url);
    expect((await store.ungroupedEntries(1))[0]?.title).toBe("one\uFFFDtwo");
  });
});

describe("a copy that was interrupted", () => {
  const feed = "https://a.example/feed";
  const keys = Array.from({ length: 300 }, (_, index) => `n${index}`);
  const many = async (store: Awaited<ReturnType<typeof freshStore>>) => {
    await store.secret();
    await store.syncSources([source(feed)], at("09:00"));
    const entries = keys.map((key) => parsedEntry({ key, title: key, publishedAt: at("08:00") }));
    await savePoll(store, feed, entries, { fetchedAt: at("10:00") });
    await groupBy(store, (title) => Number(title.slice(1)) + 1);
  };
  /** Stops once so many rows of this table are there. */
  async function interrupt(from: string, to: string, table: string): Promise<void> {
    let seen: CopyProgress | undefined;
    const end = await copyStore({
      from,
      to,
      onProgress: (progress) => (seen = progress),
      isStopped: () => seen?.table === table,
    });
    expect(end).toEqual({ kind: "stopped" });
  }

  const targets = [
    { engine: "PostgreSQL", open: () => freshDatabase({ empty: true }) },
    {
      engine: "SQLite",
      open: async () => {
        const folder = await temporaryFolder();
        const url = `sqlite:${join(folder.path, "copy.db")}`;
        return { url, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
      },
    },
  ] as const;

  test.each(targets)("is opened by nobody in $engine, and refused for another store", async ({ open }) => {
    await using here = await filledFile(many);
    await using other = await filledFile(many);
    await using there = await open();
    await interrupt(here.url, there.url, "entries");
    await expect(openStore(there.url)).rejects.toThrow(/being copied there \(migrate --to\).*goes on/s);
    expect(await refusal(other.url, there.url)).toMatch(
      /UserError: Cannot copy to .*: a copy of another store/,
    );
    expect(await refusal(there.url, here.url)).toMatch(/UserError: Cannot open .*being copied there/);
  });

  test.each(targets)("goes on in $engine and writes what it has not yet", async ({ open }) => {
    await using here = await filledFile(many);
    await using there = await open();
    await interrupt(here.url, there.url, "entry_keys");
    const end = await copyStore({ from: here.url, to: there.url });
    expect(end).toMatchObject({ kind: "copied", isResumed: true });
    const { rows, written } = end as Extract<typeof end, { kind: "copied" }>;
    expect(written).toBeGreaterThan(300);
    expect(written).toBeLessThan(rows - 300);
    expect(await answers(there.url)).toEqual(await answers(here.url));
  });

  test.each(targets)("takes over in $engine what has changed since, came and went", async ({ open }) => {
    await using here = await filledFile(many);
    await using there = await open();
    await interrupt(here.url, there.url, "stories");
    {
      await using store = await freshStore(here.url);
      await savePoll(
        store,
        feed,
        [
          parsedEntry({
            key: "n5",
            title: "Edited altogether, with other words",
            contentHtml: "<p>Other.</p>" as SafeHtml,
            publishedAt: at("08:00"),
          }),
          parsedEntry({ key: "fresh", title: "fresh", publishedAt: at("12:00") }),
        ],
        { fetchedAt: at("12:00") },
      );
      await groupBy(store, () => 301);
      await store.saveGrouping({
        placements: [],
        merges: [{ from: 8, into: 7, reason: "one event", at: at("12:30") }],
        stories: [],
      });
    }
    // As retention does, of which a test cannot easily have its way with some rows alone.
    const database = new DatabaseSync(here.path);
    database.exec("pragma foreign_keys = on");
    database.exec("delete from stories where id between 100 and 109");
    database.exec(
      "delete from entry_search where rowid in (select id from entries where story_id between 100 and 109)",
    );
    database.exec("delete from entries where story_id between 100 and 109");
    database.close();
    expect(await copyStore({ from: here.url, to: there.url })).toMatchObject({ kind: "copied" });
    expect(await answers(there.url)).toEqual(await answers(here.url));
    await using store = await freshStore(there.url);
    const found = async (search: string) =>
      (await store.stories({ order: "latest", limit: 9, search })).items.length;
    expect([await found("altogether"), await found("n5"), await found("n6")]).toEqual([1, 0, 1]);
  });

  test.each(targets)(
    "of a store with torn rows is not made whole in $engine, and says which",
    async ({ open }) => {
      await using here = await filledFile();
      await using there = await open();
      const database = new DatabaseSync(here.path);
      database.exec("pragma foreign_keys = off; delete from stories where id = 1");
      database.close();
      expect(await refusal(here.url, there.url)).toMatch(
        /UserError: Cannot copy the whole store: .*story_topics.*What was copied stays/,
      );
      await expect(openStore(there.url)).rejects.toThrow(/being copied there/);
    },
  );

  test("a row that is not what was written is noticed, named, and mended by doing it again", async () => {
    await using here = await filledFile(many);
    await using there = await freshDatabase({ empty: true });
    await interrupt(here.url, there.url, "entries");
    // As a disk that is faulty, or somebody else who writes there.
    await query(
      there.url,
      `create function spoil() returns trigger language plpgsql as $$ begin new.rank = new.rank + 1; return new; end $$;
       create trigger spoil before insert on stories for each row when (new.id = 9) execute function spoil()`,
    );
    const end = await copyStore({ from: here.url, to: there.url });
    expect(end).toEqual({ kind: "differs", tables: ["stories"] });
    await expect(openStore(there.url)).rejects.toThrow(/being copied there/);
    await query(there.url, "drop trigger spoil on stories; drop function spoil()");
    expect(await copyStore({ from: here.url, to: there.url })).toMatchObject({ kind: "copied", written: 1 });
  });

  test("of a store that is written to meanwhile is as it was at its beginning, not whole, and caught up next time", async () => {
    await using here = await filledFile(many);
    await using there = await freshDatabase({ empty: true });
    await using service = await freshStore(here.url);
    let written: Promise<unknown> | undefined;
    const onProgress = () => void (written ??= service.addReader(at("12:00")));
    expect(await copyStore({ from: here.url, to: there.url, onProgress })).toEqual({ kind: "changed" });
    await written;
    await expect(openStore(there.url)).rejects.toThrow(/being copied there/);
    // The reader and the row that says how often readers changed, no more.
    expect(await copyStore({ from: here.url, to: there.url })).toMatchObject({ kind: "copied", written: 1 });
  });
});

describe("what cannot be copied, or copied to", () => {
  test.each([
    ["mysql://a/b", /--to begins with "mysql"/],
    ["postgres://user:p@ss:word@host:x/y", /--to is no address/],
    [
      "postgres://postgres:secret@127.0.0.1:1/x",
      /Cannot open the database postgres:\/\/postgres@127\.0\.0\.1:1\/x.*correct --to/s,
    ],
    ["sqlite:/proc/nowhere/x.db", /Cannot open the database \/proc\/nowhere\/x\.db.*--to/s],
    ["sqlite::memory:", /gone with this process/],
  ])("%s is refused in a sentence", async (to, pattern) => {
    await using here = await filledFile(async () => {});
    const said = await refusal(here.url, to);
    expect(said).toMatch(/^UserError: /);
    expect(said).toMatch(pattern);
    expect(said).not.toContain("DATABASE_URL");
    expect(said).not.toContain("secret");
  });

  test("a wrong password and a database that is not there are told apart", async () => {
    await using here = await filledFile(async () => {});
    await using there = await freshDatabase({ empty: true });
    await query(there.url, "create role somebody login password 'right'");
    try {
      const wrong = new URL(there.url);
      [wrong.username, wrong.password] = ["somebody", "wrong"];
      const said = await refusal(here.url, wrong.href);
      // A server that lets everybody in from its own machine asks for none.
      expect(said).toMatch(/Correct user and password in --to|permission denied/);
      expect(said).not.toContain("wrong@");
    } finally {
      await query(there.url, "drop role somebody");
    }
    const nowhere = new URL(there.url);
    nowhere.pathname = "/nowhere";
    expect(await refusal(here.url, nowhere.href)).toMatch(/"nowhere" does not exist.*Create it.*--to/s);
  });

  test("a database that holds another program's tables, or a store, is left as it is", async () => {
    await using here = await filledFile();
    await using other = await filledFile();
    await using foreign = await freshDatabase({ empty: true });
    await query(foreign.url, "create table orders (id integer)");
    expect(await refusal(here.url, foreign.url)).toMatch(/another program uses it\. Nothing was written/);
    expect(await query(foreign.url, "select relname from pg_class where relname like 'wirefold%'")).toEqual(
      [],
    );
    const bytes = await digest(other.path);
    expect(await refusal(here.url, other.url)).toMatch(/it holds a store already\. Nothing was written/);
    expect(await refusal(here.url, here.url)).toMatch(/that is the store itself\. Nothing was written/);
    expect(await digest(other.path)).toBe(bytes);
    await using full = await freshDatabase({ empty: true });
    await copyStore({ from: here.url, to: full.url });
    expect(await refusal(other.url, full.url)).toMatch(/it holds a store already/);
    expect(await refusal(here.url, full.url)).toMatch(/it holds a store already/);
  });

  test("a file's own store is refused, by whatever name, also where it has no rows", async () => {
    await using here = await filledFile(async () => {});
    const bytes = await digest(here.path);
    const [linked, named] = [join(here.folder, "linked.db"), join(here.folder, "named.db")];
    await symlink(here.path, linked);
    await link(here.path, named);
    await writeFile(`${here.path}-wal`, "");
    for (const path of [here.path, relative(".", here.path), linked, named, `${here.path}-wal`])
      expect(await refusal(here.url, `sqlite:${path}`), path).toBe(
        `UserError: Cannot copy to ${path}: that is the store itself. Nothing was written. Name an empty database in --to.`,
      );
    expect(await digest(here.path)).toBe(bytes);
    await using store = await freshStore(here.url);
    await store.ping();
  });

  test("a PostgreSQL database's own store is refused, by whatever name, and one in another schema is not it", async () => {
    await using here = await freshDatabase();
    const renamed = new URL(here.url);
    renamed.searchParams.set("application_name", "somebody");
    for (const to of [here.url, renamed.href])
      expect(await refusal(here.url, to)).toMatch(
        /^UserError: Cannot copy to postgres:.*: that is the store itself\. Nothing was written\./,
      );
    await using store = await freshStore(here.url);
    await store.ping();
    await query(here.url, "create schema other");
    const other = new URL(here.url);
    other.searchParams.set("options", "-csearch_path=other");
    expect(await copyStore({ from: here.url, to: other.href })).toMatchObject({ kind: "copied" });
  });

  test("tables that somebody holds in the target are waited for, not without end, and a stop ends that", async () => {
    await using here = await filledFile(async () => {});
    await using there = await freshDatabase();
    const client = new Client({ connectionString: there.url });
    await client.connect();
    await client.query("begin; lock table entries in share mode");
    const holding = { from: here.url, to: there.url, lockSeconds: 2 };
    await expect(copyStore(holding)).rejects.toThrow(
      /^Cannot copy to postgres:.*: somebody else has held its tables for 2 s: a service .*psql.*Stop that first/,
    );
    let asked = 0;
    const end = await copyStore({ from: here.url, to: there.url, isStopped: () => ++asked > 1 });
    expect(end).toEqual({ kind: "stopped" });
    await client.end();
    await using store = await freshStore(there.url);
    await store.ping();
    expect(await copyStore(holding)).toMatchObject({ kind: "copied" });
  });

  test("a file that is no database, or another program's, is left as it is", async () => {
    await using here = await filledFile(async () => {});
    const path = join(here.folder, "other.db");
    const other = new DatabaseSync(path);
    other.exec("create table orders (id integer)");
    other.close();
    const bytes = await digest(path);
    expect(await refusal(here.url, `sqlite:${path}`)).toMatch(/database of another program/);
    expect(await digest(path)).toBe(bytes);
    expect(await refusal(here.url, `sqlite:${import.meta.filename}`)).toMatch(/not a database.*--to/s);
  });

  test("a newer schema is refused on both sides, an older one in the source", async () => {
    await using here = await filledFile(async () => {});
    await using there = await freshDatabase();
    await query(there.url, "update wirefold_schema set version = 99");
    expect(await refusal(here.url, there.url)).toMatch(/newer Wirefold \(schema 99/);
    const database = new DatabaseSync(here.path);
    const to = `sqlite:${join(here.folder, "copy.db")}`;
    database.exec("pragma user_version = 99");
    expect(await refusal(here.url, to)).toMatch(/newer Wirefold \(schema 99/);
    database.exec("pragma user_version = 3");
    expect(await refusal(here.url, to)).toMatch(/its schema is of an older version\. .*migrate without --to/);
    database.close();
    expect(await refusal(`${here.url}x`, to)).toMatch(/Cannot copy .*x: there is no such file/);
    await expect(readFile(to.slice("sqlite:".length))).rejects.toThrow("ENOENT");
  });

  test("while one process copies to a database another one is told to wait", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase({ empty: true });
    let second: Promise<string> | undefined;
    const end = await copyStore({
      from: here.url,
      to: there.url,
      onProgress: () => void (second ??= refusal(here.url, there.url)),
    });
    expect(await second).toMatch(/another process is doing so/);
    expect(end).toMatchObject({ kind: "copied" });
  });

  test("what is written to a PostgreSQL store waits until that is copied, or goes on beside it", async () => {
    await using here = await filledFile();
    await using there = await freshDatabase({ empty: true });
    await copyStore({ from: here.url, to: there.url });
    let written: Promise<unknown> | undefined;
    let early: unknown = "waits";
    await using service = await freshStore(there.url);
    const end = await copyStore({
      from: there.url,
      to: `sqlite:${join(here.folder, "back.db")}`,
      onProgress: () => {
        written ??= service.addReader(at("12:00")).then((reader) => (early = reader));
      },
    }).finally(() => expect(early).toBe("waits"));
    expect(end).toMatchObject({ kind: "copied" });
    await written;
    let more: unknown;
    const to = `sqlite:${join(here.folder, "beside.db")}`;
    const addMore = () => void (more ??= service.addReader(at("12:00")));
    const parts = { from: there.url, to, besideOthers: true, onProgress: addMore };
    expect(await copyStore(parts)).toMatchObject({ kind: "copied" });
    expect(await more).toMatchObject({ id: 4 });
    await using copy = await freshStore(to);
    expect([await copy.reader(3, at("13:00")), await copy.reader(4, at("13:00"))]).toMatchObject([
      {},
      undefined,
    ]);
  });

  test("a PostgreSQL store that somebody is writing to is refused", async () => {
    await using there = await freshDatabase();
    const client = new Client({ connectionString: there.url });
    await client.connect();
    await client.query("begin; update counters set value = value");
    await using folder = await temporaryFolder();
    expect(await refusal(there.url, `sqlite:${join(folder.path, "copy.db")}`)).toMatch(
      /UserError: Cannot copy .*: others are writing to it\. Stop the service first/,
    );
    await client.end();
  });
});
