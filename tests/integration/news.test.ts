import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { until } from "../support/program.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";

const feed = "https://one.example/feed";

/** Two processes on one database; `woken`: how often the second has heard of news. */
async function twoProcesses() {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await freshDatabase());
  const [one, two] = [await openStore(database.url), await openStore(database.url)];
  stack.defer(() => one.close());
  stack.defer(() => two.close());
  await one.syncSources([source(feed)], at("11:00"));
  let woken = 0;
  const news = await two.onNews(() => void (woken += 1));
  stack.defer(() => news.stop());
  const hears = (times: number) =>
    until(`it hears ${times} times`, 10_000, () => woken >= times || undefined);
  await hears(1); // that it hears at all
  return {
    url: database.url,
    one,
    news,
    woken: () => woken,
    hears,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test("a process hears that another has stored new entries, of many at once once, and nothing of what brings none", async () => {
  await using here = await twoProcesses();
  const entries = ["a", "b"].map((key) => parsedEntry({ key }));
  await savePoll(here.one, feed, entries.slice(0, 1));
  await savePoll(here.one, feed, entries);
  await here.hears(2);
  await savePoll(here.one, feed, entries);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(here.woken()).toBe(2);
});

test("whose connection was lost hears again, and is woken for what it may have missed", async () => {
  await using here = await twoProcesses();
  await query(
    here.url,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  await here.hears(2);
  await savePoll(here.one, feed, [parsedEntry({ key: "a" })]);
  await here.hears(3);
  expect(here.woken()).toBe(3);
});

test("who has stopped hears nothing any more, and a file tells nobody", async () => {
  await using here = await twoProcesses();
  await here.news.stop();
  const before = here.woken();
  await savePoll(here.one, feed, [parsedEntry({ key: "a" })]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(here.woken()).toBe(before);
  await using store = await freshStore();
  await (await store.onNews(() => expect.unreachable())).stop();
});
