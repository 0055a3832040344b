import { expect, test } from "vitest";
import { type Log, silentLog } from "../../src/base/log.ts";
import { doUpkeep } from "../../src/upkeep.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const url = "https://gazette.example/feed";
const dayMs = 86_400_000;
const retention = () => ({ keepMs: dayMs });
const stories = () => ({ windowMs: 5 * dayMs, granularity: "event" }) as const;
const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) =>
    parsedEntry({ key: `k${first + index}`, title: String(first + index) }),
  );

test("stories older than retention go, 20 at a time with a pause for others; newer ones stay", async () => {
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
  await doUpkeep({ store, retention, stories, clock, log: silentLog });
  expect(leftInPauses.slice(0, 3)).toEqual([433, 413, 393]);
  expect((await left()).sort()).toEqual([451, 452, 453]);
});

test("a clock that leaps hours ahead has dropped what was about to go, and set back drops and brings back nothing", async () => {
  await using store = await freshStore();
  await store.syncSources([source(url)], at("06:00"));
  await savePoll(store, url, numbered(1, 3), { fetchedAt: at("06:00") });
  await groupBy(store, Number);
  await savePoll(store, url, numbered(4, 6), { fetchedAt: at("20:00") });
  await groupBy(store, Number);
  const left = async () =>
    (await store.stories({ order: "latest", limit: 10 })).items.map(({ story }) => story.id).sort();
  const upkeepAt = (hours: number) => {
    const now = () => new Date(at("00:00").getTime() + hours * 3_600_000);
    return doUpkeep({ store, retention, stories, clock: { now, sleep: async () => {} }, log: silentLog });
  };
  await upkeepAt(24 + 4);
  expect(await left()).toEqual([1, 2, 3, 4, 5, 6]);
  await upkeepAt(24 + 4 + 5);
  expect(await left()).toEqual([4, 5, 6]);
  await upkeepAt(24 + 4);
  expect(await left()).toEqual([4, 5, 6]);
  expect(await savePoll(store, url, numbered(1, 6), { fetchedAt: at("23:00") })).toMatchObject({ added: 0 });
});

test("readers are dropped 400 days after they were last here; what others read one by one becomes a watermark", async () => {
  await using store = await freshStore();
  await store.syncSources([source(url)], at("06:00"));
  await savePoll(store, url, numbered(1, 3), { fetchedAt: at("06:00") });
  for (const id of [1, 2, 3]) await groupBy(store, () => id, { newsAt: at(`06:0${id}`), leadEntryId: id });
  const longAgo = new Date(at("06:00").getTime() - 401 * dayMs);
  const gone = [];
  for (let reader = 0; reader < 7; reader++) gone.push(await store.addReader(longAgo));
  const { id: readerId } = await store.addReader(at("06:00"));
  const mark = { readerId, storyIds: [1], act: "read", at: at("06:10") } as const;
  const change = await store.mark(mark);
  const clock = { now: () => new Date(at("06:00").getTime() + 2 * dayMs), sleep: async () => {} };
  await doUpkeep({ store, retention: () => ({ keepMs: 9 * dayMs }), stories, clock, log: silentLog });
  for (const { id } of gone) expect(await store.reader(id, at("06:00"))).toBeUndefined();
  expect(await store.reader(readerId, at("06:00"))).toBeDefined();
  expect(await store.undoMarks(readerId, change!.id)).toBe(false);
  expect(await store.countUnread({ readerId, atMost: 9 })).toBe(
    await store.countNews({ after: at("06:01"), atMost: 9 }),
  );
});

test("upkeep that is told to stop ends before its next slice", async () => {
  await using store = await freshStore();
  const stopping = new AbortController();
  const logged: string[] = [];
  const clock = { now: () => at("06:00"), sleep: async () => stopping.abort() };
  const log: Log = { ...silentLog, info: (event) => void logged.push(event) };
  const asked: string[] = [];
  const dropReaders = async () => asked.push("readers");
  await doUpkeep({
    store: { ...store, dropReaders },
    retention,
    stories,
    clock,
    log,
    signal: stopping.signal,
  });
  expect([asked, logged]).toEqual([[], []]);
});

test.each(["dropStories", "dropReaders", "settleMarks"] as const)(
  "a database that fails at %s ends upkeep, and whoever asked for it is told",
  async (name) => {
    await using store = await freshStore();
    const failing = { ...store, [name]: () => Promise.reject(new Error("disk I/O error")) };
    const clock = { now: () => at("06:00"), sleep: async () => {} };
    const upkeep = doUpkeep({ store: failing, retention, stories, clock, log: silentLog });
    await expect(upkeep).rejects.toThrow("disk I/O error");
  },
);
