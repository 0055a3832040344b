import type { ReaderStore } from "../reader-store.ts";
import { holdCounter } from "./counters.ts";
import type { Connection } from "./database.ts";

/** Stories and rows of a reader that are looked at in a night. What is left is looked at in the next. */
const mostLooked = 20_000;

type Query = Parameters<ReaderStore["settleMarks"]>[0];

/** Answers the last reader it came to; undefined where there was none. Within a transaction; nothing is news meanwhile. */
export async function settleMarks(
  connection: Connection,
  { after, limit, changedBefore }: Query,
): Promise<number | undefined> {
  await holdCounter(connection, "placement");
  const readers = await connection.all<{ id: number }>(
    "select id from readers where id > :after order by id limit :limit for no key update",
    { after, limit },
  );
  for (const { id } of readers) await settleReader(connection, id, changedBefore);
  return readers.at(-1)?.id;
}

async function settleReader(connection: Connection, readerId: number, changedBefore: Date): Promise<void> {
  await connection.run("delete from mark_changes where reader_id = :readerId and made_at < :changedBefore", {
    readerId,
    changedBefore: changedBefore.getTime(),
  });
  // A watermark that can still go back: neither may it go elsewhere, nor may marks be missing that it covers now.
  const moved = await connection.get(
    "select id from mark_changes where reader_id = :readerId and read_up_to_after is not null limit 1",
    { readerId },
  );
  if (moved) return;
  await raiseWatermark(connection, readerId);
  await dropNeedless(connection, readerId);
}

const watermark = "(select read_up_to from readers where id = :readerId)";
const canBeUndone = "m.change_id in (select id from mark_changes where reader_id = :readerId)";

/**
 * To just before the first story that is unread, or whose mark can be taken back, or that is not looked at this night: what
 * was grouped at once is news at one instant, of which all or none is read by the watermark.
 */
async function raiseWatermark(connection: Connection, readerId: number): Promise<void> {
  const news = `select n.id, n.news_at from stories n where n.news_at > ${watermark} order by n.news_at`;
  const isRead = `exists (select 1 from marks m where m.reader_id = :readerId and m.story_id = n.id
    and (m.is_unread = 1 or m.read_at >= n.news_at) and not ${canBeUndone})`;
  await connection.run(
    `update readers set read_up_to = greatest(read_up_to, (
       select max(news_at) from stories where news_at < coalesce(
         (select news_at from (${news} limit :most) as n where not ${isRead} order by news_at limit 1),
         (select news_at from (${news} limit 1 offset :most) as n),
         :never)
     )) where id = :readerId`,
    { readerId, most: mostLooked, never: Number.MAX_SAFE_INTEGER },
  );
}

/** Rows that say no more than the watermark does. */
const dropNeedless = (connection: Connection, readerId: number) =>
  connection.run(
    `delete from marks where reader_id = :readerId and story_id in (
       select m.story_id from marks m left join stories s on s.id = m.story_id
       where m.reader_id = :readerId and m.starred_at is null and m.is_unread = 0 and not ${canBeUndone}
         and (m.read_at is null or s.id is null or s.news_at <= ${watermark})
       limit :most)`,
    { readerId, most: mostLooked },
  );
