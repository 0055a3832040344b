import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { storedTables } from "../../src/store/stored-tables.ts";
import { randomFrom } from "../bench/random.ts";
import { oldDatabase } from "./old-database.ts";
import { damageOf } from "./postgres-damage.ts";
import { freshDatabase, query } from "./postgres.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Of each engine; `npm run test:crash` has more. */
export const kills = Number(process.env["WIREFOLD_KILLS"] ?? 10);

/** Another in every run; what a run has found can be looked for again by its own. */
export const seed = Number(process.env["WIREFOLD_SEED"] ?? Math.floor(Math.random() * 1_000_000));

/** Whole numbers below the one asked for: the same in every run of one seed, as far as a machine's own pace lets moments be. */
export function randomOf(state: number): (below: number) => number {
  const random = randomFrom(state);
  return (below) => Math.floor(random() * below);
}

/** What the tests of one engine run on. `rows`: what a database holds, read while nobody else does. */
export type Engine = Readonly<{
  name: "SQLite" | "PostgreSQL";
  /** `empty`: without our schema. */
  database(options?: Readonly<{ empty?: boolean }>): Promise<AsyncDisposable & Readonly<{ url: string }>>;
  old(entries: number): Promise<AsyncDisposable & Readonly<{ url: string; newest: number }>>;
  rows<Row extends object>(url: string, sql: string): Promise<Row[]> | Row[];
  version: string;
  /** What the engine itself finds wrong. */
  check(url: string): Promise<readonly object[]> | readonly object[];
}>;

/** The engines give 64-bit numbers in their own ways. */
export type Counted = number | string;

export const pathOf = (url: string) => url.slice("sqlite:".length);

function sqliteRows<Row extends object>(url: string, sql: string): Row[] {
  using database = new DatabaseSync(pathOf(url), { timeout: 10_000 });
  return database.prepare(sql).all() as Row[];
}

async function sqliteFile() {
  const folder = await temporaryFolder();
  const url = `sqlite:${join(folder.path, "wirefold.db")}`;
  return { url, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

export const sqlite: Engine = {
  name: "SQLite",
  database: sqliteFile,
  old: async (entries) => {
    const file = await sqliteFile();
    const { sql, newest } = oldDatabase("sqlite", entries);
    using database = new DatabaseSync(pathOf(file.url));
    database.exec(`pragma journal_mode = wal; ${sql}`);
    return { ...file, newest };
  },
  rows: sqliteRows,
  version: "select user_version as version from pragma_user_version",
  check: (url) => [
    ...sqliteRows<{ integrity_check: string }>(url, "pragma integrity_check").filter(
      (row) => row.integrity_check !== "ok",
    ),
    ...sqliteRows(url, "pragma foreign_key_check"),
  ],
};

export const postgres: Engine = {
  name: "PostgreSQL",
  database: freshDatabase,
  old: async (entries) => {
    const database = await freshDatabase({ empty: true });
    const { sql, newest } = oldDatabase("postgres", entries);
    await query(database.url, sql);
    return { ...database, newest };
  },
  rows: query,
  version: "select version from wirefold_schema",
  check: damageOf,
};

/** Every row of a store by its table, the same texts for equal rows of both engines; `passed over`: tables that are left out. */
export async function contentsOf(
  engine: Engine,
  url: string,
  passedOver: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const contents = new Map<string, readonly string[]>();
  for (const { name, json = [], own = [], except } of storedTables) {
    if (passedOver.includes(name)) continue;
    const rows = await engine.rows<Record<string, unknown>>(url, `select * from ${name}`);
    const texts = rows
      .filter((row) => except === undefined || row["name"] !== except)
      .map((row) => textOf(row, json, own));
    contents.set(name, texts.sort());
  }
  return contents;
}

const textOf = (row: object, json: readonly string[], left: readonly string[]): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([column]) => !left.includes(column))
      .map(([column, value]: [string, unknown]) => [
        column,
        json.includes(column) && value !== null ? inOneForm(value) : plainOf(value),
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );

const plainOf = (value: unknown): string | null =>
  value === null ? null : typeof value === "string" ? value : JSON.stringify(value);

const inOneForm = (value: unknown): string =>
  JSON.stringify(typeof value === "string" ? JSON.parse(value) : value, (_, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );

type Environment = Readonly<Record<string, string>>;
type Begun = () => Promise<boolean> | boolean;

/** What a command does after its start, and how long; on a busy machine that changes from run to run. */
export type Work = { readonly args: readonly string[]; readonly begun: Begun; startMs: number; ms: number };

/** Runs a command to its end, for how long it takes. `begun`: whether its work is seen to have begun. */
export async function measureWork(args: readonly string[], env: Environment, begun: Begun): Promise<Work> {
  const startedAt = performance.now();
  await using program = startProgram(args, env);
  await untilBegun(begun, program.ended);
  const begunAt = performance.now();
  const { code } = await program.ended;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${program.output.stderr}`);
  return { args, begun, startMs: begunAt - startedAt, ms: performance.now() - begunAt };
}

/** `ended`: it was quicker than the kill, and answered so. */
export type KilledCommand = Readonly<{ ended?: number; stdout: string; stderr: string }>;

/** Does the work, and kills it at a random moment of it. `isBegun`: a killed run has left what shows that it has begun. */
export async function killWork(
  work: Work,
  env: Environment,
  { random, isBegun = false }: Readonly<{ random: (below: number) => number; isBegun?: boolean }>,
): Promise<KilledCommand> {
  const afterMs = random(Math.round(work.ms * 1.1) + 1);
  await using program = startProgram(work.args, env);
  await (isBegun
    ? Promise.race([sleep(work.startMs * 0.9), program.ended])
    : untilBegun(work.begun, program.ended));
  const begunAt = performance.now();
  await Promise.race([sleep(afterMs), program.ended]);
  const ms = performance.now() - begunAt;
  program.kill("SIGKILL");
  const { code } = await program.ended;
  if (code === 0) work.ms = ms;
  return { ...(code !== null && { ended: code }), ...program.output };
}

async function untilBegun(begun: Begun, ended: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  while (!over.signal.aborted && !(await begun())) await sleep(2);
}
