import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { Log } from "../../src/base/log.ts";
import { silentLog } from "../../src/base/log.ts";
import { indexOlder } from "../../src/index-older.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const migrations = resolve(import.meta.dirname, "../../src/store/sqlite/migrations");
const feed = "https://gazette.example/feed";

/** A database as the version before our own index left it, with so many entries, each a story of its own. */
function writeOlder(path: string, entries: number): void {
  const database = new DatabaseSync(path);
  const names = readdirSync(migrations).sort();
  for (const name of names.filter((each) => each < "0015"))
    database.exec(readFileSync(join(migrations, name), "utf8"));
  database.exec(`pragma user_version = 14; pragma application_id = 1466528357`);
  database
    .prepare(
      `insert into feeds (id, url, position, name, fetch_url, host, state, next_poll_at, next_poll_reason, polling)
       values (1, ?, 0, 'Gazette', ?, 'gazette.example', 'ok', 0, '', '{"validators":{},"failures":0,"notes":[]}')`,
    )
    .run(feed, feed);
  const entry = database.prepare(
    `insert into entries (id, feed_id, content_hash, title, authors, categories, enclosures, first_seen_at, shown_at,
       story_id, copy_group, layer, reason, placed_order)
     values (:id, 1, '', :title, '[]', '[]', '[]', :at, :at, :id, :id, 'first', '{"text":""}', :id)`,
  );
  const key = database.prepare("insert into entry_keys (feed_id, key, entry_id) values (1, ?, ?)");
  const words = database.prepare(
    "insert into entry_words (rowid, title, summary, body, outlet) values (?, ?, '', '', '')",
  );
  const story = database.prepare(
    `insert into stories (id, lead_entry_id, language, entry_count, coverage, first_report_at, last_report_at, updated_at, rank)
     values (:id, :id, 'en', 1, 1, :at, :at, :at, :id)`,
  );
  for (let id = 1; id <= entries; id += 1) {
    const title = `Harbour ${id}`;
    entry.run({ id, title, at: at("10:00").getTime() + id });
    key.run(`g:${id}`, id);
    words.run(id, title);
    story.run({ id, at: at("10:00").getTime() + id });
  }
  database.close();
}

test("an older database is searched at once, its newest entries first, and in the end in all it has", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "older.db");
  writeOlder(path, 250);
  await using store = await freshStore(`sqlite:${path}`);
  const found = (search: string) => store.countFound({ search, atMost: 999 });
  await store.syncSources([source(feed, { name: "Gazette" })], at("11:00"));
  await savePoll(store, feed, [parsedEntry({ key: "new", title: "Harbour, new" })]);
  expect(await found("harbour")).toBe(0);
  const counts: number[] = [];
  const clock = { now: () => at("12:00"), sleep: async () => void counts.push(await found("harbour")) };
  const said: string[] = [];
  const log: Log = { ...silentLog, info: (message) => void said.push(message) };
  await indexOlder({ store, clock, log, signal: new AbortController().signal });
  expect(counts).toEqual([50, 100, 150, 200, 250]);
  expect([await found("harbour"), await found("harbour 1"), await found("gazette harbour")]).toEqual([
    250, 1, 250,
  ]);
  expect(said).toEqual(["older entries are put into the search", "every entry can be searched for"]);
  expect(await store.indexOlder({ limit: 9 })).toBe(0);
});

test("what is edited or dropped before its turn is found by what it says then, and once", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "older.db");
  writeOlder(path, 5);
  await using store = await freshStore(`sqlite:${path}`);
  expect(await store.indexOlder({ limit: 2 })).toBe(4);
  await store.syncSources([source(feed, { name: "Gazette" })], at("11:00"));
  await savePoll(store, feed, [
    parsedEntry({ key: "3", title: "Harbour 3, ferry" }),
    parsedEntry({ key: "5", title: "Harbour 5, tram" }),
  ]);
  await store.dropStories({ before: new Date(at("10:00").getTime() + 3), limit: 9 });
  for (let left = 1; left > 0;) left = await store.indexOlder({ limit: 2 });
  const ids = (search: string) => store.entryIds({ search, from: "lowest", limit: 9 });
  expect([await ids("harbour"), await ids("ferry"), await ids("tram")]).toEqual([[3, 4, 5], [3], [5]]);
  expect(await store.countFound({ search: "source:gazette", atMost: 9 })).toBe(3);
});

test("the index goes on where it was stopped, and a fault is logged", async () => {
  const stopping = new AbortController();
  let asked = 0;
  const store = {
    indexOlder: async () => {
      asked += 1;
      if (asked === 2) stopping.abort();
      return 7;
    },
  };
  const clock = { now: () => at("12:00"), sleep: async () => {} };
  await indexOlder({ store, clock, log: silentLog, signal: stopping.signal });
  expect(asked).toBe(2);
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (message) => void errors.push(message) };
  const broken = { indexOlder: async () => Promise.reject(new Error("disk full")) };
  await indexOlder({ store: broken, clock, log, signal: new AbortController().signal });
  expect(errors).toEqual(["older entries could not be put into the search"]);
});
