import type { Restriction } from "../../model/restriction.ts";
import { phrasesIn } from "../../base/search-query.ts";
import { type SearchConditions, searchConditions } from "./search-conditions.ts";
import { inScope } from "./search-expression.ts";

/** Which rows of a list: parts of its `where`, and the values that they name. */
export type Which = Readonly<{
  conditions: readonly string[];
  parameters: Readonly<Record<string, string | number>>;
}>;

const itsStory = "exists (select 1 from stories s where s.id = e.story_id";

/**
 * That the story `s` is unread by the reader whom the parameter names: what its mark says, else whether it was news after
 * the watermark. Null where there is no such reader.
 */
export const isUnreadBy = (reader: string): string => `coalesce(
  (select case when m.is_unread = 1 then true when m.read_at >= s.news_at then false end
   from marks m where m.reader_id = ${reader} and m.story_id = s.id),
  s.news_at > (select r.read_up_to from readers r where r.id = ${reader}))`;
const mutedTitles = "(select rowid from entry_search where entry_search match :muted)";

/** What the entries `e`, of feeds `f`, of a list have in common; undefined where its search can find nothing. */
export function whichEntries(
  query: Restriction,
  way: Extract<SearchWay, "found" | "walked"> = "found",
): Which | undefined {
  const search = query.search === undefined ? noSearch : searchConditions(query.search);
  if (!search) return undefined;
  const parameters: Which["parameters"] = {
    ...parametersOf(query),
    ...search.parameters,
    ...(search.match !== undefined && { match: search.match }),
  };
  const conditions = [
    "e.story_id is not null",
    query.ids !== undefined && "e.id in (select value from json_each(:ids))",
    ...ofTheEntry(query),
    // With a plus before it SQLite does not begin with the words.
    search.match !== undefined && `${way === "walked" ? "+" : ""}e.id in ${matching}`,
    ...search.others,
    query.minCoverage !== undefined && `${itsStory} and s.coverage >= :minCoverage)`,
    query.language !== undefined && `${itsStory} and s.language = :language)`,
    query.languages !== undefined &&
      `${itsStory} and s.language in (select value from json_each(:languages)))`,
    ...ofTheReader(query).map((condition) => `${itsStory} and ${condition})`),
    ...(parameters["muted"] === undefined
      ? []
      : [`e.id not in ${mutedTitles}`, `${itsStory} and s.lead_entry_id not in ${mutedTitles})`]),
  ];
  return { conditions: conditions.filter((condition) => condition !== false), parameters };
}

const noSearch: SearchConditions = { others: [], ofStory: [], isNarrow: false, parameters: {} };
/** The ids of the entries with the words. */
const matching = "(select rowid from entry_search where entry_search match :match)";
/** The same of the entries from `:lowest` to `:highest`. */
export const matchingBetween = `(select rowid from entry_search where entry_search match :match
    and rowid between cast(:lowest as integer) and cast(:highest as integer))`;

/**
 * How a search finds stories. `found`: all that match are read first. `listed`: the entries with the words are given
 * (`:listed`). `gathered`: so are those of which holds what else is asked (`:asked`). `walked`: the list is gone through in
 * its order, and each story looked at. `stretched`: the same of stories whose entries have ids from `:lowest` to `:highest`.
 */
export type SearchWay = "found" | "listed" | "gathered" | "walked" | "stretched";

/** What the stories `s` of a list have in common; undefined where its search can find nothing. */
export function whichStories(
  query: Restriction & Readonly<{ sagaOnce?: boolean }>,
  way: SearchWay = "found",
): Which | undefined {
  const search = query.search === undefined ? noSearch : searchConditions(query.search);
  if (!search) return undefined;
  const { match, parameters: own } = search;
  const parameters: Which["parameters"] = {
    ...parametersOf(query),
    ...own,
    ...(match !== undefined && way !== "listed" && { match }),
  };
  const isMuting = parameters["muted"] !== undefined;
  const conditions = [
    query.ids !== undefined && "s.id in (select value from json_each(:ids))",
    query.minCoverage !== undefined && "s.coverage >= :minCoverage",
    query.sagaOnce === true && standsForSaga(isMuting ? `n.lead_entry_id not in ${mutedTitles}` : "true"),
    query.language !== undefined && "s.language = :language",
    query.languages !== undefined && "s.language in (select value from json_each(:languages))",
    ...ofTheReader(query),
    ...search.ofStory,
    hasSuchEntry(query, search, way),
    isMuting && `s.lead_entry_id not in ${mutedTitles}`,
  ].filter((condition) => condition !== false);
  return { conditions, parameters: way === "gathered" ? namedIn(conditions, parameters) : parameters };
}

/** Without those that nothing names: what led to the entries is asked no more. */
export function namedIn(conditions: readonly string[], parameters: Which["parameters"]): Which["parameters"] {
  const named = new Set(conditions.join(" ").match(/(?<=:)\w+/g));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => named.has(name)));
}

/** That one entry of the story is all that is said of entries. */
function hasSuchEntry(query: Restriction, search: SearchConditions, way: SearchWay): string | false {
  const conditions = entryConditions(query, search);
  const feeds = conditions.some((condition) => condition.includes("f."))
    ? "join feeds f on f.id = e.feed_id"
    : "";
  const from = `${feeds} where`;
  const all = (...own: readonly string[]) => [...own, ...conditions].join(" and ");
  const found = way === "stretched" ? matchingBetween : matching;
  const words = search.match === undefined ? [] : [`+e.id in ${found}`];
  if (way === "gathered" && query.search === undefined)
    // From index to index: what stands beside the texts is found without reading over them.
    return `s.id in (select w.story_id from entries e ${feeds}
      cross join entries w indexed by entries_searched on w.id = e.id where ${all("w.story_id is not null")})`;
  if (way === "gathered") {
    const ids = "select value from json_each(:asked)";
    // The words are read once and each entry looked for among those: with the plus, SQLite does not begin anew for each.
    const found =
      search.match === undefined ? `(${ids})` : `${matchingBetween.slice(0, -1)} and +rowid in (${ids}))`;
    return `s.id in (select w.story_id from entries w indexed by entries_searched
      where w.story_id is not null and w.id in ${found})`;
  }
  if (way === "walked" || way === "stretched" || search.match === undefined) {
    const isAll = words.length + conditions.length === 0;
    return !isAll && `exists (select 1 from entries e ${from} ${all("e.story_id = s.id", ...words)})`;
  }
  const [place, id, match] =
    way === "listed"
      ? ["json_each(:listed) w", "w.value", []]
      : ["entry_search w", "w.rowid", ["w.entry_search match :match"]];
  return `s.id in (select e.story_id from ${place} cross join entries e indexed by entries_searched on e.id = ${id}
    ${from} ${all("e.story_id is not null", ...match)})`;
}

/** What is asked of an entry besides its words. */
export const entryConditions = (query: Restriction, search: SearchConditions): string[] => [
  ...ofTheEntry(query),
  ...search.others,
];

/** What is asked of the entry `e`, of the feed `f`, but for its words. */
export const ofTheEntry = (query: Restriction): string[] =>
  [
    query.category !== undefined && "f.category = :category",
    query.categories !== undefined && "f.category in (select value from json_each(:categories))",
    query.feedId !== undefined && "e.feed_id = :feedId",
    query.sourceUrls !== undefined && "f.url in (select value from json_each(:sourceUrls))",
  ].filter((condition) => condition !== false);

/** What is said of the story `s` by who has read it, and when it was news. */
const ofTheReader = (query: Restriction): string[] =>
  [
    query.unreadBy !== undefined && isUnreadBy(":unreadBy"),
    query.starredBy !== undefined &&
      `s.id in (select story_id from marks where reader_id = :starredBy and starred_at is not null)`,
    query.newsAfter !== undefined && "s.news_at > :newsAfter",
    query.newsUpTo !== undefined && "s.news_at <= :newsUpTo",
  ].filter((condition) => condition !== false);

/** The values that `ofTheEntry` names. */
export const entryParameters = ({
  category,
  categories,
  feedId,
  sourceUrls,
}: Restriction): Which["parameters"] => ({
  ...(category !== undefined && { category }),
  ...(categories !== undefined && { categories: JSON.stringify(categories) }),
  ...(feedId !== undefined && { feedId }),
  ...(sourceUrls !== undefined && { sourceUrls: JSON.stringify(sourceUrls) }),
});

function parametersOf(query: Restriction): Which["parameters"] {
  const { ids, minCoverage, language, languages } = query;
  const { unreadBy, starredBy, newsAfter, newsUpTo } = query;
  const muted = query.muted === undefined ? undefined : titleExpression(query.muted);
  return {
    ...(ids !== undefined && { ids: JSON.stringify(ids) }),
    ...entryParameters(query),
    ...(minCoverage !== undefined && { minCoverage }),
    ...(language !== undefined && { language }),
    ...(languages !== undefined && { languages: JSON.stringify(languages) }),
    ...(muted !== undefined && { muted }),
    ...(unreadBy !== undefined && { unreadBy }),
    ...(starredBy !== undefined && { starredBy }),
    ...(newsAfter !== undefined && { newsAfter: newsAfter.getTime() }),
    ...(newsUpTo !== undefined && { newsUpTo: newsUpTo.getTime() }),
  };
}

/** The stories whose leads' headlines hold a muted word; undefined where they hold no word. */
export function mutedStories(muted: readonly string[]): Which | undefined {
  const expression = titleExpression(muted);
  if (expression === undefined) return undefined;
  return { conditions: [`s.lead_entry_id in ${mutedTitles}`], parameters: { muted: expression } };
}

/** An FTS5 expression that finds the titles with one of these words or phrases; undefined where they hold no word. */
function titleExpression(muted: readonly string[]): string | undefined {
  const phrases = phrasesIn(muted);
  return phrases.length === 0 ? undefined : inScope("title", phrases);
}

/** No later event of its saga that the list has stands above it. */
const standsForSaga = (shown: string): string => `not exists (
  with recursive later (id) as (
    select story_id from story_topics where earlier_id = s.id
    union select t.story_id from later join story_topics t on t.earlier_id = later.id
  )
  select 1 from later join stories n on n.id = later.id where n.rank > s.rank and ${shown})`;
