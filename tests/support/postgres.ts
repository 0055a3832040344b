import { randomBytes } from "node:crypto";
import { Client, Pool } from "pg";
import { afterAll, inject } from "vitest";
import { createStore } from "../../src/store/postgres/store.ts";
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
  const { database, url, empty } = free.pop() ?? (await makeReused());
  const store = createStore({ ...database, close: async () => undefined }, url);
  const begun: Promise<unknown>[] = [];
  return {
    ...noting(store, begun),
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(begun); // what a test has not waited for must not reach the next one
      await store.close();
      await empty();
      free.push({ database, url, empty });
    },
  };
}

/** The same store, whose calls are all in `begun`. */
function noting(store: Store, begun: Promise<unknown>[]): Store {
  const methods = Object.entries(store).map(([name, method]) => {
    const call = method as (...parameters: unknown[]) => Promise<unknown>;
    const noted = (...parameters: unknown[]) => {
      const result = call(...parameters);
      begun.push(result);
      return result;
    };
    return [name, noted] as const;
  });
  return Object.fromEntries(methods) as Store;
}

async function makeReused(): Promise<ReusedDatabase> {
  const fresh = await freshDatabase();
  const made = await reuse(fresh.url);
  reused.push({
    [Symbol.asyncDispose]: async () => {
      await made.database.close();
      await fresh[Symbol.asyncDispose]();
    },
  });
  return made;
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
