import type { Database } from "./database.ts";

/**
 * Before `from` ends in `into`: what was read of both is read, else the story is unread to whom either was; it is starred
 * by whom either was. News to anybody is news in the story that it went into. No change of marks is taken back there.
 */
export function mergeMarks(database: Database, from: number, into: number): void {
  const stories = { from, into };
  // Of a reader whose row says nothing the watermark decides, and it goes on to decide: by the later news of the two.
  database.run(
    `insert into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select r.id, :into,
       case when (f.is_unread = 1 or i.is_unread = 1
           or (select news_at from stories where id = :from) > max(r.read_up_to, coalesce(f.read_at, 0))
           or (select news_at from stories where id = :into) > max(r.read_up_to, coalesce(i.read_at, 0)))
         then null else nullif(max(coalesce(f.read_at, 0), coalesce(i.read_at, 0)), 0) end,
       max(coalesce(f.is_unread, 0), coalesce(i.is_unread, 0)),
       coalesce(min(f.starred_at, i.starred_at), f.starred_at, i.starred_at), 0
     from readers r
       left join marks f on f.reader_id = r.id and f.story_id = :from
       left join marks i on i.reader_id = r.id and i.story_id = :into
     where r.id in (select reader_id from marks where story_id in (:from, :into))
     on conflict (reader_id, story_id) do update set read_at = excluded.read_at, is_unread = excluded.is_unread,
       starred_at = excluded.starred_at, change_id = 0`,
    stories,
  );
  database.run("delete from marks where story_id = :from", { from });
  database.run(
    `update stories set news_at = max(news_at, coalesce((select news_at from stories where id = :from), 0))
     where id = :into`,
    stories,
  );
}

/**
 * Before these entries move: a story that they open begins with the marks of the story that most of them leave, which goes
 * on with its own.
 */
export function copyMarks(
  database: Database,
  moves: readonly Readonly<{ entryId: number; storyId: number }>[],
): void {
  database.run(
    `with moved (entry_id, story_id) as (select value ->> 0, value ->> 1 from json_each(:moves)),
       sources (opened, source, entries) as (
         select moved.story_id, e.story_id, count(*) from moved join entries e on e.id = moved.entry_id
         where e.story_id is not null and not exists (select 1 from stories s where s.id = moved.story_id)
         group by moved.story_id, e.story_id),
       origins (opened, source) as (
         select opened, min(source) from sources o
         where entries = (select max(entries) from sources where opened = o.opened) group by opened)
     insert or ignore into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select m.reader_id, origins.opened, m.read_at, m.is_unread, m.starred_at, 0
     from origins join marks m on m.story_id = origins.source`,
    { moves: JSON.stringify(moves.map(({ entryId, storyId }) => [entryId, storyId])) },
  );
}

/** Of stories that are dropped. */
export const dropMarks = (database: Database, storyIds: string): void =>
  void database.run("delete from marks where story_id in (select value from json_each(:storyIds))", {
    storyIds,
  });
