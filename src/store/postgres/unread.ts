import type { Restriction } from "../../model/restriction.ts";
import type { StoryQuery } from "../story-store.ts";
import type { Connection } from "./database.ts";
import type { Way } from "./ways.ts";
import { type Which, whichStories } from "./which.ts";

/** Bound by `whichStories`, along with `:unreadBy`. */
const watermark = ":readUpTo::bigint";
const unreadByHand = "select m.story_id from marks m where m.reader_id = :unreadBy and m.is_unread = 1";
/** The ids of all that is unread: what was news since the watermark, and what was marked so by hand. */
const unreadIds = `select n.id from stories n where n.news_at > ${watermark} and not exists
    (select 1 from marks m where m.reader_id = :unreadBy and m.story_id = n.id and m.read_at >= n.news_at)
  union all ${unreadByHand}`;

/** How many stories of a list there are; counts to `atMost` and no further. */
export async function countStories(
  connection: Connection,
  { atMost, ...query }: Readonly<{ atMost: number }> & Restriction,
): Promise<number> {
  if (query.unreadBy === undefined) return count(connection, query, [], atMost);
  // What is news comes by its index, however much was read before; what is unread by hand is looked up.
  const fresh = await count(connection, query, [`s.news_at > ${watermark}`], atMost);
  const byHand = `s.news_at <= ${watermark} and s.id in (${unreadByHand})`;
  return fresh + (await count(connection, query, [byHand], atMost - fresh));
}

async function count(
  connection: Connection,
  query: Restriction,
  conditions: readonly string[],
  atMost: number,
): Promise<number> {
  const which = await whichStories(connection, query);
  if (!which || atMost <= 0) return 0;
  const all = [...conditions, ...which.conditions];
  const [row] = await connection.find<{ found: number }>(
    `select count(*) as found from (
       select 1 from stories s ${all.length > 0 ? `where ${all.join(" and ")}` : ""} limit :atMost) as found`,
    { ...which.parameters, atMost },
  );
  return row?.found ?? 0;
}

/** Up to so many unread stories are read and sorted in a time that nobody notices. */
const few = 2000;
/** And so many where nothing else is quicker. */
const many = 10_000;
/** So much of a list is gone through before anything is counted: passing over a story that was read costs little. */
const near = 20_000;

/**
 * The ways to find what is unread, each tried where the one before did not fill the page. No way is quick for everybody:
 * in the order of the list all is passed over that was read; what is news since the watermark may be all there is.
 */
export async function* waysToUnread(
  connection: Connection,
  which: Which,
  order: StoryQuery["order"],
): AsyncGenerator<Way> {
  const unread: Way = { condition: `s.id in (${unreadIds})`, isSorted: true, isWhole: true };
  if (await isNewsOf(connection, which, few)) return yield unread;
  const by = order === "top" ? "rank" : "first_report_at";
  const edge = await connection.get<{ edge: number; edgeId: number }>(
    `select ${by} as edge, id as "edgeId" from stories order by ${by} desc, id desc limit 1 offset :near`,
    { near },
  );
  if (!edge) return yield { isWhole: true };
  yield { condition: `(s.${by}, s.id) > (:edge, :edgeId)`, parameters: { ...edge }, isWhole: false };
  yield (await isUnreadOf(connection, which, many)) ? unread : { isWhole: true };
}

/** Where no more than that many stories are news to the reader of an unread list: that the story is one of them. */
export const newsOfFew = async (connection: Connection, which: Which): Promise<string | undefined> =>
  (await isNewsOf(connection, which, few)) ? `s.id in (${unreadIds})` : undefined;

/** Whether no more than `most` stories were news since the watermark, or are unread by hand. */
const isNewsOf = (connection: Connection, which: Which, most: number): Promise<boolean> =>
  isNoMore(
    connection,
    `select 1 from stories n where n.news_at > ${watermark} union all ${unreadByHand}`,
    which,
    most,
  );

/** Whether no more than `most` of these are unread. */
const isUnreadOf = (connection: Connection, which: Which, most: number): Promise<boolean> =>
  isNoMore(connection, unreadIds, which, most);

async function isNoMore(
  connection: Connection,
  rows: string,
  { parameters }: Which,
  most: number,
): Promise<boolean> {
  const [row] = await connection.find<{ found: number }>(
    `select count(*) as found from (${rows} limit :limit) as found`,
    { ...parameters, limit: most + 1 },
  );
  return (row?.found ?? 0) <= most;
}
