type Rows = (sql: string) => Promise<readonly object[]> | readonly object[];

/** What holds in every store at every moment, whatever was killed: each as the rows that break it. The same SQL for every engine. */
const invariants: Readonly<Record<string, string>> = {
  "every entry's story is there":
    "select id from entries e where story_id is not null and not exists (select 1 from stories s where s.id = e.story_id)",
  "an entry that has a story has its place in the order, and the other way round":
    "select id from entries where (story_id is null) <> (placed_order is null)",
  "no two entries were placed at once":
    "select placed_order from entries where placed_order is not null group by placed_order having count(*) > 1",
  "a story's lead is in it":
    "select s.id from stories s left join entries e on e.id = s.lead_entry_id where e.story_id is null or e.story_id <> s.id",
  "a story has as many entries as it says":
    "select s.id from stories s where s.entry_count <> (select count(*) from entries e where e.story_id = s.id)",
  // The first report that was known stays the first, whatever earlier one a feed brings later.
  "a story's latest report is as late as it says": `select s.id from stories s
     join (select story_id, max(shown_at) as last from entries group by story_id) e on e.story_id = s.id
     where s.last_report_at <> e.last or s.first_report_at > e.last`,
  "a story has no more outlets than entries":
    "select id from stories where coverage > entry_count or coverage < 1",
  "a merged story leads to one that is there":
    "select m.id from merged_stories m where not exists (select 1 from stories s where s.id = m.into_id)",
  "a merged story is none any more": "select m.id from merged_stories m join stories s on s.id = m.id",
  "a feed has as many entries as it says":
    "select f.id from feeds f where f.entry_count <> (select count(*) from entries e where e.feed_id = f.id)",
  "an entry is known by a key": `select e.id from entries e
     where not exists (select 1 from entry_keys k where k.entry_id = e.id and k.feed_id = e.feed_id)`,
  "no publisher's item is there twice":
    "select feed_id, guid from entries where guid is not null group by feed_id, guid having count(*) > 1",
  "no mark is of a story that ended":
    "select m.story_id from marks m where not exists (select 1 from stories s where s.id = m.story_id)",
};

/** What of it does not hold: each with the first rows that show it; empty where all is well. */
export async function brokenInvariants(rows: Rows): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(invariants)) {
    const found = await rows(`${sql} limit 3`);
    if (found.length > 0) broken.push(`${name}: ${JSON.stringify(found)}`);
  }
  return broken;
}
