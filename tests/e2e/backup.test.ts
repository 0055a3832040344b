import { spawn } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { installation } from "../support/installation.ts";
import { runProgram, startServiceProgram, until } from "../support/program.ts";

const feeds = ["https://a.example/feed", "https://b.example/feed"];

/** A process that writes to a store until its block ends. */
async function writer(databaseUrl: string) {
  const script = join(import.meta.dirname, "../support/write-without-end.ts");
  const child = spawn(process.execPath, [script, databaseUrl, ...feeds], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    isWriting: () => child.exitCode === null,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGKILL")) await ended;
    },
  };
}

/** Of each feed the number that its validator says, and how many entries it has. */
function documentsIn(path: string): readonly Readonly<{ said: number; entries: number; counted: number }>[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(
        `select cast(trim(polling ->> '$.validators.etag', '"') as integer) as said, entry_count as counted,
           (select count(*) from entries where feed_id = feeds.id) as entries
         from feeds order by id`,
      )
      .all()
      .map((row) => ({ ...row })) as unknown as ReturnType<typeof documentsIn>;
  } finally {
    database.close();
  }
}

describe("backup and restore", () => {
  test("of a store that another process writes to without end, each backup is of one moment", async () => {
    await using here = await installation();
    await using load = await writer(here.env.DATABASE_URL);
    let before = 0;
    for (const name of ["one.db", "two.db", "three.db"]) {
      const file = join(here.path, name);
      const taken = await runProgram(["backup", file], here.env);
      expect([taken.code, taken.stderr]).toEqual([0, ""]);
      expect(taken.stdout).toMatch(
        /^Backed up to .*\.db:\n {2}made .* UTC, [\d.]+ [kMG]B, schema \d+\n {2}2 sources, /,
      );
      const documents = documentsIn(file);
      for (const { said, entries, counted } of documents) expect([entries, counted]).toEqual([said, said]);
      expect(documents[0]!.said).toBeGreaterThan(before);
      before = documents[0]!.said;
    }
    expect(load.isWriting()).toBe(true);
    const restored = join(here.path, "restored.db");
    const file = join(here.path, "three.db");
    const { code, stdout } = await runProgram(["restore", file], {
      ...here.env,
      DATABASE_URL: `sqlite:${restored}`,
    });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Restored .*three\.db:\n {2}made /)]);
    expect(documentsIn(restored)).toEqual(documentsIn(file));
  });

  test("beside a running service a backup is made; a restore is refused until it has ended", async () => {
    await using here = await installation();
    const file = join(here.path, "b.db");
    {
      await using service = await startServiceProgram(here.path, here.config);
      expect((await runProgram(["backup", file], here.env)).code).toBe(0);
      const refused = await runProgram(["restore", "--force", file], here.env);
      expect([refused.code, refused.stdout]).toEqual([1, ""]);
      expect(refused.stderr).toMatch(
        /^Cannot restore to .*: a service, or another program, has it open\. Stop that first; nothing was changed\.\n$/,
      );
      expect((await fetch(`${service.url}/readyz`)).ok).toBe(true);
      service.kill("SIGTERM");
      await service.ended;
    }
    const restored = await runProgram(["restore", "--force", file], here.env);
    expect([restored.code, restored.stderr]).toEqual([0, ""]);
    expect(restored.stdout).toMatch(/The store that was there is kept: .*wirefold\.db\.before-/);
    await using again = await startServiceProgram(here.path, here.config);
    expect((await fetch(`${again.url}/readyz`)).ok).toBe(true);
  });

  test("a service whose config names a folder backs its store up by itself, and says so", async () => {
    await using here = await installation();
    const folder = join(here.path, "backups");
    await writeFile(
      here.config,
      JSON.stringify({ sources: [], backup: { folder, every: "0 4 * * *", keep: 3 } }),
    );
    const checked = await runProgram(["check"], here.env);
    expect(checked.stdout + checked.stderr).toContain(`at 0 4 * * * to ${folder}, 3 kept`);
    await using service = await startServiceProgram(here.path, here.config);
    const done = await until("it has backed up", 30_000, () =>
      service.logged().find(({ event }) => event === "backed up"),
    );
    const verified = await runProgram(["backup", "--verify", String(done["file"])], here.env);
    expect([verified.code, done["dropped"]]).toEqual([0, 0]);
    const page = await until("its page says so", 10_000, async () => {
      const html = await (await fetch(`${service.url}/status`)).text();
      return html.includes("Last backup: ") ? html : undefined;
    });
    expect(page).toMatch(/Last backup: \d\d:\d\d UTC \([\d.]+ [kM]B\)\./);
  });

  test("check says that the folder of backups cannot be used, before any is due", async () => {
    await using here = await installation();
    for (const folder of [here.config, "/proc/x"]) {
      await writeFile(here.config, JSON.stringify({ sources: [], backup: { folder } }));
      const { code, stderr } = await runProgram(["check"], here.env);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`Cannot back up to ${folder}: `)]);
      expect(stderr).toMatch(/Set backup\.folder to a folder that this user may write to\.\n$/);
    }
  });

  test("--verify reads a file alone: 0 where it is whole, 1 where it is not", async () => {
    await using here = await installation();
    await runProgram(["poll"], here.env); // makes the store
    const file = join(here.path, "b.db");
    await runProgram(["backup", file], here.env);
    const names = await readdir(here.path);
    const elsewhere = { ...here.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const whole = await runProgram(["backup", "--verify", file], elsewhere);
    expect([whole.code, whole.stderr]).toEqual([0, ""]);
    expect(whole.stdout).toMatch(/b\.db is what was written, to the bit:\n {2}made /);
    expect(await readdir(here.path)).toEqual(names);
    await writeFile(file, "cut", { flag: "r+" });
    const damaged = await runProgram(["backup", "--verify", file], elsewhere);
    expect([damaged.code, damaged.stdout]).toEqual([1, ""]);
    expect(damaged.stderr).toMatch(/^.*b\.db is damaged: it is not what was written on \d{4}-\d\d-\d\d/);
  });

  test.each([
    [["backup"], /^backup: expected one file\. See: .*backup --help\n$/],
    [["backup", "a", "b"], /^backup: expected one file\./],
    [["backup", "--verify", "--force", "a"], /^backup: --force writes and --verify only reads/],
    [["backup", "--nonsense", "a"], /Unknown option '--nonsense'.*backup --help/],
    [["restore"], /^restore: expected one file\. See: .*restore --help\n$/],
  ])("%j is a wrong argument: one sentence, exit code 2", async (args, message) => {
    await using here = await installation();
    const { code, stdout, stderr } = await runProgram(args, here.env);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  test.each([["backup"], ["restore"]])("%s has its own help", async (command) => {
    const { code, stdout } = await runProgram([command, "--help"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Usage: node src/main.ts ${command}`)]);
  });

  test("what is refused leaves everything as it is", async () => {
    await using here = await installation();
    const folder = join(here.path, "folder");
    await mkdir(folder);
    const none = await runProgram(["backup", join(here.path, "b.db")], here.env);
    expect([none.code, none.stdout]).toEqual([1, ""]);
    expect(none.stderr).toMatch(/^Cannot back up .*wirefold\.db: there is no such file\. Set DATABASE_URL/);
    const noFile = await runProgram(["restore", folder], here.env);
    expect([noFile.code, noFile.stderr]).toEqual([
      1,
      `Cannot read ${folder}: it is no file. Name a file that backup has written.\n`,
    ]);
    expect((await readdir(here.path)).sort()).toEqual(["feeds.config.json", "folder"]);
  });
});
