import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { storedTables } from "../../src/store/stored-tables.ts";
import { oldDatabase } from "./old-database.ts";
import { freshDatabase, query } from "./postgres.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Of each engine; `npm run test:crash` has more. */
export const kills = Number(process.env["WIREFOLD_KILLS"] ?? 10);

/** Another in every run; what a run has found can be looked for again by its own. */
export const seed = Number(process.env["WIREFOLD_SEED"] ?? Math.floor(Math.random() * 1_000_000));

/** Steps of mulberry32: the same moments in every run of one seed, as far as a machine's own pace lets them be. */
export function randomOf(state: number) {
  let at = state;
  return (below: number): number => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
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
  check: () => [],
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

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begunAt = performance.now();
  await work();
  return performance.now() - begunAt;
}

/** How long a command takes: until its work begins, and in all. A busy machine changes that from run to run. */
export type Pace = { begunMs: number; endedMs: number };

/** `ended`: it was quicker than the kill, and answered so. */
export type KilledCommand = Readonly<{ ended?: number; stdout: string; stderr: string }>;

/** Runs a command, and kills it at a random moment of its work, or a little after it. */
export async function killCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { random, pace }: Readonly<{ random: (below: number) => number; pace: Pace }>,
): Promise<KilledCommand> {
  const fromMs = Math.min(pace.begunMs, pace.endedMs * 0.6);
  const afterMs = fromMs + random(Math.round((pace.endedMs - fromMs) * 1.05) + 1);
  await using program = startProgram(args, env);
  const tookMs = await timed(() => Promise.race([sleep(afterMs), program.ended]));
  program.kill("SIGKILL");
  const { code } = await program.ended;
  if (code === 0) pace.endedMs = tookMs;
  return { ...(code !== null && { ended: code }), ...program.output };
}
