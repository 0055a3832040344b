import type { SearchPhrase } from "../../base/search-query.ts";
import { textFields } from "../search-index.ts";
import type { SearchGroup, SearchScope, SearchTest } from "../search-plan.ts";

type WordTest = Extract<SearchTest, { kind: "words" }>;
/** A group of which every test is of words: FTS5 alone can answer it. */
export type WordGroup = SearchGroup & Readonly<{ anyOf: readonly WordTest[] }>;

export const isOfWords = (group: SearchGroup): group is WordGroup =>
  group.anyOf.every(({ kind }) => kind === "words");

/** An FTS5 expression: of each wanted group one, and of the others none. Undefined where nothing is wanted. */
export function matchExpression(groups: readonly WordGroup[]): string | undefined {
  const wanted = groups.filter(({ isUnwanted }) => !isUnwanted).map(({ anyOf }) => anyExpression(anyOf));
  if (wanted.length === 0) return undefined;
  const unwanted = groups.filter(({ isUnwanted }) => isUnwanted).flatMap(({ anyOf }) => anyOf);
  const all = wanted.join(" AND ");
  return unwanted.length === 0 ? all : `(${all}) NOT ${anyExpression(unwanted)}`;
}

/** One of these. Those of one scope stand together: FTS5 reads their columns once. */
function anyExpression(tests: readonly WordTest[]): string {
  const parts = [...Map.groupBy(tests, ({ scope }) => scope)].map(([scope, own]) =>
    inScope(
      scope,
      own.map(({ phrase }) => phrase),
    ),
  );
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" OR ")})`;
}

export function inScope(scope: SearchScope | "outlet", phrases: readonly SearchPhrase[]): string {
  const any = `(${phrases.map(quoted).join(" OR ")})`;
  if (scope === "all") return any;
  return `{${scope === "text" ? textFields.join(" ") : scope}} : ${any}`;
}

/** As a quoted string nothing in it is syntax; several words in one string stand next to each other. */
const quoted = ({ words, isBegun }: SearchPhrase): string => `"${words.join(" ")}"${isBegun ? "*" : ""}`;
