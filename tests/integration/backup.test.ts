import { randomInt } from "node:crypto";
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { check, refusal, rowsOf, storeInFile } from "../support/backed-up.ts";
import { answersOf } from "../support/full-store.ts";
import { at, freshStore } from "../support/store.ts";

const change = (path: string, sql: string) => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

describe("a backup", () => {
  test("is one file with every row of the store, which only this user may read, and says what it holds", async () => {
    await using here = await storeInFile();
    const backup = await here.backUp({ clock: { now: () => at("19:40") } });
    expect(backup).toMatchObject({
      madeAt: at("19:40"),
      held: { sources: 3, entries: 10, corrections: 1, readers: 2 },
      rotten: [],
    });
    expect(backup.bytes).toBe((await stat(here.file)).size);
    expect((await stat(here.file)).mode & 0o777).toBe(0o600);
    expect(await check(here.file)).toEqual(backup);
    expect(rowsOf(here.file)).toEqual(rowsOf(here.path));
    expect((await readdir(here.folder)).filter((name) => name.startsWith("backup"))).toEqual(["backup.db"]);
  });

  test("can be used as a store as it is; it is no backup any more then", async () => {
    await using here = await storeInFile();
    await here.backUp();
    const answers = async (url: string) => {
      await using store = await freshStore(url);
      return await answersOf(store);
    };
    expect(await answers(`sqlite:${here.file}`)).toEqual(await answers(here.url));
    expect(await refusal(check(here.file))).toMatch(
      /UserError: .*backup\.db (is a store of Wirefold, but no backup, or it was changed since|is damaged)/,
    );
  });

  test("of which one bit is turned over is noticed, whichever bit that is", async () => {
    await using here = await storeInFile();
    const { bytes } = await here.backUp();
    const whole = await readFile(here.file);
    const places = [0, 18, 100, bytes - 1, bytes - 2, bytes - 66, bytes - 100, bytes - 113];
    for (let count = 0; count < 100; count++) places.push(randomInt(bytes));
    const unnoticed: number[] = [];
    for (const place of places) {
      const turned = Buffer.from(whole);
      turned[place]! ^= 1 << randomInt(8);
      await writeFile(here.file, turned);
      if (!/damaged|is no backup|but no backup/.test(await refusal(check(here.file)))) unnoticed.push(place);
    }
    expect(unnoticed).toEqual([]);
  });

  test("tells of entries that were not as they were saved when it was made", async () => {
    await using here = await storeInFile();
    change(here.path, "update entries set title = title || '!' where id in (2, 5)");
    expect((await here.backUp()).rotten).toEqual([2, 5]);
    expect((await check(here.file)).rotten).toEqual([2, 5]);
  });

  test("takes the place of another file only by force, and in one step", async () => {
    await using here = await storeInFile();
    await writeFile(here.file, "precious");
    expect(await refusal(here.backUp())).toMatch(
      /UserError: Cannot back up to .*backup\.db: there is a file already\. .*--force\./,
    );
    expect(await readFile(here.file, "utf8")).toBe("precious");
    await here.backUp({ force: true });
    expect((await check(here.file)).held.entries).toBe(10);
  });

  test("goes to a folder that is made for it", async () => {
    await using here = await storeInFile();
    const file = join(here.folder, "new/folder/b.db");
    expect((await here.backUp({ file })).file).toBe(file);
  });

  test("clears away what a run left behind that was killed an hour ago, and nothing younger", async () => {
    await using here = await storeInFile();
    const [old, young] = [`${here.file}.wirefold-unfinished-1`, `${here.file}.wirefold-unfinished-2`];
    await writeFile(old, "");
    await writeFile(young, "");
    await utimes(old, new Date(), new Date(Date.now() - 3_700_000));
    await here.backUp();
    expect((await readdir(here.folder)).filter((name) => name.includes("unfinished"))).toEqual([
      "backup.db.wirefold-unfinished-2",
    ]);
  });
});

describe("there is no backup, and nothing is left,", () => {
  const cases: readonly (readonly [string, RegExp, (here: Here) => Promise<unknown>])[] = [
    [
      "where there is no store",
      /Cannot back up \/nowhere\.db: there is no such file\. Set DATABASE_URL/,
      (here) => here.backUp({ databaseUrl: "sqlite:/nowhere.db" }),
    ],
    [
      "of a store in memory",
      /Cannot back up a store in memory/,
      (here) => here.backUp({ databaseUrl: "sqlite::memory:" }),
    ],
    [
      "in the place of the store",
      /Cannot back up to .*wirefold\.db: that is the store itself/,
      (here) => here.backUp({ file: here.path, force: true }),
    ],
    [
      "in the place of a folder",
      /Cannot back up to .*: it is a folder\. Name a file in it\./,
      (here) => here.backUp({ file: here.folder, force: true }),
    ],
    [
      "of an engine that is none",
      /Cannot back up the store: DATABASE_URL begins with "mysql"/,
      (here) => here.backUp({ databaseUrl: "mysql://x" }),
    ],
    [
      "of another program's database",
      /Cannot back up .*other\.db: it holds no whole store of Wirefold\./,
      async (here) => {
        const other = join(here.folder, "other.db");
        change(other, "create table x (y)");
        return here.backUp({ databaseUrl: `sqlite:${other}` });
      },
    ],
    [
      "of what is no database",
      /Cannot back up .*text\.db: file is not a database/,
      async (here) => {
        const other = join(here.folder, "text.db");
        await writeFile(other, "no database".repeat(1000));
        return here.backUp({ databaseUrl: `sqlite:${other}` });
      },
    ],
    [
      "of a store that is torn",
      /Cannot back up .*wirefold\.db: .*\. Nothing was written; what was backed up before is better than this\./,
      async (here) => {
        change(
          here.path,
          "pragma journal_mode = delete; pragma foreign_keys = off; delete from feeds where id = 1",
        );
        return here.backUp();
      },
    ],
    [
      "where the folder cannot be made",
      /Cannot write the backup .*: ENOTDIR.*Nothing was left there\./,
      async (here) => here.backUp({ file: join(here.path, "b.db") }),
    ],
  ];
  type Here = Awaited<ReturnType<typeof storeInFile>>;

  test.each(cases)("%s", async (_name, message, work) => {
    await using here = await storeInFile();
    expect(await refusal(work(here))).toMatch(message);
    expect((await readdir(here.folder)).filter((name) => /backup|unfinished/.test(name))).toEqual([]);
  });
});

describe("what is no whole backup is refused:", () => {
  test.each([
    [
      "a file that is not there",
      /Cannot read .*: there is no such file\. Name a file that backup has written\.$/,
      async () => undefined,
    ],
    [
      "a folder",
      /Cannot read .*: it is no file\. Name a file that backup has written\.$/,
      (file: string) => mkdir(file),
    ],
    [
      "an empty file",
      /is no backup of Wirefold, or not the whole of one: .*\. Name another file, or fetch it again from where it was copied from\.$/,
      (file: string) => writeFile(file, ""),
    ],
    [
      "a text",
      /is no backup of Wirefold, or not the whole of one/,
      (file: string) => writeFile(file, "text ".repeat(9999)),
    ],
    [
      "a backup that was cut",
      /is a store of Wirefold, but no backup|is no backup of Wirefold, or not the whole/,
      async (file: string, path: string) => {
        await copyFile(path, file);
        await truncate(file, (await stat(file)).size - 5000);
      },
    ],
    [
      "a store",
      /is a store of Wirefold, but no backup, or it was changed since: .*DATABASE_URL=sqlite:/,
      (file: string, path: string) => copyFile(path, file),
    ],
  ])("%s", async (_name, message, make) => {
    await using here = await storeInFile();
    await make(here.file, here.path);
    expect(await refusal(check(here.file))).toMatch(message);
    expect(await refusal(here.restore())).toMatch(message);
    expect((await readdir(here.folder)).filter((name) => name.includes("restored"))).toEqual([]);
  });

  test("one of a newer version", async () => {
    await using here = await storeInFile();
    change(here.path, "pragma user_version = 9999");
    expect(await refusal(here.backUp())).toMatch(/it is of a newer Wirefold \(schema 9999/);
  });
});

describe("a restored store", () => {
  test("has every row, and answers whatever is asked as before", async () => {
    await using here = await storeInFile();
    await here.backUp();
    const { kept } = await here.restore();
    expect(kept).toBeUndefined();
    const restored = join(here.folder, "restored.db");
    expect(rowsOf(restored)).toEqual(rowsOf(here.path));
    await using store = await freshStore(`sqlite:${restored}`);
    await store.ping();
    await using old = await freshStore(here.url);
    expect(await store.name()).toBe(await old.name());
  });

  test("gives out no number that the lost one may have given out after the backup", async () => {
    await using here = await storeInFile();
    const now = new Date("2026-11-24T10:00:00Z");
    await here.backUp({ clock: { now: () => now } });
    const later = { now: () => new Date("2026-11-26T11:00:00Z") }; // of the third day
    await here.restore({ clock: later });
    await using old = await freshStore(here.url);
    await using store = await freshStore(`sqlite:${join(here.folder, "restored.db")}`);
    expect((await store.lastStoryId()) - (await old.lastStoryId())).toBe(300_000);
    expect((await store.revision()) - (await old.revision())).toBe(300_000);
    const [next, before] = [await store.addReader(now), await old.addReader(now)];
    expect(next.id - before.id).toBe(300_000);
  });

  test("takes the place of a store only by force, which is kept whole, with what its log holds", async () => {
    await using here = await storeInFile();
    await here.backUp();
    {
      await using store = await freshStore(here.url);
      await store.addReader(at("20:00"));
    }
    const before = rowsOf(here.path);
    expect(await refusal(here.restore({ databaseUrl: here.url }))).toMatch(
      /UserError: Cannot restore to .*wirefold\.db: a store is there already\. With --force it is kept/,
    );
    const { kept } = await here.restore({ databaseUrl: here.url, force: true });
    expect(kept).toMatch(/wirefold\.db\.before-2/);
    expect(rowsOf(kept!)).toEqual(before);
    expect(rowsOf(here.path)).toEqual(rowsOf(here.file));
  });

  test("goes on above the numbers of the store whose place it takes", async () => {
    await using here = await storeInFile();
    await here.backUp();
    change(
      here.path,
      "update counters set value = 9000000 where name = 'story'; update sqlite_sequence set seq = 9000000 where name = 'readers'",
    );
    await here.restore({ databaseUrl: here.url, force: true });
    await using store = await freshStore(here.url);
    expect(await store.lastStoryId()).toBe(9_000_001);
    expect((await store.addReader(at("20:00"))).id).toBe(9_000_001);
  });

  test("is not made while a service runs on the store, and nothing is changed", async () => {
    await using here = await storeInFile();
    await here.backUp();
    const files = async () => (await readdir(here.folder)).filter((name) => !/-(?:wal|shm)$/.test(name));
    const names = await files();
    const store = await openStore(here.url);
    expect(await refusal(here.restore({ databaseUrl: here.url, force: true }))).toMatch(
      /UserError: Cannot restore to .*wirefold\.db: a service, or another program, has it open\. Stop that first/,
    );
    await store.ping();
    await store.close();
    expect(await files()).toEqual(names);
  });

  test("takes the place of a damaged one, whose log does not spoil it", async () => {
    await using here = await storeInFile();
    await here.backUp();
    await writeFile(here.path, "no database any more".repeat(1000));
    await writeFile(`${here.path}-wal`, "a log");
    const { kept } = await here.restore({ databaseUrl: here.url, force: true });
    expect(await readFile(kept!, "utf8")).toMatch(/^no database any more/);
    expect(await readFile(`${kept}-wal`, "utf8")).toBe("a log");
    expect(rowsOf(here.path)).toEqual(rowsOf(here.file));
  });

  test("does not take the place of another program's file, or of a newer version's store, whatever is forced", async () => {
    await using here = await storeInFile();
    await here.backUp();
    const other = join(here.folder, "other.db");
    change(other, "create table orders (id integer)");
    const newer = join(here.folder, "newer.db");
    await copyFile(here.path, newer);
    change(newer, "pragma user_version = 999");
    const names = await readdir(here.folder);
    const force = async (path: string) => {
      const before = await readFile(path);
      const said = await refusal(here.restore({ databaseUrl: `sqlite:${path}`, force: true }));
      expect(await readFile(path)).toEqual(before);
      return said;
    };
    expect(await force(other)).toMatch(
      /^UserError: Cannot restore to .*other\.db: another program uses it\. Set DATABASE_URL to a new file\.$/,
    );
    expect(await force(newer)).toMatch(
      /^UserError: Cannot restore to .*newer\.db: it was written by a newer Wirefold \(schema 999, this version knows up to \d+\)\. Restore with that version, or set DATABASE_URL to a new file\.$/,
    );
    expect(await readdir(here.folder)).toEqual(names);
  });

  test("takes the place of a copy that was never whole", async () => {
    await using here = await storeInFile();
    await here.backUp();
    change(here.path, "pragma application_id = 0x57697263");
    const { kept } = await here.restore({ databaseUrl: here.url, force: true });
    expect(kept).toMatch(/wirefold\.db\.before-2/);
    expect(rowsOf(here.path)).toEqual(rowsOf(here.file));
  });

  test.each([
    ["in memory", "sqlite::memory:", /Cannot restore to a store in memory/],
    ["of an engine that is none", "mysql://x", /Cannot restore .*: DATABASE_URL begins with "mysql"/],
  ])("%s is none", async (_name, databaseUrl, message) => {
    await using here = await storeInFile();
    await here.backUp();
    expect(await refusal(here.restore({ databaseUrl }))).toMatch(message);
  });

  test("is not its own backup", async () => {
    await using here = await storeInFile();
    await here.backUp();
    expect(await refusal(here.restore({ databaseUrl: `sqlite:${here.file}`, force: true }))).toMatch(
      /Cannot restore .*backup\.db to itself/,
    );
  });
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be written to is named", async () => {
  await using here = await storeInFile();
  await mkdir(join(here.folder, "locked"));
  await chmod(join(here.folder, "locked"), 0o500);
  expect(await refusal(here.backUp({ file: join(here.folder, "locked/b.db") }))).toMatch(
    /Cannot write the backup .*EACCES.*Nothing was left there/,
  );
});
