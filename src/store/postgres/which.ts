import type { Restriction } from "../../model/restriction.ts";
import type { Connection } from "./database.ts";
import { mutedTitles } from "./muted.ts";
import type { Parameters } from "./named-parameters.ts";
import { type SearchConditions, searchConditions } from "./search-conditions.ts";

/** Which rows of a list: parts of its `where`, and the values that they name. */
export type Which = Readonly<{ conditions: readonly string[]; parameters: Parameters }>;

const itsStory = "exists (select 1 from stories s where s.id = e.story_id";

/** What a reader has read all news up to; no row where there is no such reader. */
const watermarkOf = (reader: string): string => `select r.read_up_to from readers r where r.id = ${reader}`;

/**
 * That the story `s` is unread by the reader whom the parameter names: what its mark says, else whether it was news after
 * the watermark. Null where there is no such reader.
 */
export const isUnreadBy = (reader: string, watermark = `(${watermarkOf(reader)})`): string => `coalesce(
  (select case when m.is_unread = 1 then true when m.read_at >= s.news_at then false end
   from marks m where m.reader_id = ${reader} and m.story_id = s.id),
  s.news_at > ${watermark})`;

/** As a value of its own: so PostgreSQL knows how many stories were news since. */
async function watermarkFor(
  connection: Connection,
  { unreadBy }: Restriction,
): Promise<Readonly<{ readUpTo?: number | null }>> {
  if (unreadBy === undefined) return {};
  const row = await connection.get<{ read_up_to: number }>(watermarkOf(":unreadBy"), { unreadBy });
  return { readUpTo: row?.read_up_to ?? null };
}

/** What the entries `e`, of feeds `f`, of a list have in common; undefined where its search can find nothing. */
export async function whichEntries(connection: Connection, query: Restriction): Promise<Which | undefined> {
  const search = await searchOf(connection, query);
  if (!search) return undefined;
  const muted = query.muted && mutedTitles(query.muted);
  const conditions = [
    "e.story_id is not null",
    query.ids !== undefined && "e.id = any(:ids::bigint[])",
    ...ofTheEntry(query),
    ...(search.words.length > 0
      ? [`e.id in (select w.entry_id from entry_words w where ${search.words.join(" and ")})`]
      : []),
    ...search.others,
    query.minCoverage !== undefined && `${itsStory} and s.coverage >= :minCoverage)`,
    query.language !== undefined && `${itsStory} and s.language = :language)`,
    query.languages !== undefined && `${itsStory} and s.language = any(:languages::text[]))`,
    ...ofTheReader(query).map((condition) => `${itsStory} and ${condition})`),
    ...(muted ? [`not ${muted.isOf("e.id")}`, `${itsStory} and not ${muted.isOf("s.lead_entry_id")})`] : []),
  ];
  return {
    conditions: conditions.filter((condition) => condition !== false),
    parameters: {
      ...parametersOf(query),
      ...(await watermarkFor(connection, query)),
      ...search.parameters,
      ...muted?.parameters,
    },
  };
}

/** What is asked of one and the same entry of each story of a list. */
export type AskedOfEntry = Pick<SearchConditions, "words" | "others" | "isNarrow">;

/**
 * Which stories a list has. `conditions` say it all; `ofStory` leave out that there is such an entry, for who has found
 * the stories by their entries.
 */
export type WhichStories = Which & Readonly<{ ofStory: readonly string[]; ofEntry: AskedOfEntry }>;

/** What the stories `s` of a list have in common; undefined where its search can find nothing. */
export async function whichStories(
  connection: Connection,
  query: Restriction & Readonly<{ sagaOnce?: boolean }>,
): Promise<WhichStories | undefined> {
  const search = await searchOf(connection, query);
  if (!search) return undefined;
  const muted = query.muted && mutedTitles(query.muted);
  const ofFeeds = ofTheEntry(query);
  const ofEntry = {
    words: search.words,
    others: [...ofFeeds, ...search.others],
    isNarrow: search.isNarrow || ofFeeds.length > 0,
  };
  const ofStory = [
    query.ids !== undefined && "s.id = any(:ids::bigint[])",
    query.minCoverage !== undefined && "s.coverage >= :minCoverage",
    query.sagaOnce === true && standsForSaga(muted ? `not ${muted.isOf("n.lead_entry_id")}` : "true"),
    query.language !== undefined && "s.language = :language",
    query.languages !== undefined && "s.language = any(:languages::text[])",
    ...ofTheReader(query),
    ...search.ofStory,
    muted !== undefined && `not ${muted.isOf("s.lead_entry_id")}`,
  ].filter((condition) => condition !== false);
  return {
    conditions: isAsked(ofEntry) ? [...ofStory, `exists (${suchEntry(ofEntry)})`] : ofStory,
    ofStory,
    ofEntry,
    parameters: {
      ...parametersOf(query),
      ...(await watermarkFor(connection, query)),
      ...search.parameters,
      ...muted?.parameters,
    },
  };
}

const noSearch: SearchConditions = { words: [], others: [], ofStory: [], isNarrow: false, parameters: {} };

const searchOf = async (
  connection: Connection,
  { search }: Restriction,
): Promise<SearchConditions | undefined> =>
  search === undefined ? noSearch : searchConditions(connection, search);

const isAsked = ({ words, others }: AskedOfEntry): boolean => words.length + others.length > 0;

/** An entry of the story `s` that is all that is said of entries. */
export const suchEntry = (asked: AskedOfEntry): string =>
  `select 1 from entries e ${tablesOf(asked)} where ${["e.story_id = s.id", ...asked.others, ...asked.words].join(" and ")}`;

/** What the entries `e` are joined to. */
export const tablesOf = ({ words, others }: AskedOfEntry): string =>
  [
    ...(others.some((condition) => condition.includes("f.")) ? ["join feeds f on f.id = e.feed_id"] : []),
    ...(words.length > 0 ? ["join entry_words w on w.entry_id = e.id"] : []),
  ].join(" ");

/** What is asked of the entry `e`, of the feed `f`, but for its words. */
export const ofTheEntry = (query: Restriction): string[] =>
  [
    query.category !== undefined && "f.category = :category",
    query.categories !== undefined && "f.category = any(:categories::text[])",
    query.feedId !== undefined && "e.feed_id = :feedId",
    query.sourceUrls !== undefined && "f.url = any(:sourceUrls::text[])",
  ].filter((condition) => condition !== false);

/** What is said of the story `s` by who has read it, and when it was news. */
const ofTheReader = (query: Restriction): string[] =>
  [
    query.unreadBy !== undefined && isUnreadBy(":unreadBy", ":readUpTo::bigint"),
    query.starredBy !== undefined &&
      `s.id in (select story_id from marks where reader_id = :starredBy and starred_at is not null)`,
    query.newsAfter !== undefined && "s.news_at > :newsAfter",
    query.newsUpTo !== undefined && "s.news_at <= :newsUpTo",
  ].filter((condition) => condition !== false);

/** The values that `ofTheEntry` names, and others. */
export function parametersOf(query: Restriction): Parameters {
  const { ids, category, categories, feedId, sourceUrls, minCoverage, language, languages } = query;
  const { unreadBy, starredBy, newsAfter, newsUpTo } = query;
  return {
    ...(ids !== undefined && { ids }),
    ...(category !== undefined && { category }),
    ...(categories !== undefined && { categories }),
    ...(feedId !== undefined && { feedId }),
    ...(sourceUrls !== undefined && { sourceUrls }),
    ...(minCoverage !== undefined && { minCoverage }),
    ...(language !== undefined && { language }),
    ...(languages !== undefined && { languages }),
    ...(unreadBy !== undefined && { unreadBy }),
    ...(starredBy !== undefined && { starredBy }),
    ...(newsAfter !== undefined && { newsAfter: newsAfter.getTime() }),
    ...(newsUpTo !== undefined && { newsUpTo: newsUpTo.getTime() }),
  };
}

/** The stories whose leads' headlines hold a muted word; undefined where they hold no word. */
export function mutedStories(muted: readonly string[]): Which | undefined {
  const titles = mutedTitles(muted);
  return titles && { conditions: [`s.lead_entry_id in (${titles.entryIds})`], parameters: titles.parameters };
}

/** No later event of its saga that the list has stands above it. */
const standsForSaga = (shown: string): string => `not exists (
  with recursive later (id) as (
    select story_id from story_topics where earlier_id = s.id
    union select t.story_id from later join story_topics t on t.earlier_id = later.id
  )
  select 1 from later join stories n on n.id = later.id where n.rank > s.rank and ${shown})`;
