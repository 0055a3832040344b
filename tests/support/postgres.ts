import { randomBytes } from "node:crypto";
import { Client, Pool } from "pg";
import { afterAll, inject } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { databaseUrl } from "./database-url.ts";
import type { PostgresOfThisRun } from "./postgres-server.ts";
import { reuse, type ReusedDatabase } from "./reused-database.ts";

/** A database for one test, dropped at the end of its block, whoever is still connected. */
export type FreshDatabase = AsyncDisposable & Readonly<{ url: string; name: string }>;

type Server = PostgresOfThisRun & Readonly<{ admin: Pool }>;

let server: Promise<Server> | undefined;

afterAll(async () => {
  if (!server) return;
  for (const database of reused) await database[Symbol.asyncDispose]();
  await (await server).admin.end();
});

/** `empty`: without our schema. */
export async function freshDatabase(
  options: Readonly<{ empty?: boolean; create?: string }> = {},
): Promise<FreshDatabase> {
  server ??= findServer();
  const { url, admin, template } = await server;
  const name = `wirefold_${randomBytes(8).toString("hex")}`;
  await admin.query(
    `create database ${name} ${options.create ?? (options.empty ? "" : `template ${template} strategy file_copy`)}`,
  );
  return {
    name,
    url: databaseUrl(url, name),
    [Symbol.asyncDispose]: async () => void (await admin.query(`drop database ${name} with (force)`)),
  };
}

const free: ReusedDatabase[] = [];
const reused: AsyncDisposable[] = [];

/** A store of its own for one test; its database is another test's afterwards. */
export async function freshPostgresStore(): Promise<Store & AsyncDisposable> {
  const database = free.pop() ?? (await makeReused());
  const store = await openStore(database.url);
  return {
    ...store,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database.empty();
      free.push(database);
    },
  };
}

async function makeReused(): Promise<ReusedDatabase> {
  const fresh = await freshDatabase();
  const database = await reuse(fresh.url);
  reused.push({
    [Symbol.asyncDispose]: async () => {
      await database.end();
      await fresh[Symbol.asyncDispose]();
    },
  });
  return database;
}

/** Runs SQL as the server's administrator in a database of a test. */
export async function query<Row extends object = Record<string, unknown>>(
  url: string,
  sql: string,
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function findServer(): Promise<Server> {
  const answer = await fetch(inject("postgresDoor"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const found = JSON.parse(text) as PostgresOfThisRun;
  return { ...found, admin: new Pool({ connectionString: found.url, max: 2, allowExitOnIdle: true }) };
}
