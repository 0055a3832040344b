import type { Restriction } from "../../model/restriction.ts";
import type { Database } from "./database.ts";
import { whichStories } from "./which.ts";

/** How many stories of a list there are; counts to `atMost` and no further. */
export function countStories(
  database: Database,
  { atMost, ...query }: Readonly<{ atMost: number }> & Restriction,
): number {
  // What is news comes by its index, however much was read before; what is unread by hand is looked up.
  if (query.unreadBy === undefined) return count(database, query, [], atMost);
  const fresh = count(database, query, [`s.news_at > ${watermark}`], atMost);
  const byHand = `s.news_at <= ${watermark} and s.id in (${unreadByHand})`;
  return fresh + count(database, query, [byHand], atMost - fresh);
}

function count(
  database: Database,
  query: Restriction,
  conditions: readonly string[],
  atMost: number,
): number {
  const which = whichStories(query);
  if (!which || atMost <= 0) return 0;
  const all = [...conditions, ...which.conditions];
  const row = database.get<{ found: number }>(
    `select count(*) as found from (
       select 1 from stories s ${all.length > 0 ? `where ${all.join(" and ")}` : ""} limit :atMost)`,
    { ...which.parameters, atMost },
  );
  return row?.found ?? 0;
}

const watermark = "(select r.read_up_to from readers r where r.id = :unreadBy)";
const unreadByHand = "select m.story_id from marks m where m.reader_id = :unreadBy and m.is_unread = 1";

/** More than so many are seldom all read one by one: then the list's own order finds unread ones soon. */
const few = 2000;

/**
 * Where few stories are news to a reader: a condition by which these are looked through instead of the whole list in its
 * order, most of which may be read.
 */
export function newsOfFew(database: Database, readerId: number): string | undefined {
  const ids = `select n.id from stories n where n.news_at > ${watermark} union all ${unreadByHand}`;
  const row = database.get<{ found: number }>(
    `select count(*) as found from (select 1 from (${ids}) limit :most)`,
    { unreadBy: readerId, most: few + 1 },
  );
  return (row?.found ?? 0) > few ? undefined : `s.id in (${ids})`;
}
