import type { Request } from "express";
import { maxSearchLength } from "../base/search-query.ts";
import type { PlacedEntry } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type StoryList, parameter, storyList } from "./list.ts";
import { searchWords } from "./named-list.ts";
import type { Words } from "./words/words.ts";

/** Stories are counted so far: beyond it nobody minds the number. */
const countedStories = 1000;

export type SearchPage = Readonly<{
  /** What was looked for; empty where nothing was. */
  query: string;
  /** That only its beginning was looked for; absent where all was. */
  cut?: string;
  /** Absent where nothing was looked for. */
  list?: StoryList;
  /** "7 stories", "More than 1,000 stories"; absent where nothing was found. */
  found?: string;
}>;

/** `/search?q=`: stories with an entry that has all the words, newest first. */
export async function search(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { search: say, quotes } = parts.words;
  const typed = parameter(request, "q")?.trim() ?? "";
  const query = searchWords(typed);
  const cursor = parameter(request, "cursor");
  const list =
    query === ""
      ? undefined
      : await storyList(parts, {
          path: "/search",
          parameters: { q: query },
          order: "latest",
          restriction: { search: query },
          prefers: mentions(query),
          withMuted: true,
          ...(cursor !== undefined && { cursor }),
        });
  const frame = await frameOf(parts, {
    title: query === "" ? say.heading : `${quotes.open}${query}${quotes.close}`,
    path: "/search",
    searchText: query,
    ...(list && { feedPath: "/search", feedQuery: { q: query } }),
  });
  const page: SearchPage = {
    query,
    ...(typed.length > maxSearchLength && { cut: say.wasCut(maxSearchLength) }),
    ...(list && { list, ...(await foundIn(parts.store, query, list, say)) }),
  };
  return { kind: "page", status: 200, view: "search", frame, page };
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

/** Whether an entry's headline has one of the words looked for: it tells why the story was found. */
function mentions(query: string): (entry: PlacedEntry) => boolean {
  const words = query
    .toLowerCase()
    .split(/[\s"]+/)
    .filter((word) => !word.startsWith("-"))
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]+/gu, ""))
    .filter((word) => word !== "");
  return ({ title }) => words.some((word) => title.toLowerCase().includes(word));
}
