import { expect, test, vi } from "vitest";
import { postgres } from "../support/killed.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";

vi.setConfig({ testTimeout: 240_000 });

const feedUrl = "https://a.example/feed";

/** Writes an entry. */
async function fill(url: string): Promise<void> {
  await using store = await freshStore(url);
  await store.syncSources([source(feedUrl)], at("11:00"));
  await savePoll(store, feedUrl, [parsedEntry({ key: "1" })]);
}

test("PostgreSQL finds nothing wrong with a whole store, which goes on as before", async () => {
  await using database = await freshDatabase();
  await fill(database.url);
  expect(await postgres.check(database.url)).toEqual([]);
  expect(await postgres.check(database.url)).toEqual([]);
  await using store = await freshStore(database.url);
  expect(await store.ungroupedEntries(9)).toHaveLength(1);
});

test("PostgreSQL names an index that lacks a row", async () => {
  await using database = await freshDatabase();
  const keepUp = (isReady: boolean) =>
    query(
      database.url,
      `update pg_index set indisready = ${isReady} where indexrelid = 'entries_by_feed'::regclass`,
    );
  await keepUp(false);
  await fill(database.url);
  await keepUp(true);
  await expect(postgres.check(database.url)).rejects.toThrow(
    /"entries" lacks matching index tuple within index "entries_by_feed"/,
  );
});

test("PostgreSQL names a table whose rows cannot be so", async () => {
  await using database = await freshDatabase();
  await fill(database.url);
  await query(
    database.url,
    "update pg_class set relfrozenxid = pg_current_xact_id()::xid where oid = 'entries'::regclass",
  );
  expect(await postgres.check(database.url)).toContainEqual(
    expect.objectContaining({
      damaged: "entries",
      msg: expect.stringMatching(/precedes relation freeze threshold/) as string,
    }),
  );
});

test("where the server may not be asked, that is said once", async () => {
  await using database = await freshDatabase();
  const name = `${database.name}_somebody`;
  await query(database.url, `create role ${name} login password 'hunter2'`);
  await using cleared = new AsyncDisposableStack();
  cleared.defer(async () => void (await query(database.url, `drop owned by ${name}; drop role ${name}`)));
  const somebody = new URL(database.url);
  [somebody.username, somebody.password] = [name, "hunter2"];
  using said = vi.spyOn(console, "warn").mockReturnValue();
  expect(await postgres.check(somebody.href)).toEqual([]);
  expect(await postgres.check(somebody.href)).toEqual([]);
  expect(said.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^PostgreSQL \d.* is not asked .*: only a superuser may add the extension amcheck/,
      ),
    ],
  ]);
});
