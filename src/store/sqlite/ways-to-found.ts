import type { Restriction } from "../../model/restriction.ts";
import type { StoryQuery } from "../story-store.ts";
import type { Database } from "./database.ts";
import { type SearchConditions, searchConditions } from "./search-conditions.ts";
import type { Way } from "./unread.ts";
import { entryConditions, entryParameters, matching } from "./which.ts";

/** Entries with the words, newest ids first, as JSON. */
type Listed = Readonly<{ count: number; low: number; listed: string }>;

/** So many of the newest entries with the words mostly hold a page of stories. */
const newest = 1000;
/** So many where those do not: of feeds that are asked a few times a day the newest reports come late. */
const moreOfThem = 10_000;
/** Entries gone through to find out how far back those reach. */
const mostPassed = 200_000;
/** Up to so many are read and sorted in a time that nobody notices. */
const few = 5000;

/** Whether more entries have the words than are read to their end. */
export function isCommonSearch(database: Database, typed: string): boolean {
  const match = searchConditions(typed)?.match;
  if (match === undefined) return false;
  const row = database.get<{ count: number }>(
    `select count(*) as count from
       (select 1 from entry_search where entry_search match :match limit :newest)`,
    { match, newest },
  );
  return (row?.count ?? 0) >= newest;
}

/**
 * The ways to find the stories of a search, each tried where the one before did not fill the page: a common word must not
 * be read to its end for the fifty newest, nor the list for a rare one.
 */
export function* waysToFound(database: Database, query: StoryQuery & { search: string }): Generator<Way> {
  const search = searchConditions(query.search);
  if (!search) return;
  const { match } = search;
  if (match !== undefined)
    for (const most of query.order === "latest" ? [newest, moreOfThem] : [newest]) {
      const row = listNewest(database, match, most);
      if (!row || row.count === 0) return;
      const way: Way = { how: "listed", parameters: { listed: row.listed }, isSorted: true, isWhole: true };
      if (row.count < most) return yield way;
      if (query.order === "latest") yield* newestFound(database, way, row.low);
    }
  const isFew = isAskedOfFew(database, query, search);
  yield isFew ? { how: "gathered", isSorted: true, isWhole: true } : { how: "walked", isWhole: true };
}

const listNewest = (database: Database, match: string, most: number): Listed | undefined =>
  database.get<Listed>(
    `select count(*) as count, min(rowid) as low, json_group_array(rowid) as listed from
       (select rowid from entry_search where entry_search match :match order by rowid desc limit :most)`,
    { match, most },
  );

/**
 * Entries with the words and an id below `low` are all shown by the instant at which the latest of them is. So the first
 * reports of their stories are no later, and what of the others' is later is whole.
 */
function* newestFound(database: Database, listed: Way, low: number): Generator<Way> {
  const { last } = database.get<{ last: number }>("select max(id) as last from entries") ?? { last: 0 };
  if (last - low > mostPassed) return;
  const row = database.get<{ shown_at: number }>(
    `select shown_at from entries indexed by entries_latest
     where story_id is not null and id < :low order by shown_at desc limit 1`,
    { low },
  );
  const parameters = { ...listed.parameters, certainAfter: row?.shown_at ?? -1 };
  yield { ...listed, condition: "s.first_report_at > :certainAfter", parameters, isWhole: false };
}

/** Whether what is asked of entries besides their words leaves few of them. */
function isAskedOfFew(database: Database, query: Restriction, search: SearchConditions): boolean {
  const conditions = entryConditions(query, search);
  if (conditions.length === 0) return false;
  const feeds = conditions.some((condition) => condition.includes("f."))
    ? "join feeds f on f.id = e.feed_id"
    : "";
  const isByIndex = search.isNarrow || conditions.length > search.others.length;
  // What is asked of feeds alone is counted from their index, with the few that have no place yet.
  const isOfFeeds = isByIndex && !conditions.some((condition) => /e\.(?!feed_id|id)/.test(condition));
  const placed = isOfFeeds ? [] : ["e.story_id is not null"];
  const row = database.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from entries e ${isByIndex ? "" : "indexed by entries_searched"} ${feeds}
       where ${[...placed, ...conditions].join(" and ")} limit :limit)`,
    { ...entryParameters(query), ...search.parameters, limit: few + 1 },
  );
  return (row?.count ?? 0) <= few;
}

/** How many stories have an entry that matches; no more than `atMost` are counted. */
export function countMatches(database: Database, typed: string, atMost: number): number {
  const search = searchConditions(typed);
  if (!search) return 0;
  const { match, others, parameters } = search;
  const conditions = ["e.story_id is not null", ...others];
  // The newest first: what is asked besides is mostly asked of those.
  const isByWords = match !== undefined && !isAskedOfFew(database, {}, search);
  if (match !== undefined && !isByWords) conditions.push(`+e.id in ${matching}`);
  const from = isByWords
    ? "(select rowid from entry_search where entry_search match :match order by rowid desc) w cross join entries e indexed by entries_searched on e.id = w.rowid"
    : "entries e";
  const row = database.get<{ found: number }>(
    `select count(*) as found from (
       select distinct e.story_id from ${from} where ${conditions.join(" and ")} limit :atMost)`,
    { ...parameters, ...(match !== undefined && { match }), atMost },
  );
  return row?.found ?? 0;
}
