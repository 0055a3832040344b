import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Counted, type Engine, kills, postgres, randomOf, seed, sqlite } from "../support/killed.ts";
import { runProgram, startProgram, until } from "../support/program.ts";
import { brokenInvariants } from "../support/store-invariants.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { visitorOf } from "../support/visitor.ts";
import { startWatchedFarm, type WatchedFarm } from "../support/watched-farm.ts";

const feeds = 60;

/** What somebody was told is done, outside of everything that is killed. */
type Told = Readonly<{
  /** New entries, by feed's address, of polls that were logged as saved. */
  saved: Map<string, number>;
  /** The last star or unstar of each story that was answered, and those that may or may not have come through. */
  starred: Map<number, boolean>;
  marks: { answered: number };
  uncertain: Set<number>;
}>;

type Bench = Readonly<{
  engine: Engine;
  url: string;
  env: Readonly<Record<string, string>>;
  farm: WatchedFarm;
  told: Told;
  visitor: { cookie: string | undefined };
  random: (below: number) => number;
}>;

type Program = ReturnType<typeof startProgram>;

const logged = (program: Program, event: string) =>
  until(`it logs "${event}":\n${program.output.stderr.slice(-600)}`, 60_000, () =>
    program.logged().find((line) => line.event === event),
  );

/** Starts the service with these roles, and kills it at a random moment after it logged `event`, or is being marked in. */
async function killAfter(bench: Bench, roles: string, event: string, marking = false): Promise<void> {
  await using program = startProgram(["run", "--roles", roles], bench.env);
  await logged(program, event);
  const begun = Promise.withResolvers<void>();
  const busy = marking ? mark(bench, program, begun.resolve) : begun.resolve();
  await begun.promise;
  await sleep(bench.random(700));
  program.kill("SIGKILL");
  await program.ended;
  await busy;
  for (const line of program.logged()) {
    if (line.event !== "polled") continue;
    const url = String(line["url"]);
    bench.told.saved.set(url, (bench.told.saved.get(url) ?? 0) + Number(line["new"]));
  }
}

/** Stars and takes stars back until the service is gone. */
async function mark(bench: Bench, program: Program, begun: () => void): Promise<void> {
  const { told, random, visitor } = bench;
  const { url } = await logged(program, "started");
  const here = visitorOf(String(url), visitor.cookie);
  const stories = await bench.engine.rows<{ id: Counted }>(
    bench.url,
    "select id from stories order by id limit 40",
  );
  for (;;) {
    const story = Number(stories[random(Math.max(1, stories.length))]?.id ?? 1);
    const isStar = random(3) > 0;
    told.uncertain.add(story);
    try {
      const response = await here.post("/marks", { act: isStar ? "star" : "unstar", story: String(story) });
      visitor.cookie = here.jar.cookie;
      begun();
      if (response.status !== 303) continue; // merged meanwhile
      told.uncertain.delete(story);
      told.marks.answered += 1;
      told.starred.set(story, isStar);
    } catch {
      return; // it is gone
    }
  }
}

const versionOf = async (engine: Engine, url: string): Promise<number> =>
  (await engine.rows<{ version: number }>(url, engine.version))[0]?.version ?? 0;

/** Kills a migration of an old database at random moments, and looks whether the next start ends it. */
async function killMigration({ engine, random, env }: Bench): Promise<void> {
  const entries = 20_000;
  await using old = await engine.old(entries);
  const own = { ...env, DATABASE_URL: old.url };
  // Each goes on where the last was killed.
  for (let times = 1 + random(2), from = 2; times > 0 && from < old.newest; times--) {
    await using program = startProgram(["migrate"], own);
    // Right after a step, which is in the middle of the next one.
    const target = from + random(old.newest - from + 1);
    await until(
      "the schema has come so far",
      60_000,
      async () => (await versionOf(engine, old.url)) >= target,
    );
    program.kill("SIGKILL");
    await program.ended;
    from = 1 + (await versionOf(engine, old.url));
    reached.push(from - 1);
  }
  const ended = await runProgram(["migrate"], own);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  expect(await versionOf(engine, old.url)).toBe(old.newest);
  const [found] = await engine.rows<{ entries: Counted; keys: Counted }>(
    old.url,
    "select count(*) as entries, (select count(*) from entry_keys) as keys from entries",
  );
  expect([Number(found?.entries), Number(found?.keys)]).toEqual([entries, entries]);
  expect(await engine.check(old.url)).toEqual([]);
}
/** The schema's version that each killed migration had come to. */
const reached: number[] = [];

const phases = {
  polling: (bench: Bench) => {
    bench.farm.publish();
    return killAfter(bench, "poll", "polled");
  },
  grouping: (bench: Bench) => killAfter(bench, "group", "role taken"),
  marking: (bench: Bench) => killAfter(bench, "serve", "started", true),
  migrating: killMigration,
  everything: (bench: Bench) => {
    bench.farm.publish();
    return killAfter(bench, "poll,group,serve", "started", true);
  },
} as const;

/** What was told is there; nothing is there twice, and nothing torn. */
async function examine({ engine, url, told }: Bench): Promise<void> {
  expect(await engine.check(url)).toEqual([]);
  expect(await brokenInvariants((sql) => engine.rows(url, sql))).toEqual([]);
  const counted = await engine.rows<{ url: string; entries: Counted }>(
    url,
    "select f.url, count(e.id) as entries from feeds f left join entries e on e.feed_id = f.id group by f.url",
  );
  const entries = new Map(counted.map((row) => [row.url, Number(row.entries)]));
  const lost = [...told.saved].filter(([feed, saved]) => (entries.get(feed) ?? 0) < saved);
  expect(lost, "entries of polls that were saved").toEqual([]);
  const merged = await engine.rows<{ id: Counted; into_id: Counted }>(
    url,
    "select id, into_id from merged_stories",
  );
  const stars = await engine.rows<{ story_id: Counted }>(
    url,
    "select story_id from marks where starred_at is not null",
  );
  const starred = new Set(stars.map((row) => Number(row.story_id)));
  const into = new Map(merged.map((row) => [Number(row.id), Number(row.into_id)]));
  const isIn = new Set(into.values());
  const wrong = [...told.starred].filter(
    ([story, isStar]) =>
      !told.uncertain.has(story) && !into.has(story) && !isIn.has(story) && starred.has(story) !== isStar,
  );
  expect(wrong, "stars that were answered").toEqual([]);
}

const figures = (engine: Engine, { told }: Bench, killed: object) => ({
  engine: engine.name,
  seed,
  killed,
  savedEntries: [...told.saved.values()].reduce((sum, saved) => sum + saved, 0),
  ...told.marks,
  schemaReached: reached,
});

/** As where half a minute has passed: what a dead process held is nobody's. */
async function passLeases({ engine, url }: Bench): Promise<void> {
  for (const sql of ["update feeds set leased_until = null", "delete from host_holds"])
    await engine.rows(url, sql);
}

test.each([sqlite, postgres])(
  `$name, killed ${kills} times while it polls, groups, marks and migrates, has all that anybody was told`,
  async (engine) => {
    console.info(`WIREFOLD_SEED=${seed}`);
    await using farm = await startWatchedFarm({ feeds, hosts: feeds, latencyMs: 5 });
    await using database = await engine.database();
    await using folder = await temporaryFolder();
    const config = join(folder.path, "feeds.config.json");
    const polling = { every: "1s", minEvery: "1s" };
    const sources = farm.urls.map((url) => ({ url }));
    await writeFile(config, JSON.stringify({ polling, network: { allow: ["127.0.0.0/8"] }, sources }));
    const env = {
      WIREFOLD_CONFIG: config,
      DATABASE_URL: database.url,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "info",
    };
    const told: Told = { saved: new Map(), starred: new Map(), marks: { answered: 0 }, uncertain: new Set() };
    const random = randomOf(seed);
    const bench: Bench = {
      engine,
      url: database.url,
      env,
      farm,
      told,
      visitor: { cookie: undefined },
      random,
    };

    // A first run ends well: there are stories to mark.
    const whole = async () => {
      await using program = startProgram(["run"], env);
      await logged(program, "started");
      await until("all is grouped", 300_000, async () => {
        const [found] = await engine.rows<{ placed: Counted }>(
          database.url,
          "select count(story_id) as placed from entries",
        );
        return Number(found?.placed) >= farm.published() || undefined;
      }).catch(async (error: unknown) => {
        const states = await engine.rows(
          database.url,
          "select state, next_poll_reason, count(*) as feeds, min(next_poll_at) as next from feeds group by state, next_poll_reason",
        );
        throw new Error(`${JSON.stringify(states)}\n${program.output.stderr.slice(-3000)}`, { cause: error });
      });
      program.kill("SIGTERM");
      expect(await program.ended).toMatchObject({ code: 0 });
    };
    await whole();
    const killed: Record<string, number> = {};
    const names = Object.keys(phases) as (keyof typeof phases)[];
    for (let kill = 0; kill < kills; kill++) {
      const phase = names[kill % names.length]!;
      await phases[phase](bench);
      killed[phase] = (killed[phase] ?? 0) + 1;
      await examine(bench);
      await passLeases(bench);
    }
    await whole();
    await examine(bench);
    const [counted] = await engine.rows<{ entries: Counted }>(
      database.url,
      "select count(*) as entries from entries",
    );
    expect(Number(counted?.entries)).toBe(farm.published());
    console.info(JSON.stringify(figures(engine, bench, killed)));
  },
  120_000 + kills * 30_000,
);
