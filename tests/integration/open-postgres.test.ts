import { createServer } from "node:net";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { openStore } from "../../src/store/open.ts";
import { openFault } from "../../src/store/postgres/open-faults.ts";
import { serverFault } from "../../src/store/postgres/open.ts";
import { listening } from "../support/listening.ts";
import { type FreshDatabase, freshDatabase, query } from "../support/postgres.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";

const feedUrl = "https://a.example/feed";

/** The one sentence that the person at the keyboard sees. */
async function refusal(databaseUrl: string): Promise<string> {
  const error: unknown = await openStore(databaseUrl).then(
    (store) => store.close().then(() => "opened"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).not.toContain("hunter2");
  return message;
}

function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

/** The same database as somebody who is nobody there but may log in. */
async function asSomebody(database: FreshDatabase): Promise<{ url: string } & AsyncDisposable> {
  const name = `${database.name}_somebody`;
  await query(database.url, `create role ${name} login password 'hunter2'`);
  const url = changed(database.url, (own) => {
    own.username = name;
    own.password = "hunter2";
  });
  return {
    url,
    [Symbol.asyncDispose]: async () =>
      void (await query(database.url, `drop owned by ${name}; drop role ${name}`)),
  };
}

const tablesIn = async (url: string) =>
  (
    await query<{ name: string }>(
      url,
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace",
    )
  ).map(({ name }) => name);

test("what was stored is there after closing and opening again, with the same name; another store has another", async () => {
  await using database = await freshDatabase({ empty: true });
  await using other = await freshDatabase({ empty: true });
  let name = "";
  {
    await using store = await freshStore(database.url);
    name = await store.name();
    await store.syncSources([source(feedUrl)], at("11:00"));
    await savePoll(store, feedUrl, [parsedEntry({ key: "1" })]);
  }
  await using store = await freshStore(database.url.replace("postgres:", "postgresql:"));
  expect((await store.ungroupedEntries(9)).map((entry) => entry.title)).toEqual(["Title of 1"]);
  expect(await store.name()).toBe(name);
  expect(name).toMatch(/^[0-9a-z]{1,8}$/);
  await store.ping();
  await using another = await freshStore(other.url);
  expect(await another.name()).not.toBe(name);
});

test("ten processes that start at once on an empty database make its schema once", async () => {
  await using database = await freshDatabase({ empty: true });
  const stores = await Promise.all(Array.from({ length: 10 }, () => openStore(database.url)));
  const names = await Promise.all(stores.map((store) => store.name()));
  expect(new Set(names).size).toBe(1);
  await Promise.all(stores.map((store) => store.close()));
});

test("a step of the schema that fails leaves nothing of itself, and the next start goes on", async () => {
  await using database = await freshDatabase({ empty: true });
  // What is in the way is no table: the schema is still empty.
  await query(database.url, "create type stories as (name text)");
  expect(await refusal(database.url)).toMatch(/stories.* already exists/);
  expect(await tablesIn(database.url)).toEqual(["stories"]);
  await query(database.url, "drop type stories");
  await using store = await freshStore(database.url);
  await store.ping();
});

test("another program's database is refused and left as it is", async () => {
  await using database = await freshDatabase({ empty: true });
  await query(database.url, "create table feeds (name text)");
  expect(await refusal(database.url)).toMatch(
    /^Cannot open postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+: it is a PostgreSQL database of another program\. Set DATABASE_URL to a new database\.$/,
  );
  expect(await tablesIn(database.url)).toEqual(["feeds"]);
});

test("an extension's tables and views are nobody's database", async () => {
  await using database = await freshDatabase({ empty: true });
  await query(database.url, "create extension pg_stat_statements");
  await using store = await freshStore(database.url);
  expect(await store.feeds()).toEqual([]);
});

test("a schema of its own keeps it apart from other programs in one database", async () => {
  await using database = await freshDatabase({ empty: true });
  await query(database.url, "create table feeds (name text); create schema news");
  const inNews = (schema: string) =>
    changed(database.url, (url) => url.searchParams.set("options", `-c search_path=${schema}`));
  await using store = await freshStore(inNews("news"));
  await store.syncSources([source(feedUrl)], at("11:00"));
  expect(await store.feeds()).toHaveLength(1);
  expect(await refusal(inNews("weather"))).toMatch(/none of the schemas in its search_path exists/);
});

test("a database from a newer version is refused with the versions and what to do", async () => {
  await using database = await freshDatabase();
  await query(database.url, "update wirefold_schema set version = 999");
  expect(await refusal(database.url)).toMatch(
    /^Cannot open postgres:.*newer Wirefold \(schema 999, this version knows up to \d+\)\. Start that version/,
  );
});

test("a database that does not hold every character is refused", async () => {
  await using database = await freshDatabase({
    create: "encoding 'LATIN1' locale 'C' template template0",
  });
  expect(await refusal(database.url)).toMatch(
    /: its encoding is LATIN1, which does not hold every character\. Create one with encoding 'UTF8'/,
  );
});

test("a server that is too old is refused", () => {
  expect(serverFault({ version: 140_011, encoding: "UTF8" })).toMatch(
    /^it is PostgreSQL 14, and 15 is the oldest/,
  );
  expect(serverFault({ version: 150_000, encoding: "UTF8" })).toBeUndefined();
});

test("a server that nobody answers at is named with what to do", async () => {
  await using database = await freshDatabase({ empty: true });
  const nobody = changed(database.url, (url) => {
    url.port = "9";
    url.password = "hunter2";
  });
  expect(await refusal(nobody)).toMatch(
    /^Cannot open the database postgres:\/\/postgres@127\.0\.0\.1:9\/\w+: .*ECONNREFUSED.* Is PostgreSQL running there/,
  );
  const nowhere = changed(nobody, (url) => (url.hostname = "nowhere.invalid"));
  expect(await refusal(nowhere)).toMatch(/nowhere\.invalid.*Correct its host in DATABASE_URL/);
});

test("a server that is no PostgreSQL is told from one", async () => {
  await using other = await listening(
    createServer((socket) => void socket.end("220 mail.example ESMTP\r\n")),
  );
  expect(await refusal(`postgres://ann:hunter2@127.0.0.1:${other.port}/wire`)).toMatch(
    /Is it PostgreSQL that answers there\? Correct DATABASE_URL\.$/,
  );
  await using hasty = await listening(createServer((socket) => void socket.destroy()));
  expect(await refusal(`postgres://ann:hunter2@127.0.0.1:${hasty.port}/wire`)).toMatch(
    /Is it PostgreSQL that answers there\? Correct DATABASE_URL\.$/,
  );
});

test("a wrong password, an unknown user and an unknown database are told apart", async () => {
  await using database = await freshDatabase({ empty: true });
  await using somebody = await asSomebody(database);
  const wrong = changed(somebody.url, (url) => (url.password = "hunter22"));
  expect(await refusal(wrong)).toMatch(
    /: password authentication failed for user "\w+"\. Correct user and password in DATABASE_URL/,
  );
  const none = changed(somebody.url, (url) => (url.password = ""));
  expect(await refusal(none)).toMatch(/DATABASE_URL holds no password, and the server asks for one/);
  const nobody = changed(somebody.url, (url) => (url.username = "nobody_here"));
  expect(await refusal(nobody)).toMatch(/"nobody_here"\. Correct user and password/);
  const unknown = changed(somebody.url, (url) => (url.pathname = "/wirefold_nowhere"));
  expect(await refusal(unknown)).toMatch(
    /: database "wirefold_nowhere" does not exist\. Create it \(`create database …`\)/,
  );
});

test("a user who may not make tables is told which right is missing", async () => {
  await using database = await freshDatabase({ empty: true });
  await using somebody = await asSomebody(database);
  expect(await refusal(somebody.url)).toMatch(
    /: permission denied for schema public\. Give this user the right to create and write tables there/,
  );
  expect(await tablesIn(database.url)).toEqual([]);
});

test("a user who may only read is refused at once, as is a database that may only be read", async () => {
  await using database = await freshDatabase();
  await using somebody = await asSomebody(database);
  const role = new URL(somebody.url).username;
  await query(database.url, `grant select on all tables in schema public to ${role}`);
  expect(await refusal(somebody.url)).toMatch(/: permission denied for table counters\. Give this user/);
  const readOnly = changed(database.url, (url) =>
    url.searchParams.set("options", "-c default_transaction_read_only=on"),
  );
  expect(await refusal(readOnly)).toMatch(/read-only transaction\. It may only be read: name the primary/);
});

test("a password that is missing is asked for, however the server wants it", () => {
  const byDriver = new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string");
  expect(openFault(byDriver)).toMatch(/DATABASE_URL holds no password/);
});

test("an address that is none is told from one that leads nowhere", async () => {
  expect(await refusal("postgres://ann:hun/ter2@db:port/wire")).toMatch(
    /^Cannot open the database: DATABASE_URL is no address/,
  );
});
