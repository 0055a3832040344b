import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { Store, StoryQuery } from "../../src/store/store.ts";
import { type FreshDatabase, freshDatabase, query } from "../support/postgres.ts";

let fresh: FreshDatabase;
let store: Store;

beforeAll(async () => {
  fresh = await freshDatabase();
  await query(fresh.url, manyEntries);
  store = await openStore(fresh.url);
}, 120_000);

afterAll(async () => {
  await store.close();
  await fresh[Symbol.asyncDispose]();
});

/**
 * Enough for each way to a search's stories: two entries a story, in the order of their ids; but the third story, of an old
 * id, is first reported after all others. Every entry holds "common", every fourth "often", every fortieth "usual", and two of
 * each twenty-five "middling", which is neither quickly found by its list nor by its entries.
 */
const manyEntries = `
  insert into feeds (url, position, category, fetch_url, host, state, next_poll_at, next_poll_reason, polling, entry_count)
  select 'https://' || name || '.example/feed', id, name, '', name, 'ok', 0, '', '{}', 40000
  from unnest(array['large', 'small']) with ordinality as f (name, id);
  create temporary table made as
    select id, (id + 1) / 2 as story, case when id in (5, 6) then 90000000 else id * 1000 end as shown_at,
      case when id % 5000 = 0 then 2 else 1 end as feed,
      'common' || case when id % 4 = 0 or id = 5 then ' often' else ' seldom' end
        || case when id % 25 < 2 or id = 5 then ' middling' else '' end || case when id % 40 = 0 then ' usual' else '' end || case when id % 4000 = 0 then ' rare' else '' end as words
    from generate_series(1, 40000) as id;
  insert into entries (id, feed_id, content_hash, title, authors, categories, enclosures, first_seen_at, shown_at, story_id, layer, reason, placed_order)
  overriding system value
    select id, feed, '', words, '[]', '[]', '[]', shown_at, shown_at, story, 'own', '{"text":""}', id from made order by id;
  insert into entry_words (entry_id, lexemes, lines)
    select id, array_to_tsvector(string_to_array(words, ' ')), ' ' || words || E' \\n  \\n  \\n  \\n  \\n  ' from made order by id;
  insert into stories (id, lead_entry_id, language, entry_count, coverage, first_report_at, last_report_at, updated_at, news_at, rank)
    select story, min(id), 'en', 2, 1, min(shown_at), max(shown_at), 0, 0, (story * 7919) % 20011 from made group by story;
  analyze;`;

const page = (asked: Partial<StoryQuery>) => store.stories({ order: "latest", limit: 50, ...asked });

/** As they are told from all that there is. */
const expected = async (condition: string, order: StoryQuery["order"]): Promise<number[]> => {
  const rows = await query<{ id: string }>(
    fresh.url,
    `select id from stories s where exists (select 1 from entries e where e.story_id = s.id and ${condition})
     order by ${order === "top" ? "rank" : "first_report_at"} desc, id desc`,
  );
  return rows.map(({ id }) => Number(id));
};

const searches: Readonly<Record<string, string>> = {
  common: "true",
  often: "e.title like '% often%'",
  seldom: "e.title like '% seldom%'",
  usual: "e.title like '% usual%'",
  middling: "e.title like '% middling%'",
  rare: "e.title like '% rare%'",
  "common -often": "e.title not like '% often%'",
  '"often usual"': "e.title like '%often usual%'",
  '"common seldom"': "e.title like '%common seldom%'",
  '"seldom common"': "false",
  "category:small often": "e.feed_id = 2 and e.title like '% often%'",
  "category:large usual": "e.feed_id = 1 and e.title like '% usual%'",
  "category:small": "e.feed_id = 2",
  "after:1970-01-01 often": "e.title like '% often%'",
  "before:1970-01-01": "false",
};

describe.each(["latest", "top"] as const)("of a large store, by %s", (order) => {
  test.each(Object.keys(searches))("the first and the second page of %s", async (search) => {
    const all = await expected(searches[search]!, order);
    const first = await page({ order, search });
    expect(first.items.map(({ story }) => story.id)).toEqual(all.slice(0, 50));
    expect(first.next !== undefined).toBe(all.length > 50);
    if (first.next === undefined) return;
    const second = await page({ order, search, cursor: first.next });
    expect(second.items.map(({ story }) => story.id)).toEqual(all.slice(50, 100));
  });
});

test.each(Object.keys(searches))("how many stories of a large store %s finds", async (search) => {
  const all = await expected(searches[search]!, "latest");
  expect(await store.countFound({ search, atMost: 1001 })).toBe(Math.min(1001, all.length));
});

test("a search of a large store has the story of an old id that is reported last", async () => {
  const [first, second] = (await page({ search: "middling", limit: 2 })).items;
  expect([first?.story.id, second?.story.id]).toEqual([3, 20_000]);
});
