import { dayMs } from "../../base/duration.ts";
import type { SearchDay } from "../../base/search-days.ts";
import { type SearchGroup, type SearchTest, planSearch } from "../search-plan.ts";
import { inScope, isOfWords, matchExpression } from "./search-expression.ts";

/** A search in SQL. */
export type SearchConditions = Readonly<{
  /** An FTS5 expression that an entry's words fulfil; absent where no words are wanted. */
  match?: string;
  /** What must hold besides for the same entry `e`, with the values that it names. */
  others: readonly string[];
  /** What follows for the story `s`: the first of its reports is no later than any. */
  ofStory: readonly string[];
  /** Whether an index leads to the entries of which `others` hold. */
  isNarrow: boolean;
  parameters: Readonly<Record<string, string | number>>;
}>;

/** Undefined where it can find nothing. */
export function searchConditions(typed: string): SearchConditions | undefined {
  const plan = planSearch(typed);
  if (!plan) return undefined;
  const words = plan.filter(isOfWords);
  const match = matchExpression(words);
  const values: Record<string, string | number> = {};
  const bind = (value: string | number) => {
    const name = `search${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  // Unwanted words are part of `match`, where there is one.
  const groups = match === undefined ? plan : plan.filter((group) => !isOfWords(group));
  const others = groups.map((group) => groupCondition(group, bind));
  return {
    ...(match !== undefined && { match }),
    others,
    ofStory: others
      .filter((_, at) => groups[at] && isEnd(groups[at]))
      .map((condition) => condition.replaceAll("e.shown_at", "s.first_report_at")),
    isNarrow: groups.some((group) => !group.isUnwanted && group.anyOf.every(({ kind }) => narrow.has(kind))),
    parameters: values,
  };
}

const isEnd = ({ anyOf, isUnwanted }: SearchGroup): boolean =>
  !isUnwanted && anyOf.every(({ kind }) => kind === "before");

/** What an index leads to. */
const narrow = new Set<SearchTest["kind"]>(["source", "category", "after", "before"]);

type Bind = (value: string | number) => string;

function groupCondition({ anyOf, isUnwanted }: SearchGroup, bind: Bind): string {
  const tests = anyOf.map((test) => testCondition(test, bind));
  const any = tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" or ")})`;
  // What an entry does not say (its language) is not what is unwanted.
  return isUnwanted ? `not coalesce(${any}, false)` : any;
}

function testCondition(test: SearchTest, bind: Bind): string {
  switch (test.kind) {
    case "words":
      return foundByWords(inScope(test.scope, [test.phrase]), bind);
    case "source": {
      const phrase = bind(JSON.stringify(test.phrase));
      const feeds = `select id from feeds where source_holds(${phrase}, name, title, url)`;
      return `(e.feed_id in (${feeds}) or ${foundByWords(inScope("outlet", [test.phrase]), bind)})`;
    }
    case "category": {
      const phrase = bind(JSON.stringify(test.phrase));
      return `e.feed_id in (select id from feeds where category is not null and category_is(${phrase}, category))`;
    }
    case "lang":
      // Their letters have no case to `like`.
      return `(e.language like ${bind(test.language)} or e.language like ${bind(`${test.language}-%`)})`;
    case "after":
      return `e.shown_at >= ${dayIn(test.day, bind)}`;
    case "before":
      return `e.shown_at < ${dayIn(test.day, bind)}`;
  }
}

const foundByWords = (expression: string, bind: Bind): string =>
  `e.id in (select rowid from entry_search where entry_search match ${bind(expression)})`;

/** Days that are said from now on are reckoned from the newest report: so the same store gives the same answer. */
const dayIn = (day: SearchDay, bind: Bind): string =>
  day.kind === "on"
    ? bind(day.at.getTime())
    : `((select max(shown_at) from entries where story_id is not null) / ${dayMs} - ${bind(day.days)}) * ${dayMs}`;
