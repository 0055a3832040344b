import type { Restriction } from "../../model/restriction.ts";
import { placeBefore } from "../cursor.ts";
import type { StoryQuery } from "../story-store.ts";
import type { Database } from "./database.ts";
import { type SearchConditions, searchConditions } from "./search-conditions.ts";
import type { Way } from "./unread.ts";
import { entryConditions, entryParameters, matchingBetween, namedIn, type Which } from "./which.ts";

/** Entries with the words, newest ids first, as JSON. */
type Listed = Readonly<{ count: number; low: number; listed: string }>;

/** So many of the newest entries with the words mostly hold a page of stories. */
const newest = 1000;
/** So many where those do not: of feeds that are asked a few times a day the newest reports come late. */
const moreOfThem = 10_000;
/** Entries gone through to find out how far back those reach. */
const mostPassed = 200_000;
/** Where several words are to stand together, even a few entries take long to find: the newest are looked through first. */
const looked = [5000, 25_000, 100_000];
/** Stories of a list that are looked at, in its order, before all entries with the words are: those take 90 ms of 400,000. */
const stretches = [400, 4000];
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
  if (match !== undefined) {
    if (query.order === "latest" && isOfSeveralWords(match)) yield* lookedThrough(database, match);
    for (const most of query.order === "latest" ? [newest, moreOfThem] : [newest]) {
      const list = listNewest(database, { match, most });
      if (!list || list.count === 0) return;
      if (list.count < most) return yield { ...asWay(list), isWhole: true };
      if (query.order === "latest") yield* newestFound(database, list);
    }
  }
  const asked = listAsked(database, query, search);
  if (asked) {
    const { asked: ids, ...between } = asked;
    const parameters = { asked: ids, ...(match !== undefined && between) };
    return yield { how: "gathered", parameters, isSorted: true, isWhole: true };
  }
  if (match !== undefined) yield* stretchesOf(database, inOrderOf(query, search));
  yield { how: "walked", isWhole: true };
}

/** A phrase, or words that must all be there: what FTS5 reads several lists for. */
const isOfSeveralWords = (match: string): boolean => / AND |"[^" ]+ [^"]+"/.test(match);

/** FTS5 skips to a number only where it is whole by its type: bound, all are floating. */
const listNewest = (
  database: Database,
  { match, most, from = 0 }: Readonly<{ match: string; most: number; from?: number }>,
): Listed | undefined =>
  database.get<Listed>(
    `select count(*) as count, min(rowid) as low, json_group_array(rowid) as listed from
       (select rowid from entry_search where entry_search match :match and rowid >= cast(:from as integer)
        order by rowid desc limit :most)`,
    { match, most, from },
  );

const asWay = ({ listed }: Listed) =>
  ({ how: "listed", parameters: { listed }, isSorted: true }) as const satisfies Partial<Way>;

function* lookedThrough(database: Database, match: string): Generator<Way> {
  const last = lastId(database);
  for (const many of looked) {
    if (last <= many) return;
    const from = last - many + 1;
    const list = listNewest(database, { match, most: newest, from });
    if (!list || list.count === newest) return;
    yield* newestFound(database, { ...list, low: from });
  }
}

const lastId = (database: Database): number =>
  database.get<{ last: number | null }>("select max(id) as last from entries")?.last ?? 0;

/**
 * Entries with the words and an id below `low` are all shown by the instant at which the latest of them is. So the first
 * reports of their stories are no later, and what of the others' is later is whole.
 */
function* newestFound(database: Database, list: Listed): Generator<Way> {
  const { low } = list;
  if (lastId(database) - low > mostPassed) return;
  const row = database.get<{ shown_at: number }>(
    `select shown_at from entries indexed by entries_latest
     where story_id is not null and id < :low order by shown_at desc limit 1`,
    { low },
  );
  const way = asWay(list);
  const parameters = { ...way.parameters, certainAfter: row?.shown_at ?? -1 };
  yield { ...way, condition: "s.first_report_at > :certainAfter", parameters, isWhole: false };
}

type Stretched = Readonly<{ id: number; place: number }>;

/** A list of stories `s` in its order, from where it begins. */
type InOrder = Readonly<{
  place: "s.rank" | "s.first_report_at" | "s.id";
  goes: "desc" | "asc";
  conditions: readonly string[];
  parameters: Which["parameters"];
}>;

function inOrderOf(query: StoryQuery, search: SearchConditions): InOrder {
  const place = query.order === "top" ? "s.rank" : "s.first_report_at";
  const [before, beforeId] = placeBefore(query);
  const isBegun = before !== undefined && beforeId !== undefined;
  const conditions = [...search.ofStory, ...(isBegun ? [`(${place}, s.id) < (:before, :beforeId)`] : [])];
  const parameters = { ...search.parameters, ...(isBegun && { before, beforeId }) };
  return { place, goes: "desc", conditions, parameters: namedIn(conditions, parameters) };
}

/** Of the list's next stories all entries have ids between two: only those with the words between them are read. */
function* stretchesOf(database: Database, { place, goes, conditions, parameters }: InOrder): Generator<Way> {
  for (const many of stretches) {
    const stories = database.all<Stretched>(
      `select s.id, ${place} as place from stories s
       ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
       order by ${place} ${goes}, s.id ${goes} limit :many`,
      { ...parameters, many },
    );
    const end = stories.at(-1);
    if (!end) return;
    const ids = database.get<{ lowest: number; highest: number }>(
      `select min(e.id) as lowest, max(e.id) as highest from entries e
       where e.story_id in (select value from json_each(:ids))`,
      { ids: JSON.stringify(stories.map(({ id }) => id)) },
    );
    yield {
      how: "stretched",
      condition: `(${place}, s.id) ${goes === "desc" ? ">=" : "<="} (:endPlace, :endId)`,
      parameters: { lowest: 0, highest: 0, ...ids, endPlace: end.place, endId: end.id },
      isWhole: stories.length < many,
    };
  }
}

/** The same for a list by ids: `conditions` are what it is cut by. */
export function* waysToIds(
  database: Database,
  query: Restriction,
  { from, conditions, parameters }: Readonly<{ from: "highest" | "lowest" }> & Which,
): Generator<Way> {
  const { search } = query;
  const isCommon = search !== undefined && query.ids === undefined && isCommonSearch(database, search);
  if (isCommon) {
    const goes = from === "highest" ? "desc" : "asc";
    yield* stretchesOf(database, { place: "s.id", goes, conditions, parameters });
  }
  yield { isWhole: true };
}

/** The ids of some entries, as JSON, and between which they lie. */
type Asked = Readonly<{ asked: string; lowest: number; highest: number }>;

/** The entries that are left by what is asked of them besides their words, where they are few. */
function listAsked(database: Database, query: Restriction, search: SearchConditions): Asked | undefined {
  const conditions = entryConditions(query, search);
  if (conditions.length === 0) return undefined;
  const feeds = conditions.some((condition) => condition.includes("f."))
    ? "join feeds f on f.id = e.feed_id"
    : "";
  const isByIndex = search.isNarrow || conditions.length > search.others.length;
  // What is asked of feeds alone is told from their index, with the few that have no place yet.
  const isOfFeeds = isByIndex && !conditions.some((condition) => /e\.(?!feed_id|id)/.test(condition));
  const placed = isOfFeeds ? [] : ["e.story_id is not null"];
  const row = database.get<Asked & { count: number }>(
    `select count(*) as count, coalesce(min(id), 0) as lowest, coalesce(max(id), 0) as highest,
       json_group_array(id) as asked from (
         select e.id from entries e ${isByIndex ? "" : "indexed by entries_searched"} ${feeds}
         where ${[...placed, ...conditions].join(" and ")} limit :limit)`,
    { ...entryParameters(query), ...search.parameters, limit: few + 1 },
  );
  if (!row || row.count > few) return undefined;
  const { count: _, ...asked } = row;
  return asked;
}

/** How many stories have an entry that matches; no more than `atMost` are counted. */
export function countMatches(database: Database, typed: string, atMost: number): number {
  const search = searchConditions(typed);
  if (!search) return 0;
  const { match, others, parameters } = search;
  const { asked, ...between } = listAsked(database, {}, search) ?? {};
  const isInFew = asked !== undefined && match !== undefined;
  const conditions = [
    "e.story_id is not null",
    ...others,
    ...(isInFew ? [`+e.id in ${matchingBetween}`] : []),
  ];
  const from =
    asked === undefined ? entriesOf(search) : entriesWith("select value as id from json_each(:asked)");
  const row = database.get<{ found: number }>(
    `select count(*) as found from (
       select distinct e.story_id from ${from} where ${conditions.join(" and ")} limit :atMost)`,
    {
      ...parameters,
      ...(match !== undefined && { match }),
      ...(asked !== undefined && { asked }),
      ...(isInFew && between),
      atMost,
    },
  );
  return row?.found ?? 0;
}

/** The entries that are gone through until enough stories were found: the newest first, which mostly are asked for. */
function entriesOf({ match, others }: SearchConditions): string {
  if (match !== undefined)
    return entriesWith(
      "select rowid as id from entry_search where entry_search match :match order by rowid desc",
    );
  const isSince = others.some((condition) => condition.startsWith("e.shown_at >="));
  const isOfFeeds = others.some((condition) => condition.includes("e.feed_id"));
  // By itself SQLite begins with the oldest stories; of feeds it has an index.
  return isSince && !isOfFeeds ? "entries e indexed by entries_latest" : "entries e";
}

const entriesWith = (ids: string): string =>
  `(${ids}) w cross join entries e indexed by entries_searched on e.id = w.id`;
