import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Log, silentLog } from "../../src/base/log.ts";
import { type ChoreWork, type Timing, doChores } from "../../src/chores.ts";
import { makeScheduledBackup } from "../../src/scheduled-backup.ts";
import { folderFault } from "../../src/store/backup.ts";
import { check, refusal, storeInFile } from "../support/backed-up.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore } from "../support/store.ts";

const hourly: Timing = { kind: "interval", ms: 3_600_000 };
const running = () => new AbortController().signal;

/** One chore at a time that the test sets; what is done is noted. */
function choresOn(
  store: Awaited<ReturnType<typeof freshStore>>,
  timing: () => Timing | undefined = () => hourly,
) {
  const done: string[] = [];
  const logged: string[] = [];
  const log: Log = { ...silentLog, error: (event) => void logged.push(event) };
  const state = { now: at("10:00"), work: async (): Promise<string | void> => undefined };
  const works: readonly ChoreWork[] = [
    {
      name: "backup",
      timing,
      work: async () => {
        done.push(state.now.toISOString().slice(11, 16));
        return state.work();
      },
    },
  ];
  const clock = { now: () => state.now, sleep: async () => {} };
  const lookAt = (now: Date, signal = running()) => {
    state.now = now;
    return doChores({ store, works, clock, log }, signal);
  };
  return { done, logged, state, lookAt };
}

describe("a chore", () => {
  test("is done at once where it never was, and then whenever it is due", async () => {
    await using store = await freshStore();
    const { done, lookAt } = choresOn(store);
    for (const time of ["10:00", "10:01", "10:59", "11:00", "11:30", "12:00"]) await lookAt(at(time));
    expect(done).toEqual(["10:00", "11:00", "12:00"]);
  });

  test("that was missed while the machine slept is made up for, once", async () => {
    await using store = await freshStore();
    const { done, lookAt } = choresOn(store, () => ({ kind: "cron", expression: "17 3 * * *" }));
    for (const time of ["02:00", "03:16", "09:40", "09:41", "22:00"]) await lookAt(at(time));
    expect(done).toEqual(["02:00", "09:40"]);
  });

  test("is done by one of two processes that see that it is due", async () => {
    await using store = await freshStore();
    const one = choresOn(store);
    const other = choresOn(store);
    await Promise.all([one.lookAt(at("10:00")), other.lookAt(at("10:00"))]);
    expect([...one.done, ...other.done]).toEqual(["10:00"]);
  });

  test("that fails is said in the log and on the status page, and tried again an hour later", async () => {
    await using store = await freshStore();
    const chores = choresOn(store, () => ({ kind: "interval", ms: 86_400_000 }));
    chores.state.work = () => Promise.reject(new Error("The disk is full"));
    await chores.lookAt(at("10:00"));
    expect(chores.logged).toEqual(["backup failed"]);
    await using reader = await startReader({ store, now: at("10:30") });
    const page = async (language: string) =>
      (await reader.get("/status", { "accept-language": language })).text();
    expect(await page("en")).toMatch(
      /<h2>The last backup failed<\/h2>\s*<p dir="auto">The disk is full<\/p>\s*<p>Tried at 10:00 UTC; it is tried again an hour later\.<\/p>/,
    );
    expect(await page("de")).toContain("Die letzte Sicherung ist gescheitert");
    chores.state.work = async () => "12345678";
    await chores.lookAt(at("10:59"));
    expect(chores.done).toEqual(["10:00"]);
    await chores.lookAt(at("11:00"));
    expect(await page("en")).toContain("Last backup: 11:00 UTC (12.3 MB).");
    expect(await page("en")).not.toContain("The last backup failed");
    expect(await page("de")).toContain("Letzte Sicherung: 11:00 UTC (12,3 MB).");
  });

  test("that is stopped is due again at once", async () => {
    await using store = await freshStore();
    const { done, state, lookAt } = choresOn(store);
    const stopping = new AbortController();
    state.work = async () => stopping.abort();
    await lookAt(at("10:00"), stopping.signal);
    await lookAt(at("10:01"));
    expect(done).toEqual(["10:00", "10:01"]);
  });

  test("that is not wanted any more is forgotten", async () => {
    await using store = await freshStore();
    let wanted: Timing | undefined = hourly;
    const { lookAt } = choresOn(store, () => wanted);
    await lookAt(at("10:00"));
    wanted = undefined;
    await lookAt(at("12:00"));
    expect(await store.chores()).toEqual([]);
  });

  test("that was begun in what is the future by now is due: a clock was wrong", async () => {
    await using store = await freshStore();
    const { done, lookAt } = choresOn(store);
    await lookAt(at("20:00"));
    await lookAt(at("10:00"));
    expect(done).toEqual(["20:00", "10:00"]);
  });

  test("is done once for a leap of hours ahead, and once more after the clock is set right", async () => {
    await using store = await freshStore();
    const { done, lookAt } = choresOn(store, () => ({ kind: "interval", ms: 6 * 3_600_000 }));
    for (const time of ["06:00", "06:01", "17:30", "17:31", "06:03", "06:04", "12:02", "12:03"])
      await lookAt(at(time));
    expect(done).toEqual(["06:00", "17:30", "06:03", "12:03"]);
  });

  test("at a time of the day is done again by a clock that was set back across it, and never waits for the old time", async () => {
    await using store = await freshStore();
    const { done, lookAt } = choresOn(store, () => ({ kind: "cron", expression: "0,30 * * * *" }));
    for (const time of ["02:10", "02:29", "02:30", "01:10", "01:11", "01:29", "01:30"])
      await lookAt(at(time));
    expect(done).toEqual(["02:10", "02:30", "01:10", "01:30"]);
  });

  test("waits where the database does not answer, which the log says", async () => {
    await using store = await freshStore();
    const broken = { ...store, chores: () => Promise.reject(new Error("gone")) };
    const { done, logged, lookAt } = choresOn(broken);
    await lookAt(at("10:00"));
    expect([done, logged]).toEqual([[], ["cannot see what is to be done"]]);
  });
});

describe("a scheduled backup", () => {
  const makeIn = (here: Awaited<ReturnType<typeof storeInFile>>, folder: string, log: Log = silentLog) => {
    const settings = { folder, every: hourly, keep: 2 } as const;
    return (time: string, signal = running()) =>
      makeScheduledBackup({ settings, databaseUrl: here.url, clock: { now: () => at(time) }, log, signal });
  };

  test("is named by its time; the newest are kept, and what is not ours", async () => {
    await using here = await storeInFile();
    const folder = join(here.folder, "backups");
    await mkdir(folder);
    await writeFile(join(folder, "wirefold-notes.db"), "mine");
    const make = makeIn(here, folder);
    const sizes = [await make("10:00"), await make("11:00"), await make("12:00")];
    expect((await readdir(folder)).sort()).toEqual([
      "wirefold-2026-11-20T110000Z.db",
      "wirefold-2026-11-20T120000Z.db",
      "wirefold-notes.db",
    ]);
    const last = await check(join(folder, "wirefold-2026-11-20T120000Z.db"));
    expect([String(last.bytes), last.held.entries]).toEqual([sizes[2], 10]);
  });

  test("is kept, and so are the newest, where others were made while the clock was hours ahead", async () => {
    await using here = await storeInFile();
    const folder = join(here.folder, "backups");
    await mkdir(folder);
    const make = makeIn(here, folder);
    const kept = async () => (await readdir(folder)).map((name) => name.slice(20, 24)).sort();
    for (const time of ["10:00", "18:00", "19:00"]) await make(time);
    expect(await kept()).toEqual(["1800", "1900"]);
    await make("11:00");
    expect(await kept()).toEqual(["1100", "1900"]);
    await make("12:00");
    expect(await kept()).toEqual(["1100", "1200"]);
  });

  test("that cannot be written leaves the older ones, and says why", async () => {
    await using here = await storeInFile();
    const make = makeIn(here, join(here.path, "backups"));
    expect(await refusal(make("10:00"))).toBe(
      `UserError: Cannot back up to ${here.path}/backups: ${here.path} is no folder. Set backup.folder to a folder that this user may write to.`,
    );
  });

  test("that is stopped leaves nothing", async () => {
    await using here = await storeInFile();
    const folder = join(here.folder, "backups");
    await mkdir(folder);
    const stopping = new AbortController();
    const made = refusal(makeIn(here, folder)("10:00", stopping.signal));
    stopping.abort();
    expect(await made).toMatch(/The backup was stopped/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("the folder of scheduled backups", () => {
  test("will do where it can be made, or written to; trying that leaves nothing behind", async () => {
    await using here = await storeInFile();
    const before = await readdir(here.folder);
    expect(await folderFault(join(here.folder, "new/backups"))).toBeUndefined();
    expect(await folderFault(here.folder)).toBeUndefined();
    expect(await readdir(here.folder)).toEqual(before);
  });

  test.each([
    ["is a file", (here: string) => join(here, "wirefold.db"), /wirefold\.db is no folder\./],
    ["lies in a file", (here: string) => join(here, "wirefold.db/a/b"), /wirefold\.db is no folder\./],
    ["can be made by nobody", () => "/proc/x/y", /no folder can be made at \/proc\/x\./],
  ])("that %s will not do", async (_name, folderIn, found) => {
    await using here = await storeInFile();
    const folder = folderIn(here.folder);
    const said = (await folderFault(folder)) ?? "";
    expect(said).toMatch(found);
    expect(said.startsWith(`Cannot back up to ${folder}: `)).toBe(true);
    expect(said).toMatch(/ Set backup\.folder to a folder that this user may write to\.$/);
  });

  test.skipIf(process.getuid?.() === 0)("that this user may not write to will not do", async () => {
    await using here = await storeInFile();
    const folder = join(here.folder, "locked");
    await mkdir(folder, { mode: 0o500 });
    expect(await folderFault(folder)).toMatch(/: this user may not write there\. Set backup\.folder/);
  });
});
