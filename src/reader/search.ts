import type { Request } from "express";
import { foldTitle } from "../base/fold-title.ts";
import { type SearchQuery, maxSearchLength, readSearch } from "../base/search-query.ts";
import type { Store } from "../store/store.ts";
import type { Answer } from "./answer.ts";
import { phrasesIn } from "./excerpt.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { withQuery } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";
import { searchWords } from "./named-list.ts";
import { findExcerpts, soughtPhrases } from "./search-excerpts.ts";
import { withFields } from "./search-fields.ts";
import { type NearSearch, nearestSearches } from "./search-nearest.ts";
import { isFromToday, notesSaid, understood } from "./search-said.ts";
import type { Words } from "./words/words.ts";

/** Stories are counted so far: beyond it nobody minds the number. */
const countedStories = 1000;

export type SearchPage = Readonly<{
  /** What was looked for; empty where nothing was. */
  query: string;
  /** Of the sources, for the field. */
  categories: readonly string[];
  /** How it was understood, and what of it otherwise than it may have been meant; empty where all is plain. */
  said: readonly string[];
  /** Absent where nothing was looked for. */
  list?: StoryList;
  /** "7 stories", "More than 1,000 stories"; absent where nothing was found. */
  found?: string;
  /** What finds something where this search does not. */
  nearest: readonly NearSearch[];
  /** A line for the config file that keeps it as a view; absent where there is nothing to keep. */
  asView?: string;
}>;

/** `/search?q=`: stories with an entry that has all that is asked, newest first. Fields beside the words are led into them. */
export async function search(parts: ReaderParts, request: Request): Promise<Answer> {
  const order = orderOf(request, "latest");
  const withOperators = withFields(request);
  if (withOperators !== undefined)
    return {
      kind: "moved",
      to: withQuery("/search", { q: withOperators, order: order === "latest" ? undefined : order }),
    };
  const { search: say, quotes } = parts.words;
  const typed = parameter(request, "q")?.trim() ?? "";
  const query = searchWords(typed);
  const read = readSearch(query);
  const list = query === "" ? undefined : await listOf(parts, request, { query, read });
  const frame = await frameOf(parts, {
    title: query === "" ? say.heading : `${quotes.open}${query}${quotes.close}`,
    path: "/search",
    searchText: query,
    ...(list && { feedPath: "/search", feedQuery: { q: query } }),
  });
  const page: SearchPage = {
    query,
    categories: await parts.store.categories(),
    said: [
      ...(typed.length > maxSearchLength ? [say.wasCut(maxSearchLength)] : []),
      ...(list ? await saidOf(parts, read) : []),
    ],
    nearest: list?.cards.length === 0 ? await nearestSearches(parts.store, read, parts.words) : [],
    ...(list && { list, ...(await foundIn(parts.store, query, list, say)) }),
    ...(list && list.cards.length > 0 && { asView: viewLine(query) }),
  };
  return { kind: "page", status: 200, view: "search", frame, page };
}

function listOf(
  parts: ReaderParts,
  request: Request,
  { query, read }: Readonly<{ query: string; read: SearchQuery }>,
): Promise<StoryList> {
  const cursor = parameter(request, "cursor");
  const phrases = soughtPhrases(read);
  return storyList(parts, {
    path: "/search",
    parameters: { q: query },
    order: orderOf(request, "latest"),
    defaultOrder: "latest",
    askedOrder: parameter(request, "order"),
    restriction: { search: query },
    prefers: ({ title }) => phrasesIn(title, phrases).length > 0,
    findsIn: (stories, giving) => findExcerpts(parts.store, stories, { phrases, giving }),
    withMuted: true,
    ...(cursor !== undefined && { cursor }),
  });
}

async function saidOf({ store, clock, words }: ReaderParts, read: SearchQuery): Promise<readonly string[]> {
  // As the store reckons: from its newest report.
  const newest = isFromToday(read) ? (await store.latestEntries({ limit: 1 })).items[0]?.shownAt : undefined;
  const what = understood(read, newest ?? clock.now(), words);
  return [...(what === undefined ? [] : [what]), ...notesSaid(read, words)];
}

/** Where all stand on one page they are counted already. */
async function foundIn(
  store: Pick<Store, "countFound">,
  search: string,
  { cards, nextHref, firstHref }: StoryList,
  say: Words["search"],
): Promise<Readonly<{ found?: string }>> {
  const isWhole = nextHref === undefined && firstHref === undefined;
  const atMost = countedStories + 1;
  const found = isWhole ? cards.length : await store.countFound({ search, atMost });
  if (found === 0) return {};
  return { found: found < atMost ? say.found(found) : say.foundMore(countedStories) };
}

/** `{"slug": "peace-talks", "title": "peace talks", "query": "peace talks"}`. */
function viewLine(query: string): string {
  const plain = foldTitle(query)
    .normalize("NFD")
    .replaceAll(/[^a-z0-9 ]/g, "");
  const slug = plain.split(" ").filter(Boolean).join("-").slice(0, 40).replace(/-$/, "") || "search";
  const values = Object.entries({ slug, title: query, query });
  return `{ ${values.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(", ")} }`;
}
