import type { ReaderStore } from "../reader-store.ts";
import type { Database } from "./database.ts";

/** Stories that are looked at for a reader in a night: some 10 ms. What is left is looked at in the next. */
const mostLooked = 5000;

type Query = Parameters<ReaderStore["settleMarks"]>[0];

/** Answers the last reader it came to; undefined where there was none. */
export function settleMarks(database: Database, { after, limit, changedBefore }: Query): number | undefined {
  const readers = database.all<{ id: number }>(
    "select id from readers where id > :after order by id limit :limit",
    { after, limit },
  );
  for (const { id } of readers) settleReader(database, id, changedBefore);
  return readers.at(-1)?.id;
}

function settleReader(database: Database, readerId: number, changedBefore: Date): void {
  database.run("delete from mark_changes where reader_id = :readerId and made_at < :changedBefore", {
    readerId,
    changedBefore: changedBefore.getTime(),
  });
  // A watermark that can still go back: neither may it go elsewhere, nor may marks be missing that it covers now.
  const moved = database.get(
    "select id from mark_changes where reader_id = :readerId and read_up_to_after is not null limit 1",
    { readerId },
  );
  if (moved) return;
  raiseWatermark(database, readerId);
  dropNeedless(database, readerId);
}

const watermark = "(select read_up_to from readers where id = :readerId)";
const canBeUndone = "m.change_id in (select id from mark_changes where reader_id = :readerId)";

/**
 * To just before the first story that is unread, or whose mark can be taken back, or that is not looked at this night: what
 * was grouped at once is news at one instant, of which all or none is read by the watermark.
 */
function raiseWatermark(database: Database, readerId: number): void {
  const news = `select n.id, n.news_at from stories n where n.news_at > ${watermark} order by n.news_at`;
  const isRead = `exists (select 1 from marks m where m.reader_id = :readerId and m.story_id = n.id
    and (m.is_unread = 1 or m.read_at >= n.news_at) and not ${canBeUndone})`;
  database.run(
    `update readers set read_up_to = max(read_up_to, coalesce((
       select max(news_at) from stories where news_at < coalesce(
         (select news_at from (${news} limit :most) n where not ${isRead} order by news_at limit 1),
         (select news_at from (${news} limit 1 offset :most)),
         :never)
     ), 0)) where id = :readerId`,
    { readerId, most: mostLooked, never: Number.MAX_SAFE_INTEGER },
  );
}

/** Rows that say no more than the watermark does, of the stories that it has passed since they were dropped last. */
function dropNeedless(database: Database, readerId: number): void {
  const settled = "(select settled_up_to from readers where id = :readerId)";
  const end = database.get<{ end: number }>(
    `select min(${watermark}, coalesce((select n.news_at from stories n where n.news_at > ${settled}
       order by n.news_at limit 1 offset :most), :never)) as end`,
    { readerId, most: mostLooked, never: Number.MAX_SAFE_INTEGER },
  )?.end;
  const parameters = { readerId, end };
  database.run(
    `delete from marks as m where reader_id = :readerId and starred_at is null and is_unread = 0 and not ${canBeUndone}
       and story_id in (select id from stories where news_at > ${settled} and news_at <= :end)`,
    parameters,
  );
  database.run(
    "update readers set settled_up_to = max(settled_up_to, :end) where id = :readerId",
    parameters,
  );
}
