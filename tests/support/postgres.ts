import { randomBytes } from "node:crypto";
import { Client, Pool } from "pg";
import { afterAll, inject } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";

/** A database for one test, dropped at the end of its block, whoever is still connected. */
export type FreshDatabase = AsyncDisposable & Readonly<{ url: string; name: string }>;

/** The server of this run, and the name of a database with our schema to copy others from: copying is quicker than making. */
type Server = Readonly<{ url: string; admin: Pool; template: string }>;

let server: Promise<Server> | undefined;

afterAll(async () => {
  if (!server) return;
  const { admin, template } = await server;
  await admin.query(`drop database ${template} with (force)`);
  await admin.end();
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

/** A store of its own for one test. */
export async function freshPostgresStore(): Promise<Store & AsyncDisposable> {
  const database = await freshDatabase();
  const store = await openStore(database.url);
  return {
    ...store,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
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

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function findServer(): Promise<Server> {
  const answer = await fetch(inject("postgresDoor"));
  const url = await answer.text();
  if (!answer.ok) throw new Error(url);
  const admin = new Pool({ connectionString: url, max: 2, allowExitOnIdle: true });
  // One for each file of tests: files that run at once would wait for each other.
  const template = `wirefold_template_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${template}`);
  await (await openStore(databaseUrl(url, template))).close();
  return { url, admin, template };
}
