import type { Request } from "express";
import type { PlacedEntry } from "../model/story.ts";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type StoryList, parameter, storyList } from "./list.ts";
import { count } from "./words.ts";

/** Longest search that is looked for, in characters; what is beyond is left out, and the page says so. */
const maxLength = 200;

export type SearchPage = Readonly<{
  /** What was looked for; empty where nothing was. */
  query: string;
  wasCut: boolean;
  /** Absent where nothing was looked for. */
  list?: StoryList;
  /** "7 stories", "The newest 50 stories"; absent where nothing was found. */
  found?: string;
}>;

/** `/search?q=`: stories with an entry that has all the words, newest first. */
export async function search(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const typed = parameter(request, "q")?.trim() ?? "";
  const query = typed.slice(0, maxLength).toWellFormed();
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
          ...(cursor !== undefined && { cursor }),
        });
  const frame = await frameOf(parts, {
    title: query === "" ? "Search" : `“${query}”`,
    path: "/search",
    searchText: query,
    ...(list && { feedPath: "/search", feedQuery: { q: query } }),
  });
  const page: SearchPage = {
    query,
    wasCut: typed.length > maxLength,
    ...(list && { list, ...foundIn(list) }),
  };
  return { kind: "page", status: 200, view: "search", frame, page };
}

/** How many there are is known without counting where all stand on one page. */
function foundIn({ cards, nextHref, firstHref }: StoryList): Readonly<{ found?: string }> {
  if (cards.length === 0 || firstHref !== undefined) return {};
  const stories = count(cards.length, "story", "stories");
  return { found: nextHref === undefined ? stories : `The newest ${stories}` };
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
