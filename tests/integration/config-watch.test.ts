import { rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Facts, Log } from "../../src/base/log.ts";
import { loadSettings } from "../../src/config/load.ts";
import { watchSettings } from "../../src/config/watch.ts";
import type { Settings } from "../../src/model/settings.ts";
import { until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const config = (title: string, more: object = {}) =>
  JSON.stringify({ title, sources: [{ url: "https://example.org/feed" }], ...more });

/** A config file under watch, and what was said of it. */
async function watchedFile() {
  const folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, config("first"));
  const events: { level: string; event: string; facts: Facts }[] = [];
  const note =
    (level: string) =>
    (event: string, facts: Facts = {}) =>
      void events.push({ level, event, facts });
  const log: Log = { error: note("error"), warn: note("warn"), info: note("info"), debug: note("debug") };
  const changes: Settings[] = [];
  const settings = watchSettings({ path, initial: await loadSettings(path), log, intervalMs: 50 });
  const unsubscribe = settings.onChange((changed) => changes.push(changed));
  return {
    path,
    settings,
    events,
    changes,
    unsubscribe,
    title: () => settings.current().site.title,
    [Symbol.asyncDispose]: async () => {
      await settings.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const untilTitle = async (watched: { title(): string }, title: string) => {
  await until(`the title is ${title}`, 5000, () => watched.title() === title || undefined);
  expect(watched.title()).toBe(title);
};

test("a valid change is in force, and is told once", async () => {
  await using watched = await watchedFile();
  await writeFile(watched.path, config("second"));
  await untilTitle(watched, "second");
  expect(watched.changes.map(({ site }) => site.title)).toEqual(["second"]);
  expect(watched.settings.fault()).toBeUndefined();
});

test("another password is a change, and is not told", async () => {
  await using watched = await watchedFile();
  const sources = (password: string) => [{ url: `https://ann:${password}@example.org/feed` }];
  for (const password of ["s3same-one", "s3same-two"]) {
    await writeFile(watched.path, config(password.slice(-3), { sources: sources(password) }));
    await untilTitle(watched, password.slice(-3));
  }
  const logins = watched.changes.map(({ fetch }) => Object.values(fetch.access ?? {})[0]?.headers);
  expect(new Set(logins.map((headers) => headers?.["authorization"])).size).toBe(2);
  expect(watched.changes.map(({ sources: [source] }) => source?.url)).toEqual([
    "https://example.org/feed",
    "https://example.org/feed",
  ]);
  expect(JSON.stringify(watched.events)).not.toContain("s3same");
});

test("editors that write another file and rename it are followed, again and again", async () => {
  await using watched = await watchedFile();
  for (const title of ["second", "third"]) {
    await writeFile(`${watched.path}~`, config(title));
    await rename(`${watched.path}~`, watched.path);
    await untilTitle(watched, title);
  }
  expect(watched.changes).toHaveLength(2);
});

test("editors that empty the file before they write it are no fault", async () => {
  await using watched = await watchedFile();
  await truncate(watched.path);
  await new Promise((resolve) => setTimeout(resolve, 150)); // seen empty at least once
  await writeFile(watched.path, config("second"));
  await untilTitle(watched, "second");
  expect(watched.events.map(({ event }) => event)).toEqual(["config changed"]);
});

test("a broken file is reported with every fault by its path, and the last good one stays", async () => {
  await using watched = await watchedFile();
  await writeFile(watched.path, config("second", { polling: { every: "soon" }, views: 1 }));
  await until("the fault is known", 5000, () => watched.settings.fault());
  expect(watched.settings.fault()).toMatch(/has 2 faults:\n {2}polling\.every: .*\n {2}views: /);
  expect(watched.title()).toBe("first");
  expect(watched.changes).toEqual([]);
  const [report] = watched.events;
  expect(report).toMatchObject({
    level: "warn",
    event: "config is broken; the last good one stays in force",
  });
  expect(report?.facts["faults"]).toHaveLength(3);

  await writeFile(watched.path, config("third"));
  await untilTitle(watched, "third");
  expect(watched.settings.fault()).toBeUndefined();
});

test("going back to what is in force ends the fault without a change", async () => {
  await using watched = await watchedFile();
  await writeFile(watched.path, "{");
  await until("the fault is known", 5000, () => watched.settings.fault());
  await writeFile(watched.path, config("first"));
  await until("the fault is gone", 5000, () => watched.settings.fault() === undefined || undefined);
  expect(watched.events.at(-1)?.event).toBe("config is whole again");
  expect(watched.changes).toEqual([]);
});

test("a deleted file is a fault until it comes back", async () => {
  await using watched = await watchedFile();
  await rm(watched.path);
  await until("the fault is known", 5000, () => watched.settings.fault());
  expect(watched.settings.fault()).toMatch(/there is no such file/);
  expect(watched.title()).toBe("first");
  await writeFile(watched.path, config("second"));
  await untilTitle(watched, "second");
});

test("a change between reading and watching is not missed", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, config("first"));
  const initial = await loadSettings(path);
  await writeFile(path, config("second"));
  const silent: Log = { error() {}, warn() {}, info() {}, debug() {} };
  const settings = watchSettings({ path, initial, log: silent, intervalMs: 60_000 });
  await untilTitle({ title: () => settings.current().site.title }, "second");
  expect(settings.fault()).toBeUndefined();
  await settings.stop();
});

test("who has unsubscribed hears nothing, and after stop nothing is read", async () => {
  await using watched = await watchedFile();
  watched.unsubscribe();
  await writeFile(watched.path, config("second"));
  await untilTitle(watched, "second");
  expect(watched.changes).toEqual([]);
  await watched.settings.stop();
  await writeFile(watched.path, config("third"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(watched.title()).toBe("second");
});
