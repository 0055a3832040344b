import type { Connection } from "./database.ts";

/**
 * Before `from` ends in `into`: what was read of both is read, else the story is unread to whom either was; it is starred
 * by whom either was. News to anybody is news in the story that it went into. No change of marks is taken back there.
 */
export async function mergeMarks(connection: Connection, from: number, into: number): Promise<void> {
  const stories = { from, into };
  // Of a reader whose row says nothing the watermark decides, and it goes on to decide: by the later news of the two.
  await connection.run(
    `insert into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select r.id, :into,
       case when (f.is_unread = 1 or i.is_unread = 1
           or (select news_at from stories where id = :from) > greatest(r.read_up_to, f.read_at)
           or (select news_at from stories where id = :into) > greatest(r.read_up_to, i.read_at))
         then null else greatest(f.read_at, i.read_at) end,
       greatest(f.is_unread, i.is_unread, 0), least(f.starred_at, i.starred_at), 0
     from readers r
       left join marks f on f.reader_id = r.id and f.story_id = :from
       left join marks i on i.reader_id = r.id and i.story_id = :into
     where r.id in (select reader_id from marks where story_id in (:from, :into))
     on conflict (reader_id, story_id) do update set read_at = excluded.read_at, is_unread = excluded.is_unread,
       starred_at = excluded.starred_at, change_id = 0`,
    stories,
  );
  await connection.run("delete from marks where story_id = :from", { from });
  await connection.run(
    `update stories set news_at = greatest(stories.news_at, gone.news_at)
     from stories gone where stories.id = :into and gone.id = :from`,
    stories,
  );
}

/**
 * Before these entries move: a story that they open begins with the marks of the story that most of them leave, which goes
 * on with its own.
 */
export async function copyMarks(
  connection: Connection,
  moves: readonly Readonly<{ entryId: number; storyId: number }>[],
): Promise<void> {
  await connection.run(
    `with sources (opened, source, entries) as (
       select moved.story_id, e.story_id, count(*)
       from unnest(:entryIds::bigint[], :storyIds::bigint[]) as moved (entry_id, story_id)
         join entries e on e.id = moved.entry_id
       where e.story_id is not null and not exists (select 1 from stories s where s.id = moved.story_id)
       group by moved.story_id, e.story_id
     ), origins (opened, source) as (
       select distinct on (opened) opened, source from sources order by opened, entries desc, source
     )
     insert into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select m.reader_id, origins.opened, m.read_at, m.is_unread, m.starred_at, 0
     from origins join marks m on m.story_id = origins.source
     on conflict do nothing`,
    { entryIds: moves.map(({ entryId }) => entryId), storyIds: moves.map(({ storyId }) => storyId) },
  );
}
