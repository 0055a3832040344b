import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { installation } from "../support/installation.ts";
import {
  type Counted,
  contentsOf,
  type Engine,
  killWork,
  kills,
  measureWork,
  pathOf,
  postgres,
  randomOf,
  seed,
  sqlite,
} from "../support/killed.ts";
import { fillLong } from "../support/long-store.ts";
import { runProgram, until } from "../support/program.ts";

const entries = 600;

/** How far a copy had come when it was killed; no service may take the third for a store. */
const stages = ["nothing", "a store without entries", "a part", "all"] as const;
type Stage = (typeof stages)[number];

async function tablesOf(engine: Engine, url: string): Promise<readonly string[]> {
  if (engine.name === "SQLite" && !existsSync(pathOf(url))) return [];
  const sql =
    engine.name === "SQLite"
      ? "select name from sqlite_master where type = 'table'"
      : "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace";
  return (await engine.rows<{ name: string }>(url, sql)).map(({ name }) => name);
}

async function stageOf(engine: Engine, url: string): Promise<Stage> {
  const tables = await tablesOf(engine, url);
  if (tables.length === 0) return "nothing";
  if (tables.includes("wirefold_copy")) return "a part";
  const [found] = await engine.rows<{ entries: Counted }>(url, "select count(*) as entries from entries");
  return Number(found?.entries) === 0 ? "a store without entries" : "all";
}

/** What a service says that is to open a database. */
const refusalOf = (url: string): Promise<string> =>
  openStore(url).then(
    async (store) => {
      await store.close();
      return "it opens it";
    },
    (error: unknown) => String(error),
  );

test.each([
  { from: sqlite, to: postgres },
  { from: postgres, to: sqlite },
])(
  `a store that is moved from $from.name to $to.name, killed ${kills} times on its way, is there whole and once`,
  async ({ from, to }) => {
    console.info(`WIREFOLD_SEED=${seed}`);
    const random = randomOf(seed);
    await using here = await installation();
    await using source = await from.database();
    await fillLong(source.url, entries);
    const env = { ...here.env, DATABASE_URL: source.url };
    const before = await contentsOf(from, source.url);
    const copy = (url: string) => ["migrate", "--to", url];
    const work = await (async () => {
      await using there = await to.database({ empty: true });
      const begun = async () => (await tablesOf(to, there.url)).length > 0;
      return await measureWork(copy(there.url), env, begun); // the database is dropped after it
    })();

    const found: Record<string, number> = {};
    const said = new Set<string>();
    for (let killed = 0; killed < kills;) {
      await using there = await to.database({ empty: true });
      const begun = async () => (await tablesOf(to, there.url)).length > 0;
      const way = { ...work, args: copy(there.url), begun };
      while (killed < kills) {
        const isBegun = (await stageOf(to, there.url)) === "a part";
        if ((await killWork(way, env, { random, isBegun })).ended !== undefined) break;
        killed += 1;
        const stage = await stageOf(to, there.url);
        found[stage] = (found[stage] ?? 0) + 1;
        if (stage === "a part") said.add(await refusalOf(there.url));
        if (stage === "all") break;
      }
      const last = await until("the server has seen that the copy is gone", 60_000, async () => {
        const again = await runProgram(copy(there.url), env);
        return again.stderr.includes("another process is doing so") ? undefined : again;
      });
      const isWhole = last.code === 0 || /it holds a store already\. Nothing was written/.test(last.stderr);
      expect(isWhole, last.stderr).toBe(true);
      expect(await stageOf(to, there.url), last.stderr).toBe("all");
      expect(await contentsOf(to, there.url)).toEqual(before);
      expect(await to.check(there.url)).toEqual([]);
      await (await openStore(there.url)).close();
      expect(await contentsOf(from, source.url)).toEqual(before);
    }
    expect([...said].filter((text) => !/being copied there \(migrate --to\)/.test(text))).toEqual([]);
    console.info(JSON.stringify({ from: from.name, to: to.name, seed, kills, found, ms: work.ms }));
  },
  120_000 + kills * 30_000,
);
