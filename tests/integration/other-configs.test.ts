import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { refuseOtherRetention, sayAlive } from "../../src/alive.ts";
import { silentLog } from "../../src/base/log.ts";
import type { ProcessConfig, Store } from "../../src/store/store.ts";
import { postgres, sqlite } from "../support/killed.ts";
import { startProgram, until } from "../support/program.ts";
import { at, freshStore, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";
import { startWatchedFarm } from "../support/watched-farm.ts";

vi.setConfig({ testTimeout: 240_000 });

/** A process as the service is one, with these sources in a config that was changed then. */
function processOf(store: Store, name: string, sources: readonly string[], changed: string) {
  const clock = testClock(at("12:00"));
  const says = { sources, changed, retention: "90d" };
  const logged: unknown[] = [];
  const config = (): ProcessConfig => ({
    sources: says.sources.join(),
    stories: "event",
    retention: says.retention,
    changedAt: at(says.changed),
  });
  const alive = sayAlive({
    store,
    name,
    roles: ["poll"],
    config,
    follow: () =>
      store.syncSources(
        says.sources.map((url) => source(url)),
        clock.now(),
      ),
    clock,
    log: { ...silentLog, warn: (_, facts) => void logged.push(facts) },
  });
  return { alive, clock, says, logged, config };
}

type Process = ReturnType<typeof processOf>;

/** Minutes pass for these. */
async function pass(minutes: number, ...processes: readonly Process[]): Promise<void> {
  for (let look = 0; look < minutes * 6; look++)
    for (const { clock } of processes) {
      await clock.advance(10_000);
      await new Promise((resolve) => setTimeout(resolve, 3)); // a look at the store, in memory
    }
}

const [a, b, c] = ["https://a.example/feed", "https://b.example/feed", "https://c.example/feed"] as const;
const followed = async (store: Store) => (await store.feeds()).map((feed) => feed.source.url);

test("a process that is started with an older config takes no source away, and says whose apply", async () => {
  await using store = await freshStore();
  const newer = processOf(store, "newer", [a, b], "11:00");
  const older = processOf(store, "older", [b, c], "10:00");
  await newer.alive.start();
  await older.alive.start();
  expect(await followed(store)).toEqual([a, b]);
  expect(older.logged).toEqual([
    {
      others: ["newer: sources"],
      applies: "newer",
      why: expect.stringContaining("this one's do not") as string,
    },
  ]);
  await pass(30, newer, older);
  expect(await followed(store)).toEqual([a, b]);
  expect([newer.logged.length, older.logged.length]).toEqual([1, 1]);
  await older.alive.stop();
  await newer.alive.stop();
});

test("a config that is changed applies at once, and the others say so", async () => {
  await using store = await freshStore();
  const [one, two] = [processOf(store, "one", [a, b], "11:00"), processOf(store, "two", [a, b], "10:00")];
  await one.alive.start();
  await two.alive.start();
  await pass(1, one, two);
  expect([one.logged, two.logged]).toEqual([[], []]);
  Object.assign(two.says, { sources: [c], changed: "12:01" });
  await two.alive.look();
  await pass(1, one, two);
  expect(await followed(store)).toEqual([c]);
  expect([one.logged, two.logged]).toMatchObject([
    [{ others: ["two: sources"], applies: "two" }],
    [{ others: ["one: sources"], applies: "two" }],
  ]);
  await one.alive.stop();
  await two.alive.stop();
});

test("an older config applies once the process of the newer one has been gone for ten minutes", async () => {
  await using store = await freshStore();
  const [newer, older] = [
    processOf(store, "newer", [a, b], "11:00"),
    processOf(store, "older", [b, c], "10:00"),
  ];
  await newer.alive.start();
  await older.alive.start();
  await newer.alive.stop();
  await pass(9, older);
  expect(await followed(store)).toEqual([a, b]);
  await pass(2, older);
  expect(await followed(store)).toEqual([b, c]);
  await older.alive.stop();
});

test("two that start at one moment come to the sources of the newer config", async () => {
  await using store = await freshStore();
  const [newer, older] = [
    processOf(store, "newer", [a, b], "11:00"),
    processOf(store, "older", [b, c], "10:00"),
  ];
  await newer.alive.start();
  await store.syncSources([source(c)], at("12:00")); // as one that had not heard of the other
  await older.alive.start();
  await pass(1, newer, older);
  expect(await followed(store)).toEqual([a, b]);
  await newer.alive.stop();
  await older.alive.stop();
});

test("nothing is dropped while processes keep different things", async () => {
  await using store = await freshStore();
  const [one, two] = [processOf(store, "one", [a], "11:00"), processOf(store, "two", [a], "10:00")];
  await one.alive.start();
  await two.alive.start();
  await expect(refuseOtherRetention(store, one.config())).resolves.toBeUndefined();
  two.says.retention = "30d";
  await two.alive.look();
  await expect(refuseOtherRetention(store, one.config())).rejects.toThrow(
    /^nothing is dropped while .* \(retention\): two\. Give all processes the same file$/,
  );
  await two.alive.stop();
  await expect(refuseOtherRetention(store, one.config())).resolves.toBeUndefined();
  await one.alive.stop();
});

test.each([sqlite, postgres])(
  "two services with different configs on one $name store lose nothing, however often the older one is started",
  async (engine) => {
    await using farm = await startWatchedFarm({ feeds: 3, hosts: 3, latencyMs: 5 });
    await using database = await engine.database();
    await using folder = await temporaryFolder();
    const service = async (name: string, urls: readonly string[], changed: string, keep: string) => {
      const path = join(folder.path, `${name}.json`);
      const polling = { every: "1s", minEvery: "1s" };
      const sources = urls.map((url) => ({ url }));
      const config = { polling, network: { allow: ["127.0.0.0/8"] }, retention: { keep }, sources };
      await writeFile(path, JSON.stringify(config));
      await utimes(path, at(changed), at(changed));
      return { WIREFOLD_CONFIG: path, DATABASE_URL: database.url, HOST: "127.0.0.1", PORT: "0" };
    };
    const [first, second, third] = farm.urls as [string, string, string];
    const newer = await service("newer", [first, second], "11:00", "90d");
    const older = await service("older", [second, third], "10:00", "30d");
    const urls = async (condition: string) => {
      const rows = await engine.rows<{ url: string }>(
        database.url,
        `select url from feeds where ${condition}`,
      );
      return rows.map(({ url }) => url).sort();
    };
    const start = async (env: Readonly<Record<string, string>>) => {
      const program = startProgram(["run"], { ...env, LOG_LEVEL: "info" });
      const started = await until("it is started", 60_000, () =>
        program.logged().find(({ event }) => event === "started"),
      );
      return { ...program, url: String(started["url"]) };
    };

    {
      await using before = await start(older);
      await until("the older one has polled its sources", 60_000, async () =>
        (await urls("entry_count > 0")).length === 2 ? true : undefined,
      );
      before.kill("SIGKILL");
      await before.ended;
    }
    await using program = await start(newer);
    for (let again = 0; again < 2; again++) {
      await using beside = await start(older);
      expect(await urls("position is not null")).toEqual([first, second].sort());
      expect(beside.logged()).toContainEqual(
        expect.objectContaining({ event: "processes of one store have other configs" }),
      );
      const page = await (await fetch(`${program.url}/status`)).text();
      expect(page).toContain("its config is another one: other sources and other retention");
      beside.kill("SIGKILL");
      await beside.ended;
    }
    await until("all three have their entries", 60_000, async () =>
      (await urls("entry_count > 0")).length === 3 ? true : undefined,
    );
    expect(await urls("position is not null")).toEqual([first, second].sort());
    program.kill("SIGTERM");
    expect(await program.ended).toMatchObject({ code: 0 });
  },
);
