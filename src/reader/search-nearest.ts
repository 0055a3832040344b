import { type SearchClause, type SearchQuery } from "../base/search-query.ts";
import { writeSearch } from "../base/write-search.ts";
import type { Store } from "../store/store.ts";
import { withQuery } from "./links.ts";
import type { Words } from "./words/words.ts";

/** A search that finds something. */
export type NearSearch = Readonly<{ href: string; label: string; found: string }>;

/** Each of them is a search of its own. */
const mostTried = 6;
const countedStories = 1000;

/** Where a search finds nothing: what finds something without one of its parts, or else which part does alone. */
export async function nearestSearches(
  store: Pick<Store, "countFound">,
  { clauses }: SearchQuery,
  words: Words,
): Promise<readonly NearSearch[]> {
  if (clauses.length < 2) return [];
  const without = clauses.map((left) => clauses.filter((clause) => clause !== left));
  const alone = clauses.filter(({ isUnwanted }) => !isUnwanted).map((clause) => [clause]);
  const near = await findingOf(store, without, words);
  return near.length > 0 || clauses.length === 2 ? near : findingOf(store, alone, words);
}

async function findingOf(
  store: Pick<Store, "countFound">,
  searches: readonly (readonly SearchClause[])[],
  { search: say }: Words,
): Promise<NearSearch[]> {
  const near: NearSearch[] = [];
  for (const clauses of searches.slice(0, mostTried)) {
    const search = writeSearch(clauses);
    const found = await store.countFound({ search, atMost: countedStories + 1 });
    if (found === 0) continue;
    near.push({
      href: withQuery("/search", { q: search }),
      label: search,
      found: found <= countedStories ? say.found(found) : say.foundMore(countedStories),
    });
  }
  return near;
}
