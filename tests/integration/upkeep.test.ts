import { expect, test } from "vitest";
import { type Log, silentLog } from "../../src/base/log.ts";
import { dropOldStories } from "../../src/upkeep.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const url = "https://gazette.example/feed";
const dayMs = 86_400_000;
const keepMs = () => dayMs;
const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) =>
    parsedEntry({ key: `k${first + index}`, title: String(first + index) }),
  );

test("stories older than retention go, 200 at a time with a pause for others; newer ones stay", async () => {
  await using store = await freshStore();
  await store.syncSources([source(url)], at("06:00"));
  await savePoll(store, url, numbered(1, 450), { fetchedAt: at("06:00") });
  await groupBy(store, Number);
  await savePoll(store, url, numbered(451, 453), { fetchedAt: at("06:01") });
  await groupBy(store, Number);
  const left = async () =>
    (await store.stories({ order: "latest", limit: 1000 })).items.map(({ story }) => story.id);
  const leftInPauses: number[] = [];
  const clock = {
    now: () => new Date(at("06:01").getTime() + dayMs),
    sleep: async () => void leftInPauses.push((await left()).length),
  };
  await dropOldStories({ store, keepMs, clock, log: silentLog });
  expect(leftInPauses).toEqual([253, 53, 3]);
  expect((await left()).sort()).toEqual([451, 452, 453]);
});

test("a database that fails ends the night's upkeep with one word in the log", async () => {
  const logged: string[] = [];
  const log: Log = { ...silentLog, error: (event) => void logged.push(event) };
  const store = { dropStories: () => Promise.reject(new Error("disk I/O error")) };
  const clock = { now: () => at("06:00"), sleep: async () => {} };
  await dropOldStories({ store, keepMs, clock, log });
  expect(logged).toEqual(["nightly upkeep failed"]);
});
