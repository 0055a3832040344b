import type { SearchDay } from "../../base/search-days.ts";
import { dayMs } from "../../base/duration.ts";
import type { SearchPhrase } from "../../base/search-query.ts";
import {
  type SearchGroup,
  type SearchTest,
  type SourceNames,
  categoryIs,
  planSearch,
  sourceHolds,
} from "../search-plan.ts";
import type { Connection } from "./database.ts";
import type { Parameters } from "./named-parameters.ts";
import {
  createValues,
  either,
  holdsPhrase,
  holdsStretch,
  isStretch,
  type Values,
  wordsExpression,
} from "./search-expression.ts";

/** A search in SQL. */
export type SearchConditions = Readonly<{
  /** What must hold for the row `w` of an entry's words; none where no words are wanted. */
  words: readonly string[];
  /** What must hold besides for the same entry `e`. */
  others: readonly string[];
  /** What follows for the story `s`: the first of its reports is no later than any. */
  ofStory: readonly string[];
  /** Whether an index leads to the entries of which `others` hold. */
  isNarrow: boolean;
  parameters: Parameters;
}>;

type WordTest = Extract<SearchTest, { kind: "words" }>;
type WordGroup = Readonly<{ anyOf: readonly WordTest[]; isUnwanted: boolean }>;
type Parts = Readonly<{ values: Values; names: Names }>;

/** Undefined where it can find nothing. */
export async function searchConditions(
  connection: Connection,
  typed: string,
): Promise<SearchConditions | undefined> {
  const plan = planSearch(typed);
  if (!plan) return undefined;
  const parts = { values: createValues("search"), names: await namesFor(connection, plan) };
  const ofWords = plan.filter(isOfWords);
  const areWanted = ofWords.some(({ isUnwanted }) => !isUnwanted);
  // Words that are unwanted are asked of the row of those that are wanted, where there are any.
  const rest = areWanted ? plan.filter((group) => !isOfWords(group)) : plan;
  return {
    words: areWanted ? wordConditions(ofWords, parts.values) : [],
    others: rest.map((group) => groupCondition(group, parts)),
    ofStory: plan
      .filter(({ anyOf: tests, isUnwanted }) => !isUnwanted && tests.every(({ kind }) => kind === "before"))
      .map((group) => groupCondition(group, parts).replaceAll("e.shown_at", "s.first_report_at")),
    isNarrow: rest.some((group) => !group.isUnwanted && group.anyOf.every(({ kind }) => narrow.has(kind))),
    parameters: parts.values.parameters,
  };
}

/** What an index leads to. */
const narrow = new Set<SearchTest["kind"]>(["source", "category", "after", "before"]);

const isOfWords = (group: SearchGroup): group is WordGroup =>
  group.anyOf.every(({ kind }) => kind === "words");

/** One question to the index, and what it cannot answer: the order of words. */
function wordConditions(groups: readonly WordGroup[], values: Values): string[] {
  const hasStretch = ({ anyOf: tests }: WordGroup) => tests.some(({ phrase }) => isStretch(phrase));
  const asked = groups
    .filter((group) => !(group.isUnwanted && hasStretch(group)))
    .map(({ anyOf: tests, isUnwanted }) => {
      const any = either(tests.map(({ phrase, scope }) => wordsExpression(phrase, scope)));
      return isUnwanted ? `!${any}` : any;
    });
  const inOrder = groups.filter(hasStretch).map(({ anyOf: tests, isUnwanted }) => {
    const any = tests.map((test) => holdsInOrder(test, values)).join(" or ");
    return isUnwanted ? `not (${any})` : `(${any})`;
  });
  return [`w.lexemes @@ ${values.bind(asked.join(" & "))}::tsquery`, ...inOrder];
}

const holdsInOrder = ({ phrase, scope }: WordTest, values: Values): string =>
  (isStretch(phrase) ? holdsStretch : holdsPhrase)(phrase, { scope, values });

function groupCondition({ anyOf: tests, isUnwanted }: SearchGroup, parts: Parts): string {
  const any = tests.map((test) => testCondition(test, parts)).join(" or ");
  // What an entry does not say (its language) is not what is unwanted.
  return isUnwanted ? `not coalesce(${any}, false)` : `(${any})`;
}

function testCondition(test: SearchTest, { values, names }: Parts): string {
  switch (test.kind) {
    case "words":
      return `e.id in (${withWords(holdsPhrase(test.phrase, { scope: test.scope, values }))})`;
    case "source": {
      const feeds = values.bind(names.feedsOf(test.phrase));
      const inOutlet = withWords(holdsPhrase(test.phrase, { scope: "outlet", values }));
      // Together, not one or the other: an "or" of two indexes leads PostgreSQL through all entries.
      return `e.id in (select i.id from entries i where i.feed_id = any(${feeds}::bigint[]) union all ${inOutlet})`;
    }
    case "category": {
      const categories = values.bind(names.categoriesOf(test.phrase));
      return `e.feed_id in (select id from feeds where category = any(${categories}::text[]))`;
    }
    case "lang":
      return `split_part(lower(e.language), '-', 1) = ${values.bind(test.language)}`;
    case "after":
      return `e.shown_at >= ${dayIn(test.day, values)}`;
    case "before":
      return `e.shown_at < ${dayIn(test.day, values)}`;
  }
}

const withWords = (condition: string): string => `select w.entry_id from entry_words w where ${condition}`;

/** Days that are said from now on are reckoned from the newest report: so the same store gives the same answer. */
const dayIn = (day: SearchDay, values: Values): string =>
  day.kind === "on"
    ? `${values.bind(day.at.getTime())}::bigint`
    : `((select max(shown_at) from entries where story_id is not null) / ${dayMs} - ${values.bind(day.days)}::bigint) * ${dayMs}`;

/** What sources and categories are called is looked through here: PostgreSQL folds letters in other ways. */
type Names = Readonly<{
  feedsOf(phrase: SearchPhrase): readonly number[];
  categoriesOf(phrase: SearchPhrase): readonly string[];
}>;

async function namesFor(connection: Connection, plan: readonly SearchGroup[]): Promise<Names> {
  const kinds = new Set(plan.flatMap(({ anyOf: tests }) => tests.map(({ kind }) => kind)));
  const feeds = kinds.has("source")
    ? await connection.all<SourceNames & Readonly<{ id: number }>>("select id, name, title, url from feeds")
    : [];
  const categories = kinds.has("category")
    ? await connection.all<{ category: string }>(
        "select distinct category from feeds where category is not null",
      )
    : [];
  return {
    feedsOf: (phrase) => feeds.filter((feed) => sourceHolds(phrase, feed)).map(({ id }) => id),
    categoriesOf: (phrase) =>
      categories.map(({ category }) => category).filter((category) => categoryIs(phrase, category)),
  };
}
