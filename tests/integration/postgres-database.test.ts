import { expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/store/postgres/database.ts";
import { type FreshDatabase, freshDatabase, query } from "../support/postgres.ts";

/** A connection to an empty database of its own. */
async function connected(): Promise<{ database: Database; fresh: FreshDatabase } & AsyncDisposable> {
  const fresh = await freshDatabase({ empty: true });
  const database = openDatabase(fresh.url);
  await database.exec("create table numbers (id bigint primary key, text text)");
  return {
    database,
    fresh,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await fresh[Symbol.asyncDispose]();
    },
  };
}

test("numbers come as numbers, JSON as the text that it is, lists as lists", async () => {
  await using opened = await connected();
  const row = await opened.database.get(
    `select 9007199254740991::bigint as int8, 1.5::numeric as exact, 0.1::double precision as real, 7 as int4,
       '{"a": 1}'::jsonb as jsonb, '[1]'::json as json, array['a', 'b'] as list, null::text as nothing, true as bool`,
  );
  expect(row).toEqual({
    int8: 9_007_199_254_740_991,
    exact: 1.5,
    real: 0.1,
    int4: 7,
    jsonb: '{"a": 1}',
    json: "[1]",
    list: ["a", "b"],
    nothing: null,
    bool: true,
  });
});

test("lists go in as they are, with quotes, commas and what is absent", async () => {
  await using opened = await connected();
  const texts = ['a "quoted" one', "b, c", "{d}", null, "\\e"];
  const ids = [1, 2, 3, 4, 5];
  const { changes } = await opened.database.run(
    "insert into numbers (id, text) select * from unnest(:ids::bigint[], :texts::text[])",
    { ids, texts },
  );
  expect(changes).toBe(5);
  const rows = await opened.database.all<{ text: string | null }>(
    "select text from numbers where id = any(:ids::bigint[]) order by id",
    { ids },
  );
  expect(rows.map(({ text }) => text)).toEqual(texts);
});

test("a transaction whose work fails leaves nothing, and its connection is of use again", async () => {
  await using opened = await connected();
  const { database } = opened;
  const failing = database.transaction(async (connection) => {
    await connection.run("insert into numbers values (1, 'a')");
    await connection.run("insert into numbers values (1, 'again')");
  });
  await expect(failing).rejects.toThrow(/duplicate key/);
  expect(await database.all("select * from numbers")).toEqual([]);
});

test("a transaction in which a failure was overlooked is no success", async () => {
  await using opened = await connected();
  const { database } = opened;
  const overlooking = database.transaction(async (connection) => {
    await connection.run("insert into numbers values (1, 'a')");
    await connection.run("select 1 / 0").catch(() => undefined);
  });
  await expect(overlooking).rejects.toThrow(/a statement of the transaction had failed/);
});

test("of two transactions that wait for each other one is run again, and both are written", async () => {
  await using opened = await connected();
  const { database } = opened;
  await database.run("insert into numbers values (1, ''), (2, '')");
  const meeting = Promise.withResolvers<void>();
  let waiting = 0;
  let runs = 0;
  const add = (first: number, second: number, mark: string) =>
    database.transaction(async (connection) => {
      runs++;
      await connection.exec("set local deadlock_timeout = '20ms'");
      await connection.run("update numbers set text = text || :mark where id = :first", { first, mark });
      if (++waiting >= 2) meeting.resolve();
      await meeting.promise;
      await connection.run("update numbers set text = text || :mark where id = :second", { second, mark });
    });
  await Promise.all([add(1, 2, "a"), add(2, 1, "b")]);
  const rows = await database.all<{ text: string }>("select text from numbers order by id");
  expect(rows.map(({ text }) => text.split("").sort().join(""))).toEqual(["ab", "ab"]);
  expect(runs).toBeGreaterThanOrEqual(3);
});

test("a snapshot shows one moment, however much is written meanwhile", async () => {
  await using opened = await connected();
  const { database } = opened;
  const counts = await database.snapshot(async (connection) => {
    const before = await connection.get("select count(*) as count from numbers");
    await database.run("insert into numbers values (1, 'a')");
    return [before, await connection.get("select count(*) as count from numbers")];
  });
  expect(counts).toEqual([{ count: 0 }, { count: 0 }]);
});

test("connections that the server ends, idle or at work, fail their statement and nothing else; the next ones work", async () => {
  await using opened = await connected();
  const { database, fresh } = opened;
  const endAll = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = '${fresh.name}' and pid <> pg_backend_pid()`;
  await query(fresh.url, endAll);
  const atWork = database.transaction(async (connection) => {
    await connection.run("insert into numbers values (1, 'a')");
    await query(fresh.url, endAll);
    await connection.run("insert into numbers values (2, 'b')");
  });
  await expect(atWork).rejects.toThrow("The connection to the database was lost");
  expect(await database.all("select * from numbers")).toEqual([]);
});

test("a frozen transaction loses its locks before others have waited for too long", async () => {
  await using opened = await connected();
  const [settings] = await opened.database.all<Record<string, string>>(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`,
  );
  expect(settings).toEqual({ statement: "30s", lock: "10s", idle: "10s", name: "wirefold" });
});
