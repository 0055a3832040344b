import { watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { copyStore } from "../../src/store/copy-store.ts";
import { openStore } from "../../src/store/open.ts";
import { placeToUnpack } from "../../src/store/restore.ts";
import { lookForRoom, makePlaceBeside, takePlace } from "../../src/store/postgres/set-store-aside.ts";
import { answersOfUrl, check, refusal, rowsOf, storeInFile } from "../support/backed-up.ts";
import { fillStore } from "../support/full-store.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";

async function filledDatabase() {
  const database = await freshDatabase();
  {
    await using store = await freshStore(database.url);
    await fillStore(store);
  }
  return database;
}

describe("of a PostgreSQL database", () => {
  test("a backup is a SQLite store with every row, taken while a service is connected", async () => {
    await using here = await storeInFile();
    await using database = await filledDatabase();
    const store = await openStore(database.url);
    const backup = await here.backUp({ databaseUrl: database.url });
    await store.close();
    expect(backup).toMatchObject({ held: { sources: 3, entries: 10, corrections: 1 }, rotten: [] });
    expect(await check(here.file)).toEqual(backup);
    const { kept } = await here.restore();
    expect(kept).toBeUndefined();
    expect(await answersOfUrl(`sqlite:${join(here.folder, "restored.db")}`)).toEqual(
      await answersOfUrl(database.url),
    );
  });

  test("a backup is of one moment, whoever writes meanwhile", async () => {
    await using here = await storeInFile();
    await using database = await freshDatabase();
    await using store = await freshStore(database.url);
    await store.syncSources([source("https://a.example/feed")], at("08:00"));
    const stopping = new AbortController();
    const writing = (async () => {
      for (let n = 1; !stopping.signal.aborted; n++) {
        const polling = {
          validators: { etag: `${n}` },
          nextPollAt: at("10:00"),
          nextPollReason: "at once",
          failures: 0,
          notes: [],
        };
        await savePoll(store, "https://a.example/feed", [parsedEntry({ key: `e${n}` })], { polling });
      }
    })();
    for (const name of ["a.db", "b.db", "c.db"]) {
      const file = join(here.folder, name);
      await here.backUp({ databaseUrl: database.url, file });
      await using copy = await freshStore(`sqlite:${file}`);
      const [feed] = await copy.feeds();
      expect(feed!.entryCount).toBe(Number(feed!.polling.validators.etag ?? 0));
    }
    stopping.abort();
    await writing;
  });

  test("there is no backup where the database cannot be reached, or holds no store", async () => {
    await using here = await storeInFile();
    await using empty = await freshDatabase({ empty: true });
    const none = "postgres://wire:secret@127.0.0.1:1/none";
    const unreachable = await refusal(here.backUp({ databaseUrl: none }));
    expect(unreachable).toMatch(/UserError: Cannot open the database .*127\.0\.0\.1:1\/none/);
    expect(unreachable).not.toContain("secret");
    expect(await refusal(here.backUp({ databaseUrl: empty.url }))).toMatch(/it holds no store/);
  });
});

describe("into a PostgreSQL database", () => {
  test("a backup is restored, with numbers that go on above its own", async () => {
    await using here = await storeInFile();
    await using database = await freshDatabase({ empty: true });
    await here.backUp();
    await here.restore({ databaseUrl: database.url });
    expect(await answersOfUrl(database.url)).toEqual(await answersOfUrl(here.url));
    await using store = await freshStore(database.url);
    await using old = await freshStore(here.url);
    expect((await store.lastStoryId()) - (await old.lastStoryId())).toBe(100_000);
    expect((await store.addReader(at("20:00"))).id - (await old.addReader(at("20:00"))).id).toBe(100_000);
  });

  test("a backup takes the place of a store only by force, and that is kept in a schema of its own", async () => {
    await using here = await storeInFile();
    await using database = await filledDatabase();
    await here.backUp();
    const before = await answersOfUrl(database.url);
    const wish = { databaseUrl: database.url, clock: { ...systemClock, now: () => new Date("2030-01-01") } };
    expect(await refusal(here.restore(wish))).toMatch(
      /UserError: Cannot restore to postgres:.*: a store is there already\. With --force it is kept in a schema/,
    );
    expect(await answersOfUrl(database.url)).toEqual(before);
    const { kept } = await here.restore({ ...wish, force: true });
    expect(kept).toBe("schema wirefold_before_20300101000000");
    expect(await answersOfUrl(database.url)).toEqual(await answersOfUrl(here.url));
    const old = `${database.url}?options=-csearch_path%3Dwirefold_before_20300101000000`;
    expect(await answersOfUrl(old)).toEqual(before);
  });

  test("what a killed restoring has left beside the store is dropped by the next one", async () => {
    await using here = await storeInFile();
    await using database = await filledDatabase();
    await here.backUp();
    await makePlaceBeside(database.url);
    await query(database.url, "create table wirefold_restoring.entries (half integer)");
    await here.restore({ databaseUrl: database.url, force: true });
    expect(await answersOfUrl(database.url)).toEqual(await answersOfUrl(here.url));
    expect(
      await query(database.url, "select 1 from pg_namespace where nspname = 'wirefold_restoring'"),
    ).toEqual([]);
  });

  test("a store that was written to while another was made to take its place keeps it", async () => {
    await using database = await filledDatabase();
    const room = await lookForRoom(database.url, { force: true });
    await makePlaceBeside(database.url);
    {
      await using store = await freshStore(database.url);
      await store.addReader(at("20:00"));
    }
    const before = await answersOfUrl(database.url);
    const givenOut = room.kind === "taken" ? room.givenOut : { counters: {} as never, ids: new Map() };
    expect(await refusal(takePlace(database.url, { now: at("20:01"), givenOut }))).toMatch(
      /UserError: Cannot restore to postgres:.*: the store there was written to meanwhile\. Stop the service first/,
    );
    expect(await answersOfUrl(database.url)).toEqual(before);
  });

  test("nothing is restored while a service is connected", async () => {
    await using here = await storeInFile();
    await using database = await filledDatabase();
    await here.backUp();
    const service = await openStore(database.url);
    await service.ping();
    expect(await refusal(here.restore({ databaseUrl: database.url, force: true }))).toMatch(
      /a service, or another command, is connected to it\. Stop that first; nothing was changed/,
    );
    await service.ping();
    await service.close();
  });

  test("nothing is restored into another program's database", async () => {
    await using here = await storeInFile();
    await using database = await freshDatabase({ empty: true });
    await query(database.url, "create table theirs (x integer)");
    await here.backUp();
    expect(await refusal(here.restore({ databaseUrl: database.url, force: true }))).toMatch(
      /another program uses it\. Set DATABASE_URL to a new database/,
    );
  });

  test("nothing is restored in the place of a newer version's store, which is said once", async () => {
    await using here = await storeInFile();
    await using database = await filledDatabase();
    await query(database.url, "update wirefold_schema set version = 999");
    await here.backUp();
    for (const force of [false, true])
      expect(await refusal(here.restore({ databaseUrl: database.url, force }))).toMatch(
        /^UserError: Cannot restore to postgres:\S+: it was written by a newer Wirefold \(schema 999, this version knows up to \d+\)\. Restore with that version, or set DATABASE_URL to a new database\.$/,
      );
    const away = "postgres://wire@127.0.0.1:1/none";
    const said = await refusal(here.restore({ databaseUrl: away }));
    expect(said).toMatch(/^UserError: Cannot open the database postgres:\S+: connect ECONNREFUSED/);
    expect(said.match(/Cannot /g)).toHaveLength(1);
  });

  test("a backup is unpacked beside itself, and where that cannot be written in the temporary folder", async () => {
    await using here = await storeInFile();
    await here.backUp();
    await using there = await freshDatabase({ empty: true });
    const unpacked = new Set<string>();
    const watching = watch(here.folder, (_event, name) => void unpacked.add(String(name)));
    await here.restore({ databaseUrl: there.url });
    watching.close();
    expect([...unpacked].some((name) => name.startsWith("wirefold-restore.wirefold-unfinished-"))).toBe(true);
    expect((await readdir(here.folder)).filter((name) => name.includes("restore"))).toEqual([]);
    // Of a file system that takes no files, for root too.
    expect(await placeToUnpack("/proc/self/backup.db")).toBe(join(tmpdir(), "wirefold-restore"));
  });

  test("what was interrupted goes on when it is done again", async () => {
    await using here = await storeInFile();
    await using database = await freshDatabase({ empty: true });
    await here.backUp();
    let pages = 0;
    const stopped = await copyStore({ from: here.url, to: database.url, isStopped: () => ++pages > 3 });
    expect(stopped.kind).toBe("stopped");
    await here.restore({ databaseUrl: database.url });
    const back = join(here.folder, "back.db");
    await copyStore({ from: database.url, to: `sqlite:${back}` });
    expect(rowsOf(back)).toEqual(rowsOf(here.path));
  });
});
