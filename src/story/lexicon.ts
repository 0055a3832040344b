import { dayMs } from "../base/duration.ts";
/**
 * One term (a word's stem, or two neighbouring ones) of one language, with the articles that carry it. Mutable: the
 * heart of the engine counts here.
 */
export type Term<Article> = {
  readonly text: string;
  /** In how many articles it was to be expected before any was read. */
  readonly expected: number;
  /** In how many of the articles that are counted it stands. */
  documents: number;
  /** The live articles that carry it, in order of arrival, and its weight in each. */
  articles: Article[];
  weights: number[];
  /** Scratch of the comparison under way: the number of that comparison, and the term's weight in its article. */
  mark: number;
  markWeight: number;
};

export type Lexicon<Article> = ReturnType<typeof createLexicon<Article>>;

/** As if this many articles had been read before the first, of a language's usual words: on the first day no word looks rarer than it is. */
const priorDocuments = 2000;

/**
 * The terms of one language and how common they are. An article is counted on its day; days that lie further back than
 * `memoryMs` are forgotten, so that the state is a function of the articles of that time alone and a restart can
 * rebuild it exactly. `shares`: in what share of the articles a term stands before any was read (see `expectedShares`).
 */
export function createLexicon<Article>(memoryMs: number, shares: ReadonlyMap<string, number> = new Map()) {
  const terms = new Map<string, Term<Article>>();
  /** What was counted on each day: a term stands there once for each article. */
  const days = new Map<number, { articles: number; found: Term<Article>[] }>();
  let documents = 0;
  let oldestDay = -Infinity;

  const get = (text: string): Term<Article> => {
    let term = terms.get(text);
    if (!term) terms.set(text, (term = openTerm<Article>(text, shares.get(text) ?? 0)));
    return term;
  };
  const dropIfUnused = (term: Term<Article>) => {
    if (term.documents === 0 && term.articles.length === 0) terms.delete(term.text);
  };

  return {
    get,
    dropIfUnused,
    addArticle(term: Term<Article>, article: Article, weight: number) {
      term.articles = extended(term.articles, article);
      term.weights = extended(term.weights, weight);
    },
    forgetArticle(term: Term<Article>, article: Article) {
      const at = term.articles.indexOf(article); // articles leave about in the order in which they came: near the front
      if (at < 0) return;
      term.articles.splice(at, 1);
      term.weights.splice(at, 1);
    },
    /** Counts the terms of one article of the instant `at` (ms). */
    count(found: readonly Term<Article>[], at: number) {
      const dayNumber = Math.floor(at / dayMs);
      if (dayNumber < oldestDay) return;
      let day = days.get(dayNumber);
      if (!day) days.set(dayNumber, (day = { articles: 0, found: [] }));
      documents += 1;
      day.articles += 1;
      for (const term of found) {
        term.documents += 1;
        day.found.push(term);
      }
    },
    /** Forgets what lies too far back from `now` (ms), the latest instant seen. */
    forget(now: number) {
      const oldest = Math.floor((now - memoryMs) / dayMs);
      if (oldest <= oldestDay) return;
      oldestDay = oldest;
      for (const [number, day] of days) {
        if (number >= oldest) continue;
        documents -= day.articles;
        for (const term of day.found) {
          term.documents -= 1;
          dropIfUnused(term);
        }
        days.delete(number);
      }
    },
    /** How much a term tells, in nats: the rarer the more. Common ones keep a trace, so that texts of nothing else still compare. */
    rarity: (term: Term<Article>) =>
      Math.max(0.05, Math.log((documents + priorDocuments + 1) / (term.documents + term.expected + 0.5))),
    size: () => terms.size,
  };
}

/** Up to here a list has just the room it needs: most terms stand in one or two articles, and a push makes room for 17. */
const shortList = 8;

/** A list with one item more: the same list, once it is long. */
function extended<Item>(list: Item[], item: Item): Item[] {
  if (list.length < shortList) return list.concat([item]);
  list.push(item);
  return list;
}

const openTerm = <Article>(text: string, share: number): Term<Article> => ({
  text,
  expected: share * priorDocuments,
  documents: 0,
  articles: [],
  weights: [],
  mark: 0,
  markWeight: 0,
});
