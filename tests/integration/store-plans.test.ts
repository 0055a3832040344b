import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/store/sqlite/database.ts";
import { createEntryStore } from "../../src/store/sqlite/entries.ts";
import { createStatusStore } from "../../src/store/sqlite/feed-status.ts";
import { createMarkStore } from "../../src/store/sqlite/marks.ts";
import { openFile, openSqliteStore } from "../../src/store/sqlite/open.ts";
import { createStoryQueries } from "../../src/store/sqlite/story-queries.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

type Asked = Readonly<{ sql: string; plan: readonly string[] }>;
type Parts = ReturnType<typeof partsOf>;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;

beforeAll(async () => {
  folder = await temporaryFolder();
  const path = `${folder.path}/wirefold.db`;
  await publishOne(path);
  database = openFile(path);
  addMany(database);
});

afterAll(async () => {
  database.close();
  await folder[Symbol.asyncDispose]();
});

const first = { order: "top", limit: 1 } as const;
const latest = { order: "latest", limit: 1 } as const;
const cases: Readonly<Record<string, (parts: Parts) => Promise<unknown>>> = {
  "the front page": ({ stories }) => stories.stories(first),
  "the latest": ({ stories }) => stories.stories(latest),
  "what is unread, by rank": ({ stories }) => stories.stories({ ...first, unreadBy: 1 }),
  "what is unread, the latest": ({ stories }) => stories.stories({ ...latest, unreadBy: 1 }),
  "what is unread, where little is": ({ stories }) => stories.stories({ ...latest, unreadBy: 2 }),
  "a large category": ({ stories }) => stories.stories({ ...first, category: "World" }),
  "a small category": ({ stories }) => stories.stories({ ...first, category: "Sport" }),
  "a source": ({ stories }) => stories.stories({ ...latest, feedId: 2 }),
  "a story": ({ stories }) => stories.story(1),
  "the names of the categories": ({ stories }) => stories.categories(),
  "a search": ({ stories }) => stories.stories({ ...latest, search: "harbour" }),
  "a search by rank": ({ stories }) => stories.stories({ ...first, search: "harbour" }),
  "a search of a source": ({ stories }) => stories.stories({ ...latest, search: "source:large" }),
  "a search of a category": ({ stories }) => stories.stories({ ...latest, search: "category:world harbour" }),
  "how many a search finds": ({ stories }) => stories.countFound({ search: "harbour", atMost: 1000 }),
  "how many a search of some days finds": ({ stories }) =>
    stories.countFound({ search: "after:7d harbour", atMost: 1000 }),
  "the entries of a feed": ({ entries }) => entries.entriesOfFeed({ feedId: 1, limit: 50 }),
  "the latest entries": ({ entries }) => entries.latestEntries({ limit: 50 }),
  "entries without a place": ({ entries }) => entries.ungroupedEntries(500),
  "how many are unread": ({ marks }) => marks.countUnread({ readerId: 1, atMost: 1000 }),
  "the newest news": ({ marks }) => marks.newestNewsAt(),
  "how the feeds do": ({ status }) => status.feedCounts(),
};

/** SQLite plans without statistics: what it does with this store it does with one of a million entries. */
describe("what pages ask of SQLite is found by indexes", () => {
  test.each(Object.entries(cases))("%s", async (_, ask) => {
    const asked = await plansOf(ask);
    expect(asked.length).toBeGreaterThan(0);
    for (const { sql, plan } of asked)
      expect(
        plan.filter((step) => readsWholeTable.test(step)),
        sql,
      ).toEqual([]);
  });
});

describe("a list that is gone through in its order is not sorted", () => {
  test.each([
    "the front page",
    "the latest",
    "what is unread, by rank",
    "what is unread, the latest",
    "a large category",
    "the entries of a feed",
    "the latest entries",
  ])("%s", async (name) => {
    const asked = await plansOf(cases[name]!);
    const lists = asked.filter(({ sql }) => / desc limit :limit/.test(sql));
    expect(lists.length).toBeGreaterThan(0);
    for (const { plan } of lists) expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });
});

/** As it lies, and not by an index: of what there are hundreds of thousands. */
const readsWholeTable = /^SCAN (?:entries|stories|marks|entry_keys|[esmnw])$/;

async function plansOf(ask: (parts: Parts) => Promise<unknown>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const note = (sql: string, parameters?: Parameters<Database["all"]>[1]) => {
    const steps = database.all<{ detail: string }>(`explain query plan ${sql}`, parameters);
    asked.push({ sql, plan: steps.map(({ detail }) => detail) });
  };
  await ask(
    partsOf({
      ...database,
      all: (sql, parameters) => {
        note(sql, parameters);
        return database.all(sql, parameters);
      },
      get: (sql, parameters) => {
        note(sql, parameters);
        return database.get(sql, parameters);
      },
    }),
  );
  return asked;
}

const partsOf = (database: Database) => ({
  stories: createStoryQueries(database),
  entries: createEntryStore(database),
  marks: createMarkStore(database),
  status: createStatusStore(database),
});

/** A story of a source that is to look large, and one of another; a reader of nothing, and one of nearly everything. */
async function publishOne(path: string): Promise<void> {
  const store = await openSqliteStore(path);
  const [large, small] = ["https://large.example/feed", "https://small.example/feed"];
  const sources = [source(large, { category: "World" }), source(small, { category: "Sport" })];
  await store.syncSources(sources, at("10:00"));
  for (const [index, url] of [large, small].entries())
    await savePoll(store, url, [parsedEntry({ key: url, title: `A harbour ${index}` })]);
  await groupBy(store, (title) => 1 + Number(/\d/.exec(title)?.[0]));
  for (const readerId of [(await store.addReader(at("12:00"))).id, (await store.addReader(at("12:00"))).id])
    if (readerId === 2) await store.markAllRead({ readerId, asOf: at("11:00"), at: at("12:00") });
  await store.close();
}

/** More stories than any way to a list goes through in vain; they stand below the first two and are never shown. */
function addMany(database: Database): void {
  database.exec(`
    insert into stories (id, lead_entry_id, language, entry_count, coverage, first_report_at, last_report_at, updated_at, news_at, rank)
    with recursive number (n) as (select 3 union all select n + 1 from number where n < 25000)
    select n, 1, 'en', 1, 1, n, n, n, n, -n from number;
    update feeds set entry_count = 25000 where category = 'World';
  `);
}
