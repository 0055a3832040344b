import type { Restriction } from "../../model/restriction.ts";
import type { StoryQuery } from "../story-store.ts";
import type { Database } from "./database.ts";
import { type SearchWay, whichStories } from "./which.ts";

const watermark = "(select r.read_up_to from readers r where r.id = :unreadBy)";
const unreadByHand = "select m.story_id from marks m where m.reader_id = :unreadBy and m.is_unread = 1";
/** The ids of all that is unread, from indexes alone: what was news since the watermark, and what was marked so by hand. */
const unreadIds = `select n.id from stories n where n.news_at > ${watermark} and not exists
    (select 1 from marks m where m.reader_id = :unreadBy and m.story_id = n.id and m.read_at >= n.news_at)
  union all ${unreadByHand}`;

/** How many stories of a list there are; counts to `atMost` and no further. */
export function countStories(
  database: Database,
  { atMost, ...query }: Readonly<{ atMost: number }> & Restriction,
): number {
  if (query.unreadBy === undefined) return count(database, query, [], atMost);
  // What is news comes by its index, however much was read before; what is unread by hand is looked up.
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

/**
 * A way to find a stretch of a list: a condition more, and whether what fulfils it is read first and sorted then (else the
 * list is gone through in its order). With `isWhole` nothing of the list is left out.
 */
export type Way = Readonly<{
  condition?: string;
  parameters?: Readonly<Record<string, string | number>>;
  isSorted?: true;
  isWhole: boolean;
  /** Of a search; absent, as `whichStories` does it by itself. */
  how?: SearchWay;
}>;

/** Up to so many unread stories are read and sorted in a time that nobody notices: 5 µs each. */
const few = 2000;
/** And so many where nothing else is quicker. */
const many = 10_000;
/** So much of a list is gone through before anything is counted: passing over a story that was read takes 0.4 µs. */
const near = 20_000;

/**
 * The ways to find what is unread, each tried where the one before did not fill the page. No way is quick for everybody:
 * in the order of the list all is passed over that was read; what is news since the watermark may be all there is.
 */
export function* waysToUnread(
  database: Database,
  { unreadBy, order }: Readonly<{ unreadBy: number }> & Pick<StoryQuery, "order">,
): Generator<Way> {
  const unread: Way = { condition: `s.id in (${unreadIds})`, isSorted: true, isWhole: true };
  if (isNewsOf(database, unreadBy, few)) return yield unread;
  const by = order === "top" ? "rank" : "first_report_at";
  const edge = database.get<{ edge: number; edgeId: number }>(
    `select ${by} as edge, id as edgeId from stories order by ${by} desc, id desc limit 1 offset :near`,
    { near },
  );
  if (!edge) return yield { isWhole: true };
  yield { condition: `(s.${by}, s.id) > (:edge, :edgeId)`, parameters: { ...edge }, isWhole: false };
  yield isUnreadOf(database, unreadBy, many) ? unread : { isWhole: true };
}

/** Where no more than that many stories are news to a reader: the condition by which these are looked through alone. */
export const newsOfFew = (database: Database, readerId: number): string | undefined =>
  isNewsOf(database, readerId, few) ? `s.id in (${unreadIds})` : undefined;

/** Whether no more than `most` stories were news since the watermark, or are unread by hand. */
const isNewsOf = (database: Database, readerId: number, most: number): boolean =>
  isNoMore(
    database,
    `select 1 from stories n where n.news_at > ${watermark} union all ${unreadByHand}`,
    readerId,
    most,
  );

/** Whether no more than `most` of these are unread. */
const isUnreadOf = (database: Database, readerId: number, most: number): boolean =>
  isNoMore(database, unreadIds, readerId, most);

function isNoMore(database: Database, rows: string, unreadBy: number, most: number): boolean {
  const row = database.get<{ found: number }>(`select count(*) as found from (${rows} limit :limit)`, {
    unreadBy,
    limit: most + 1,
  });
  return (row?.found ?? 0) <= most;
}
